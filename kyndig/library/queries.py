"""Lists of the library: its roles, whether they are in use, and whether there is something new in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from rapidfuzz import fuzz

from kyndig.catalogue.words import fold, tokens
from kyndig.library import values
from kyndig.library.entries import Library, edition_number
from kyndig.library.entries import Role as LibraryRole
from kyndig.library.models import AdoptedCompetence, Adoption
from kyndig.library.plan import needs_of
from kyndig.organisation.models import Role

NEAR = 85
SAME = 100
AT_MOST_PROPOSED = 12


@dataclass(frozen=True)
class Listed:
    """A role of the library as the list has it."""

    entry: LibraryRole
    adoptions: tuple[Adoption, ...]
    has_news: bool

    @property
    def positions(self) -> str:
        """The titles of the positions that it is adopted for."""
        return ", ".join(each.role.title for each in self.adoptions)


@dataclass(frozen=True)
class Proposed:
    """A position that a role of the library may be meant for, and why."""

    role: Role
    same_styrk: bool
    likeness: float
    adopted: bool

    @property
    def is_sure(self) -> bool:
        """Chosen unless somebody says no: it bears the name, and no other occupation's code."""
        return self.likeness >= SAME


def listed(library: Library, text: str = "") -> list[Listed]:
    """The roles that the text may mean, all for none, in the files' order. Two queries."""
    adoptions: dict[str, list[Adoption]] = {}
    for each in Adoption.objects.select_related("role"):
        adoptions.setdefault(each.code, []).append(each)
    changed = changed_competences(library)
    return [
        Listed(entry, tuple(found), any(_is_old(library, each, changed) for each in found))
        for code, entry in library.roles.items()
        if _is_meant(entry, text)
        for found in [adoptions.get(code, [])]
    ]


def _is_meant(entry: LibraryRole, text: str) -> bool:
    wanted = fold(text.strip().lower())
    said = (entry.title.nb, entry.title.nn, entry.title.en, entry.styrk)
    return any(wanted in fold(each.lower()) for each in said)


def changed_competences(library: Library) -> set[str]:
    """The codes of what is adopted and reads otherwise in a newer edition."""
    found = set()
    for link in AdoptedCompetence.objects.all():
        entry = library.competences.get(link.code)
        if entry and _is_newer(library, link.edition) and values.of_entry(entry) != link.values:
            found.add(link.code)
    return found


def _is_old(library: Library, adoption: Adoption, changed: set[str]) -> bool:
    """Whether the edition has something else than what was adopted."""
    needs = needs_of(library.roles[adoption.code])
    return _is_newer(library, adoption.edition) and (adoption.needs != needs or bool(changed & set(needs)))


def _is_newer(library: Library, edition: str) -> bool:
    return edition_number(library.edition) > edition_number(edition)


def positions_with_news(library: Library) -> Mapping[str, Sequence[Role]]:
    """The positions, by the code of the library's role, that a newer edition says something new about."""
    changed = changed_competences(library)
    found: dict[str, list[Role]] = {}
    for each in Adoption.objects.select_related("role"):
        if each.code in library.roles and _is_old(library, each, changed):
            found.setdefault(each.code, []).append(each.role)
    return found


def proposed(entry: LibraryRole) -> list[Proposed]:
    """The positions that the role may be meant for, the likeliest first: by name and by STYRK-08."""
    adopted = Exists(Adoption.objects.filter(code=entry.code, role=OuterRef("pk")))
    found = [
        Proposed(role, role.styrk == entry.styrk, _likeness(role.title, entry), role.is_adopted)
        for role in Role.objects.annotate(is_adopted=adopted)
    ]
    near = [each for each in found if each.adopted or each.same_styrk or each.likeness >= NEAR]
    ordered = sorted(near, key=lambda each: (not each.adopted, -each.likeness, each.role.title))
    return ordered[:AT_MOST_PROPOSED]


def _likeness(title: str, entry: LibraryRole) -> float:
    """How like the titles are, 0 to 100, whatever the spelling and ending."""
    ours = " ".join(tokens(title))
    return max(fuzz.ratio(ours, " ".join(tokens(each))) for each in (entry.title.nb, entry.title.nn))
