"""Columns and cells: which is which, and what each says."""

import string
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyndig.imports.columns import Column, ParsedTable, parse
from kyndig.imports.errors import IdentityNumberFound, Refused, Unreadable
from kyndig.imports.identity_numbers import (
    holds_identity_number,
    is_identity_number,
    refuse_identity_numbers,
)
from kyndig.imports.parsers import choice, code, date_parser, decimal_parser, integer, read_date, text, yes_no
from kyndig.imports.reading import read
from kyndig.imports.rejected import rejected_csv
from kyndig.imports.tests.made import made_up_identity_number
from kyndig.imports.tests.sample import COLUMNS

FORMS = choice({"a": ["Fast", "Fast ansatt", "Permanent"], "b": "Vikar"})


def parsed(content: str, columns: tuple[Column, ...] = COLUMNS) -> ParsedTable:
    return parse(read(content.encode(), "fil.csv"), columns)


@pytest.mark.parametrize(
    "header", ["Navn", "NAVN", " navn ", "na.vn", "Na_vn", "na-vn", "n a v n", "name", "Name"]
)
def test_a_header_matches_whatever_its_case_and_signs(header: str) -> None:
    assert parsed(f"{header};x\nKari;1\n").rows[0]["name"] == "Kari"


def test_an_unknown_column_is_told_of_and_left_alone() -> None:
    table = parsed("Navn;Turnus\nKari;N\n")
    assert table.unknown == ("Turnus",)
    assert not table.rejected


def test_two_columns_for_one_field_are_refused_by_name() -> None:
    with pytest.raises(Refused, match="flere kolonner for name: «Navn», «Namn»"):
        parsed("Navn;Namn\nKari;Kari\n")


def test_a_missing_required_column_is_refused_with_what_was_looked_for() -> None:
    with pytest.raises(Refused, match=r"name \(Navn, Namn, name\)"):
        parsed("Nr\n1\n")


WHOLE_NAME = (
    Column("first", text(9), required=True, unless="whole"),
    Column("last", text(9), required=True, unless="whole"),
    Column("whole", text(9), ("Navn",)),
)


def test_a_column_may_stand_in_for_another() -> None:
    assert parsed("whole\nKari\n", WHOLE_NAME).rows[0]["whole"] == "Kari"


def test_a_missing_column_is_refused_with_the_one_that_may_stand_in_for_it() -> None:
    with pytest.raises(
        Refused, match=r"I stedet for first, last kan filen ha kolonnen whole \(Navn, whole\)"
    ):
        parsed("first\nKari\n", WHOLE_NAME)


def test_every_bad_cell_is_told_of_at_once_with_line_column_value_and_what_to_do() -> None:
    table = parsed("Namn;Andel;Fra\n;80;1.1.2026\nKari;mye;31.02.2026\n")
    assert [(e.line, e.column, e.found) for e in table.errors] == [
        (2, "Namn", "(tomt)"),
        (3, "Andel", "mye"),
        (3, "Fra", "31.02.2026"),
    ]
    assert all(error.reason and error.remedy for error in table.errors)
    assert str(list(table.errors)[1]).startswith("Rad 3, kolonne «Andel»: fant «mye». Dette er ikke et tall.")


def test_a_row_with_more_cells_than_headers_is_bad() -> None:
    assert [row.line for row in parsed("Navn;Nr\nKari;1\nOla;2;3\n").rejected] == [3]


@pytest.mark.parametrize(
    "written", ["01.09.2026", "1.9.2026", "2026-09-01", "2026-09-01 00:00:00", "2026-09-01T00:00"]
)
def test_dates_are_read_in_norwegian_and_iso(written: str) -> None:
    assert read_date(written) == date(2026, 9, 1)


@pytest.mark.parametrize(
    "written", ["1/9/26", "01.09.26", "09/01/2026", "46266", "2026-9-1", "i går", "00.01.2026"]
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        read_date(written)


@pytest.mark.parametrize(
    ("written", "value"), [("37,5", "37.5"), ("37.5", "37.5"), ("1 000", "1000"), ("-2", "-2")]
)
def test_decimals_are_read_with_comma_and_point(written: str, value: str) -> None:
    assert decimal_parser.read(written) == Decimal(value)


@pytest.mark.parametrize("written", ["1e5", "NaN", "inf", "1.000,5", "80 %", "=1+1", "½"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        decimal_parser.read(written)


def test_a_whole_number_is_held_within_its_limits() -> None:
    assert integer(0, 3).read("3") == 3
    with pytest.raises(Unreadable, match="mellom 0 og 3"):
        integer(0, 3).read("4")


@pytest.mark.parametrize("written", ["ja", "JA", "yes", "true", "1"])
def test_yes(written: str) -> None:
    assert yes_no.read(written) is True


@pytest.mark.parametrize("written", ["nei", "No", "FALSE", "0"])
def test_no(written: str) -> None:
    assert yes_no.read(written) is False


@pytest.mark.parametrize("written", ["fast", "FAST  ANSATT", "Permanent"])
def test_a_choice_matches_in_any_case(written: str) -> None:
    assert FORMS.read(written) == "a"


def test_an_unknown_choice_is_told_what_there_is() -> None:
    with pytest.raises(Unreadable) as caught:
        FORMS.read("Prøvetid")
    assert caught.value.remedy == "Bruk en av: Fast, Vikar."


def test_a_text_longer_than_its_field_is_bad() -> None:
    assert parsed("Navn\n" + "x" * 151 + "\n").rejected


def test_a_cell_of_any_length_is_told_of_by_row_column_and_the_longest_text_allowed() -> None:
    [error] = parsed("Nr;Navn\n1;" + "x" * 200_000 + "\n").errors
    assert (error.line, error.column, error.reason) == (2, "Navn", "Teksten er lengre enn 150 tegn.")
    assert error.found == "x" * 60 + "…"


def test_a_cell_of_any_length_in_an_unknown_column_is_let_be() -> None:
    assert not parsed("Navn;Notat\nKari;" + "x" * 200_000 + "\n").rejected


@pytest.mark.parametrize(
    "content",
    ["Navn;Turnus\nKari;{}\n", "Navn\n{}\n", "{};Navn\n1;Kari\n", "Navn;Nr\nKari;1;{}\n", 'Navn\n" {} "\n'],
    ids=["unknown column", "known column", "header", "beyond the header", "with spaces around"],
)
def test_an_identity_number_anywhere_stops_the_file_without_being_said(content: str) -> None:
    number = made_up_identity_number()
    with pytest.raises(IdentityNumberFound) as caught:
        refuse_identity_numbers(read(content.format(number).encode(), "fil.csv"))
    assert number not in str(caught.value)
    assert "kolonne" in str(caught.value)


def test_eleven_digits_that_fail_the_checks_are_no_identity_number() -> None:
    number = made_up_identity_number()
    others = [number[:-1] + digit for digit in string.digits if digit != number[-1]]
    assert not any(map(is_identity_number, others))


def test_spaces_do_not_hide_an_identity_number() -> None:
    number = made_up_identity_number()
    assert is_identity_number(f"{number[:6]}\u00a0{number[6:]}")


@pytest.mark.parametrize(
    "written",
    ["Fnr {0}{1} her", "{0}-{1}", "{0} {1}.", "'{0}{1}", '="{0}{1}"', "nr:{0}\u00a0{1}/2", "{0}{1};{0}"],
)
def test_an_identity_number_within_a_text_stops_the_file_without_being_said(written: str) -> None:
    number = made_up_identity_number()
    cell = written.format(number[:6], number[6:]).replace('"', '""')
    with pytest.raises(IdentityNumberFound) as caught:
        refuse_identity_numbers(read(f'Navn;Grunn\nKari;"{cell}"\n'.encode(), "fil.csv"))
    assert number[6:] not in str(caught.value)
    assert "Rad 2, kolonne «Grunn»" in str(caught.value)


@pytest.mark.parametrize(
    "begins",
    ["010180", "290236", "410180", "014180", "018180", "418180"],
    ids=["day", "leap", "D", "H", "made-up", "D"],
)
def test_every_kind_of_identity_number_is_found_within_a_text(begins: str) -> None:
    assert holds_identity_number(f"nr. {made_up_identity_number(begins)}")


@pytest.mark.parametrize("begins", ["320180", "011380", "290235", "000180", "810180"])
def test_digits_within_a_text_that_begin_with_no_date_are_no_identity_number(begins: str) -> None:
    number = made_up_identity_number(begins)
    assert not holds_identity_number(f"Sak {number}")
    # A cell of the digits alone needs no date.
    assert holds_identity_number(number)


def test_digits_that_are_part_of_a_longer_number_are_no_identity_number() -> None:
    number = made_up_identity_number()
    assert not any(
        map(holds_identity_number, [f"Sak 1{number}", f"Sak {number}1", f"Sak {number[:6]}--{number[6:]}"])
    )


def test_rejected_rows_keep_their_columns_and_say_why() -> None:
    table = parsed("Navn;Nr;Andel;Turnus\n=A;=1;mye;@x\n")
    head, row = rejected_csv(table).splitlines()
    assert head == "Navn;Nr;Andel;Turnus;reason"
    assert row == "'=A;=1;mye;'@x;Andel: Dette er ikke et tall."


def test_rejected_rows_can_be_delivered_again_with_the_reason_in_them() -> None:
    again = parsed(rejected_csv(parsed("Navn;Andel\nKari;mye\n")).replace("mye", "80"))
    assert (again.good[0]["name"], again.unknown) == ("Kari", ("reason",))


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_a_date_written_either_way_is_read_back(day: date) -> None:
    assert (
        date_parser.read(f"{day.day:02}.{day.month:02}.{day.year:04}")
        == date_parser.read(day.isoformat())
        == day
    )


@given(value=st.text(alphabet="=+-@0123456789abc", min_size=1, max_size=20))
def test_a_code_is_kept_to_the_letter(value: str) -> None:
    assert code().read(value) == value
