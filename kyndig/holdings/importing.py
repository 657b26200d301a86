"""The file of assessments. Each row is a fact; a million of them are read, compared and written in bulk."""

from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.accounts.models import User
from kyndig.catalogue.fact_rows import Competences
from kyndig.catalogue.models import Competence
from kyndig.holdings import actions, expiry, projection
from kyndig.holdings.models import Assessment, Holding, InUse, Source
from kyndig.imports import bulk, parsers
from kyndig.imports.columns import Column, ParsedRow, ParsedTable
from kyndig.imports.importers import Importer, Progress
from kyndig.imports.plan import Change, Detail, Options, Plan, Status, in_words, make_plan
from kyndig.organisation.models import Person

SOURCES = {
    "self": "egen eigen self",
    "leader": "leder leiar leader",
    "document": "dokument document",
    "course": "kurs course",
}
IN_USE = {"yes": "ja yes", "partly": "delvis partly", "no": "nei no"}
EMPLOYEE_NUMBER = ("Ansattnummer", "Ansattnr", "Ressursnr", "Tilsettnummer", "Employee number")
COLUMNS = (
    Column("employee_number", parsers.code(), EMPLOYEE_NUMBER, required=True),
    Column("competence", parsers.code(60), required=True),
    Column("level", parsers.integer(0, 3), required=True),
    Column("source", parsers.choice(SOURCES), required=True),
    Column("assessed_on", parsers.date_parser, required=True),
    Column("assessed_by", parsers.code()),
    Column("expires_on", parsers.date_parser),
    Column("in_use", parsers.choice(IN_USE, blank="")),
    Column("wants_to_use", parsers.yes_no),
    Column("note", parsers.text(2_000)),
)
LABELS = {
    "level": gettext_lazy("nivå"),
    "source": gettext_lazy("kilde"),
    "assessed_on": gettext_lazy("vurdert"),
    "assessed_by": gettext_lazy("vurdert av"),
    "expires_on": gettext_lazy("utløper"),
    "in_use": gettext_lazy("i bruk"),
    "wants_to_use": gettext_lazy("vil bruke"),
    "note": gettext_lazy("merknad"),
}
_CHOICES: dict[str, type[TextChoices]] = {"source": Source, "in_use": InUse}
# Two rows are the same when these are, with `expires_on` as the file gave it.
_COMPARED = (
    "person_id",
    "competence_id",
    "level",
    "source",
    "assessed_on",
    "assessed_by_id",
    "expires_on",
    "expires_by_validity",
    "in_use",
    "wants_to_use",
    "note",
)


class _Known(NamedTuple):
    """What rows refer to."""

    people: dict[str, int]
    competences: Competences


def plan(rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan:
    """Which assessments are new. Nothing is ever ended, changed or annulled."""
    known = _Known(dict(Person.objects.values_list("employee_number", "pk")), Competences())
    resolved = [(row, values) for row in rows.good if (values := _resolve(row, known)) is not None]
    there = set(_digests())
    changes, new = [], []
    for row, values in resolved:
        digest = _digest(values)
        status = Status.UNCHANGED if digest in there else Status.NEW
        if status == Status.NEW:
            there.add(digest)
            new.append(values)
        changes.append(_change(status, row, values))
    return make_plan("assessments", options, [rows], changes, payload=new)


def _resolve(row: ParsedRow, known: _Known) -> tuple[Any, ...] | None:
    """The row in the order of `_COMPARED`; None, and an error, when it refers to nothing."""
    competence = known.competences.of(row)
    person = _person(row, "employee_number", known.people)
    assessor = _person(row, "assessed_by", known.people)
    if row.errors or competence is None:
        return None
    expires_on, by_validity = _expiry(row, competence)
    return (
        person,
        competence.pk,
        row["level"],
        row["source"],
        row["assessed_on"],
        assessor,
        expires_on,
        by_validity,
        row.get("in_use") or "",
        row.get("wants_to_use"),
        row.get("note") or "",
    )


def _person(row: ParsedRow, name: str, people: dict[str, int]) -> int | None:
    number = row.get(name)
    if number and number not in people:
        row.reject(name, _("Ansattnummeret finnes ikke."), _("Importer de ansatte først."))
    return people.get(number) if number else None


def _expiry(row: ParsedRow, competence: Competence) -> tuple[Any, bool]:
    given = row.get("expires_on")
    last_day = expiry.expires_on(row["source"], row["assessed_on"], given, competence.validity_months)
    return last_day, last_day is not None and given is None


def _digests() -> Iterator[bytes]:
    """Every assessment there is, annulled ones too: a mistake taken back does not come in again."""
    rows = Assessment.objects.order_by().values_list(*_COMPARED)
    return (_digest(values) for values in rows.iterator(actions.BATCH))


def _digest(values: tuple[Any, ...]) -> bytes:
    """16 bytes instead of the row: a million of them fit in memory."""
    expires_on, by_validity = values[6:8]
    # What the catalogue's validity gave was blank in the file, whatever the validity is now.
    said = (*values[:6], None if by_validity else expires_on, *values[8:])
    return blake2b(repr(said).encode(), digest_size=16).digest()


def _change(status: Status, row: ParsedRow, values: tuple[Any, ...]) -> Change:
    number, competence = row["employee_number"], row["competence"]
    said, tell = f"{number} {competence}", partial(_details, row) if status is Status.NEW else tuple
    return Change(status, row.line, said, competence, values, tell, employee_number=number)


def _details(row: ParsedRow) -> Iterable[Detail]:
    for name in LABELS:
        value = row.get(name)
        if value not in (None, ""):
            yield Detail(name, None, in_words(value, _CHOICES.get(name)))


def apply(plan: Plan, *, by: User | None, progress: Progress) -> None:
    """Write the new assessments in the file's order, then bring the holdings in line in one go."""
    new = plan.payload
    first = actions.next_assessment_id()
    nothing_held = not Holding.objects.exists()
    same = {
        "annulled_reason": "",
        "registered_at": timezone.now(),
        "registered_by_id": by.pk if by else None,
    }
    for at in range(0, len(new), actions.BATCH):
        bulk.insert(Assessment, _COMPARED, new[at : at + actions.BATCH], same)
        progress(min(at + actions.BATCH, len(new)), len(new))
    if new and nothing_held:
        projection.project_everything()
    elif new:
        projection.project_since(first)


def importer() -> Importer:
    """The import of assessments."""
    return Importer(
        kind="assessments",
        slug="vurderinger",
        title=gettext_lazy("Import av vurderinger"),
        columns=COLUMNS,
        plan=plan,
        apply=apply,
        labels=LABELS,
        row_label=gettext_lazy("Ansatt"),
        over_persons=True,
        order=50,
    )
