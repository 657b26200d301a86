"""People who hold a competence: one's own, those who have agreed to be found, and how many more there are.

Consent is asked of the database each time: whoever takes it back is gone from the next answer.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import narwhals as nw

from kyndig.accounts.models import User
from kyndig.analysis import disclosure, latent
from kyndig.analysis.frames import collected
from kyndig.analysis.gaps import usable_levels
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.catalogue.levels import word
from kyndig.catalogue.models import Competence
from kyndig.gaps import kept
from kyndig.gaps.asking import Asked
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.places import Words
from kyndig.holdings.consents import consenting
from kyndig.holdings.queries import people_led
from kyndig.mobilisation import policies
from kyndig.mobilisation.lacking import Lacking, lacking
from kyndig.organisation.models import Person, PersonQuerySet
from kyndig.organisation.reach import reach_of, today


@dataclass(frozen=True)
class Found:
    """Somebody who holds it. wants: what they say of using it; None when nothing, or not for the user."""

    person: Person
    places: str
    level: int
    level_word: str
    confirmed: bool
    wants: bool | None


@dataclass(frozen=True)
class Answer:
    """own: the user's people. agreed: others, who have agreed to be found. Both by name: nobody is ranked.

    more: how many others hold it, exact for HR and to the nearest five for others; None is hidden.
    """

    competence: Competence
    level: int
    own: list[Found]
    agreed: list[Found]
    more: int | None
    lacking: list[Lacking]

    @property
    def asked(self) -> Asked:
        """Always today's."""
        return Asked(today())

    @property
    def people(self) -> list[Found]:
        return [*self.own, *self.agreed]

    @property
    def level_word(self) -> str:
        return word(self.competence.scale, self.level)


def find(user: User, competence: Competence, level: int) -> Answer:
    """Who holds the competence at the level or above today."""
    own = _own_people(user)
    by_id = {person.pk: person for person in own | consenting(Person.objects.all())}
    rows = _holders(load_snapshot(today(), people=by_id, looks_back=True), competence, level)
    sees_wishes = policies.can_see_wishes(user)
    found = {key: _found(by_id[key], row, competence, sees_wishes) for key, row in rows.items()}
    mine = set(own.filter(pk__in=found).values_list("pk", flat=True))
    picture = kept.of_municipality(today())
    return Answer(
        competence=competence,
        level=level,
        own=_by_name(found, mine),
        agreed=_by_name(found, found.keys() - mine),
        more=_more(user, picture.snapshot, competence, level, found),
        lacking=lacking(picture, Words(picture.snapshot), user).get(competence.pk, []),
    )


def _own_people(user: User) -> PersonQuerySet:
    """Those the user leads from close by. HR, who reaches everybody, finds those who have agreed."""
    return Person.objects.none() if reach_of(user).is_hr else people_led(user)


@dataclass(frozen=True)
class _Holder:
    level: int
    confirmed: bool
    places: str
    wants: bool | None


def _holders(snapshot: Snapshot, competence: Competence, level: int) -> dict[int, _Holder]:
    ids = _ids(snapshot, competence.pk, level)
    names, wishes = _places(snapshot), _wishes(snapshot, competence.pk)
    current = snapshot.current.filter(nw.col("competence_id") == competence.pk)
    rows = collected(current.select("person_id", "level", "confirmed")).rows(named=True)
    return {
        key: _Holder(row["level"], row["confirmed"], ", ".join(sorted(names[key])), wishes.get(key))
        for row in rows
        if (key := row["person_id"]) in ids
    }


def _ids(snapshot: Snapshot, competence_id: int, level: int) -> set[int]:
    """Those with an employment that counts, and a level that has not expired."""
    able = usable_levels(snapshot).filter(
        nw.col("competence_id") == competence_id, nw.col("usable_level") >= level
    )
    here = able.join(counting(snapshot).select("person_id").unique(), on="person_id", how="semi")
    return set(collected(here.select("person_id"))["person_id"].to_list())


def _places(snapshot: Snapshot) -> dict[int, set[str]]:
    """What the units are called where people work, by person."""
    names = {key: place.name for key, place in Words(snapshot).places.items()}
    found: dict[int, set[str]] = {}
    for person_id, unit_id in collected(counting(snapshot).select("person_id", "unit_id")).rows():
        found.setdefault(person_id, set()).add(names.get(unit_id, ""))
    return found


def _wishes(snapshot: Snapshot, competence_id: int) -> dict[int, bool]:
    said = latent.wanted(snapshot).filter(nw.col("competence_id") == competence_id)
    return dict(collected(said.select("person_id", "wants_to_use")).rows())


def _found(person: Person, row: _Holder, competence: Competence, sees_wishes: bool) -> Found:
    said = word(competence.scale, row.level)
    return Found(person, row.places, row.level, said, row.confirmed, row.wants if sees_wishes else None)


def _by_name(found: dict[int, Found], chosen: Collection[int]) -> list[Found]:
    rows = [found[key] for key in chosen]
    return sorted(rows, key=lambda each: (each.person.last_name, each.person.first_name, each.person.pk))


def _more(
    user: User, snapshot: Snapshot, competence: Competence, level: int, shown: Collection[int]
) -> int | None:
    number = len(_ids(snapshot, competence.pk, level) - set(shown))
    return number if reach_of(user).is_hr else disclosure.rounded(number)
