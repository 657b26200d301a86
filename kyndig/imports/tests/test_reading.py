"""Reading: what the file is, what its lines say, and which lines they are."""

import csv
import io
import string
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.imports.errors import Refused
from kyndig.imports.reading import Table, detect_delimiter, read
from kyndig.imports.tests.made import xlsx


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_letters_are_read_in_each_encoding(encoding: str) -> None:
    table = read("Navn;Sted\nKåre Ødegård;Ås\n".encode(encoding), "a.csv")
    assert cells(table) == [("Kåre Ødegård", "Ås")]


def test_letters_written_in_two_parts_are_put_together() -> None:
    assert read("Fodselsa\u030ar\nA\u030ase\n".encode(), "a.csv").rows[0].cells == ("Åse",)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = "\n".join(delimiter.join(row) for row in (("a", "b", "c"), ("1", "2", "3")))
    assert cells(read(text.encode(), "a.csv")) == [("1", "2", "3")]


def test_decimal_commas_are_no_delimiters() -> None:
    assert detect_delimiter("Nr;Prosent\n1;37,5\n2;80,0\n") == ";"


def test_commas_in_headers_are_no_delimiters() -> None:
    assert detect_delimiter("Etternavn, fornavn;Nr\nBerg, Kari;1\nAas, Ola, jr.;2\n") == ";"


def test_a_quoted_delimiter_is_text() -> None:
    assert cells(read(b'a,b\n"x;y;z",2\n"1,5",3\n', "a.csv")) == [("x;y;z", "2"), ("1,5", "3")]


def test_blank_lines_and_trailing_blank_columns_are_ignored_and_lines_keep_their_numbers() -> None:
    table = read(b"\n\nNavn;Nr;;\n\nKari;1;;\n;;;\nOla;2\n", "a.csv")
    assert table.header == ("Navn", "Nr")
    assert [(row.line, row.cells) for row in table.rows] == [(5, ("Kari", "1")), (7, ("Ola", "2"))]


def test_a_cell_over_two_lines_is_one_cell_and_the_next_line_is_counted_right() -> None:
    table = read(b'a;b\n"x\ny";2\nz;3\n', "a.csv")
    assert [(row.line, row.cells) for row in table.rows] == [(2, ("x\ny", "2")), (4, ("z", "3"))]


@pytest.mark.parametrize("text", ['a;b\n"x;1\ny;2\n', 'a;b;c\nx;"1;2\ny;3;4"\n', 'a;b\n"x"y;1\n'])
def test_a_quotation_mark_that_would_swallow_rows_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="anførselstegn"):
        read(text.encode(), "a.csv")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "er tom"),
        (b"\xef\xbb\xbf\n \n", "er tom"),
        (b";;\n;;\n", "har ingen rader"),
        ("Navn;Nr\nA;1\n".encode("utf-16"), "UTF-16"),
        ("Navn;Nr\nA;1\n".encode("utf-16-le"), "UTF-16"),
        (b"%PDF-1.7 \x00\x01", "en PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "gammel Excel-fil"),
        (b"\x89PNG\r\n\x1a\n\x00", "et bilde"),
        (b"PK\x03\x04 no zip at all", "er skadet"),
        (b"<!DOCTYPE html><html></html>", "en nettside"),
        (b"Navn\n\x00\x01\x02", "ikke er tekst"),
        (b"Navn\n\x81\x8d\xff\n", "hverken UTF-8 eller Windows-1252"),
        (b"12;34\n56;78\n", "har ingen overskrifter"),
    ],
)
def test_what_is_no_table_is_refused_with_what_it_looks_like(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(content, "fil.csv")


def test_a_zip_that_is_no_spreadsheet_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(Refused, match="pakket fil"):
        read(file.getvalue(), "a.xlsx")


def test_a_spreadsheets_cells_become_text() -> None:
    moment = datetime(2026, 9, 1, 8, 30, tzinfo=UTC).replace(tzinfo=None)  # spreadsheets know no zones
    rows: list[list[Any]] = [
        ["Nr", "Andel", "Fra", "Klokken", "Ja"],
        [12, 37.5, date(2026, 9, 1), moment, True],
    ]
    said = ("12", "37.5", "2026-09-01", "2026-09-01 08:30:00", "true")
    assert cells(read(xlsx(rows), "a.xlsx")) == [said]


def test_a_spreadsheet_under_the_name_of_a_csv_is_read_all_the_same() -> None:
    assert cells(read(xlsx([["a"], ["x"]]), "a.csv")) == [("x",)]


def test_lines_of_a_spreadsheet_are_its_own() -> None:
    table = read(xlsx([[], ["a", "b"], [], ["x", "y"]]), "a.xlsx")
    assert (table.header_line, table.rows[0].line) == (2, 4)


def test_text_that_looks_like_a_formula_stays_as_it_is() -> None:
    assert cells(read(xlsx([["a"], ["=1+1"]]), "a.xlsx")) == [("=1+1",)]
    assert cells(read(b"a;b\n=1+1;x\n", "a.csv")) == [("=1+1", "x")]


def test_a_formula_is_not_evaluated() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["a", "b"])
    page["A2"], page["B2"] = '=HYPERLINK("x","y")', "z"
    file = io.BytesIO()
    book.save(file)
    assert cells(read(file.getvalue(), "a.xlsx")) == [('=HYPERLINK("x","y")', "z")]


def test_a_formulas_stored_result_is_read() -> None:
    content = xlsx([["a", "b"], ["=1+1", "z"]], formulas=True)
    assert cells(read(content, "a.xlsx")) == [("0", "z")]  # the result the writer stored


def test_only_the_first_filled_sheet_is_read_and_the_others_are_told_of() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("To").append(["a"])
    book["To"].append(["x"])
    book.create_sheet("Tre").append(["b"])
    file = io.BytesIO()
    book.save(file)
    table = read(file.getvalue(), "a.xlsx")
    assert cells(table) == [("x",)]
    assert table.notes == ("Vi leser arket «To». 1 annet ark er ikke lest.",)


_CELL = st.text(alphabet=string.ascii_letters + string.digits + 'æøå ÆØÅ;,"=.-\t', max_size=12).map(str.strip)
_ROWS = st.lists(st.lists(_CELL, min_size=3, max_size=3).filter(any), max_size=8)


@given(
    rows=_ROWS, delimiter=st.sampled_from(";,\t"), encoding=st.sampled_from(["utf-8", "utf-8-sig", "cp1252"])
)
def test_what_is_written_is_read_back(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["første", "andre", "tredje"], *rows])
    table = read(file.getvalue().encode(encoding), "a.csv")
    assert cells(table) == [tuple(row) for row in rows]


@given(rows=_ROWS)
def test_a_spreadsheet_says_the_same_as_a_csv(rows: list[list[str]]) -> None:
    table = read(xlsx([["første", "andre", "tredje"], *rows]), "a.xlsx")
    assert cells(table) == [tuple(row) for row in rows]


@given(number=st.decimals(min_value=0, max_value=10**9, places=3))
def test_a_spreadsheets_numbers_are_read_without_loss(number: Decimal) -> None:
    ((cell,),) = cells(read(xlsx([["a"], [float(number)]]), "a.xlsx"))
    assert Decimal(cell) == number
