"""How a line of the permission matrix is written, and how an answer is read back."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse

from tests.cast import PEOPLE, ROLES, markers_in

# The sixteen of the matrix: who plays the part, and whom the page is about where it is about somebody.
PARTS: dict[str, tuple[str, str]] = {
    "anonymous": ("anonymous", "amina"),
    "employee_on_own": ("amina", "amina"),
    "employee_on_colleague": ("bendik", "amina"),
    "unit_leader": ("ulla", "amina"),
    "other_leader": ("olga", "amina"),
    "former_leader": ("frode", "marte"),
    "department_head": ("dag", "amina"),
    "professional_lead": ("petter", "amina"),
    "deputy": ("sture", "amina"),
    "former_deputy": ("ruth", "amina"),
    "sector_director": ("sigrid", "amina"),
    "chief_executive": ("kjell", "amina"),
    "hr": ("helga", "amina"),
    "union_representative": ("tora", "amina"),
    "evaluator": ("eva", "amina"),
    "administrator": ("adam", "amina"),
}
EVERYBODY = " ".join(part for part in PARTS if part != "anonymous")
LEADERS_OF_SOLA = "unit_leader department_head deputy sector_director chief_executive"
LEADERS_OF_SOL = "unit_leader deputy sector_director chief_executive"
ALL_LEADERS = LEADERS_OF_SOLA + " other_leader former_leader"
RUN_THE_SYSTEM = "hr administrator"

Markers = frozenset[str]
NOTHING: Markers = frozenset()
OWN = "own"  # in a set of markers: the key of whoever asks, e.g. "own notat"


def data(*markers: str) -> Markers:
    """A set of markers."""
    return frozenset(markers)


def at(*units: str) -> Markers:
    """The people employed at exactly these units today."""
    return frozenset(key for key, (unit, _) in PEOPLE.items() if unit in units and key != "leif")


IN_SOL = at("SOL", "SOLA", "SOLB")
IN_HO = IN_SOL | at("ELV", "HO")
EMPLOYED = frozenset(PEOPLE) - {"leif"}
# Those whose names stand in a list of who has access.
HOLDERS = frozenset(
    ROLES[role] for role in ROLES if role not in {"employee", "colleague", "former_deputy", "leaver"}
)


def spread(groups: Mapping[str, Any]) -> dict[str, Any]:
    """{"hr administrator": x} as {"hr": x, "administrator": x}; a part may stand in several groups."""
    each: dict[str, Any] = {}
    for parts, value in groups.items():
        for part in parts.split():
            if part not in PARTS:
                raise ValueError(part)
            each[part] = value
    return each


@dataclass(frozen=True)
class Row:
    """An address, and what each part gets there.

    `sees` names the parts that are let in and the markers that stand in their answer (their own name,
    which stands on top of every page, aside). Everybody else gets `refused` and no marker at all;
    somebody not signed in gets `anonymous` (302: to the sign-in page).
    """

    name: str  # of the address, as in urls.py; several, parted by blanks, for the same answers
    address: str  # {person}, {grant} …: see `test_permission_matrix.places`
    sees: Mapping[str, Markers]
    method: str = "GET"
    data: Mapping[str, Any] = field(default_factory=dict)
    status: int | Mapping[str, int] = 200
    refused: int = 403
    anonymous: int = 302

    @property
    def title(self) -> str:
        return f"{self.method} {self.address}" + (f" {dict(self.data)}" if self.data else "")

    def expected(self, part: str) -> tuple[int, Markers]:
        """Status and markers for a part."""
        let_in = spread(self.sees)
        if part in let_in:
            return self._status(part), self._own(part, let_in[part])
        return (self.anonymous if part == "anonymous" else self.refused), NOTHING

    def _status(self, part: str) -> int:
        return self.status if isinstance(self.status, int) else spread(self.status).get(part, 200)

    @staticmethod
    def _own(part: str, markers: Markers) -> Markers:
        key = PARTS[part][0]
        named = frozenset(each.replace(OWN, key, 1) if each.startswith(OWN) else each for each in markers)
        return named - {key}


def markers_of(response: HttpResponse, part: str, address: str) -> Markers:
    """Whose data stand in an answer (headers, pages, files inside files).

    The asker's own name is left aside, and so is the address asked for, which pages repeat.
    """
    text = _text(b"".join(response) if response.streaming else response.content)
    headers = " ".join(response.headers.values())
    whole = f"{headers} {text}"
    path = address.partition("?")[0]
    for form in (path, quote(path, safe=""), quote(path, safe="/")):
        whole = whole.replace(form, "")
    return frozenset(markers_in(whole)) - {PARTS[part][0]}


def _text(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return content.decode("utf-8", "replace")
