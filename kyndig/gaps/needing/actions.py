"""What people say about needs. The log says that it was said, and of which competence; never why."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.analysis.judging import Figures
from kyndig.catalogue.models import Competence
from kyndig.gaps.models import NeedJudgement, NoNeeds, RegisteredNeed, Vacancy
from kyndig.organisation.models import Role, Unit
from kyndig.organisation.reach import today

Answer = NeedJudgement.Answer
_SAID_OF_A_NEED = (
    *("competence_id", "what", "why", "for_whom", "how_many", "years_ahead", "source"),
    *("registered_on", "registered_by_id"),
)


@transaction.atomic
def judge(
    *,
    unit: Unit,
    competence: Competence,
    figures: Figures,
    way: str,
    by: User | None,
    note: str = "",
    until: date | None = None,
) -> NeedJudgement:
    """Say what to do about a need; an earlier answer stays, and counts no more.

    Args: `way` is one of `Way`, or blank for not now, which then has an `until`.
    Raises ValueError for another way than suggested without a note, and for "not now" without a later day.
    """
    answer = _answer(way, figures)
    if answer == Answer.CHANGE and not note.strip():
        raise ValueError("Another way than suggested is chosen with a note.")
    if answer == Answer.NOT_NOW and (until is None or until <= today()):
        raise ValueError("What is put off is put off until a later day.")
    judgement = NeedJudgement.objects.create(
        unit=unit,
        competence=competence,
        judged_on=today(),
        by=by,
        answer=answer,
        way=way,
        note=note,
        until=until if answer == Answer.NOT_NOW else None,
        **vars(figures),
    )
    audit.record(
        "gaps.need.judged",
        by=by,
        on=judgement,
        unit=unit.code,
        competence=competence.code,
        answer=str(answer),
    )
    return judgement


def _answer(way: str, figures: Figures) -> NeedJudgement.Answer:
    if not way:
        return Answer.NOT_NOW
    return Answer.AGREE if way == figures.suggestion else Answer.CHANGE


@transaction.atomic
def take_back(*, judgement: NeedJudgement, by: User | None) -> None:
    """The answer was a mistake: the need is asked about as before it. A second time changes nothing."""
    standing = NeedJudgement.objects.filter(pk=judgement.pk, annulled_at=None)
    if standing.update(annulled_at=timezone.now(), annulled_by=by):
        audit.record("gaps.need.taken_back", by=by, on=judgement)


@transaction.atomic
def register(
    *,
    unit: Unit,
    competence: Competence | None,
    what: str,
    why: str,
    for_whom: str,
    how_many: int,
    years_ahead: int,
    source: str,
    by: User | None,
) -> RegisteredNeed:
    """Register a need that no requirement shows: of a competence, or in own words."""
    need = RegisteredNeed.objects.create(
        unit=unit,
        competence=competence,
        what="" if competence else what,
        why=why,
        for_whom=for_whom,
        how_many=how_many,
        years_ahead=years_ahead,
        source=source,
        registered_on=today(),
        registered_by=by,
    )
    audit.record("gaps.need.registered", by=by, on=need, unit=unit.code)
    return need


@transaction.atomic
def withdraw(*, need: RegisteredNeed, by: User | None) -> None:
    """The need is no longer one. A second time changes nothing."""
    standing = RegisteredNeed.objects.standing().filter(pk=need.pk)
    if standing.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        audit.record("gaps.need.withdrawn", by=by, on=need)


@transaction.atomic
def hand_over_need(*, need: RegisteredNeed, to: Sequence[Unit], by: User | None) -> None:
    """The need goes on at other units, as it was registered and by whom; at its own it is one no more."""
    as_it_was = {name: getattr(need, name) for name in _SAID_OF_A_NEED}
    for unit in to:
        going_on = RegisteredNeed.objects.create(unit=unit, **as_it_was)
        audit.record("gaps.need.handed_over", by=by, on=going_on, unit=unit.code)
    withdraw(need=need, by=by)


@transaction.atomic
def confirm_none(*, unit: Unit, by: User | None) -> NoNeeds:
    """Say that the unit has no needs beyond those computed."""
    confirmed = NoNeeds.objects.create(unit=unit, confirmed_on=today(), by=by)
    audit.record("gaps.need.none", by=by, on=confirmed, unit=unit.code)
    return confirmed


@transaction.atomic
def enter_vacancy(*, unit: Unit, role: Role, percent: Decimal, vacant_from: date, by: User | None) -> Vacancy:
    """A position that nobody fills from the day on."""
    vacancy = Vacancy.objects.create(
        unit=unit, role=role, percent=percent, vacant_from=vacant_from, entered_by=by
    )
    audit.record("gaps.vacancy.entered", by=by, on=vacancy, unit=unit.code, role=role.code)
    return vacancy


@transaction.atomic
def close_vacancy(*, vacancy: Vacancy, outcome: Vacancy.Outcome, by: User | None) -> None:
    """The position is filled, or not to be filled. A second time changes nothing."""
    still = Vacancy.objects.open().filter(pk=vacancy.pk)
    if still.update(closed_at=timezone.now(), closed_by=by, outcome=outcome):
        audit.record("gaps.vacancy.closed", by=by, on=vacancy, outcome=str(outcome))


@transaction.atomic
def hand_over_vacancy(*, vacancy: Vacancy, to: Unit, by: User | None) -> None:
    """The position goes on, just as vacant, at another unit."""
    going_on = Vacancy.objects.create(
        unit=to,
        role_id=vacancy.role_id,
        percent=vacancy.percent,
        vacant_from=vacancy.vacant_from,
        entered_by_id=vacancy.entered_by_id,
    )
    audit.record("gaps.vacancy.handed_over", by=by, on=going_on, unit=to.code)
    close_vacancy(vacancy=vacancy, outcome=Vacancy.Outcome.MOVED, by=by)
