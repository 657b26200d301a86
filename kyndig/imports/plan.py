"""A plan: what an import would change, row by row, before anything is changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any, NamedTuple

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kyndig.imports.columns import ParsedTable
from kyndig.imports.errors import Refused, RowError

HASHED_TOGETHER = 1000


class Status(models.TextChoices):
    """What becomes of a row, or of something that the file no longer holds."""

    NEW = "new", gettext_lazy("Nye")
    CHANGED = "changed", gettext_lazy("Endres")
    UNCHANGED = "unchanged", gettext_lazy("Uendret")
    ENDED = "ended", gettext_lazy("Slutter")
    CANCELLED = "cancelled", gettext_lazy("Avlyses")
    REJECTED = "rejected", gettext_lazy("Avvist")


@dataclass(frozen=True)
class Options:
    """How a file is to be read: as of which day, and what the one who imports has decided."""

    as_of: date
    partial: bool = False
    replace: bool = False
    skip_bad_rows: bool = False
    accept_ending: int | None = None

    def as_json(self) -> dict[str, Any]:
        """All but the day, to be kept with the run."""
        return {
            "partial": self.partial,
            "replace": self.replace,
            "skip_bad_rows": self.skip_bad_rows,
            "accept_ending": self.accept_ending,
        }


class Detail(NamedTuple):
    """One field of a change. Values are texts, numbers, dates, booleans, choices or None; see `shown`."""

    field: str
    before: Any
    after: Any


class Change(NamedTuple):
    """What would become of one thing.

    `written` must hold everything that would be written, and what it would be written in the stead of, in
    plain values, never a text in somebody's language: the plan's hash is made of it, and whoever confirms a
    plan confirms exactly that. What people see of it, `details`, is told only when somebody asks.
    """

    status: Status
    line: int | None
    key: str
    label: str
    written: Any
    tell: Callable[[], Iterable[Detail]] = tuple
    valid_from: date | None = None
    # "" for what the import is about, else what it brings along ("unit"); counted apart.
    about: str = ""
    # Who it is about, for the access log.
    employee_number: str = ""

    @property
    def details(self) -> tuple[Detail, ...]:
        """The fields that change, for people."""
        return tuple(self.tell())


def in_words(value: Any, choices: type[models.Choices] | None) -> Any:
    """The value as one of some choices, so that people read its label; as it is where it is none of them."""
    return choices(value) if choices and value else value


@dataclass(frozen=True)
class Plan:
    """Everything an import would do. `payload` is the importer's own, for its `apply`."""

    kind: str
    options: Options
    changes: tuple[Change, ...]
    errors: tuple[RowError, ...] = ()
    rejected_rows: int = 0
    row_count: int = 0
    warnings: tuple[str, ...] = ()
    # Set when so much would end that the import stops until this number is named; `base` is out of how many.
    must_accept: int | None = None
    base: int = 0
    payload: Any = field(default=None, compare=False, repr=False)

    @property
    def as_of(self) -> date:
        return self.options.as_of

    @cached_property
    def counts(self) -> dict[str, int]:
        """Number by status; what the import brings along is counted as `unit new` and so on."""
        pairs = Counter((each.about, each.status) for each in self.changes)
        numbers = {f"{about} {status.value}".strip(): number for (about, status), number in pairs.items()}
        every = {status.value: numbers.pop(status.value, 0) for status in Status}
        return {**every, **numbers, Status.REJECTED.value: self.rejected_rows}

    @property
    def changing(self) -> int:
        """How many changes would be made."""
        return sum(each.status is not Status.UNCHANGED for each in self.changes)

    @property
    def employee_numbers(self) -> frozenset[str]:
        """Those whom the plan is about."""
        return frozenset(each.employee_number for each in self.changes if each.employee_number)

    @cached_property
    def hash(self) -> str:
        """Equal for plans that would do the same (64 hexadecimal digits)."""
        digest = hashlib.sha256()
        digest.update(_canonical([self.kind, self.as_of, self.options.partial, self.options.replace]))
        changing = (each for each in self.changes if each.status is not Status.UNCHANGED)
        said = ((each.status, each.about, each.key, each.valid_from, each.written) for each in changing)
        while part := list(islice(said, HASHED_TOGETHER)):
            digest.update(_canonical(part))
        return digest.hexdigest()

    def check(self, options: Options) -> None:
        """Raise Refused when the plan may not be carried out with these decisions."""
        if self.errors and not options.skip_bad_rows:
            raise Refused(_("Filen har rader som ikke kan importeres. Ingenting er endret."))
        if self.must_accept is not None and options.accept_ending != self.must_accept:
            raise Refused(
                _(
                    "%(n)d av %(of)d arbeidsforhold slutter. Det er mer enn 10 %%, så vi har stoppet. "
                    "Ingenting er endret. Er det riktig, må du bekrefte antallet %(n)d."
                )
                % {"n": self.must_accept, "of": self.base}
            )


def make_plan(
    kind: str, options: Options, tables: Iterable[ParsedTable], changes: Iterable[Change], **rest: Any
) -> Plan:
    """A plan with the errors, counts of rows and unknown columns of the parsed files filled in."""
    read = list(tables)
    more_errors = tuple(rest.pop("more_errors", ()))
    warnings = tuple(warning for table in read for warning in _warnings(table))
    return Plan(
        kind,
        options,
        tuple(changes),
        errors=(*(error for table in read for error in table.errors), *more_errors),
        rejected_rows=sum(len(table.rejected) for table in read) + len(more_errors),
        row_count=len(read[0].rows),
        warnings=(*warnings, *rest.pop("warnings", ())),
        **rest,
    )


def _warnings(table: ParsedTable) -> Iterable[str]:
    yield from table.table.notes
    if table.unknown:
        columns = ", ".join(f"«{header}»" for header in table.unknown)
        yield _("Disse kolonnene i «%(file)s» er ikke lest: %(columns)s.") % {
            "file": table.table.name,
            "columns": columns,
        }


# Nothing in a plan holds itself.
_ENCODER = json.JSONEncoder(default=str, ensure_ascii=False, check_circular=False)


def _canonical(value: Any) -> bytes:
    return _ENCODER.encode(value).encode() + b"\n"


def shown(value: Any) -> str:
    """A value as people read it; blank for None."""
    if value is None:
        return ""
    return value if type(value) is str else _formatted(value, get_language())


@lru_cache(maxsize=10_000, typed=True)
def _formatted(value: Any, _language: str | None) -> str:
    """The same days, numbers and choices stand in thousands of changes, and are slow to put in words."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nei")
    if isinstance(value, models.Choices):
        return str(value.label)
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return number_format(value.normalize()) if isinstance(value, Decimal) else str(value)
