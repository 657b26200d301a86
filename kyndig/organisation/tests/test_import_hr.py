"""The HR import's rules, one by one, through the command."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from kyndig.accounts.models import AccessEvent, AuditEvent
from kyndig.imports.models import ImportRun
from kyndig.imports.tests.made import made_up_identity_number
from kyndig.organisation.models import Employment, Person, Role
from kyndig.organisation.tests.deliveries import HEADER, UNITS, Deliveries, others, periods, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(tmp_path: Path) -> Deliveries:
    return Deliveries(tmp_path)


@pytest.fixture
def august(hr: Deliveries) -> Deliveries:
    """Kari and nineteen others, delivered as of 1 August."""
    answer = hr.run(row(), *others(), units=UNITS)
    assert answer.code == 0, answer.err
    return hr


def september(hr: Deliveries, *rows: str, **options: object) -> object:
    return hr.run(*rows, *others(), as_of="2026-09-01", **options)  # type: ignore[arg-type] # passed on


def test_a_first_delivery_is_all_new(august: Deliveries) -> None:
    assert periods() == [("A", "SPL", 100.0, "2020-01-01", None)]
    person = Person.objects.get(employee_number="1")
    assert (person.name, person.birth_date, person.email) == (
        "Kari Berg",
        date(1980, 2, 1),
        "kari@example.no",
    )
    assert Role.objects.get().styrk == "2223"


def test_the_same_file_twice_changes_nothing(august: Deliveries) -> None:
    answer = august.run(row(), *others(), units=UNITS)
    assert (answer.count("Nye"), answer.count("Endres"), answer.count("Uendret")) == (0, 0, 20)
    assert "Enheter: Uendret 4" in answer.out
    assert Employment.objects.count() == 20


def test_a_dry_run_shows_and_changes_nothing(hr: Deliveries) -> None:
    answer = hr.run(row(), units=UNITS, dry_run=True)
    assert (answer.code, answer.count("Nye")) == (0, 1)
    assert "Kari Berg" in answer.out
    assert not Person.objects.exists()
    assert not ImportRun.objects.exists()


def test_who_is_missing_in_a_full_delivery_ends_the_day_before_and_is_kept(august: Deliveries) -> None:
    answer = september(august)
    assert answer.count("Slutter") == 1  # type: ignore[attr-defined]
    assert periods() == [("A", "SPL", 100.0, "2020-01-01", "2026-08-31")]
    assert Person.objects.filter(employee_number="1").exists()


def test_a_partial_delivery_ends_nobody(august: Deliveries) -> None:
    september(august, partial=True)
    assert periods()[0][4] is None


def test_more_than_a_tenth_ending_is_refused_with_the_number(august: Deliveries) -> None:
    answer = august.run(*others(17), as_of="2026-09-01")
    assert answer.code == 1
    assert "3 av 20 arbeidsforhold slutter" in answer.err
    assert periods()[0][4] is None


def test_exactly_a_tenth_may_end(august: Deliveries) -> None:
    assert august.run(*others(18), as_of="2026-09-01").code == 0


def test_naming_the_number_lets_them_end(august: Deliveries) -> None:
    assert august.run(*others(17), as_of="2026-09-01", accept_ending=3).code == 0
    assert periods()[0][4] == "2026-08-31"


@pytest.mark.parametrize("number", [2, 4])
def test_naming_another_number_does_not(august: Deliveries, number: int) -> None:
    assert august.run(*others(17), as_of="2026-09-01", accept_ending=number).code == 1
    assert periods()[0][4] is None


def test_a_start_put_right_is_told_as_it_is_carried_out(august: Deliveries) -> None:
    september(august, row(fte="50"))
    answer = august.run(row(fte="50", start="01.01.2019"), *others(), as_of="2026-10-01")
    assert "Fra 1. januar 2020 → 1. januar 2019" in answer.out
    assert [(fte, start) for _unit, _role, fte, start, _end in periods()] == [
        (100.0, "2019-01-01"),
        (50.0, "2026-09-01"),
    ]


def test_a_later_start_than_the_first_of_several_periods_is_no_change(august: Deliveries) -> None:
    september(august, row(fte="50"))
    answer = august.run(row(fte="50", start="01.01.2021"), *others(), as_of="2026-10-01")
    assert (answer.count("Endres"), answer.count("Uendret")) == (0, 20)
    assert periods()[0][3] == "2020-01-01"


def test_one_that_has_not_begun_and_is_missing_is_cancelled_and_kept(august: Deliveries) -> None:
    september(august, row(), row(number="2", position="20", start="01.10.2026"))
    answer = august.run(row(), *others(), as_of="2026-09-15")
    assert (answer.count("Avlyses"), answer.count("Slutter")) == (1, 0)
    assert "Avlyst fra 1. oktober 2026" in answer.out
    assert "Til " not in answer.out
    kept = Employment.objects.get(person__employee_number="2")
    assert kept.cancelled_at is not None
    assert not Employment.objects.active(date(2026, 12, 1)).filter(pk=kept.pk).exists()


@pytest.mark.parametrize(
    ("change", "after"),
    [
        ({"unit": "B"}, ("B", "SPL", 100.0)),
        ({"fte": "80"}, ("A", "SPL", 80.0)),
        ({"role": "HFA", "title": "Helsefagarbeider"}, ("A", "HFA", 100.0)),
    ],
)
def test_a_change_closes_the_period_and_opens_another(
    august: Deliveries, change: dict[str, str], after: tuple[str, str, float]
) -> None:
    september(august, row(**change))
    assert periods() == [
        ("A", "SPL", 100.0, "2020-01-01", "2026-08-31"),
        (*after, "2026-09-01", None),
    ]


@pytest.mark.parametrize("start", ["2026-08-15", "2026-10-01"])
def test_a_change_holds_from_the_rows_start_when_that_is_later(august: Deliveries, start: str) -> None:
    september(august, row(unit="B", start=start))
    before = date.fromisoformat(start).replace(day=14) if start.endswith("15") else date(2026, 9, 30)
    assert periods() == [
        ("A", "SPL", 100.0, "2020-01-01", before.isoformat()),
        ("B", "SPL", 100.0, start, None),
    ]


def test_a_changed_period_that_had_not_begun_is_cancelled_and_replaced(hr: Deliveries) -> None:
    hr.run(row(start="01.10.2026"), *others(), units=UNITS)
    september(hr, row(start="15.10.2026", fte="80"))
    assert periods() == [("A", "SPL", 80.0, "2026-10-15", None)]
    assert Employment.objects.filter(person__employee_number="1").count() == 2


def test_a_move_taken_back_before_it_began_leaves_no_gap(august: Deliveries) -> None:
    september(august, row(unit="B", start="01.10.2026"))
    august.run(row(), *others(), as_of="2026-09-15")
    assert periods() == [("A", "SPL", 100.0, "2020-01-01", None)]


def test_a_correction_on_the_same_day_replaces_that_days_period(august: Deliveries) -> None:
    september(august, row(fte="80"))
    september(august, row(fte="60"))
    assert periods() == [
        ("A", "SPL", 100.0, "2020-01-01", "2026-08-31"),
        ("A", "SPL", 60.0, "2026-09-01", None),
    ]


def test_other_fields_change_in_place(august: Deliveries) -> None:
    answer = september(august, row(end="31.12.2026", type="Vikar", leader="100"))
    employment = Employment.objects.get(person__employee_number="1")
    assert (employment.end_date, employment.employment_type) == (date(2026, 12, 31), "substitute")
    assert employment.leader_employee_number == "100"
    assert answer.count("Endres") == 1  # type: ignore[attr-defined]


def test_a_return_after_the_end_begins_another_period(august: Deliveries) -> None:
    september(august)
    august.run(row(), *others(), as_of="2026-10-01")
    assert [period[3:] for period in periods()] == [("2020-01-01", "2026-08-31"), ("2026-10-01", None)]


def test_a_return_begins_at_the_rows_start_when_that_is_after_the_end(august: Deliveries) -> None:
    september(august)
    august.run(row(start="15.09.2026"), *others(), as_of="2026-10-01")
    assert [period[3:] for period in periods()] == [("2020-01-01", "2026-08-31"), ("2026-09-15", None)]


def test_two_positions_are_two_employments(hr: Deliveries) -> None:
    hr.run(row(fte="60"), row(position="11", fte="40", unit="B"), units=UNITS)
    assert {(unit, fte) for unit, _role, fte, _start, _end in periods()} == {("A", 60.0), ("B", 40.0)}


def test_without_position_numbers_unit_role_and_start_tell_positions_apart(hr: Deliveries) -> None:
    hr.run(row(position="", fte="60"), row(position="", fte="40", unit="B"), *others(), units=UNITS)
    september(hr, row(position="", fte="50"), row(position="", fte="40", unit="B"))
    assert [(unit, fte, start) for unit, _role, fte, start, _end in periods()] == [
        ("A", 60.0, "2020-01-01"),
        ("B", 40.0, "2020-01-01"),
        ("A", 50.0, "2026-09-01"),
    ]


def test_a_key_that_an_earlier_row_has_is_a_bad_row_that_names_it(hr: Deliveries) -> None:
    answer = hr.run(row(), row(fte="50"), units=UNITS)
    assert answer.code == 1
    assert "Rad 3" in answer.err
    assert "Rad 2 gjelder det samme arbeidsforholdet." in answer.err
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"end": "31.12.2019"}, "kolonne «Ansatt til»: fant «31.12.2019». Sluttdatoen er før startdatoen."),
        (
            {"fte": "100,1"},
            "kolonne «Stillingsprosent»: fant «100,1». Stillingsprosenten er ikke mellom 0 og 100.",
        ),
        ({"fte": "-1"}, "fant «-1». Stillingsprosenten er ikke mellom 0 og 100."),
        ({"unit": "X"}, "kolonne «Orgkode»: fant «X». Enheten finnes ikke."),
        ({"start": "1/3/27"}, "kolonne «Ansatt fra»: fant «1/3/27». Dette er ikke en dato."),
        ({"type": "Prøvetid"}, "fant «Prøvetid». Vi kjenner ikke denne verdien."),
        ({"number": ""}, "kolonne «Ansattnr»: fant «(tomt)». Her må det stå noe."),
        ({"last": ""}, "kolonne «Etternavn»: fant «(tomt)». Navnet mangler."),
        ({"styrk": "sykepleier"}, "Dette er ikke en yrkeskode."),
    ],
)
def test_a_bad_row_stops_all_and_says_line_column_value_and_reason(
    hr: Deliveries, change: dict[str, str], said: str
) -> None:
    answer = hr.run(row(), row(**{"number": "2", "position": "20", **change}), units=UNITS)
    assert answer.code == 1
    assert "Rad 3" in answer.err
    assert said in answer.err
    assert not Person.objects.exists()


def test_every_bad_row_is_told_of_in_one_go(hr: Deliveries) -> None:
    answer = hr.run(row(fte="x"), row(number="2", unit="X", end="1.1.2019"), units=UNITS)
    assert answer.err.count("kolonne «") == 3


def test_bad_rows_can_be_skipped_and_are_written_beside_the_file(hr: Deliveries) -> None:
    answer = hr.run(row(), row(number="2", last="=B", fte="x"), units=UNITS, skip_bad_rows=True)
    assert answer.code == 1
    assert Person.objects.get().employee_number == "1"
    head, bad = hr.rejected().splitlines()
    assert head == f"{HEADER};reason"
    assert bad.startswith("2;Kari;'=B;")
    assert bad.endswith("Stillingsprosent: Dette er ikke et tall.")


def test_a_rejected_row_does_not_end_its_employment(august: Deliveries) -> None:
    september(august, row(fte="x"), skip_bad_rows=True)
    assert periods()[0][4] is None


def test_a_rejected_row_without_a_readable_key_ends_nothing_of_its_employee(hr: Deliveries) -> None:
    header = HEADER
    hr.run(row(position=""), *others(), units=UNITS)
    hr.run(row(position="", start="x"), *others(), as_of="2026-09-01", header=header, skip_bad_rows=True)
    assert periods()[0][4] is None


def test_a_rejected_row_without_an_employee_number_ends_nothing_at_all(august: Deliveries) -> None:
    answer = september(august, row(number=""), skip_bad_rows=True)
    assert periods()[0][4] is None
    assert "kan gjelde hvem som helst" in answer.out  # type: ignore[attr-defined]


def test_a_rejected_rows_employment_does_not_keep_others_from_ending(august: Deliveries) -> None:
    august.run(row(fte="x"), *others(18), as_of="2026-09-01", skip_bad_rows=True)
    assert periods("118")[0][4] == "2026-08-31"


def test_a_day_before_the_last_imports_is_refused(august: Deliveries) -> None:
    answer = august.run(row(), *others(), as_of="2026-07-31")
    assert answer.code == 1
    assert "Den siste importen gjelder fra 1. august 2026." in answer.err


def test_a_persons_data_are_those_of_the_last_row(hr: Deliveries) -> None:
    hr.run(row(), row(position="11", last="Aas", email="", born=""), units=UNITS)
    person = Person.objects.get()
    assert (person.last_name, person.email, person.birth_date) == ("Aas", "", None)


def test_an_absent_column_keeps_what_is_known(august: Deliveries) -> None:
    header = "Ansattnr;Navn;Stillingsnr;Stillingskode;Stillingstittel;Stillingsprosent;Ansatt fra;Orgkode"
    august.run("1;Berg, Kari;10;SPL;Sykepleier;100;01.01.2020;A", header=header, partial=True)
    person = Person.objects.get(employee_number="1")
    assert (person.email, person.birth_date) == ("kari@example.no", date(1980, 2, 1))
    employment = Employment.objects.get(person=person)
    assert employment.employment_type == "permanent"
    assert Role.objects.get().styrk == "2223"


@pytest.mark.parametrize("name", ["Berg Hansen, Anne Kari", "Anne Kari Berg-Hansen"])
def test_a_whole_name_is_taken_apart(hr: Deliveries, name: str) -> None:
    header = "Ansattnr;Namn;Stillingskode;Stillingsnemning;Stillingsstorleik;Startdato;Einingskode"
    answer = hr.run(f"1;{name};SPL;Sjukepleiar;100;01.01.2020;A", header=header, units=UNITS)
    assert answer.code == 0, answer.err
    person = Person.objects.get()
    assert (person.first_name, person.last_name.replace("-", " ")) == ("Anne Kari", "Berg Hansen")


@pytest.mark.parametrize("end", ["31.12.9999", "31.12.2099", "9999-12-31", ""])
def test_a_last_day_for_ever_is_none(hr: Deliveries, end: str) -> None:
    hr.run(row(end=end), units=UNITS)
    assert periods()[0][4] is None


def test_a_lost_leading_zero_of_styrk_is_restored(hr: Deliveries) -> None:
    hr.run(row(styrk="110"), units=UNITS)
    assert Role.objects.get().styrk == "0110"


@pytest.mark.parametrize(("written", "kept"), [("37,5", 37.5), ("37.5", 37.5), ("80 %", 80.0), ("0", 0.0)])
def test_percentages_may_have_decimals(hr: Deliveries, written: str, kept: float) -> None:
    hr.run(row(fte=written), units=UNITS)
    assert periods()[0][2] == kept


@pytest.mark.parametrize("word", ["Mellombels", "midlertidig", "TEMPORARY"])
def test_employment_types_match_in_each_language(hr: Deliveries, word: str) -> None:
    hr.run(row(type=word), units=UNITS)
    assert Employment.objects.get().employment_type == "temporary"


def test_an_identity_number_stops_the_import_and_is_said_nowhere(
    hr: Deliveries, caplog: pytest.LogCaptureFixture
) -> None:
    number = made_up_identity_number()
    answer = hr.run(row(leader=f"{number[:6]} {number[6:]}"), units=UNITS, skip_bad_rows=True)
    assert answer.code == 1
    assert "Rad 2, kolonne «Nærmeste leder»" in answer.err
    assert not Person.objects.exists()
    said = answer.out + answer.err + caplog.text + str(list(ImportRun.objects.values()))
    assert number[6:] not in said


def test_an_import_is_in_the_audit_log_and_the_access_log(august: Deliveries) -> None:
    event = AuditEvent.objects.get(act="imports.run.applied")
    assert event.by_system
    assert event.detail["counts"]["new"] == 20
    assert AccessEvent.objects.get().subjects.count() == 20


def test_a_changed_surname_is_a_change_and_its_history_is_kept(august: Deliveries) -> None:
    answer = september(august, row(last="Aas"))
    assert answer.count("Endres") == 1  # type: ignore[attr-defined]
    assert [each.last_name for each in Person.history.filter(employee_number="1")] == ["Aas", "Berg"]


def test_the_day_is_today_unless_said(hr: Deliveries) -> None:
    hr.write("hr.csv", f"{HEADER}\n{row()}\n")
    hr.run(row(), units=UNITS, as_of=timezone.localdate().isoformat())
    assert ImportRun.objects.get().as_of == timezone.localdate()
