"""Units, competences and roles by name, read from a snapshot: no statements of their own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from kyndig.analysis.frames import collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.catalogue.levels import word
from kyndig.organisation.models import Kind

WHOLES = (Kind.MUNICIPALITY, Kind.SECTOR)


@dataclass(frozen=True)
class Place:
    """A unit in the tree of the day."""

    unit_id: int
    code: str
    name: str
    kind: str
    parent_id: int | None

    @property
    def is_whole(self) -> bool:
        """True for the municipality and its sectors: pages show units there, not people."""
        return self.kind in WHOLES

    @property
    def href(self) -> str:
        """The page with the unit's figures."""
        if self.kind == Kind.MUNICIPALITY:
            return reverse("municipality")
        return reverse("sector_gap" if self.kind == Kind.SECTOR else "unit", args=[self.code])


@dataclass(frozen=True)
class Known:
    """A competence: its name in the reader's language or bokmål, and which of them it is."""

    competence_id: int
    code: str
    name: str
    language: str
    scale: str
    area_id: int
    area: str

    def level_word(self, level: int) -> str:
        return word(self.scale, level)


@dataclass(frozen=True)
class Position:
    """A role by code and title."""

    role_id: int
    code: str
    title: str


class Words:
    """What the ids of a snapshot are called."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    @cached_property
    def places(self) -> dict[int, Place]:
        """The tree's units, by id."""
        rows = collected(self.snapshot.units).rows(named=True)
        return {
            row["unit_id"]: Place(
                row["unit_id"],
                row["unit_code"],
                row["name"] or row["unit_code"],
                row["kind"],
                row["parent_id"],
            )
            for row in rows
            if row["kind"]
        }

    @cached_property
    def competences(self) -> dict[int, Known]:
        return {
            row["competence_id"]: _known(row) for row in collected(self.snapshot.competences).rows(named=True)
        }

    @cached_property
    def positions(self) -> dict[int, Position]:
        rows = collected(self.snapshot.roles).rows(named=True)
        return {
            row["role_id"]: Position(row["role_id"], row["role_code"], row["title"] or row["role_code"])
            for row in rows
        }

    def children(self, unit_id: int) -> list[Place]:
        """The units right below, by name."""
        below = [place for place in self.places.values() if place.parent_id == unit_id]
        return sorted(below, key=lambda place: (place.name, place.code))

    def areas(self) -> list[tuple[int, str]]:
        """(id, name) of the areas with competences, by name."""
        named = {each.area_id: each.area for each in self.competences.values()}
        return sorted(named.items(), key=lambda pair: pair[1])


def _known(row: dict[str, Any]) -> Known:
    language = (get_language() or "nb")[:2]
    name = row.get(f"name_{language}")
    area = row.get(f"area_{language}") or row["area_nb"]
    return Known(
        competence_id=row["competence_id"],
        code=row["code"],
        name=name or row["name_nb"] or row["code"],
        language=language if name else "nb",
        scale=row["scale"],
        area_id=row["area_id"],
        area=area or "",
    )
