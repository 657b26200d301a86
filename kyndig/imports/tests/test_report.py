"""What a command prints of a plan."""

from datetime import date

from kyndig.imports import report
from kyndig.imports.columns import parse
from kyndig.imports.plan import Change, Options, Plan, Status, make_plan
from kyndig.imports.reading import Table
from kyndig.imports.tests.sample import COLUMNS, IMPORTER


def plan_of(count: int) -> Plan:
    changes = [Change(Status.NEW, line, f"Gruppe {line}", str(line), None) for line in range(2, count + 2)]
    rows = parse(Table("grupper.csv", ("Navn",), ()), COLUMNS)
    return make_plan("sample", Options(date(2026, 1, 1)), [rows], changes, payload=rows)


def test_a_dry_run_lists_every_change() -> None:
    said = list(report.lines(IMPORTER, plan_of(30)))
    assert sum("Gruppe" in line for line in said) == 30


def test_an_applied_import_lists_the_first_and_says_how_many_more() -> None:
    said = list(report.lines(IMPORTER, plan_of(30), at_most=10))
    assert sum("Gruppe" in line for line in said) == 10
    assert "… og 20 til. Kjør med --dry-run for å se alle." in said


def test_nothing_is_left_out_where_there_is_room() -> None:
    assert list(report.lines(IMPORTER, plan_of(10), at_most=10)) == list(report.lines(IMPORTER, plan_of(10)))
