"""The parts of the director's page, as values: what the templates read."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True)
class Name:
    """What something is called, and in which language that is."""

    text: str
    language: str = "nb"


@dataclass(frozen=True)
class Place:
    """A unit in the table's first column."""

    unit_id: int
    code: str
    name: str

    @property
    def href(self) -> str:
        return reverse("unit", args=[self.code])


@dataclass(frozen=True)
class Square:
    """A cell of the table as it is read: number, symbol and word. Fragile is said beside a shortfall."""

    competence: Name
    kind: str
    word: str | Promise
    holders: int | None
    required: int | None
    also_fragile: bool = False

    @property
    def figure(self) -> str:
        """2/3; a dash where nobody is assessed, nothing where no number may be told."""
        if self.holders is None:
            return ""
        return "–" if self.kind == "not_assessed" else f"{self.holders}/{self.required}"


@dataclass(frozen=True)
class Line:
    """A row of the table."""

    place: Place
    squares: tuple[Square, ...]
    falls: Name | None
    falls_on: date | None


@dataclass(frozen=True)
class Problem:
    """A vulnerable cell in the list, worst first."""

    place: Place
    square: Square


@dataclass(frozen=True)
class Bar:
    """How far a unit has come: pairs of employment and required competence, by state."""

    place: Place
    met: int
    below: int
    not_assessed: int
    exempt: int

    @property
    def total(self) -> int:
        return self.met + self.below + self.not_assessed + self.exempt

    @property
    def share_assessed(self) -> float | None:
        """Of those not exempt, 0-1; None of nothing."""
        asked = self.total - self.exempt
        return (asked - self.not_assessed) / asked if asked else None


@dataclass(frozen=True)
class Shares:
    """A bar as it may be told outside: per cent in steps of five of all pairs; None where it is hidden."""

    place: Place
    met: int | None
    below: int | None
    not_assessed: int | None
    exempt: int | None


@dataclass(frozen=True)
class Basis:
    """What the page's figures rest on, in pairs of employment and required competence."""

    of: int
    assessed: int
    confirmed: int


@dataclass(frozen=True)
class Picture:
    """The whole page's figures."""

    as_of: date
    headline: tuple[str, ...]
    heading: str
    bars_heading: str
    lines: tuple[Line, ...]
    competences: tuple[Name, ...]
    problems: tuple[Problem, ...]
    bars: tuple[Bar, ...]
    # For readers of large groups, instead of the bars.
    shares: tuple[Shares, ...]
    rests_on: tuple[str, ...]
    unfinished: int
    is_asked: bool
    protected: bool

    @property
    def worst(self) -> Place | None:
        """The unit to open; nobody is sent to one that is not told to be the worst."""
        return self.lines[0].place if self.lines and not self.protected else None
