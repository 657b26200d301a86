"""The catalogue's file: by code, in three languages, twice without change."""

from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.utils.translation import override

from kyndig.catalogue.importing import COLUMNS, importer
from kyndig.catalogue.models import Competence
from kyndig.catalogue.tests.imported import counts, imported, planned, written
from kyndig.imports.plan import shown
from tests.cast import Cast

HEADER = "code;name_nb;name_nn;area;kind;scope;specificity;form;scale;validity_months;aliases;level_2_nb"
ROW = "SAR;Sårbehandling;Sårbehandling;Pleie;ferdighet;generell;basis;realkompetanse;levels;;Stell|VVS;Alene"
pytestmark = pytest.mark.django_db


def file(directory: Path, *rows: str, header: str = HEADER) -> Path:
    return written(directory, "\n".join([header, *rows]))


def test_a_row_makes_a_competence_with_its_area_aliases_and_levels(tmp_path: Path) -> None:
    imported("catalogue", file(tmp_path, ROW))
    found = Competence.objects.get(code="SAR")
    assert (found.area.name_nb, found.kind, found.scale) == ("Pleie", "skill", "levels")
    assert [alias.text for alias in found.aliases.all()] == ["Stell", "VVS"]
    assert found.level_texts == {"2": {"nb": "Alene"}}
    assert found.history.count() == 1


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    imported("catalogue", file(tmp_path, ROW))
    assert counts(planned("catalogue", file(tmp_path, ROW))) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "Ferdighet, Realkompetanse"), ("nn", "Ferdigheit, Realkompetanse"), ("en", "Skill, Real")],
)
def test_a_preview_says_values_in_words(tmp_path: Path, language: str, said: str) -> None:
    [change] = planned("catalogue", file(tmp_path, ROW)).changes
    details = {each.field: each.after for each in change.details}
    with override(language):
        assert f"{shown(details['kind'])}, {shown(details['form'])}" == said


def test_every_column_has_a_name_in_the_preview(tmp_path: Path) -> None:
    assert {column.field for column in COLUMNS} <= set(importer().labels)
    with override("en"):
        assert str(importer().labels["level_2_nb"]) == "level 2 in practice, bokmål"


def test_a_known_code_changes_the_competence_and_keeps_what_it_was(tmp_path: Path) -> None:
    imported("catalogue", file(tmp_path, ROW))
    changed = file(tmp_path, ROW.replace("Sårbehandling;Sår", "Stell av sår;Sår"))
    assert counts(planned("catalogue", changed)) == {"changed": 1}
    imported("catalogue", changed)
    found = Competence.objects.get(code="SAR")
    assert found.name_nb == "Stell av sår"
    assert [each.name_nb for each in found.history.order_by("history_id")] == [
        "Sårbehandling",
        "Stell av sår",
    ]


def test_a_column_that_the_file_lacks_changes_nothing(tmp_path: Path) -> None:
    imported("catalogue", file(tmp_path, ROW))
    header = "code;name_nb;area;kind;scope;specificity;form;scale"
    row = "SAR;Sårbehandling;Pleie;ferdighet;generell;basis;realkompetanse;levels"
    assert counts(planned("catalogue", file(tmp_path, row, header=header))) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("nb", "other"),
    [
        ("ferdighet", "ferdigheit"),
        ("ferdighet", "SKILL"),
        ("generell", "general"),
        ("basis", "basic"),
        ("realkompetanse", "Real"),
    ],
)
def test_words_match_in_every_language_and_case(tmp_path: Path, nb: str, other: str) -> None:
    imported("catalogue", file(tmp_path, ROW))
    assert counts(planned("catalogue", file(tmp_path, ROW.replace(nb, other)))) == {"unchanged": 1}


@pytest.mark.parametrize(
    ("was", "becomes", "column"),
    [
        ("ferdighet", "talent", "kind"),
        (";levels;;", ";levels;1,5;", "validity_months"),
        (";Sårbehandling;Pleie", ";Sårbehandling;", "area"),
        ("SAR;", ";", "code"),
    ],
)
def test_a_bad_row_is_named_by_line_and_column(tmp_path: Path, was: str, becomes: str, column: str) -> None:
    plan = planned("catalogue", file(tmp_path, ROW.replace(was, becomes, 1)))
    assert [(error.line, error.column) for error in plan.errors] == [(2, column)]


def test_a_code_given_twice_is_a_bad_row_that_names_the_first(tmp_path: Path) -> None:
    plan = planned("catalogue", file(tmp_path, ROW, ROW))
    assert [(error.line, error.column) for error in plan.errors] == [(3, "code")]
    assert "rad 2" in plan.errors[0].reason


def test_the_scale_stays_once_something_refers_to_it(cast: Cast, tmp_path: Path) -> None:
    row = ROW.replace("SAR", "PVK").replace("levels", "held")
    plan = planned("catalogue", file(tmp_path, row))
    assert [error.column for error in plan.errors] == ["scale"]


def test_a_bad_row_stops_everything(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        imported("catalogue", file(tmp_path, ROW, ROW.replace("SAR", "B").replace("basis", "bred")))
    assert not Competence.objects.exists()


def test_an_address_that_is_none_is_refused(tmp_path: Path) -> None:
    header = HEADER.replace("validity_months", "esco_uri")
    plan = planned(
        "catalogue", file(tmp_path, ROW.replace("levels;;", "levels;javascript:x;"), header=header)
    )
    assert [error.column for error in plan.errors] == ["esco_uri"]
