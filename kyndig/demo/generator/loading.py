"""What the municipality is made from: the tables under `data/`, and the starter library's texts."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from kyndig.library import entries
from kyndig.library.loading import library

DATA = resources.files("kyndig.demo.generator") / "data"

# What people have from elsewhere, whatever their work.
LATENT = (
    *("NYNORSK", "SAMISK", "UKRAINSK", "TEGNSPRAK", "VID-KREFT", "VID-GERIATRI", "KLIN-MASTER"),
    *("VEILEDE", "TOLK", "ROS", "ANALYSE"),
)


@dataclass(frozen=True)
class Competence:
    """A row of the catalogue, with what the level texts say, as the file's column names and values."""

    code: str
    held: bool
    formal: bool
    validity_months: int
    columns: dict[str, str]

    @property
    def top(self) -> int:
        """The scale's highest level."""
        return 1 if self.held else 3


@dataclass(frozen=True)
class Need:
    """What a role asks for: a competence at a level."""

    competence: str
    level: int
    criticality: str


@dataclass(frozen=True)
class Role:
    """A position code with what it requires in the whole municipality."""

    code: str
    title: str
    styrk: str
    age_profile: str
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class Template:
    """What one sort of unit is like. `size` is the span of people, `mix` the weights of roles."""

    key: str
    name: str
    first: str
    size: tuple[int, int]
    small: float
    mix: dict[str, int]
    departments: tuple[str, ...]
    coverage: tuple[Need, ...]
    leader: str
    team: str
    experts: bool


@dataclass(frozen=True)
class Field:
    """A field of work, such as health: one sector, or several in a large municipality.

    `templates` is the order in which units are made, again and again; one may come several times.
    """

    letter: str
    name: str
    share: float
    mean_size: int
    experts: tuple[Need, ...]
    templates: tuple[Template, ...]


@dataclass(frozen=True)
class Plan:
    """What `units.toml` holds."""

    municipality: str
    root_code: str
    fields: tuple[Field, ...]


@cache
def competences() -> dict[str, Competence]:
    """The catalogue by code, in the library's order: what is asked for or held, and no more."""
    asked = {need.competence for need in _every_need()} | set(LATENT)
    return {code: _competence(entry) for code, entry in library().competences.items() if code in asked}


def _every_need() -> Iterator[Need]:
    for role in roles().values():
        yield from role.needs
    for work in plan().fields:
        yield from work.experts
        for template in work.templates:
            yield from template.coverage


def _competence(entry: entries.Competence) -> Competence:
    return Competence(
        code=entry.code,
        held=entry.scale == "held",
        formal=entry.form == "formal",
        validity_months=entry.validity_months or 0,
        columns=dict(_columns(entry)),
    )


def _columns(entry: entries.Competence) -> Iterator[tuple[str, str]]:
    for name in ("code", "kind", "scope", "specificity", "form", "scale"):
        yield name, getattr(entry, name)
    yield "area", entry.area.name.nb
    yield "validity_months", str(entry.validity_months or "")
    yield "aliases", "|".join(entry.aliases)
    yield "legal_basis", "|".join(f"{each.act}, {each.paragraph}" for each in entry.law)
    for language in entries.LANGUAGES:
        yield f"name_{language}", entry.name.of(language)
        yield f"description_{language}", entry.description.of(language)
        for level, text in enumerate(entry.levels):
            yield f"level_{level}_{language}", text.of(language)


@cache
def roles() -> dict[str, Role]:
    """The roles by code."""
    data = _toml("roles.toml")
    common = _needs(data["common"], "important")
    return {row["code"]: _role(row, common) for row in data["role"]}


def _role(row: dict[str, Any], common: tuple[Need, ...]) -> Role:
    needs = [need for grade in ("critical", "important", "useful") for need in _needs(row[grade], grade)]
    entry = library().roles[row["library"]] if "library" in row else None
    title, styrk = (entry.title.nb, entry.styrk) if entry else (row["title"], row["styrk"])
    return Role(row["code"], title, styrk, row["age_profile"], (*needs, *common))


def _needs(text: str, criticality: str) -> tuple[Need, ...]:
    pairs = (word.split(":") for word in text.split())
    return tuple(Need(code, int(level), criticality) for code, level in pairs)


@cache
def plan() -> Plan:
    """The fields of work and their templates for units."""
    data = _toml("units.toml")
    return Plan(data["municipality"], data["root_code"], tuple(_field(row) for row in data["field"]))


def _field(row: dict[str, Any]) -> Field:
    templates = {unit["key"]: _template(unit) for unit in row["unit"]}
    return Field(
        letter=row["letter"],
        name=row["name"],
        share=row["share"],
        mean_size=row["mean_size"],
        experts=_needs(row["experts"], "useful"),
        templates=tuple(templates[key] for key in row["cycle"].split()),
    )


def _template(row: dict[str, Any]) -> Template:
    return Template(
        key=row["key"],
        name=row["name"],
        first=row.get("first", ""),
        size=(row["size"][0], row["size"][1]),
        small=row["small"],
        mix=row["mix"],
        departments=tuple(row["departments"]),
        coverage=_needs(row["coverage"], "critical"),
        leader=row.get("leader", "EX110"),
        team=row.get("team", ""),
        experts=row.get("experts", False),
    )


@cache
def names() -> dict[str, tuple[str, ...]]:
    """Lists of words to make names of: given, surname, place_first, place_last."""
    return {key: tuple(text.split()) for key, text in _toml("names.toml").items()}


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
