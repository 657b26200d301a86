"""What the starter library holds: competences, and the roles that need them, each in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True)
class Texts:
    """One text in the three languages; none is blank."""

    nb: str
    nn: str
    en: str

    def __str__(self) -> str:
        """The text in the page's language."""
        return self.of((get_language() or "nb")[:2])

    def of(self, language: str) -> str:
        """The text in a language; bokmål for one that the library does not have."""
        return {"nn": self.nn, "en": self.en}.get(language, self.nb)


@dataclass(frozen=True)
class Basis:
    """A paragraph that asks for a competence, or governs it."""

    act: str
    paragraph: str


@dataclass(frozen=True)
class Area:
    """A part of the library; `code` is also its file's name."""

    code: str
    name: Texts


@dataclass(frozen=True)
class Competence:
    """A competence. The vocabularies are those of `catalogue.models.Competence`."""

    code: str
    area: Area
    name: Texts
    description: Texts
    kind: str
    scope: str
    specificity: str
    form: str
    scale: str
    validity_months: int | None
    aliases: tuple[str, ...]
    law: tuple[Basis, ...]
    # What each level looks like in practice, lowest first: four, or two for what one has or has not.
    levels: tuple[Texts, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that people may call it."""
        return (self.name.nb, self.name.nn, self.name.en, *self.aliases)


@dataclass(frozen=True)
class Need:
    """What a role needs of a competence."""

    competence: str
    level: int
    criticality: str
    mandatory: bool


@dataclass(frozen=True)
class Role:
    """A municipal role; `group` is its file's name."""

    code: str
    group: str
    styrk: str
    title: Texts
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Library:
    """An edition of the library. `competences` and `roles` are by code, in the files' order."""

    edition: str
    competences: Mapping[str, Competence]
    roles: Mapping[str, Role]

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        """The areas by code."""
        return {each.area.code: each.area for each in self.competences.values()}


def edition_number(edition: str) -> tuple[int, ...]:
    """ "2026.10" as (2026, 10), so that editions can be compared."""
    return tuple(int(part) for part in edition.split("."))
