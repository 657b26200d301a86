"""The demo's needs: some answered by the leader of the story, some registered, and a vacant position."""

from datetime import timedelta
from decimal import Decimal

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.gaps import kept
from kyndig.gaps.models import RegisteredNeed
from kyndig.gaps.needing import actions
from kyndig.gaps.needing.rows import Need, needs_of
from kyndig.gaps.places import Words
from kyndig.organisation.models import Employment, Unit
from kyndig.organisation.reach import today

# Those at the top of the list wait for whoever tries the demo.
WAITING, ANSWERED = 3, 6
IN_SPRING = timedelta(days=120)


def make_needs(unit: Unit, *, leader: User | None, employee: User | None) -> None:
    """Answers to some of the unit's needs, two registered ones, and half a position that nobody fills."""
    picture = kept.of_municipality(today(), looks_back=True)
    needs = needs_of(picture, Words(picture.snapshot), [unit.pk], today())
    for number, need in enumerate(needs[WAITING : WAITING + ANSWERED]):
        _answer(unit, need, number, leader)
    _register(unit, employee, "Tegnspråk", "To nye beboere bruker tegnspråk.", RegisteredNeed.Source.USERS)
    _register(
        unit, leader, "Digital hjemmeoppfølging", "Tjenesten starter i 2028.", RegisteredNeed.Source.PLAN
    )
    post = Employment.objects.active(today()).filter(unit=unit).select_related("role").first()
    if post:
        actions.enter_vacancy(unit=unit, role=post.role, percent=Decimal(50), vacant_from=today(), by=leader)


def _answer(unit: Unit, need: Need, number: int, by: User | None) -> None:
    """Mostly as suggested; every third is something else, or put off."""
    competence = Competence.objects.get(pk=need.competence.competence_id)
    way, note, until = need.figures.suggestion, "", None
    if number % 3 == 1:
        way, note = "nothing", "Oppgaven går over til en annen enhet i vår."
    elif number % 3 == 2:
        way, until = "", today() + IN_SPRING
    actions.judge(
        unit=unit, competence=competence, figures=need.figures, way=way, note=note, until=until, by=by
    )


def _register(unit: Unit, by: User | None, what: str, why: str, source: RegisteredNeed.Source) -> None:
    actions.register(
        unit=unit,
        competence=None,
        what=what,
        why=why,
        for_whom="Helsefagarbeidere på kveld",
        how_many=2,
        years_ahead=2,
        source=source,
        by=by,
    )
