"""The files of requirements and coverage: rows are facts, and `--replace` ends what is not there."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.utils.translation import override

from kyndig.catalogue.tests.imported import AS_OF, counts, imported, planned, written
from kyndig.imports.plan import shown
from kyndig.organisation.models import Role
from kyndig.requirements import actions
from kyndig.requirements.models import Coverage, Requirement
from tests.cast import Cast

HEADER = "role_code;unit_code;competence;level;criticality;mandatory;valid_from;valid_to;source"
ROW = "SPL;SOL;AREALPLAN;2;kritisk;ja;01.01.2026;;Plan"
COVERAGE_HEADER = "unit_code;competence;level;min_holders;valid_from;valid_to"
COVERAGE_ROW = "SOL;AREALPLAN;2;4;01.01.2026;"


def file(directory: Path, *rows: str) -> Path:
    return written(directory, "\n".join([HEADER, *rows]))


def coverage_file(directory: Path, *rows: str) -> Path:
    return written(directory, "\n".join([COVERAGE_HEADER, *rows]))


@pytest.fixture
def nothing_required(cast: Cast) -> Cast:
    Requirement.objects.all().delete()
    Coverage.objects.all().delete()
    return cast


def test_a_row_makes_a_requirement(nothing_required: Cast, tmp_path: Path) -> None:
    imported("requirements", file(tmp_path, ROW))
    found = Requirement.objects.get()
    assert (found.role.code, found.unit, found.level) == ("SPL", nothing_required.unit("SOL"), 2)
    assert (found.criticality, found.mandatory, found.source) == ("critical", True, "Plan")
    assert (found.valid_from, found.valid_to) == (date(2026, 1, 1), None)


def test_the_same_file_twice_changes_nothing(nothing_required: Cast, tmp_path: Path) -> None:
    imported("requirements", file(tmp_path, ROW, ROW))
    assert Requirement.objects.count() == 1
    assert counts(planned("requirements", file(tmp_path, ROW))) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("language", "said"), [("nb", "Kritisk Ja"), ("nn", "Kritisk Ja"), ("en", "Critical Yes")]
)
def test_a_preview_says_values_in_words(
    nothing_required: Cast, tmp_path: Path, language: str, said: str
) -> None:
    [change] = planned("requirements", file(tmp_path, ROW)).changes
    details = {each.field: each.after for each in change.details}
    with override(language):
        assert f"{shown(details['criticality'])} {shown(details['mandatory'])}" == said


def test_a_row_with_another_level_is_a_new_fact_and_replaces_none(
    nothing_required: Cast, tmp_path: Path
) -> None:
    imported("requirements", file(tmp_path, ROW))
    imported("requirements", file(tmp_path, ROW.replace(";2;", ";3;")))
    assert [each.level for each in Requirement.objects.valid(AS_OF).order_by("id")] == [2, 3]


def test_no_unit_and_the_top_unit_are_the_same_fact(nothing_required: Cast, tmp_path: Path) -> None:
    imported("requirements", file(tmp_path, ROW.replace("SOL", "")))
    assert counts(planned("requirements", file(tmp_path, ROW.replace("SOL", "K")))) == {"unchanged": 1}
    assert Requirement.objects.get().unit is None


def test_an_annulled_row_does_not_come_in_again(nothing_required: Cast, tmp_path: Path) -> None:
    imported("requirements", file(tmp_path, ROW))
    actions.annul(Requirement.objects.get(), reason="Feil", by=None)
    imported("requirements", file(tmp_path, ROW))
    assert not Requirement.objects.standing().exists()


def test_a_role_that_nobody_has_had_yet_is_made_with_its_code(nothing_required: Cast, tmp_path: Path) -> None:
    imported("requirements", file(tmp_path, ROW.replace("SPL", "9999")))
    assert Role.objects.get(code="9999").title == "9999"


@pytest.mark.parametrize(
    ("was", "becomes", "column"),
    [
        ("SOL", "X", "unit_code"),
        ("AREALPLAN", "X", "competence"),
        (";2;", ";4;", "level"),
        ("AREALPLAN;2", "LEGEMIDDEL;2", "level"),
        ("kritisk", "viktigst", "criticality"),
        (";ja;", ";kanskje;", "mandatory"),
        ("01.01.2026;", "01.01.2026;31.12.2025", "valid_to"),
        ("01.01.2026", "31.02.2026", "valid_from"),
        ("SPL", "", "role_code"),
    ],
)
def test_a_bad_row_is_named_by_line_and_column(
    nothing_required: Cast, tmp_path: Path, was: str, becomes: str, column: str
) -> None:
    plan = planned("requirements", file(tmp_path, ROW.replace(was, becomes, 1)))
    assert {(error.line, error.column) for error in plan.errors} == {(2, column)}


def test_a_bad_row_stops_everything_roles_too(nothing_required: Cast, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        imported("requirements", file(tmp_path, ROW.replace("SPL", "9999"), ROW.replace("SOL", "X")))
    assert not Requirement.objects.exists()
    assert not Role.objects.filter(code="9999").exists()


@pytest.mark.parametrize("word", ["critical", "Kritisk", "KRITISK"])
def test_words_match_in_every_language_and_case(nothing_required: Cast, tmp_path: Path, word: str) -> None:
    imported("requirements", file(tmp_path, ROW))
    plan = planned("requirements", file(tmp_path, ROW.replace("kritisk", word)))
    assert counts(plan) == {"unchanged": 1}


def test_replace_ends_what_the_file_does_not_hold_the_day_before(
    nothing_required: Cast, tmp_path: Path
) -> None:
    imported("requirements", file(tmp_path, ROW, ROW.replace("SPL", "HFA")))
    imported("requirements", file(tmp_path, ROW), "--replace")
    ended = Requirement.objects.get(role__code="HFA")
    assert ended.valid_to == date(2026, 8, 31)
    assert Requirement.objects.get(role__code="SPL").valid_to is None


def test_replacing_twice_changes_nothing_the_second_time(nothing_required: Cast, tmp_path: Path) -> None:
    imported("requirements", file(tmp_path, ROW, ROW.replace("SPL", "HFA")))
    imported("requirements", file(tmp_path, ROW), "--replace")
    assert counts(planned("requirements", file(tmp_path, ROW), replace=True)) == {"unchanged": 1}


def test_without_replace_nothing_ends(nothing_required: Cast, tmp_path: Path) -> None:
    imported("requirements", file(tmp_path, ROW, ROW.replace("SPL", "HFA")))
    imported("requirements", file(tmp_path, ROW))
    assert Requirement.objects.valid(AS_OF).count() == 2


def test_replace_annuls_what_would_not_have_begun(nothing_required: Cast, tmp_path: Path) -> None:
    later = ROW.replace("SPL", "HFA").replace("01.01.2026", "01.10.2026")
    imported("requirements", file(tmp_path, ROW, later))
    imported("requirements", file(tmp_path, ROW), "--replace")
    cancelled = Requirement.objects.get(role__code="HFA")
    assert cancelled.annulled_at is not None
    assert cancelled.valid_to is None


def test_a_rejected_row_ends_nothing_of_what_it_is_about(nothing_required: Cast, tmp_path: Path) -> None:
    imported("requirements", file(tmp_path, ROW, ROW.replace("SPL", "HFA")))
    bad = ROW.replace("SPL", "HFA").replace(";2;", ";9;")
    with pytest.raises(CommandError):
        imported("requirements", file(tmp_path, ROW, bad), "--replace", "--skip-bad-rows")
    assert Requirement.objects.valid(AS_OF).count() == 2


def test_coverage_is_a_fact_too(nothing_required: Cast, tmp_path: Path) -> None:
    imported("coverage", coverage_file(tmp_path, COVERAGE_ROW))
    found = Coverage.objects.get()
    assert (found.unit, found.min_holders, found.level) == (nothing_required.unit("SOL"), 4, 2)
    assert counts(planned("coverage", coverage_file(tmp_path, COVERAGE_ROW))) == {"unchanged": 1}


def test_replaced_coverage_ends(nothing_required: Cast, tmp_path: Path) -> None:
    imported("coverage", coverage_file(tmp_path, COVERAGE_ROW, COVERAGE_ROW.replace("SOL", "ELV")))
    imported("coverage", coverage_file(tmp_path, COVERAGE_ROW), "--replace")
    assert [each.unit.code for each in Coverage.objects.valid(AS_OF)] == ["SOL"]


@pytest.mark.parametrize(
    ("was", "becomes", "column"),
    [("SOL", "X", "unit_code"), ("SOL", "", "unit_code"), (";4;", ";mange;", "min_holders")],
)
def test_a_bad_row_of_coverage(
    nothing_required: Cast, tmp_path: Path, was: str, becomes: str, column: str
) -> None:
    plan = planned("coverage", coverage_file(tmp_path, COVERAGE_ROW.replace(was, becomes, 1)))
    assert [(error.line, error.column) for error in plan.errors] == [(2, column)]
