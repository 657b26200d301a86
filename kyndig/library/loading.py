"""Reads the library's files and says, by file and key, what is wrong with one."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from kyndig.library.entries import Area, Basis, Competence, Library, Need, Role, Texts

DATA = resources.files("kyndig.library") / "data"
GROUPS = ("health", "upbringing", "community", "administration", "leadership")
LEVELS = {"levels": 4, "held": 2}
CHOICES = {
    "kind": ("knowledge", "skill", "ability", "attitude"),
    "scope": ("general", "organisation"),
    "specificity": ("basic", "specialist"),
    "form": ("formal", "real"),
    "scale": tuple(LEVELS),
    "criticality": ("critical", "important", "useful"),
}
COMPETENCE_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]*")
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STYRK = re.compile(r"\d{4}")
PARAGRAPH = re.compile(r"(§|kapittel) ?\S")
EDITION = re.compile(r"\d{4}\.\d+")

Raw = Mapping[str, Any]
Coded = TypeVar("Coded", Competence, Role)


class LibraryError(Exception):
    """A file of the library is not as it should be: which, where in it, and what is wrong."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")


@cache
def library() -> Library:
    """The library that comes with this version of Kyndig."""
    return read(DATA)


def read(data: Traversable) -> Library:
    """The library in a directory laid out like `data/`. Raises LibraryError."""
    edition = str(_toml(data / "edition.toml").get("edition", ""))
    if not EDITION.fullmatch(edition):
        raise LibraryError("edition.toml", f"{edition!r} is not an edition such as 2026.1")
    competences = _by_code(each for path in _files(data / "areas") for each in _competences(path))
    roles = _by_code(each for path in _files(data / "roles") for each in _roles(path, competences))
    return Library(edition, competences, roles)


def _files(directory: Traversable) -> list[Traversable]:
    found = directory.iterdir() if directory.is_dir() else iter(())
    return sorted((each for each in found if each.name.endswith(".toml")), key=lambda each: each.name)


def _toml(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise LibraryError(path.name, str(error)) from error


def _by_code(entries: Iterable[Coded]) -> dict[str, Coded]:
    found: dict[str, Coded] = {}
    for each in entries:
        if each.code in found:
            raise LibraryError(each.code, "the code stands twice")
        found[each.code] = each
    return found


def _competences(path: Traversable) -> Iterator[Competence]:
    data = _Entry(_toml(path), path.name)
    data.check_keys("area", "competence")
    head = _Entry(data.raw.get("area", {}), f"{path.name}, area")
    head.check_keys("code", "name")
    area = Area(head.matching("code", SLUG), head.texts("name"))
    if f"{area.code}.toml" != path.name:
        raise LibraryError(head.where, "the code is not the file's name")
    for at, raw in enumerate(data.raw.get("competence", ()), start=1):
        yield _competence(_Entry(raw, f"{path.name}, {raw.get('code', f'competence {at}')}"), area)


def _competence(raw: "_Entry", area: Area) -> Competence:
    raw.check_keys(
        *("code", "name", "description", "kind", "scope", "specificity", "form", "scale"),
        *("validity_months", "aliases", "law", "levels"),
    )
    return Competence(
        code=raw.matching("code", COMPETENCE_CODE),
        area=area,
        name=raw.texts("name"),
        description=raw.texts("description"),
        kind=raw.choice("kind"),
        scope=raw.choice("scope"),
        specificity=raw.choice("specificity"),
        form=raw.choice("form"),
        scale=raw.choice("scale"),
        validity_months=raw.number("validity_months", 1, 1200) if "validity_months" in raw.raw else None,
        aliases=tuple(raw.listed("aliases", str)),
        law=tuple(_basis(_Entry(each, f"{raw.where}, law")) for each in raw.listed("law", dict)),
        levels=raw.levels(),
    )


def _basis(raw: "_Entry") -> Basis:
    raw.check_keys("act", "paragraph")
    return Basis(raw.text("act"), raw.matching("paragraph", PARAGRAPH, whole=False))


def _roles(path: Traversable, competences: Mapping[str, Competence]) -> Iterator[Role]:
    group = path.name.removesuffix(".toml")
    if group not in GROUPS:
        raise LibraryError(path.name, f"the groups are {', '.join(GROUPS)}")
    data = _Entry(_toml(path), path.name)
    data.check_keys("role")
    for at, raw in enumerate(data.raw.get("role", ()), start=1):
        yield _role(_Entry(raw, f"{path.name}, {raw.get('code', f'role {at}')}"), group, competences)


def _role(raw: "_Entry", group: str, competences: Mapping[str, Competence]) -> Role:
    raw.check_keys("code", "styrk", "title", "needs")
    needs = tuple(
        _need(_Entry(each, f"{raw.where}, {each.get('competence')}"), competences)
        for each in raw.listed("needs", dict)
    )
    if len({each.competence for each in needs}) < len(needs):
        raise LibraryError(raw.where, "a competence stands twice among the needs")
    return Role(raw.matching("code", SLUG), group, raw.matching("styrk", STYRK), raw.texts("title"), needs)


def _need(raw: "_Entry", competences: Mapping[str, Competence]) -> Need:
    raw.check_keys("competence", "level", "criticality", "mandatory")
    needed = competences.get(raw.text("competence"))
    if needed is None:
        raise LibraryError(raw.where, "there is no such competence in the library")
    level = raw.number("level", 1, LEVELS[needed.scale] - 1)
    return Need(needed.code, level, raw.choice("criticality"), bool(raw.raw.get("mandatory", False)))


class _Entry:
    """A table of a file, and where it stands, for the errors."""

    def __init__(self, raw: Raw, where: str) -> None:
        self.raw, self.where = raw, where

    def check_keys(self, *known: str) -> None:
        if unknown := sorted(set(self.raw) - set(known)):
            raise LibraryError(self.where, f"unknown keys: {', '.join(unknown)}")

    def _wrong(self, key: str, what: str) -> LibraryError:
        return LibraryError(f"{self.where}, {key}", what)

    def text(self, key: str) -> str:
        found = self.raw.get(key)
        if not isinstance(found, str) or not found.strip() or found != found.strip():
            raise self._wrong(key, f"{found!r} is not a text")
        return found

    def matching(self, key: str, pattern: re.Pattern[str], *, whole: bool = True) -> str:
        found = self.text(key)
        match: Callable[[str], object] = pattern.fullmatch if whole else pattern.match
        if not match(found):
            raise self._wrong(key, f"{found!r} is not like {pattern.pattern}")
        return found

    def choice(self, key: str) -> str:
        found = self.text(key)
        if found not in CHOICES[key]:
            raise self._wrong(key, f"{found!r} is none of {', '.join(CHOICES[key])}")
        return found

    def number(self, key: str, least: int, most: int) -> int:
        found = self.raw.get(key)
        if type(found) is not int or not least <= found <= most:
            raise self._wrong(key, f"{found!r} is not a number from {least} to {most}")
        return found

    def listed(self, key: str, of: type) -> list[Any]:
        found = self.raw.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, of) for each in found):
            raise self._wrong(key, f"is not a list of {of.__name__}")
        return found

    def texts(self, key: str) -> Texts:
        return self._texts(self.raw.get(key), key)

    def levels(self) -> tuple[Texts, ...]:
        wanted = LEVELS[self.choice("scale")]
        found = self.listed("levels", dict)
        if len(found) != wanted:
            raise self._wrong("levels", f"{len(found)} levels instead of {wanted}")
        return tuple(self._texts(each, f"level {at}") for at, each in enumerate(found))

    def _texts(self, raw: Any, key: str) -> Texts:
        if not isinstance(raw, dict):
            raise self._wrong(key, "is not a text in three languages")
        each = _Entry(raw, f"{self.where}, {key}")
        each.check_keys("nb", "nn", "en")
        return Texts(each.text("nb"), each.text("nn"), each.text("en"))
