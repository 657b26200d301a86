"""The files of assessments and exemptions."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.utils.translation import override

from kyndig.accounts.models import AccessEvent
from kyndig.catalogue.models import Competence
from kyndig.catalogue.tests.imported import AS_OF, counts, imported, planned, written
from kyndig.catalogue.tests.made import competence as a_competence
from kyndig.holdings import actions, projection
from kyndig.holdings.models import Assessment, Exemption, Holding
from kyndig.imports.plan import shown
from tests.cast import Cast

HEADER = "employee_number;competence;level;source;assessed_on;assessed_by;expires_on;in_use;wants_to_use;note"
ROW = "nr-merkegreta;PVK;2;leder;01.06.2026;nr-merkeulla;;delvis;nei;Bra"
EXEMPTION_HEADER = "employee_number;competence;reason;valid_from;valid_to"
EXEMPTION_ROW = "nr-merkegreta;PVK;Permisjon;01.06.2026;31.12.2026"


def file(directory: Path, *rows: str) -> Path:
    return written(directory, "\n".join([HEADER, *rows]))


def exemption_file(directory: Path, *rows: str) -> Path:
    return written(directory, "\n".join([EXEMPTION_HEADER, *rows]))


def gretas() -> Assessment:
    return Assessment.objects.get(person__employee_number="nr-merkegreta")


def test_a_row_makes_an_assessment_and_a_holding(cast: Cast, tmp_path: Path) -> None:
    imported("assessments", file(tmp_path, ROW))
    found = gretas()
    assert (found.level, found.source, found.assessed_on) == (2, "leader", date(2026, 6, 1))
    assert (found.assessed_by, found.in_use, found.note) == (cast.person("ulla"), "partly", "Bra")
    assert found.wants_to_use is False
    assert Holding.objects.get(assessment=found).level == 2
    assert projection.differences() == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "Leder, Delvis, Nei"), ("nn", "Leiar, Delvis, Nei"), ("en", "Manager, Partly, No")],
)
def test_a_preview_says_values_in_words(cast: Cast, tmp_path: Path, language: str, said: str) -> None:
    [change] = planned("assessments", file(tmp_path, ROW)).changes
    details = {each.field: each.after for each in change.details}
    with override(language):
        assert ", ".join(shown(details[name]) for name in ("source", "in_use", "wants_to_use")) == said


def test_the_first_import_builds_every_holding(cast: Cast, tmp_path: Path) -> None:
    Holding.objects.all().delete()
    imported("assessments", file(tmp_path, ROW))
    assert projection.differences() == []


def test_the_same_file_twice_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    imported("assessments", file(tmp_path, ROW, ROW))
    assert counts(planned("assessments", file(tmp_path, ROW))) == {"unchanged": 1}
    assert gretas().level == 2


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (";2;", ";3;"),
        ("leder", "kurs"),
        ("01.06.2026", "02.06.2026"),
        ("Bra", ""),
        ("delvis", ""),
        ("nei", ""),
    ],
)
def test_a_row_that_differs_in_one_column_is_a_new_fact(
    cast: Cast, tmp_path: Path, was: str, becomes: str
) -> None:
    imported("assessments", file(tmp_path, ROW))
    assert counts(planned("assessments", file(tmp_path, ROW.replace(was, becomes)))) == {"new": 1}


def test_on_the_same_day_the_later_row_counts(cast: Cast, tmp_path: Path) -> None:
    imported("assessments", file(tmp_path, ROW.replace(";2;", ";3;"), ROW.replace(";2;", ";1;")))
    assert Holding.objects.get(person=cast.person("greta"), competence__code="PVK").level == 1


def test_an_annulled_assessment_does_not_come_in_again(cast: Cast, tmp_path: Path) -> None:
    imported("assessments", file(tmp_path, ROW))
    actions.annul_assessment(assessment=gretas(), by=None, reason="Feil")
    imported("assessments", file(tmp_path, ROW))
    assert gretas().annulled_at is not None


def test_level_0_is_an_assessment(cast: Cast, tmp_path: Path) -> None:
    imported("assessments", file(tmp_path, ROW.replace(";2;", ";0;")))
    assert gretas().level == 0


def course(cast: Cast, **fields: Any) -> Competence:
    return a_competence("HLR", scale="held", **fields)


COURSE = "nr-merkegreta;HLR;1;kurs;31.01.2026;;;;;"


def test_a_course_expires_by_the_catalogue(cast: Cast, tmp_path: Path) -> None:
    course(cast, validity_months=1)
    imported("assessments", file(tmp_path, COURSE))
    assert gretas().expires_on == date(2026, 2, 28)


def test_a_validity_changed_later_does_not_make_the_same_file_look_new(cast: Cast, tmp_path: Path) -> None:
    hlr = course(cast, validity_months=1)
    imported("assessments", file(tmp_path, COURSE))
    hlr.validity_months = 24
    hlr.save()
    assert counts(planned("assessments", file(tmp_path, COURSE))) == {"unchanged": 1}


def test_ones_own_assessment_ignores_the_day_it_expires(cast: Cast, tmp_path: Path) -> None:
    own = ROW.replace("leder", "egen").replace("nr-merkeulla;;", "nr-merkeulla;01.01.2027;")
    imported("assessments", file(tmp_path, own))
    assert gretas().expires_on is None
    assert counts(planned("assessments", file(tmp_path, own))) == {"unchanged": 1}


@pytest.mark.parametrize("word", ["leder", "leiar", "LEADER"])
def test_words_match_in_every_language_and_case(cast: Cast, tmp_path: Path, word: str) -> None:
    imported("assessments", file(tmp_path, ROW))
    assert counts(planned("assessments", file(tmp_path, ROW.replace("leder", word)))) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("was", "becomes", "column"),
    [
        ("nr-merkegreta", "99999", "employee_number"),
        ("nr-merkeulla", "99999", "assessed_by"),
        ("PVK", "X", "competence"),
        ("PVK;2", "LEGEMIDDEL;2", "level"),
        (";2;", ";;", "level"),
        ("leder", "venn", "source"),
        ("01.06.2026", "1/6/26", "assessed_on"),
        ("delvis", "litt", "in_use"),
    ],
)
def test_a_bad_row_is_named_by_line_and_column(
    cast: Cast, tmp_path: Path, was: str, becomes: str, column: str
) -> None:
    plan = planned("assessments", file(tmp_path, ROW.replace(was, becomes, 1)))
    assert [(error.line, error.column) for error in plan.errors] == [(2, column)]


def test_a_bad_row_stops_everything(cast: Cast, tmp_path: Path) -> None:
    before = Assessment.objects.count()
    with pytest.raises(CommandError):
        imported("assessments", file(tmp_path, ROW, ROW.replace("PVK", "X")))
    assert Assessment.objects.count() == before


def test_a_run_over_people_is_access_logged(cast: Cast, tmp_path: Path) -> None:
    imported("assessments", file(tmp_path, ROW))
    event = AccessEvent.objects.get()
    assert [each.employee_number for each in event.subjects.all()] == ["nr-merkegreta"]


def test_many_rows_take_few_statements(
    cast: Cast, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    rows = [
        ROW.replace("01.06.2026", f"{day:02}.{month:02}.2025")
        for day in range(1, 29)
        for month in range(1, 13)
    ]
    with django_assert_max_num_queries(60):
        imported("assessments", file(tmp_path, *rows))


def test_an_exemption_is_a_fact_too(cast: Cast, tmp_path: Path) -> None:
    imported("exemptions", exemption_file(tmp_path, EXEMPTION_ROW))
    found = Exemption.objects.get(person=cast.person("greta"))
    assert (found.reason, found.valid_to) == ("Permisjon", date(2026, 12, 31))
    assert counts(planned("exemptions", exemption_file(tmp_path, EXEMPTION_ROW))) == {"unchanged": 1}


def test_replaced_exemptions_end(cast: Cast, tmp_path: Path) -> None:
    imported("exemptions", exemption_file(tmp_path, EXEMPTION_ROW), "--replace")
    assert [each.person for each in Exemption.objects.valid(AS_OF)] == [cast.person("greta")]
    assert Exemption.objects.get(person=cast.person("amina")).valid_to == date(2026, 8, 31)


@pytest.mark.parametrize(
    ("was", "becomes", "column"),
    [
        ("nr-merkegreta", "99999", "employee_number"),
        ("PVK", "X", "competence"),
        ("31.12.2026", "31.12.2025", "valid_to"),
    ],
)
def test_a_bad_row_of_exemptions(cast: Cast, tmp_path: Path, was: str, becomes: str, column: str) -> None:
    plan = planned("exemptions", exemption_file(tmp_path, EXEMPTION_ROW.replace(was, becomes, 1)))
    assert [(error.line, error.column) for error in plan.errors] == [(2, column)]


def test_a_reason_of_any_length_is_told_of_by_row_column_and_the_longest_text_allowed(
    cast: Cast, tmp_path: Path
) -> None:
    plan = planned("exemptions", exemption_file(tmp_path, EXEMPTION_ROW.replace("Permisjon", "x" * 200_000)))
    [error] = plan.errors
    assert (error.line, error.column, error.reason) == (2, "reason", "Teksten er lengre enn 500 tegn.")
