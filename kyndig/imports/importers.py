"""The imports there are. Each app registers its own from `AppConfig.ready`; this layer knows none of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django.utils.functional import Promise

from kyndig.accounts.models import User
from kyndig.imports.columns import Column, ParsedTable
from kyndig.imports.plan import Options, Plan

# Told how far an import has come: (done, of how many).
Progress = Callable[[int, int], None]


class Planner(Protocol):
    """Says what the rows would change; reads the database, writes nothing. Raises Refused.

    Rows with `errors` are left out; an error of the importer's own is added with `row.reject(field, …)`.
    """

    def __call__(self, rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan: ...


class Applier(Protocol):
    """Carries out a plan made in this transaction; `by` None is the system."""

    def __call__(self, plan: Plan, *, by: User | None, progress: Progress) -> None: ...


@dataclass(frozen=True)
class Second:
    """A file that may come along with the first."""

    label: str | Promise
    columns: Sequence[Column]


@dataclass(frozen=True)
class Importer:
    """One kind of file. `kind` is the command's (`import_<kind>`), `slug` the address's."""

    kind: str
    slug: str
    title: str | Promise
    columns: Sequence[Column]
    plan: Planner
    apply: Applier
    # What fields are called in the preview.
    labels: Mapping[str, str | Promise] = field(default_factory=dict)
    # What the rows are about, as the head of the preview's second column: "Ansatt".
    row_label: str | Promise = ""
    # What the rows bring along, by `Change.about`: {"unit": "Enheter"}.
    brought_along: Mapping[str, str | Promise] = field(default_factory=dict)
    second: Second | None = None
    # --replace: the file is the whole truth.
    can_replace: bool = False
    # --full/--partial and --accept-ending.
    can_end: bool = False
    # Views of the preview and runs of the command go to the access log.
    over_persons: bool = False
    order: int = 50


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Add an import (called once, from an app's `ready`)."""
    _importers[importer.kind] = importer


def importers() -> list[Importer]:
    """All of them, in the order in which files are loaded."""
    return sorted(_importers.values(), key=lambda each: each.order)


def importer(kind: str) -> Importer:
    """The import of a kind. Raises KeyError."""
    return _importers[kind]


def by_slug(slug: str) -> Importer | None:
    """The import with an address, or None."""
    return next((each for each in _importers.values() if each.slug == slug), None)
