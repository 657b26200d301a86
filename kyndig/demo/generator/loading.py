"""Reads the committed texts and tables under `data/`: what the municipality is made from."""

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

DATA = resources.files("kyndig.demo.generator") / "data"


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
    """The catalogue by code, in the file's order."""
    texts = _level_texts()
    rows = _table("competences.csv")
    return {row["code"]: _competence(row, texts.get(row["code"], {})) for row in rows}


def _competence(row: dict[str, str], texts: dict[str, str]) -> Competence:
    return Competence(
        code=row["code"],
        held=row["scale"] == "held",
        formal=row["form"] == "formal",
        validity_months=int(row["validity_months"] or 0),
        columns=row | texts,
    )


def _level_texts() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for row in _table("levels.csv"):
        of_code = texts.setdefault(row["code"], {})
        of_code[f"level_{row['level']}_nb"] = row["nb"]
        of_code[f"level_{row['level']}_nn"] = row["nn"]
    return texts


@cache
def roles() -> dict[str, Role]:
    """The roles by code."""
    data = _toml("roles.toml")
    common = _needs(data["common"], "important")
    return {row["code"]: _role(row, common) for row in data["role"]}


def _role(row: dict[str, Any], common: tuple[Need, ...]) -> Role:
    needs = [need for grade in ("critical", "important", "useful") for need in _needs(row[grade], grade)]
    return Role(row["code"], row["title"], row["styrk"], row["age_profile"], (*needs, *common))


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


def _table(name: str) -> list[dict[str, str]]:
    text = (DATA / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))
