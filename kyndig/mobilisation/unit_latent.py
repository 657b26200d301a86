"""What a unit's people hold that nobody asks for or uses, and which units nearby miss it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.models import User
from kyndig.analysis import latent
from kyndig.analysis.frames import collected
from kyndig.analysis.profiles import counting
from kyndig.analysis.tree import only_within
from kyndig.gaps import kept
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.opening import Opened
from kyndig.gaps.people import lists_people
from kyndig.gaps.places import Known, Words
from kyndig.mobilisation.lacking import Lacking, lacking, nearby
from kyndig.organisation.models import Person, PersonQuerySet

REASONS: dict[str, str | Promise] = {
    latent.NOT_REQUIRED: _("Stillingen krever det ikke"),
    latent.NOT_USED: _("Brukes ikke i jobben"),
    latent.BOTH: _("Stillingen krever det ikke, og det brukes ikke"),
}


@dataclass(frozen=True)
class Holds:
    """Somebody who holds a competence latently. wants: what they have said of using it, or None."""

    person: Person
    level: int
    level_word: str
    reason: str | Promise
    wants: bool | None


@dataclass(frozen=True)
class Unused:
    """A competence: how many hold it latently, those the user may see by name, and who nearby misses it."""

    competence: Known
    number: int
    people: list[Holds]
    lacking: list[Lacking]


@dataclass(frozen=True)
class UnitLatent:
    """rows: those that somebody nearby misses first, then by name. by_name: people are named."""

    rows: list[Unused]
    people: int
    by_name: bool

    @cached_property
    def employee_numbers(self) -> list[str]:
        """Everybody named."""
        named = {each.person.employee_number for row in self.rows for each in row.people}
        return sorted(named)


def unit_latent(opened: Opened) -> UnitLatent:
    """Of everybody employed in the unit or below it on the day, in whatever unit else they work too."""
    ids = _employed(opened)
    snapshot = load_snapshot(opened.asked.as_of, people=ids, looks_back=True)
    rows = collected(latent.latencies(snapshot)).rows(named=True)
    by_name = not opened.place.is_whole and lists_people(opened.user, opened.unit)
    shown = {each.pk: each for each in _shown(opened.user, ids)} if by_name else {}
    picture = kept.of_municipality(opened.asked.as_of)
    missing = lacking(picture, Words(picture.snapshot), opened.user)
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["competence_id"], []).append(row)
    competences = Words(snapshot).competences
    unused = [
        Unused(
            competences[key],
            len(held),
            _people(held, competences[key], shown),
            nearby(missing.get(key, []), opened.words, opened.unit.pk),
        )
        for key, held in found.items()
    ]
    holders = len({row["person_id"] for row in rows})
    return UnitLatent(sorted(unused, key=_wanted_first), holders, by_name)


def _shown(user: User, ids: Collection[int]) -> PersonQuerySet:
    return Person.objects.all().visible_to(user).filter(pk__in=ids)


def _employed(opened: Opened) -> set[int]:
    here = only_within(counting(opened.picture.snapshot), opened.picture.snapshot, opened.unit.pk)
    return set(collected(here.select("person_id").unique())["person_id"].to_list())


def _people(held: list[dict[str, Any]], competence: Known, shown: dict[int, Person]) -> list[Holds]:
    people = [
        Holds(
            shown[row["person_id"]],
            row["level"],
            competence.level_word(row["level"]),
            REASONS[row["reason"]],
            row["wants_to_use"],
        )
        for row in held
        if row["person_id"] in shown
    ]
    return sorted(people, key=lambda each: (each.person.last_name, each.person.first_name, each.person.pk))


def _wanted_first(row: Unused) -> tuple[bool, str]:
    return not row.lacking, row.competence.name
