"""A new edition: what nobody has touched follows it, what the municipality has changed stands."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import pytest

from kyndig.catalogue import actions as catalogue
from kyndig.catalogue.models import Competence
from kyndig.library import actions, plan, queries
from kyndig.library.comparing import Outcome
from kyndig.library.entries import Library
from kyndig.library.models import AdoptedCompetence, Adoption
from kyndig.library.tests import made
from kyndig.organisation.models import Role
from kyndig.requirements import actions as requirements
from kyndig.requirements.models import Requirement
from kyndig.requirements.tests.made import role

BEFORE, ON = date(2026, 1, 1), date(2027, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse(tmp_path: Path) -> Role:
    """A position that the first edition's role is adopted for."""
    nurse = role("SPL")
    library = made.library(tmp_path / "first")
    actions.adopt(library=library, positions={"sykepleier": [nurse]}, on=BEFORE, by=None)
    return nurse


def edition(directory: Path, area: tuple[str, str] = ("", ""), roles: tuple[str, str] = ("", "")) -> Library:
    """The next edition, with one text of the areas' or the roles' file instead of another."""
    changes = {
        "edition.toml": 'edition = "2026.2"',
        "areas/sykepleie.toml": made.AREA.replace(*area) if area[0] else made.AREA,
        "roles/health.toml": made.ROLES.replace(*roles) if roles[0] else made.ROLES,
    }
    return made.library(directory / "next", changes)


HIGHER = ('"SARSTELL", level = 2', '"SARSTELL", level = 3')
WITHOUT = ('{ competence = "HLR", level = 1, criticality = "important", mandatory = true },', "")
REWORDED = ("Sår gror.", "Såret gror fort.")


def updated(library: Library, *, taken: Collection[str] | None = None) -> plan.Plan:
    positions = queries.positions_with_news(library)
    return actions.adopt(library=library, positions=positions, on=ON, taken=taken, by=None)


def planned(library: Library) -> plan.Plan:
    return plan.make(library, queries.positions_with_news(library), ON)


def news(found: plan.Plan) -> dict[str, Outcome]:
    demands = {each.key: each.outcome for each in found.demands if each.is_news}
    return demands | {each.key: each.outcome for each in found.wordings}


def level(code: str) -> list[int]:
    return [each.level for each in Requirement.objects.valid(ON).filter(competence__code=code)]


def change_requirement(code: str, **changes: int) -> None:
    ours = Requirement.objects.get(competence__code=code)
    requirements.change_requirement(requirement=ours, from_date=date(2026, 3, 1), by=None, **changes)


def reword(code: str, **changes: str) -> None:
    ours = Competence.objects.get(code=code)
    for name, value in changes.items():
        setattr(ours, name, value)
    catalogue.save_competence(competence=ours, aliases=[], by=None)


def test_an_edition_that_says_the_same_is_no_news(nurse: Role, tmp_path: Path) -> None:
    assert queries.positions_with_news(edition(tmp_path)) == {}


def test_an_older_edition_is_no_news(nurse: Role, tmp_path: Path) -> None:
    older = made.library(tmp_path / "old", {"edition.toml": 'edition = "2025.9"'})
    Adoption.objects.update(needs={})
    assert queries.positions_with_news(older) == {}


def test_a_requirement_that_nobody_has_touched_follows(nurse: Role, tmp_path: Path) -> None:
    library = edition(tmp_path, roles=HIGHER)
    assert news(planned(library)) == {"SPL:SARSTELL": Outcome.CHANGES}
    updated(library)
    assert level("SARSTELL") == [3]
    assert Requirement.objects.valid(date(2026, 12, 31)).get(competence__code="SARSTELL").level == 2
    assert Adoption.objects.get().edition == "2026.2"
    assert queries.positions_with_news(library) == {}


def test_a_requirement_that_we_have_changed_stands(nurse: Role, tmp_path: Path) -> None:
    change_requirement("SARSTELL", level=1)
    library = edition(tmp_path, roles=HIGHER)
    assert news(planned(library)) == {"SPL:SARSTELL": Outcome.STANDS}
    updated(library)
    assert level("SARSTELL") == [1]


def test_a_requirement_that_we_have_changed_follows_when_it_is_ticked(nurse: Role, tmp_path: Path) -> None:
    change_requirement("SARSTELL", level=1)
    updated(edition(tmp_path, roles=HIGHER), taken={"SPL:SARSTELL"})
    assert level("SARSTELL") == [3]


def test_one_that_we_have_ended_stays_ended(nurse: Role, tmp_path: Path) -> None:
    ours = Requirement.objects.get(competence__code="SARSTELL")
    requirements.end(ours, last_day=date(2026, 5, 31), by=None)
    library = edition(tmp_path, roles=HIGHER)
    assert news(planned(library)) == {"SPL:SARSTELL": Outcome.STANDS}
    updated(library)
    assert level("SARSTELL") == []


def test_what_the_edition_no_longer_asks_for_ends(nurse: Role, tmp_path: Path) -> None:
    library = edition(tmp_path, roles=WITHOUT)
    assert news(planned(library)) == {"SPL:HLR": Outcome.ENDS}
    updated(library)
    assert level("HLR") == []
    assert Requirement.objects.get(competence__code="HLR").valid_to == date(2026, 12, 31)


def test_what_the_edition_no_longer_asks_for_stands_where_we_changed_it(nurse: Role, tmp_path: Path) -> None:
    change_requirement("HLR", mandatory=False)
    updated(edition(tmp_path, roles=WITHOUT))
    assert level("HLR") == [1]


def test_what_would_not_have_begun_is_annulled(nurse: Role, tmp_path: Path) -> None:
    ours = Requirement.objects.get(competence__code="HLR")
    ours.valid_from = date(2028, 1, 1)
    ours.save()
    updated(edition(tmp_path, roles=WITHOUT))
    ours.refresh_from_db()
    assert ours.annulled_at is not None


def test_a_text_that_nobody_has_touched_follows(nurse: Role, tmp_path: Path) -> None:
    library = edition(tmp_path, area=REWORDED)
    assert queries.changed_competences(library) == {"SARSTELL"}
    assert news(planned(library)) == {"changes:SARSTELL": Outcome.CHANGES}
    updated(library)
    assert Competence.objects.get(code="SARSTELL").description_nb == "Såret gror fort."


def test_a_text_that_we_have_changed_stands(nurse: Role, tmp_path: Path) -> None:
    reword("SARSTELL", description_nb="Vår tekst")
    library = edition(tmp_path, area=REWORDED)
    assert news(planned(library)) == {"stands:SARSTELL": Outcome.STANDS}
    updated(library)
    assert Competence.objects.get(code="SARSTELL").description_nb == "Vår tekst"


def test_other_texts_of_a_competence_that_we_have_changed_follow(nurse: Role, tmp_path: Path) -> None:
    reword("SARSTELL", name_nb="Stell av sår")
    updated(edition(tmp_path, area=REWORDED))
    found = Competence.objects.get(code="SARSTELL")
    assert (found.name_nb, found.description_nb) == ("Stell av sår", "Såret gror fort.")


def test_once_decided_it_is_not_asked_again(nurse: Role, tmp_path: Path) -> None:
    reword("SARSTELL", description_nb="Vår tekst")
    library = edition(tmp_path, area=REWORDED)
    updated(library)
    assert queries.positions_with_news(library) == {}
    assert AdoptedCompetence.objects.get(code="SARSTELL").edition == "2026.2"


def test_a_role_that_the_edition_no_longer_has_stays_as_it_is(nurse: Role, tmp_path: Path) -> None:
    library = made.library(tmp_path / "next", {"edition.toml": 'edition = "2026.2"', "roles/health.toml": ""})
    assert queries.positions_with_news(library) == {}
    assert level("SARSTELL") == [2]
