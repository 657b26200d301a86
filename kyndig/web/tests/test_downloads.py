"""Files that leave: what a spreadsheet could run is made harmless, codes and numbers stay as they are."""

import csv
import io
from datetime import date

import openpyxl
import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from kyndig.web import downloads
from kyndig.web.downloads import Column

COLUMNS = [Column("Kode", code=True), Column("Navn"), Column("Antall", code=True), Column("Dag")]
DANGEROUS = ["=1+1", "+47 99", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1"]


def read_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def read_xlsx(content: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_begins_a_formula_is_neutral(text: str) -> None:
    assert downloads.neutral(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Solhaug", "a=b", "", None, -3, 2.5, True, date(2027, 1, 1)])
def test_everything_else_is_as_it_was(value: object) -> None:
    assert downloads.neutral(value) == value


@given(st.text())
def test_no_text_leaves_as_a_formula(text: str) -> None:
    cell = str(downloads.neutral(text))
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_csv_keeps_codes_and_neutralises_names() -> None:
    rows = read_csv(downloads.csv_text(COLUMNS, [("-12", "=A1", -3, date(2027, 3, 1))]))
    assert rows == [["Kode", "Navn", "Antall", "Dag"], ["-12", "'=A1", "-3", "2027-03-01"]]


def test_csv_of_text_with_separators_can_be_read_back() -> None:
    rows = read_csv(downloads.csv_text(COLUMNS, [("a;b", 'sa "hei";\nja', 1, None)]))
    assert rows[1] == ["a;b", 'sa "hei";\nja', "1", ""]


def test_xlsx_holds_text_as_text_and_numbers_as_numbers() -> None:
    rows = read_xlsx(downloads.xlsx_bytes("Ark", COLUMNS, [("=1+1", "=A1", 3, date(2027, 3, 1))]))
    assert rows[1][:3] == ("=1+1", "'=A1", 3)
    sheet = openpyxl.load_workbook(
        io.BytesIO(downloads.xlsx_bytes("Ark", COLUMNS, [("=1+1", "x", 3, None)]))
    ).active
    assert sheet is not None
    assert sheet["A2"].data_type == "s"


def test_headings_may_be_translated_later() -> None:
    columns = [Column(gettext_lazy("Navn"))]
    assert read_csv(downloads.csv_text(columns, [])) == [["Navn"]]
    assert read_xlsx(downloads.xlsx_bytes("Ark", columns, [])) == [("Navn",)]


def test_a_sheet_gets_a_name_that_spreadsheets_take() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(downloads.xlsx_bytes("Hva? [Solhaug/A] " + "x" * 40, COLUMNS, []))
    )
    assert book.sheetnames == ["Hva SolhaugA " + "x" * 18]


def test_an_answer_is_a_file_with_a_plain_name_that_nobody_keeps() -> None:
    response = downloads.answer("csv", 'Solhaug "Ø"\r\nx', COLUMNS, [])
    assert response is not None
    assert response["Content-Disposition"] == 'attachment; filename="Solhaug------x.csv"'
    assert response["Cache-Control"] == "no-store"


def test_another_kind_is_no_file() -> None:
    assert downloads.answer("", "x", COLUMNS, []) is None
