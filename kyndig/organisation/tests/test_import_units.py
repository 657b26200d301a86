"""The units file's rules."""

from datetime import date
from pathlib import Path

import pytest

from kyndig.organisation.models import UnitClosure, UnitNode, UnitTree
from kyndig.organisation.tests.deliveries import UNITS, Deliveries, others, periods, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def hr(tmp_path: Path) -> Deliveries:
    return Deliveries(tmp_path)


@pytest.fixture
def august(hr: Deliveries) -> Deliveries:
    answer = hr.run(row(), *others(), units=UNITS)
    assert answer.code == 0, answer.err
    return hr


def parents(on: date) -> dict[str, str | None]:
    tree = UnitTree.objects.at(on)
    return dict(UnitNode.objects.filter(tree=tree).values_list("unit__code", "parent__code"))


def below(code: str, on: date) -> set[str]:
    tree = UnitTree.objects.at(on)
    found = UnitClosure.objects.filter(tree=tree, ancestor__code=code)
    return set(found.values_list("descendant__code", flat=True))


def test_the_first_tree_holds_before_the_first_import_too(august: Deliveries) -> None:
    assert parents(date(2000, 1, 1)) == {"K": None, "S": "K", "A": "S", "B": "S"}


def test_a_new_tree_holds_from_its_day_and_the_old_one_before(august: Deliveries) -> None:
    august.run(
        row(), *others(), units=UNITS.replace("B;Elvebredden;S", "B;Elvebredden;A"), as_of="2026-09-01"
    )
    assert parents(date(2026, 8, 31))["B"] == "S"
    assert parents(date(2026, 9, 1))["B"] == "A"
    assert below("A", date(2026, 9, 1)) == {"A", "B"}
    assert below("A", date(2026, 8, 31)) == {"A"}


def test_the_same_units_make_no_new_tree(august: Deliveries) -> None:
    august.run(row(), *others(), units=UNITS, as_of="2026-09-01")
    assert UnitTree.objects.count() == 1


def test_another_tree_of_the_same_day_takes_its_place(august: Deliveries) -> None:
    august.run(row(), *others(), units=UNITS.replace("Solhaug", "Solhaug omsorgssenter"))
    assert UnitTree.objects.count() == 1
    assert UnitNode.objects.get(unit__code="A").name == "Solhaug omsorgssenter"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("C;Ny;X;enhet;;", "kolonne «parent_code»: fant «X». Enheten over finnes ikke."),
        ("C;Ny;C;enhet;;", "Enheten ligger under seg selv."),
        ("C;Ny;;kommune;;", "Treet har allerede en øverste enhet: K."),
        ("A;Igjen;S;enhet;;", "Rad 4 har samme kode."),
        ("C;Ny;S;gren;;", "kolonne «kind»: fant «gren». Vi kjenner ikke denne verdien."),
        ("C;Ny;S;enhet;01.02.2026;01.01.2026", "Sluttdatoen er før startdatoen."),
    ],
)
def test_a_bad_unit_stops_all(hr: Deliveries, line: str, said: str) -> None:
    answer = hr.run(row(), units=f"{UNITS}{line}\n")
    assert answer.code == 1
    assert "units.csv: Rad 6" in answer.err
    assert said in answer.err
    assert not UnitTree.objects.exists()


def test_units_in_a_circle_are_each_told_of(hr: Deliveries) -> None:
    answer = hr.run(row(), units=UNITS + "C;C;D;enhet;;\nD;D;C;enhet;;\n")
    assert answer.err.count("Enheten ligger under seg selv.") == 2


def test_a_bad_unit_that_is_skipped_stays_as_it_was(august: Deliveries) -> None:
    units = UNITS.replace("B;Elvebredden;S", "B;Elvebredden;X")
    august.run(row(), *others(), units=units, as_of="2026-09-01", skip_bad_rows=True)
    assert parents(date(2026, 9, 1))["B"] == "S"


def test_a_unit_without_people_leaves_with_a_full_file(august: Deliveries) -> None:
    answer = august.run(
        row(), *others(), units=UNITS.replace("B;Elvebredden;S;enhet;;\n", ""), as_of="2026-09-01"
    )
    assert "Enheter: Uendret 3, Slutter 1" in answer.out
    assert "B" not in parents(date(2026, 9, 1))
    assert "B" in parents(date(2026, 8, 31))


def test_a_partial_file_keeps_the_units_it_does_not_hold(august: Deliveries) -> None:
    header = UNITS.splitlines()[0]
    august.run(row(), units=f"{header}\nC;Ny;S;enhet;;\n", as_of="2026-09-01", partial=True)
    assert set(parents(date(2026, 9, 1))) == {"K", "S", "A", "B", "C"}


def test_a_unit_whose_last_day_is_over_has_left(august: Deliveries) -> None:
    units = UNITS.replace("B;Elvebredden;S;enhet;;", "B;Elvebredden;S;enhet;;31.08.2026")
    august.run(row(), *others(), units=units, as_of="2026-09-01")
    assert "B" not in parents(date(2026, 9, 1))


def test_a_unit_whose_last_day_is_to_come_is_there(august: Deliveries) -> None:
    units = UNITS.replace("B;Elvebredden;S;enhet;;", "B;Elvebredden;S;enhet;;01.09.2026")
    august.run(row(), *others(), units=units, as_of="2026-09-01")
    assert "B" in parents(date(2026, 9, 1))


def test_a_unit_with_people_cannot_leave(hr: Deliveries) -> None:
    hr.run(row(unit="B"), *others(), units=UNITS)
    rows = others()
    answer = hr.run(
        *rows, units=UNITS.replace("B;Elvebredden;S;enhet;;\n", ""), as_of="2026-09-01", partial=True
    )
    assert answer.code == 0  # partial: the unit stays
    answer = hr.run(
        row(unit="B"), *rows, units=UNITS.replace("B;Elvebredden;S;enhet;;\n", ""), as_of="2026-09-01"
    )
    assert answer.code == 1
    assert "Enheten B Elvebredden kan ikke gå ut av treet: 1 arbeidsforhold hører til der." in answer.err
    assert "B" in parents(date(2026, 9, 1))


WITHOUT_A = UNITS.replace("A;Solhaug;S;enhet;;\n", "")
ELSEWHERE = [row(number=str(each), position=str(each), unit="B") for each in range(200, 220)]


@pytest.fixture
def left_solhaug(hr: Deliveries) -> Deliveries:
    """Kari's employment in Solhaug, the only one there, ended on 30 June."""
    hr.run(row(end="30.06.2026"), *ELSEWHERE, as_of="2026-06-01", units=UNITS)
    return hr


@pytest.mark.parametrize("as_of", ["2026-08-01", "2026-09-01"])
def test_who_has_left_a_unit_does_not_keep_it_though_the_file_still_has_the_row(
    left_solhaug: Deliveries, as_of: str
) -> None:
    left_solhaug.run(row(end="30.06.2026"), *ELSEWHERE, as_of="2026-08-01", units=WITHOUT_A)
    # The unit is gone from the tree before the second delivery too.
    answer = left_solhaug.run(row(end="30.06.2026"), *ELSEWHERE, as_of=as_of, units=WITHOUT_A)
    assert (answer.code, answer.count("Uendret")) == (0, 21)
    assert periods() == [("A", "SPL", 100.0, "2020-01-01", "2026-06-30")]


@pytest.mark.parametrize(
    "change",
    [{"end": "31.12.9999"}, {"end": "31.05.2026"}, {"fte": "50"}, {"number": "2"}],
    ids=["not over", "another end", "another percentage", "somebody new"],
)
def test_any_other_row_in_a_unit_that_has_left_is_bad(
    left_solhaug: Deliveries, change: dict[str, str]
) -> None:
    changed = row(**{"end": "30.06.2026", **change})
    answer = left_solhaug.run(changed, *ELSEWHERE, as_of="2026-08-01", units=WITHOUT_A)
    assert answer.code == 1
    assert "Enheten er ikke lenger i treet." in answer.err


def test_people_who_move_out_let_the_unit_leave(hr: Deliveries) -> None:
    hr.run(row(unit="B"), *others(), units=UNITS)
    answer = hr.run(
        row(), *others(), units=UNITS.replace("B;Elvebredden;S;enhet;;\n", ""), as_of="2026-09-01"
    )
    assert answer.code == 0, answer.err
    assert [period[0] for period in periods()] == ["B", "A"]


def test_a_unit_with_units_below_cannot_leave(august: Deliveries) -> None:
    header = UNITS.splitlines()[0]
    units = f"{header}\nS;Helse;K;sektor;;31.08.2026\n"
    answer = august.run(row(), units=units, as_of="2026-09-01", partial=True)
    assert answer.code == 1
    assert "Enheten kan ikke gå ut av treet: A ligger under den." in answer.err


def test_a_units_file_without_units_is_refused(august: Deliveries) -> None:
    answer = august.run(row(), *others(), units=UNITS.splitlines()[0] + "\n", as_of="2026-09-01")
    assert answer.code == 1
    assert "har ingen enheter" in answer.err


@pytest.mark.parametrize("word", ["eining", "Enhet", "UNIT"])
def test_kinds_match_in_each_language(hr: Deliveries, word: str) -> None:
    hr.run(row(), units=UNITS.replace("enhet", word))
    assert UnitNode.objects.get(unit__code="A").kind == "unit"
