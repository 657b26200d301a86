"""The legal basis of a competence: written one a line, kept as act and paragraph, shown on its page."""

from pathlib import Path

import pytest

from kyndig.catalogue import legal
from kyndig.catalogue.models import Area, Competence
from kyndig.catalogue.tests import made
from kyndig.catalogue.tests.imported import counts, imported, planned, written
from tests.cast import Cast

BASIS = {"act": "Helsepersonelloven", "paragraph": "§ 48"}
FIELDS = {
    "code": "PVK",
    "name_nb": "Legge inn PVK",
    "kind": "skill",
    "scope": "general",
    "specificity": "basic",
    "form": "real",
    "scale": "levels",
}


@pytest.mark.parametrize(
    ("line", "act", "paragraph"),
    [
        ("Helsepersonelloven, § 48", "Helsepersonelloven", "§ 48"),
        ("  Helse- og omsorgstjenesteloven  § 4-1 ", "Helse- og omsorgstjenesteloven", "§ 4-1"),
        ("Helse- og omsorgstjenesteloven, kapittel 9", "Helse- og omsorgstjenesteloven", "kapittel 9"),
        (
            "Forskrift om mat, drikke og fôr, § 3 første ledd",
            "Forskrift om mat, drikke og fôr",
            "§ 3 første ledd",
        ),
    ],
)
def test_a_line_is_an_act_and_a_paragraph(line: str, act: str, paragraph: str) -> None:
    assert legal.read(line) == {"act": act, "paragraph": paragraph}


@pytest.mark.parametrize("line", ["Helsepersonelloven", "§ 48", "Opplæringsloven 3-1"])
def test_a_line_without_both_is_refused(line: str) -> None:
    with pytest.raises(legal.NotABasis):
        legal.read(line)


def test_what_is_read_is_written_the_same(cast: Cast) -> None:
    assert legal.written(legal.read("Helsepersonelloven, § 48")) == "Helsepersonelloven, § 48"


def test_blank_and_repeated_lines_are_left_out() -> None:
    assert legal.read_all(["Helsepersonelloven, § 48", "", "Helsepersonelloven § 48"]) == [BASIS]


def save(cast: Cast, lines: str) -> str:
    sent = {**FIELDS, "area": Area.objects.get().pk, "legal_lines": lines}
    return cast.client("hr").post("/katalog/PVK/rediger/", sent, follow=True).content.decode()


def test_hr_writes_it_and_everybody_reads_it(cast: Cast) -> None:
    save(cast, "Helsepersonelloven § 48")
    assert Competence.objects.get(code="PVK").legal_basis == [BASIS]
    page = cast.client("employee").get("/katalog/PVK/").content.decode()
    assert "Helsepersonelloven, § 48" in page


def test_the_form_begins_with_what_is_kept(cast: Cast) -> None:
    save(cast, "Helsepersonelloven § 48")
    assert (
        "Helsepersonelloven, § 48</textarea>"
        in cast.client("hr").get("/katalog/PVK/rediger/").content.decode()
    )


def test_a_line_without_a_paragraph_comes_back_with_what_to_write(cast: Cast) -> None:
    assert "«Helsepersonelloven» mangler paragraf." in save(cast, "Helsepersonelloven")
    assert Competence.objects.get(code="PVK").legal_basis == []


HEADER = "code;name_nb;area;kind;scope;specificity;form;scale;legal_basis"
ROW = "SAR;Stell;Pleie;skill;general;basic;real;levels;Helsepersonelloven § 48|Arbeidsmiljøloven, § 3-2"


@pytest.mark.django_db
def test_a_file_brings_it(tmp_path: Path) -> None:
    imported("catalogue", written(tmp_path, f"{HEADER}\n{ROW}"))
    assert [legal.written(each) for each in Competence.objects.get(code="SAR").legal_basis] == [
        "Helsepersonelloven, § 48",
        "Arbeidsmiljøloven, § 3-2",
    ]
    assert counts(planned("catalogue", written(tmp_path, f"{HEADER}\n{ROW}"))) == {"unchanged": 1}


@pytest.mark.django_db
def test_a_file_with_an_act_alone_is_told_what_to_write(tmp_path: Path) -> None:
    plan = planned("catalogue", written(tmp_path, f"{HEADER}\n{ROW.replace(' § 48', '')}"))
    assert "«Helsepersonelloven» mangler paragraf." in str(plan.errors[0])


@pytest.mark.django_db
def test_an_area_has_a_name_in_english() -> None:
    area = made.area("Pleie")
    area.name_en = "Care"
    assert area.text("name", "en") == ("Care", "en")
