"""What is held about people, why, for how long, and how it is erased: one declaration for every model.

Each app declares its own models from `AppConfig.ready`; a model without a declaration fails the suite.
From the declarations come the page about privacy, a person's own copy of everything, and
`kyndig erase_expired`. Apps are made ready from the top layer down, so rows that refer to others are
declared, and erased, before them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from kyndig.accounts.retention import Period

Text = str | Promise
Rows = QuerySet[Any]


@dataclass(frozen=True)
class Subjects:
    """Some people: by employee number, and by the users they sign in as."""

    employee_numbers: tuple[str, ...] = ()
    user_ids: tuple[int, ...] = ()


@dataclass(frozen=True)
class Blanking:
    """Fields of other people's rows that point to somebody erased, and what they become."""

    rows: Callable[[Subjects], Rows]
    values: dict[str, Any]


@dataclass(frozen=True)
class Personal:
    """A model that holds personal data."""

    model: str  # app_label.modelname, lower case
    holds: Text  # what is held, for people to read
    purpose: Text
    kept: Period
    erasure: Text  # how it goes, for people to read
    # The rows about these people; erased with them unless `outlives` says that they stay.
    about: Callable[[Subjects], Rows] | None = None
    outlives: bool = False
    # The rows older than the period's beginning, for what is erased by age.
    older: Callable[[datetime], Rows] | None = None
    blank: tuple[Blanking, ...] = ()
    # What a person's own copy leaves out: secrets that open a door, and keys.
    hidden: frozenset[str] = frozenset()
    # What it shows instead of every field: paths as in `values()`, with labels.
    columns: dict[str, Text] = field(default_factory=dict)


@dataclass(frozen=True)
class Impersonal:
    """A model that holds nothing about people, and why that is so."""

    model: str
    why: Text


@dataclass(frozen=True)
class Place:
    """Files or logs: what lies where, and how it goes."""

    name: str
    title: Text
    holds: Text
    purpose: Text
    erasure: Text
    kept: Period | None = None
    # Erase what is older; with False only count it. Returns the number of files.
    erase: Callable[[datetime, bool], int] | None = None
    # The files about these people, for a person's own copy: (a name for it, where it lies).
    files: Callable[[Subjects], Iterable[tuple[str, Path]]] | None = None


@dataclass(frozen=True)
class Left:
    """Those whose last employment or last role ended before a day."""

    employee_numbers: tuple[str, ...]
    user_ids: tuple[int, ...]


@dataclass(frozen=True)
class Choice:
    """Something that employees decide themselves about what is held of them, on a page of its own."""

    text: Text
    page: str  # the address's name


_models: dict[str, Personal | Impersonal] = {}
_places: dict[str, Place] = {}
_left_before: list[Callable[[date], Left]] = []
_choices: list[Choice] = []


def declare(*declarations: Personal | Impersonal | Place) -> None:
    """Add declarations (called once, from an app's `ready`)."""
    for each in declarations:
        if isinstance(each, Place):
            _places[each.name] = each
        else:
            _models[each.model] = each


def offer(choice: Choice) -> None:
    """Add a choice to the page about one's own privacy (called once, from an app's `ready`)."""
    if choice not in _choices:
        _choices.append(choice)


def choices() -> list[Choice]:
    """What employees decide themselves."""
    return list(_choices)


def tell_left(source: Callable[[date], Left]) -> None:
    """Register who knows whose last employment or role ended before a day."""
    _left_before[:] = [source]


def left_before(day: date) -> Left:
    """Those whose last employment or role ended before the day."""
    return _left_before[0](day) if _left_before else Left((), ())


def personal() -> list[Personal]:
    """Every model with personal data, in the order in which rows are erased."""
    return [each for each in _models.values() if isinstance(each, Personal)]


def places() -> list[Place]:
    """Files and logs."""
    return list(_places.values())


def declared() -> set[str]:
    """The labels of the models with a declaration."""
    return set(_models)


def title(declaration: Personal) -> str:
    """What the model is called by people."""
    return str(model_of(declaration)._meta.verbose_name)


def model_of(declaration: Personal) -> type[Model]:
    """The declaration's model."""
    return apps.get_model(declaration.model)
