"""Files whose rows are facts with a period: requirements, coverage, exemptions.

A row equal in every column to a fact that is there already, ended or annulled ones too, is unchanged; any
other row is a new fact, and none replaces another. With `--replace` what the file does not hold ends the
day before the import's day; what would not have begun by then is annulled.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.imports.columns import ParsedRow, ParsedTable
from kyndig.imports.importers import Progress
from kyndig.imports.plan import Change, Detail, Options, Plan, Status, in_words, make_plan

BATCH = 1000
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Facts:
    """A kind of fact as its file has it.

    `paths` gives, for each column, the fact's value as the column says it ("role__code").
    """

    kind: str
    model: Any
    paths: Mapping[str, str]
    # The columns that say whom or what it is about: a rejected row ends nothing of the same.
    about: tuple[str, ...]
    label: Callable[[Mapping[str, Any]], str]
    person: str = ""
    # The columns whose values people know by their labels.
    choices: Mapping[str, type[TextChoices]] = field(default_factory=dict)

    def existing(self) -> list[tuple[int, Key, bool]]:
        """(id, key, whether annulled) of every fact, in the order of registration."""
        rows = self.model.objects.order_by("id").values_list("id", "annulled_at", *self.paths.values())
        return [(pk, tuple(key), annulled is not None) for pk, annulled, *key in rows.iterator(BATCH)]

    def key(self, values: Mapping[str, Any]) -> Key:
        """What two rows are compared by: every column."""
        return tuple(values[name] for name in self.paths)


@dataclass
class Payload:
    """What `apply` writes: values of new facts, ids that end, ids that are annulled."""

    new: list[Mapping[str, Any]] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    cancelled: list[int] = field(default_factory=list)


def plan(
    facts: Facts,
    rows: ParsedTable,
    options: Options,
    resolve: Callable[[ParsedRow], Mapping[str, Any] | None],
    brought_along: Callable[[Payload], Iterable[Change]] = lambda payload: (),
) -> Plan:
    """What the file adds and, with `--replace`, what it ends.

    `resolve` answers with a row's values by column, or rejects the row and answers with None.
    """
    resolved = [(row, values) for row in rows.good if (values := resolve(row)) is not None]
    existing = facts.existing()
    there = {key for _pk, key, _annulled in existing}
    payload = Payload()
    changes = [_change(facts, row, values, there, payload) for row, values in resolved]
    if options.replace:
        held = {facts.key(values) for _row, values in resolved}
        changes += _missing(facts, existing, held, rows.rejected, as_of=options.as_of, payload=payload)
    along = list(brought_along(payload))
    return make_plan(facts.kind, options, [rows], [*along, *changes], payload=payload)


def _change(
    facts: Facts, row: ParsedRow, values: Mapping[str, Any], there: set[Key], payload: Payload
) -> Change:
    key = facts.key(values)
    new = key not in there
    if new:
        there.add(key)
        payload.new.append(values)
    status = Status.NEW if new else Status.UNCHANGED
    return _about(facts, values, status, line=row.line, written=key, tell=partial(_details, facts, values))


def _details(facts: Facts, values: Mapping[str, Any]) -> Iterable[Detail]:
    said = ((name, value) for name, value in values.items() if value not in (None, ""))
    return (Detail(name, None, in_words(value, facts.choices.get(name))) for name, value in said)


def _about(
    facts: Facts,
    values: Mapping[str, Any],
    status: Status,
    *,
    line: int | None = None,
    written: Any,
    tell: Callable[[], Iterable[Detail]],
) -> Change:
    return Change(
        status,
        line,
        " ".join(str(values[name]) for name in facts.about if values[name]),
        facts.label(values),
        written,
        tell,
        employee_number=values[facts.person] if facts.person else "",
    )


def _missing(
    facts: Facts,
    existing: Iterable[tuple[int, Key, bool]],
    held: set[Key],
    rejected: Iterable[ParsedRow],
    *,
    as_of: date,
    payload: Payload,
) -> Iterable[Change]:
    """What still holds on the day or later and is not in the file."""
    spared = [{name: row.get(name) for name in facts.about if name in row} for row in rejected]
    last_day = as_of - timedelta(days=1)
    for pk, key, annulled in existing:
        values = dict(zip(facts.paths, key, strict=True))
        over = values["valid_to"] is not None and values["valid_to"] < as_of
        if annulled or over or key in held or _is_spared(values, spared):
            continue
        begun = values["valid_from"] is None or values["valid_from"] < as_of
        (payload.ended if begun else payload.cancelled).append(pk)
        details = (Detail("valid_to", values["valid_to"], last_day),) if begun else ()
        status = Status.ENDED if begun else Status.CANCELLED
        yield _about(facts, values, status, written=(pk, details), tell=details.__iter__)


def _is_spared(values: Mapping[str, Any], spared: Iterable[Mapping[str, Any]]) -> bool:
    """True when a rejected row may have been this one, as far as it can be read."""
    return any(all((values[name] or "") == (said or "") for name, said in each.items()) for each in spared)


def apply(
    facts: Facts,
    plan: Plan,
    *,
    make: Callable[[Mapping[str, Any]], Any],
    by: User | None,
    progress: Progress,
) -> None:
    """Write the plan: new facts in the file's order, ends, annulments."""
    payload: Payload = plan.payload
    total = len(payload.new)
    for at in range(0, total, BATCH):
        batch = [make(values) for values in payload.new[at : at + BATCH]]
        for fact in batch:
            fact.registered_by = by
        facts.model.objects.bulk_create(batch)
        progress(min(at + BATCH, total), total)
    for ids in _batches(payload.ended):
        last_day = plan.as_of - timedelta(days=1)
        facts.model.objects.filter(pk__in=ids).update(valid_to=last_day)
    for ids in _batches(payload.cancelled):
        facts.model.objects.filter(pk__in=ids).update(
            annulled_at=timezone.now(), annulled_by=by, annulled_reason=_("Ikke lenger i filen.")
        )


def _batches(ids: list[int]) -> Iterable[list[int]]:
    return (ids[at : at + BATCH] for at in range(0, len(ids), BATCH))


class Competences:
    """The catalogue by code, as the rows of other files name it."""

    def __init__(self) -> None:
        self.by_code = {each.code: each for each in Competence.objects.all()}

    def of(self, row: ParsedRow) -> Competence | None:
        """The row's competence with the row's level on its scale; else None, and the row is rejected."""
        competence = self.by_code.get(row["competence"])
        if competence is None:
            row.reject(
                "competence",
                _("Koden finnes ikke i katalogen."),
                _("Bruk katalogens kode, eller legg kompetansen i katalogen først."),
            )
            return None
        if row.get("level", 0) > competence.max_level:
            row.reject(
                "level",
                _("Nivået er ikke på skalaen til kompetansen."),
                _("Høyeste nivå er %(level)d.") % {"level": competence.max_level},
            )
        return competence


def check_period(row: ParsedRow) -> None:
    """Reject a row that ends before it begins."""
    begins, ends = row.get("valid_from"), row.get("valid_to")
    if begins and ends and ends < begins:
        row.reject("valid_to", _("Sluttdatoen er før startdatoen."), _("Rett en av datoene."))
