"""What people hold: assessments of the last three years, with gaps, conflicts and expiries."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from kyndig.demo.generator.dates import add_months
from kyndig.demo.generator.loading import LATENT, Competence, competences
from kyndig.demo.generator.requirements import Profiles
from kyndig.demo.generator.rows import Assessment, Employment
from kyndig.demo.generator.structure import Home, Tree

THREE_YEARS = 3 * 365
ALMOST_UNMAPPED, HALF_MAPPED, MAPPED = (0.02, 0.14), (0.4, 0.68), (0.72, 0.94)
NOTES = ("Snakket om i medarbeidersamtalen", "Har vist det i praksis", "Trenger mer øvelse", "Bevis sett")


@dataclass(frozen=True)
class Someone:
    """A person with what their positions ask for, taken together."""

    number: str
    leader: str
    since: date
    needs: dict[str, int]
    home: str
    expertise: tuple[str, ...]


class Mapping:
    """Makes the assessments. How much is assessed differs from unit to unit, as it does in the field."""

    def __init__(self, tree: Tree, profiles: Profiles, as_of: date, rng: random.Random) -> None:
        self._rng, self._random, self._as_of = rng, rng.random, as_of
        self._profiles = profiles
        self._catalogue = competences()
        self._home_of = tree.home_of()
        self.share = self._shares_mapped(tree.homes)
        self._course_days: dict[tuple[str, str], date] = {}

    def assessments(self, employments: Sequence[Employment]) -> list[Assessment]:
        """Every assessment up to the day, oldest first."""
        rows: list[Assessment] = []
        for someone in self._people(employments):
            share = self.share.get(someone.home, 0.85) * (0.85 + 0.3 * self._random())
            skill = 0.12 * (self._random() - 0.5)
            for code, level in someone.needs.items():
                if self._random() < share:
                    self._assess(rows, someone, self._catalogue[code], level, skill)
            if self._random() < 0.16:
                rows.extend(self._latent(someone))
        rows.sort(key=attrgetter("assessed_on", "employee_number", "competence"))
        return rows

    def _shares_mapped(self, homes: Sequence[Home]) -> dict[str, float]:
        """How much of each unit is assessed: 8 % of the people in units almost without, a quarter half."""
        drawn = self._rng.sample(homes, len(homes))
        total, cumulated = sum(home.size for home in homes), 0
        shares = {}
        for home in drawn:
            upto = cumulated / total
            span = ALMOST_UNMAPPED if upto < 0.06 else HALF_MAPPED if upto < 0.33 else MAPPED
            # The demo's story rests on people who are known.
            shares[home.unit.code] = 0.9 if home.is_story else self._rng.uniform(*span)
            cumulated += 0 if home.is_story else home.size
        return shares

    def _people(self, employments: Sequence[Employment]) -> Iterator[Someone]:
        by_person: dict[str, list[Employment]] = {}
        for employment in employments:
            if employment.start_date <= self._as_of:
                by_person.setdefault(employment.person.employee_number, []).append(employment)
        for number, own in by_person.items():
            yield self._someone(number, own)

    def _someone(self, number: str, own: list[Employment]) -> Someone:
        needs: dict[str, int] = {}
        for employment in own:
            for code, level in self._profiles.needs(employment.role_code, employment.unit_code).items():
                needs[code] = max(level, needs.get(code, 0))
        home = self._home_of.get(own[0].unit_code)
        expertise = tuple(need.competence for need in home.work.experts) if home else ()
        since = min(employment.start_date for employment in own)
        return Someone(
            number, own[0].leader, since, needs, home.unit.code if home else "", (*expertise, *LATENT)
        )

    def _assess(
        self, rows: list[Assessment], someone: Someone, competence: Competence, level: int, skill: float
    ) -> None:
        if competence.held:
            self._assess_paper(rows, someone, competence, skill)
        else:
            self._assess_level(rows, someone, competence, level, skill)

    def _assess_paper(
        self, rows: list[Assessment], someone: Someone, competence: Competence, skill: float
    ) -> None:
        """A certificate or degree: held or not, mostly with proof, and renewed where it expires."""
        lacks = 0.12 if competence.validity_months else 0.035
        if self._random() < lacks - skill / 2:
            rows.append(self._row(someone, competence, 0, "leader", self._day(someone.since)))
        elif self._random() < 0.08:
            note = "Kurset er tatt, beviset mangler" if self._random() < 0.4 else ""
            rows.append(self._row(someone, competence, 1, "self", self._day(someone.since), note=note))
        elif competence.validity_months:
            self._renewals(rows, someone, competence)
        else:
            rows.append(self._row(someone, competence, 1, "document", self._day(someone.since)))

    def _renewals(self, rows: list[Assessment], someone: Someone, competence: Competence) -> None:
        day = self._course_day(someone, competence)
        source = "course" if self._random() < 0.7 else "document"
        rows.append(self._row(someone, competence, 1, source, day))
        before = add_months(day, -competence.validity_months)
        if before >= someone.since and (self._as_of - before).days < THREE_YEARS and self._random() < 0.75:
            before += timedelta(days=round(self._random() * 20))
            rows.append(self._row(someone, competence, 1, source, before))

    def _course_day(self, someone: Someone, competence: Competence) -> date:
        """Half took the unit's own course; the others some day that leaves one in five expired."""
        key = (someone.home, competence.code)
        days = min(THREE_YEARS, competence.validity_months * 30.4)
        if key not in self._course_days:
            ago = round(days * (0.05 + 1.2 * self._random()))
            self._course_days[key] = self._as_of - timedelta(days=min(ago, THREE_YEARS))
        if self._random() < 0.5:
            return max(someone.since, self._course_days[key])
        ago = min(THREE_YEARS, round(days * 1.35 * self._random()))
        return max(someone.since, self._as_of - timedelta(days=ago))

    def _assess_level(
        self, rows: list[Assessment], someone: Someone, competence: Competence, level: int, skill: float
    ) -> None:
        """A level near what is asked for, by the leader or the person, sometimes by both and not alike."""
        draw = self._random() + skill
        found = level + (1 if draw > 0.8 else 0 if draw > 0.21 else -1 if draw > 0.05 else -2)
        found = min(3, max(0, found))
        day = self._day(someone.since)
        by_leader = bool(someone.leader) and self._random() < 0.66
        rows.append(self._row(someone, competence, found, "leader" if by_leader else "self", day))
        if by_leader and self._random() < 0.1:
            other = found + 1 if found < 3 and self._random() < 0.75 else max(0, found - 1)
            said = self._near(day, someone.since)
            rows.append(self._row(someone, competence, other, "self", said))
        if self._random() < 0.24:
            self._history(rows, someone, competence, found, day)

    def _history(
        self, rows: list[Assessment], someone: Someone, competence: Competence, found: int, day: date
    ) -> None:
        """The person was assessed before, often a level lower."""
        earlier = day - timedelta(days=self._rng.randint(200, 500))
        if earlier >= someone.since and (self._as_of - earlier).days <= THREE_YEARS:
            was = max(0, found - (1 if self._random() < 0.6 else 0))
            rows.append(self._row(someone, competence, was, "self", earlier))

    def _latent(self, someone: Someone) -> Iterator[Assessment]:
        """Held and not asked for: language, further education, what a former job taught."""
        for code in sorted(set(self._rng.choices(someone.expertise, k=2))):
            competence = self._catalogue[code]
            if code in someone.needs:
                continue
            level = 1 if competence.held else self._rng.choice((2, 2, 3))
            source = "document" if competence.held else self._rng.choice(("self", "self", "leader"))
            row = self._row(someone, competence, level, source, self._day(someone.since))
            yield row._replace(in_use="nei", wants_to_use=self._rng.choice(("ja", "ja", "nei", "")))

    def _row(
        self,
        someone: Someone,
        competence: Competence,
        level: int,
        source: str,
        day: date,
        *,
        note: str = "",
    ) -> Assessment:
        in_use, wants = self._use(level)
        expires = self._expires(competence, level, source, day)
        by = someone.number if source == "self" else someone.leader
        if not note and self._random() < 0.02:
            note = NOTES[int(self._random() * len(NOTES))]
        return Assessment(
            someone.number, competence.code, level, source, day, by, expires, in_use, wants, note
        )

    def _use(self, level: int) -> tuple[str, str]:
        draw = self._random()
        if not level or draw < 0.5:
            return "", ""
        in_use = "ja" if draw < 0.86 else "delvis" if draw < 0.94 else "nei"
        return in_use, ("ja" if self._random() < 0.75 else "nei" if self._random() < 0.6 else "")

    def _expires(self, competence: Competence, level: int, source: str, day: date) -> date | None:
        """Half of those that expire say so themselves; for the others the catalogue does."""
        if not (competence.validity_months and level and source in {"document", "course"}):
            return None
        return add_months(day, competence.validity_months) if self._random() < 0.5 else None

    def _day(self, since: date) -> date:
        """A day of the last three years, more often a late one, and never before the person came."""
        span = min(THREE_YEARS, (self._as_of - since).days)
        draw = self._random()
        return self._as_of - timedelta(days=int(span * draw * draw))

    def _near(self, day: date, since: date) -> date:
        other = day + timedelta(days=int(61 * self._random()) - 30)
        return min(self._as_of, max(since, self._as_of - timedelta(days=THREE_YEARS), other))
