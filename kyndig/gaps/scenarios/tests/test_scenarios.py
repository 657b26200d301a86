"""Scenarios as rows: what the database holds to, who reads them, how long they are kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kyndig.accounts.erasure import erase_expired
from kyndig.accounts.models import AuditEvent
from kyndig.gaps.models import ChangeKind, Scenario, ScenarioChange, ScenarioPerson
from kyndig.gaps.scenarios import actions
from kyndig.gaps.scenarios.actions import NewChange
from kyndig.gaps.scenarios.stated import stated
from kyndig.gaps.scenarios.tests.made import a_scenario, leaving
from kyndig.organisation.models import RoleGrant
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def refused(**fields: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ScenarioChange.objects.create(**fields)


@pytest.mark.parametrize("kind", ChangeKind)
def test_a_change_that_lacks_what_its_kind_says_is_refused(cast: Cast, kind: ChangeKind) -> None:
    scenario = a_scenario(cast, leaving(cast, "amina"))
    if kind is ChangeKind.LEAVE:
        refused(scenario=scenario, kind=kind, age=62)
    else:
        refused(scenario=scenario, kind=kind)


def test_a_kind_there_is_not_is_refused(cast: Cast) -> None:
    refused(scenario=a_scenario(cast, leaving(cast, "amina")), kind="fire")


def test_a_level_above_the_scales_is_refused(cast: Cast) -> None:
    scenario = a_scenario(cast, leaving(cast, "amina"))
    refused(scenario=scenario, kind="train", competence=cast.competences["PVK"], level=4)


def test_an_age_that_nobody_has_is_refused(cast: Cast) -> None:
    refused(scenario=a_scenario(cast, leaving(cast, "amina")), kind="retire", age=121)


def test_a_change_names_somebody_once(cast: Cast) -> None:
    row = ScenarioPerson.objects.get(change__scenario=a_scenario(cast, leaving(cast, "amina")))
    with pytest.raises(IntegrityError), transaction.atomic():
        ScenarioPerson.objects.create(change=row.change, person=row.person)


def test_a_draft_is_not_shared(cast: Cast) -> None:
    draft = a_scenario(cast, leaving(cast, "amina"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.filter(pk=draft.pk).update(shared=True)


def test_there_is_one_draft_for_each_maker_and_unit(cast: Cast) -> None:
    draft = a_scenario(cast, leaving(cast, "amina"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Scenario.objects.create(made_by=draft.made_by, unit=draft.unit)


def test_two_windows_fill_one_draft(cast: Cast) -> None:
    user, unit = cast.user("unit_leader"), cast.unit("SOL")
    windows = [actions.draft_of(user, unit), actions.draft_of(user, unit)]
    for window, key in zip(windows, ("amina", "hilde"), strict=True):
        actions.add_change(scenario=window, new=leaving(cast, key), by=user)
    assert Scenario.objects.get().changes.count() == 2


def test_a_change_is_told_as_the_command_is_told(cast: Cast) -> None:
    pvk, spl, sola = cast.competences["PVK"], cast.positions["SPL"], cast.unit("SOLA")
    scenario = a_scenario(
        cast,
        leaving(cast, "amina", "hilde"),
        NewChange(ChangeKind.RETIRE, age=62),
        NewChange(ChangeKind.MOVE, [cast.person("ivar")], unit=sola),
        NewChange(ChangeKind.TRAIN, [cast.person("bendik")], competence=pvk, level=2),
        NewChange(ChangeKind.REQUIRE, role=spl, competence=pvk, level=3, unit=sola),
        NewChange(ChangeKind.REQUIRE, role=spl, competence=pvk, level=3),
        NewChange(ChangeKind.DROP, role=spl, competence=pvk),
        NewChange(ChangeKind.CLOSE, unit=sola),
    )
    assert [each.text for each in stated(scenario, cast.user("unit_leader"))] == [
        "leave:nr-merkeamina,nr-merkehilde",
        "retire:62",
        "move:nr-merkeivar:SOLA",
        "train:PVK:2:nr-merkebendik",
        "require:SPL:PVK:3:SOLA",
        "require:SPL:PVK:3",
        "drop:SPL:PVK",
        "close:SOLA",
    ]


# Who reads it


@pytest.mark.parametrize(
    ("role", "reads"),
    [
        ("unit_leader", True),
        ("deputy", True),
        ("sector_director", True),
        ("hr", True),
        ("department_head", False),
        ("other_leader", False),
        ("professional_lead", False),
        ("union_representative", False),
        ("administrator", False),
        ("employee", False),
    ],
)
def test_a_shared_scenario_reaches_those_who_see_every_figure(cast: Cast, role: str, reads: bool) -> None:
    a_scenario(cast, leaving(cast, "amina"), name="Delt", shared=True)
    assert Scenario.objects.visible_to(cast.user(role)).exists() is reads


def test_a_maker_who_leads_the_unit_no_more_loses_it(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "amina"), name="Mitt")
    RoleGrant.objects.filter(user=cast.user("unit_leader")).delete()
    assert not Scenario.objects.visible_to(cast.user("unit_leader")).exists()


# How long it is kept


def test_it_goes_a_year_after_the_last_change(cast: Cast) -> None:
    a_scenario(cast, leaving(cast, "amina"), name="Delt")
    erase_expired(now=timezone.now() + timedelta(days=364))
    assert Scenario.objects.exists()
    erase_expired(now=timezone.now() + timedelta(days=366))
    assert not Scenario.objects.exists()
    assert not ScenarioChange.objects.exists()


def test_those_named_go_with_their_person_and_the_change_says_so(cast: Cast) -> None:
    scenario = a_scenario(cast, leaving(cast, "amina"))
    ScenarioPerson.objects.all().delete()
    (only,) = stated(scenario, cast.user("unit_leader"))
    assert only.is_about_nobody
    assert not only.is_asked


def test_deleting_a_kept_one_is_written_and_a_draft_is_not(cast: Cast) -> None:
    user = cast.user("unit_leader")
    actions.delete(scenario=a_scenario(cast, leaving(cast, "amina")), by=user)
    assert not AuditEvent.objects.filter(act="gaps.scenario.deleted").exists()
    actions.delete(scenario=a_scenario(cast, leaving(cast, "amina"), name="Mitt"), by=user)
    assert AuditEvent.objects.filter(act="gaps.scenario.deleted").count() == 1
