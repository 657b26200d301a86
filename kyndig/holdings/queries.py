"""What a person holds, with its history, and the exemptions of the people one leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet

from kyndig.catalogue.models import Competence
from kyndig.holdings import required
from kyndig.holdings.expiring import SOON
from kyndig.holdings.models import Assessment, Disagreement, Exemption
from kyndig.holdings.policies import LIST_PEOPLE
from kyndig.organisation.models import Employment, Person, PersonQuerySet
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import reach_of, today, units_reached


@dataclass(frozen=True)
class Held:
    """A competence as a person holds it on a day: the assessment that counts, and all there are."""

    competence: Competence
    current: Assessment | None
    history: list[Assessment]
    on: date
    # What the person disagrees with, or has disagreed with, by assessment; withdrawn ones left out.
    disagreements: Mapping[int, Disagreement] = field(default_factory=dict)
    # The highest level that a position of the person's asks for on the day; None when none does.
    required: int | None = None

    @property
    def own(self) -> Assessment | None:
        """The person's own latest answer by the day."""
        return self._latest(confirmed=False)

    @property
    def judged(self) -> Assessment | None:
        """The latest by the day that somebody else, or a paper, says."""
        return self._latest(confirmed=True)

    def _latest(self, *, confirmed: bool) -> Assessment | None:
        return that_counts((each for each in self.history if each.confirmed == confirmed), self.on)

    @property
    def differs(self) -> bool:
        """True when somebody else says another level than the person does."""
        return bool(self.own and self.judged and self.own.level != self.judged.level)

    @property
    def disagreement(self) -> Disagreement | None:
        """What the person has said of the latest assessment by somebody else, open or resolved."""
        return self.disagreements.get(self.judged.pk) if self.judged else None

    @property
    def state(self) -> str:
        """expired, unconfirmed, soon (expires within 90 days), or nothing to remark."""
        if self.current is None:
            return "not_assessed"
        expires = self.current.expires_on
        if expires and expires < self.on:
            return "expired"
        if not self.current.confirmed:
            return "unconfirmed"
        return "soon" if expires and expires <= self.on + SOON else ""


def held_by(person: Person, on: date) -> list[Held]:
    """Everything ever said of the person, by competence, by name; rule 3 of the gap rule for the day."""
    log = Assessment.objects.filter(person=person).select_related(
        "competence", "assessed_by", "registered_by", "annulled_by"
    )
    by_competence: dict[int, list[Assessment]] = {}
    for each in log.order_by("competence__name_nb", "competence_id", "-assessed_on", "-id"):
        by_competence.setdefault(each.competence_id, []).append(each)
    said = disagreements_of(person)
    return [
        Held(history[0].competence, that_counts(history, on), history, on, said)
        for history in by_competence.values()
    ]


def disagreements_of(person: Person) -> dict[int, Disagreement]:
    """By assessment, the latest that the person has not withdrawn."""
    found = Disagreement.objects.filter(assessment__person=person, withdrawn_at=None)
    return {each.assessment_id: each for each in found.order_by("id").select_related("resolved_by")}


@dataclass(frozen=True)
class Overview:
    """What there is to show of a person: what is assessed, and what is required that nobody has assessed."""

    assessed: list[Held]
    unassessed: list[Held]


def overview_of(person: Person, on: date) -> Overview:
    """Each competence with requirement, answers and history, by name."""
    asked = required.levels_required(person, on)
    held = [replace(each, required=asked.get(each.competence.pk)) for each in held_by(person, on)]
    missing = set(asked) - {each.competence.pk for each in held}
    competences = Competence.objects.filter(pk__in=missing).order_by("name_nb") if missing else []
    return Overview(held, [Held(each, None, [], on, required=asked[each.pk]) for each in competences])


def that_counts(assessments: Iterable[Assessment], on: date) -> Assessment | None:
    """The latest confirmed assessment by the day, else the latest of one's own, else None."""
    known = [each for each in assessments if each.annulled_at is None and each.assessed_on <= on]
    return max(known, key=lambda each: (each.confirmed, each.assessed_on, each.pk), default=None)


def exemptions_of(person: Person) -> QuerySet[Exemption]:
    """The person's exemptions that are not annulled, the newest first."""
    return Exemption.objects.standing().filter(person=person).select_related("competence").order_by("-id")


def people_led(user: Asker) -> PersonQuerySet:
    """The people whom the user may see in lists: employed today in a unit one leads; everybody for HR."""
    reach = reach_of(user)
    if reach.has_access and reach.is_hr:
        return Person.objects.all()
    here = Employment.objects.active(today()).filter(unit__in=units_reached(reach, LIST_PEOPLE))
    return Person.objects.filter(pk__in=here.values("person_id"))


def exemptions_led(user: Asker, *, ended: bool) -> QuerySet[Exemption]:
    """The exemptions of the people one leads, by name: those that hold or will, or those that are over."""
    found = Exemption.objects.standing().filter(person__in=people_led(user).values("pk"))
    over = found.filter(valid_to__lt=today())
    chosen = over if ended else found.exclude(pk__in=over.values("pk"))
    ordered = chosen.order_by("person__last_name", "person__first_name", "id")
    return ordered.select_related("person", "competence")
