"""Adopting a role: what is made, what is ours already, and what stands unless somebody says otherwise."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kyndig.accounts.models import AuditEvent
from kyndig.catalogue import actions as catalogue
from kyndig.catalogue.models import Alias, Area, Competence
from kyndig.catalogue.tests.made import competence
from kyndig.library import actions, plan
from kyndig.library.comparing import Outcome
from kyndig.library.entries import Library
from kyndig.library.matching import Because
from kyndig.library.models import AdoptedCompetence, Adoption
from kyndig.library.plan import Plan
from kyndig.library.tests import made
from kyndig.organisation.models import Role, Unit
from kyndig.requirements.models import Requirement
from kyndig.requirements.tests.made import requirement, role

ON = date(2026, 6, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return made.library(tmp_path)


@pytest.fixture
def nurse() -> Role:
    return role("SPL")


def adopted(library: Library, *positions: Role, taken: Collection[str] | None = None) -> Plan:
    return actions.adopt(
        library=library, positions={"sykepleier": list(positions)}, on=ON, taken=taken, by=None
    )


def planned(library: Library, *positions: Role) -> Plan:
    return plan.make(library, {"sykepleier": list(positions)}, ON)


def outcomes(found: Plan) -> dict[str, Outcome]:
    return {each.key: each.outcome for each in found.demands}


def asked(role: Role, code: str) -> list[tuple[int, str, bool]]:
    """Level, criticality and whether mandatory of what holds on the day."""
    found = Requirement.objects.valid(ON).filter(role=role, competence__code=code)
    return [(each.level, each.criticality, each.mandatory) for each in found]


def test_a_competence_is_made_with_everything_that_the_library_says(library: Library, nurse: Role) -> None:
    adopted(library, nurse)
    found = Competence.objects.get(code="SARSTELL")
    assert (found.name_en, found.area.name_nn, found.area.name_en) == (
        "Caring for wounds",
        "Sjukepleie",
        "Nursing",
    )
    assert found.level_text(3, "nn") == ("Syner andre bandasjen.", "nn")
    assert found.legal_basis == [{"act": "Helse- og omsorgstjenesteloven", "paragraph": "§ 4-1"}]
    assert [each.text for each in found.aliases.all()] == ["sårbehandling"]
    assert found.history.count() == 1
    held = Competence.objects.get(code="HLR")
    assert (held.max_level, held.validity_months, set(held.level_texts)) == (1, 12, {"0", "1"})


def test_the_positions_must_have_them_from_the_day(library: Library, nurse: Role) -> None:
    adopted(library, nurse, other := role("SPES"))
    assert asked(nurse, "SARSTELL") == asked(other, "SARSTELL") == [(2, "critical", False)]
    assert asked(nurse, "HLR") == [(1, "important", True)]
    set_ = Requirement.objects.get(role=nurse, competence__code="SARSTELL")
    assert (set_.unit, set_.valid_from, set_.valid_to) == (None, ON, None)
    assert set_.source == "Helse- og omsorgstjenesteloven, § 4-1 (Startbiblioteket 2026.1)"


def test_it_is_in_the_log(library: Library, nurse: Role) -> None:
    adopted(library, nurse)
    acts = list(AuditEvent.objects.order_by("id").values_list("act", flat=True))
    assert acts == [
        "catalogue.competence.create",
        "catalogue.competence.create",
        "requirements.requirement.set",
        "requirements.requirement.set",
        "library.role.adopt",
    ]


def test_adopting_again_changes_nothing(library: Library, nurse: Role) -> None:
    adopted(library, nurse)
    found = planned(library, nurse)
    assert set(outcomes(found).values()) == {Outcome.SAME}
    assert found.wordings == ()
    adopted(library, nurse)
    assert Requirement.objects.count() == 2
    assert Adoption.objects.get().valid_from == ON


def test_what_is_left_out_is_not_made(library: Library, nurse: Role) -> None:
    adopted(library, nurse, taken={"SPL:HLR"})
    assert not Competence.objects.filter(code="SARSTELL").exists()
    assert asked(nurse, "HLR")
    assert outcomes(planned(library, nurse))["SPL:SARSTELL"] == Outcome.STANDS


def test_a_requirement_of_ours_stands_unless_it_is_ticked(library: Library, nurse: Role) -> None:
    ours = requirement(competence("SARSTELL"), role=nurse, level=1)
    assert outcomes(planned(library, nurse))["SPL:SARSTELL"] == Outcome.STANDS
    adopted(library, nurse)
    assert asked(nurse, "SARSTELL") == [(1, "critical", False)]
    adopted(library, nurse, taken={"SPL:SARSTELL"})
    ours.refresh_from_db()
    assert ours.valid_to == date(2026, 5, 31)
    assert asked(nurse, "SARSTELL") == [(2, "critical", False)]


def test_lower_requirements_beside_it_end_too(library: Library, nurse: Role) -> None:
    sar = competence("SARSTELL")
    for level in (1, 3):
        requirement(sar, role=nurse, level=level)
    adopted(library, nurse, taken={"SPL:SARSTELL"})
    assert asked(nurse, "SARSTELL") == [(2, "critical", False)]


def test_a_requirement_like_the_librarys_is_left_alone(library: Library, nurse: Role) -> None:
    requirement(competence("SARSTELL"), role=nurse)
    adopted(library, nurse)
    assert Requirement.objects.filter(competence__code="SARSTELL").count() == 1


def test_requirements_of_single_units_are_no_business_of_the_librarys(library: Library, nurse: Role) -> None:
    requirement(competence("SARSTELL"), role=nurse, level=3, unit=Unit.objects.create(code="SOL"))
    assert outcomes(planned(library, nurse))["SPL:SARSTELL"] == Outcome.NEW


@pytest.mark.parametrize(
    "ours",
    [
        {"name_nb": "Stelle sår"},
        {"name_nb": "Sårpleie", "name_en": "Caring for wounds"},
        {"name_nb": "Sårbehandling"},
    ],
)
def test_a_competence_that_is_called_the_same_is_used(
    library: Library, nurse: Role, ours: dict[str, str]
) -> None:
    own = competence("X1", **ours)
    adopted(library, nurse)
    assert not Competence.objects.filter(code="SARSTELL").exists()
    assert asked(nurse, "X1") == [(2, "critical", False)]
    assert AdoptedCompetence.objects.get(code="SARSTELL").competence == own


def test_a_name_is_also_found_among_our_aliases(library: Library, nurse: Role) -> None:
    Alias.objects.create(competence=competence("X1"), text="sårbehandling")
    assert planned(library, nurse).matches[0].because == Because.NAME


def test_one_that_stands_for_something_else_in_the_library_is_not_used(tmp_path: Path, nurse: Role) -> None:
    area = made.AREA.replace("aliases = []", 'aliases = ["sårbehandling"]')
    library = made.library(tmp_path, {"areas/sykepleie.toml": area})
    adopted(library, nurse, taken={"SPL:SARSTELL"})
    assert [each.because for each in planned(library, nurse).matches] == [Because.ADOPTED, Because.NEW]


def test_a_new_one_can_be_made_beside_one_that_is_called_the_same(library: Library, nurse: Role) -> None:
    competence("X1", name_nb="Stelle sår")
    actions.adopt(library=library, positions={"sykepleier": [nurse]}, on=ON, by=None, anew={"SARSTELL"})
    assert asked(nurse, "SARSTELL")
    assert not asked(nurse, "X1")


def test_texts_that_we_lack_are_filled_and_those_we_have_stand(library: Library, nurse: Role) -> None:
    own = competence("SARSTELL", name_nb="Stelle sår", description_nb="Vår tekst")
    adopted(library, nurse)
    own.refresh_from_db()
    assert (own.name_en, own.description_nb) == ("Caring for wounds", "Vår tekst")
    assert own.area.name_nb == "Sykepleie"


def test_a_code_that_is_the_same_by_chance_is_not_filled(library: Library, nurse: Role) -> None:
    own = competence("SARSTELL", name_nb="Noe helt annet")
    adopted(library, nurse)
    own.refresh_from_db()
    assert own.name_en == ""
    assert asked(nurse, "SARSTELL")


def test_texts_of_ours_are_changed_when_they_are_ticked(library: Library, nurse: Role) -> None:
    own = competence("SARSTELL", name_nb="Stelle sår", description_nb="Vår tekst")
    Alias.objects.create(competence=own, text="sårskift")
    adopted(library, nurse, taken={"stands:SARSTELL"})
    own.refresh_from_db()
    assert own.description_nb == "Sår gror."
    assert [each.text for each in own.aliases.all()] == ["sårbehandling", "sårskift"]


def test_a_level_is_at_most_the_highest_of_our_own_scale(library: Library, nurse: Role) -> None:
    competence("SARSTELL", scale=Competence.Scale.HELD)
    adopted(library, nurse)
    assert asked(nurse, "SARSTELL") == [(1, "critical", False)]


def test_an_archived_competence_comes_back_when_it_is_needed(library: Library, nurse: Role) -> None:
    own = competence("SARSTELL")
    catalogue.archive(competence=own, by=None)
    adopted(library, nurse)
    own.refresh_from_db()
    assert own.archived_at is None


def test_the_successor_of_a_replaced_competence_is_used(library: Library, nurse: Role) -> None:
    own, successor = competence("SARSTELL"), competence("SAR2")
    catalogue.replace(competence=own, successor=successor, from_date=ON, carry=False, by=None)
    adopted(library, nurse)
    assert asked(nurse, "SAR2") == [(2, "critical", False)]


def test_a_position_that_stands_for_two_roles_gets_the_strongest_of_both(tmp_path: Path, nurse: Role) -> None:
    lead = made.ROLES.replace('"sykepleier"', '"fagsykepleier"').replace("level = 2", "level = 3")
    lead = lead.replace("Sykepleier", "Fagsykepleier").replace('"critical"', '"useful"')
    both = made.library(tmp_path, {"roles/health.toml": made.ROLES + lead})
    adopted(both, nurse)
    actions.adopt(library=both, positions={"fagsykepleier": [nurse]}, on=ON, by=None)
    assert asked(nurse, "SARSTELL") == [(3, "critical", False)]
    assert set(outcomes(planned(both, nurse)).values()) == {Outcome.SAME}


def test_another_plan_than_the_one_looked_over_is_refused(library: Library, nurse: Role) -> None:
    looked_over = planned(library, nurse)
    requirement(competence("SARSTELL"), role=nurse, level=1)
    with pytest.raises(actions.PlanHasChanged):
        actions.adopt(
            library=library, positions={"sykepleier": [nurse]}, on=ON, by=None, plan_hash=looked_over.hash
        )
    assert not Adoption.objects.exists()


def test_a_competence_that_somebody_else_makes_meanwhile_is_refused(
    library: Library, nurse: Role, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_over = planned(library, nurse)
    competence("SARSTELL")
    monkeypatch.setattr(plan, "make", lambda *_given: looked_over)
    with pytest.raises(actions.PlanHasChanged):
        adopted(library, nurse)
    assert not Requirement.objects.exists()


def test_sent_twice_it_is_done_once(library: Library, nurse: Role) -> None:
    looked_over = planned(library, nurse).hash
    once: dict[str, Any] = {"library": library, "positions": {"sykepleier": [nurse]}, "on": ON, "by": None}
    actions.adopt(**once, plan_hash=looked_over)
    with pytest.raises(actions.PlanHasChanged):
        actions.adopt(**once, plan_hash=looked_over)
    assert Requirement.objects.count() == 2


def test_the_same_plan_has_the_same_hash(library: Library, nurse: Role) -> None:
    assert planned(library, nurse).hash == planned(library, nurse).hash


def test_an_area_of_the_same_name_is_used(library: Library, nurse: Role) -> None:
    ours = Area.objects.create(name_nb="Sykepleie")
    adopted(library, nurse)
    assert Competence.objects.get(code="HLR").area == ours
