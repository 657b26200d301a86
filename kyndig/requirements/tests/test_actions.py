"""Requirements and coverage are begun, ended and annulled; history keeps its figures."""

from datetime import date, timedelta

import pytest

from kyndig.accounts.models import AuditEvent
from kyndig.catalogue import actions as catalogue_actions
from kyndig.catalogue import carrying
from kyndig.catalogue.tests.made import competence as a_competence
from kyndig.organisation.models import Unit
from kyndig.requirements import actions
from kyndig.requirements.models import Coverage, Requirement
from kyndig.requirements.tests import made
from tests.cast import Cast

DAY = date(2026, 6, 1)
BEFORE = DAY - timedelta(days=1)


@pytest.mark.django_db
def test_a_change_ends_the_row_the_day_before_and_begins_a_new_one() -> None:
    old = made.requirement(level=2)
    new = actions.change_requirement(requirement=old, from_date=DAY, by=None, level=3)
    old.refresh_from_db()
    assert (old.level, old.valid_to) == (2, BEFORE)
    assert (new.level, new.valid_from, new.valid_to) == (3, DAY, None)


@pytest.mark.django_db
def test_on_every_day_one_of_the_two_holds() -> None:
    old = made.requirement()
    new = actions.change_requirement(requirement=old, from_date=DAY, by=None, level=3)
    assert list(Requirement.objects.valid(BEFORE)) == [old]
    assert list(Requirement.objects.valid(DAY)) == [new]


@pytest.mark.django_db
def test_a_change_before_it_began_annuls_it() -> None:
    old = made.requirement(valid_from=DAY)
    new = actions.change_requirement(requirement=old, from_date=DAY, by=None, level=3)
    old.refresh_from_db()
    assert old.annulled_at is not None
    assert list(Requirement.objects.valid(DAY)) == [new]


@pytest.mark.django_db
def test_a_change_keeps_what_it_does_not_name() -> None:
    old = made.requirement(source="Plan", mandatory=True)
    new = actions.change_requirement(requirement=old, from_date=DAY, by=None, level=3)
    assert (new.role, new.competence, new.source, new.mandatory) == (
        old.role,
        old.competence,
        "Plan",
        True,
    )


@pytest.mark.django_db
def test_what_has_not_begun_cannot_end() -> None:
    with pytest.raises(ValueError, match="annul"):
        actions.end(made.requirement(valid_from=DAY), last_day=BEFORE, by=None)


@pytest.mark.django_db
def test_annulling_needs_a_reason() -> None:
    with pytest.raises(ValueError, match="why"):
        actions.annul(made.requirement(), reason=" ", by=None)


@pytest.mark.django_db
def test_an_annulled_requirement_holds_on_no_day() -> None:
    actions.annul(made.requirement(), reason="Feil stilling", by=None)
    assert not Requirement.objects.valid(DAY).exists()


def test_the_top_unit_and_the_whole_municipality_are_the_same(cast: Cast) -> None:
    set_at_top = actions.set_requirement(
        role=cast.positions["SPL"],
        unit=cast.unit("K"),
        competence=cast.competences["AREALPLAN"],
        level=1,
        criticality=Requirement.Criticality.USEFUL,
        mandatory=False,
        valid_from=None,
        valid_to=None,
        source="",
        by=None,
    )
    assert set_at_top.unit is None


@pytest.mark.django_db
def test_a_level_off_the_scale_is_refused() -> None:
    certificate = a_competence(scale="held")
    with pytest.raises(ValueError, match="scale"):
        actions.change_requirement(
            requirement=made.requirement(certificate, level=1), from_date=DAY, by=None, level=2
        )


@pytest.mark.django_db
def test_changed_coverage_ends_and_begins() -> None:
    old = made.coverage(Unit.objects.create(code="10"), min_holders=2)
    new = actions.change_coverage(coverage=old, from_date=DAY, by=None, min_holders=4)
    assert list(Coverage.objects.valid(BEFORE)) == [old]
    assert [each.min_holders for each in Coverage.objects.valid(DAY)] == [new.min_holders]


@pytest.mark.django_db
def test_each_change_is_audited() -> None:
    requirement = made.requirement()
    actions.end(requirement, last_day=DAY, by=None)
    actions.annul(requirement, reason="Feil", by=None)
    acts = list(AuditEvent.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["requirements.requirement.end", "requirements.requirement.annul"]


@pytest.mark.django_db
def test_a_replaced_competence_takes_its_requirements_and_coverage_along() -> None:
    old, new = a_competence("GAMMEL"), a_competence("NY")
    made.requirement(old)
    made.coverage(Unit.objects.create(code="10"), old)
    catalogue_actions.replace(competence=old, successor=new, from_date=DAY, carry=True, by=None)
    assert [each.competence for each in Requirement.objects.valid(DAY)] == [new]
    assert [each.competence for each in Coverage.objects.valid(DAY)] == [new]
    assert [each.competence for each in Requirement.objects.valid(BEFORE)] == [old]


@pytest.mark.django_db
def test_a_requirement_that_begins_later_begins_on_the_same_day_for_the_successor() -> None:
    old, new = a_competence("GAMMEL"), a_competence("NY")
    later = DAY + timedelta(days=30)
    made.requirement(old, valid_from=later)
    catalogue_actions.replace(competence=old, successor=new, from_date=DAY, carry=True, by=None)
    assert [each.valid_from for each in Requirement.objects.standing()] == [later]


@pytest.mark.django_db
def test_a_level_above_the_successors_scale_becomes_its_highest() -> None:
    old, new = a_competence("GAMMEL"), a_competence("BEVIS", scale="held")
    made.requirement(old, level=3)
    catalogue_actions.replace(competence=old, successor=new, from_date=DAY, carry=True, by=None)
    assert Requirement.objects.valid(DAY).get().level == 1


@pytest.mark.django_db
def test_the_preview_of_a_replacement_changes_nothing() -> None:
    old, new = a_competence("GAMMEL", name_nb="Gammel"), a_competence("NY", name_nb="Ny")
    requirement = made.requirement(old)
    rows = [row for each in carrying.carriers() for row in each.preview(old, new, DAY)]
    requirement.refresh_from_db()
    assert [(row.before, row.after) for row in rows] == [("Gammel: Kan selvstendig", "Ny: Kan selvstendig")]
    assert requirement.valid_to is None
