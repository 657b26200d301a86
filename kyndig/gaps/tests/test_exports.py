"""`kyndig export_snapshot` and `kyndig analyse`: what stands in the files, what is refused, equal tables."""

import csv
import io
import json
import shutil
import stat
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from django.core.management import CommandError, call_command

from kyndig.accounts.models import AccessEvent, AccessSubject, AuditEvent
from kyndig.analysis import engines, exports
from kyndig.gaps.answers import ANSWERS
from kyndig.gaps.tests.test_pages import grow
from kyndig.holdings.models import Holding
from kyndig.organisation.models import Employment, Person
from tests.cast import Cast

pytestmark = pytest.mark.django_db

Rows = list[dict[str, str]]
_NO_DUCKDB = engines.missing(engines.DUCKDB)
on_polars_and_duckdb = pytest.mark.parametrize(
    "engine",
    [
        engines.POLARS,
        pytest.param(engines.DUCKDB, marks=pytest.mark.skipif(bool(_NO_DUCKDB), reason=_NO_DUCKDB or "")),
    ],
)


def export(target: Path, **options: Any) -> Path:
    call_command("export_snapshot", target, stderr=io.StringIO(), **options)
    return target


def rows_of(text: str) -> Rows:
    return list(csv.DictReader(io.StringIO(text)))


def analyse(directory: Path, by: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("analyse", directory, by=by, stdout=out, **options)
    return out.getvalue()


def known(by: str) -> str:
    out = io.StringIO()
    call_command("gaps", by=by, stdout=out)
    return out.getvalue()


def refused(*command: Any, **options: Any) -> str:
    out = io.StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command(*command, stdout=out, stderr=io.StringIO(), **options)
    assert refusal.value.returncode == 1
    assert out.getvalue() == ""
    return str(refusal.value)


def change_manifest(folder: Path, **facts: Any) -> None:
    file = folder / exports.MANIFEST
    file.write_text(json.dumps({**json.loads(file.read_text()), **facts}))


def without_people(text: str) -> list[tuple[str, ...]]:
    """The rows without the column that tells whose they are, in an order of their own."""
    return sorted(
        tuple(value for name, value in row.items() if name not in {"employee_number", "person_key"})
        for row in rows_of(text)
    )


# What stands in the files


def test_every_file_has_exactly_its_columns(cast: Cast, tmp_path: Path) -> None:
    folder = export(tmp_path / "out")
    found = {file.stem: pl.read_parquet(file).columns for file in folder.glob("*.parquet")}
    assert found == {name: list(schema) for name, schema in exports.FILES.items()}


def test_no_name_number_or_birth_date_of_anybody_is_in_any_file(cast: Cast, tmp_path: Path) -> None:
    folder = export(tmp_path / "out")
    everything = "\n".join(pl.read_parquet(file).write_csv() for file in folder.glob("*.parquet"))
    everything += (folder / exports.MANIFEST).read_text()
    for person in Person.objects.exclude(employments=None):
        assert person.employee_number not in everything
        assert person.last_name not in everything
    assert "birth" not in everything
    assert {"person_id", "person_key", "near_retirement"} == set(
        pl.read_parquet(folder / "people.parquet").columns
    )


def test_people_are_those_employed_on_the_day(cast: Cast, tmp_path: Path) -> None:
    Employment.objects.filter(person=cast.person("amina")).update(end_date=cast.today - timedelta(days=1))
    people = pl.read_parquet(export(tmp_path / "out") / "people.parquet")
    assert len(people) == Person.objects.active(cast.today).distinct().count()


def test_keys_differ_from_export_to_export(cast: Cast, tmp_path: Path) -> None:
    keys = [
        set(pl.read_parquet(export(tmp_path / name) / "people.parquet")["person_key"]) for name in ("a", "b")
    ]
    assert keys[0]
    assert not keys[0] & keys[1]


def test_near_retirement_is_from_the_age_of_the_setting(cast: Cast, tmp_path: Path, settings: Any) -> None:
    settings.RETIREMENT_EXPOSED_FROM_AGE = 1
    Person.objects.update(birth_date=cast.today.replace(year=cast.today.year - 1, day=1))
    folder = export(tmp_path / "out")
    assert pl.read_parquet(folder / "people.parquet")["near_retirement"].all()
    assert json.loads((folder / exports.MANIFEST).read_text())["near_retirement_age"] == 1


def test_only_the_owner_can_read_it(cast: Cast, tmp_path: Path) -> None:
    folder = export(tmp_path / "out")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}


def test_everybody_in_it_is_in_the_access_log(cast: Cast, tmp_path: Path) -> None:
    folder = export(tmp_path / "out")
    event = AccessEvent.objects.get()
    assert event.page == "command:export_snapshot"
    assert AccessSubject.objects.filter(event=event).count() == len(
        pl.read_parquet(folder / "people.parquet")
    )


# Where it can be written


def test_an_empty_directory_is_written_to(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert (export(tmp_path / "out") / exports.MANIFEST).is_file()


@pytest.mark.parametrize("pooled", [False, True])
def test_what_is_there_stays(cast: Cast, tmp_path: Path, pooled: bool) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    assert "is there already" in refused("export_snapshot", tmp_path / "out", pooled=pooled)
    assert [file.name for file in tmp_path.rglob("*")] == ["out", "mine.txt"]
    assert not AccessEvent.objects.exists()


def test_a_directory_in_no_directory_is_refused(cast: Cast, tmp_path: Path) -> None:
    assert "is not a directory" in refused("export_snapshot", tmp_path / "no" / "out")


def test_nothing_is_left_of_an_export_that_failed(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: Any, **facts: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(exports, "write", full)
    assert "No space left" in refused("export_snapshot", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


# What may leave


def test_figures_have_neither_units_nor_people(cast: Cast, tmp_path: Path) -> None:
    folder = export(tmp_path / "out", pooled=True)
    columns = {name for file in folder.glob("*.parquet") for name in pl.read_parquet(file).columns}
    assert not {name for name in columns if "unit" in name or name.startswith("person")}
    event = AuditEvent.objects.get(act="gaps.figures.exported")
    assert event.actor is None
    assert not AccessEvent.objects.exists()


def pool_of_figures(cast: Cast, folder: Path) -> Path:
    """The figures of two municipalities with twelve more nurses, less able in the other."""
    folder.mkdir()
    grow(cast, 12)
    export(folder / "Aure", pooled=True)
    Holding.objects.filter(person__employee_number__startswith="ny-").update(level=1)
    export(folder / "Bru", pooled=True)
    return folder


@on_polars_and_duckdb
def test_figures_of_many_give_each_ones_rows_after_its_name(cast: Cast, tmp_path: Path, engine: str) -> None:
    folder = pool_of_figures(cast, tmp_path / "pool")
    found = rows_of(analyse(folder, "holders", engine=engine))
    of_pvk = [row for row in found if row["competence"] == "PVK"]
    assert [(row["municipality"], row["level"], row["holders"]) for row in of_pvk] == [
        ("Aure", "1", "20"),
        ("Aure", "2", "15"),
        ("Bru", "1", "20"),
    ]
    one = rows_of(analyse(folder / "Aure", "holders", engine=engine))
    assert one == [
        {name: value for name, value in row.items() if name != "municipality"}
        for row in found
        if row["municipality"] == "Aure"
    ]


@on_polars_and_duckdb
def test_totals_of_figures_say_how_many_do_not_tell(cast: Cast, tmp_path: Path, engine: str) -> None:
    folder = pool_of_figures(cast, tmp_path / "pool")
    names = ("competence", "level", "municipalities", "holders", "holders_hidden")
    assert [
        tuple(row[name] for name in names)
        for row in rows_of(analyse(folder, "holders", engine=engine, total=True))
        if row["competence"] == "PVK"
    ] == [("PVK", "1", "2", "40", "0"), ("PVK", "2", "2", "15", "1")]
    for row in rows_of(analyse(folder, "states", engine=engine, total=True)):
        assert (row["expired"], row["expired_hidden"]) == ("", "2")


@pytest.mark.parametrize(
    ("pooled", "options", "sentence"),
    [
        (True, {"by": "unit"}, "figures (export_snapshot --pooled), which give states, holders, not unit."),
        (
            False,
            {"by": "states"},
            "snapshots (export_snapshot), which give "
            "coverage, latent, needs, person, unit, vulnerability, not states.",
        ),
        (
            False,
            {"by": "unit", "total": True},
            "snapshots (export_snapshot): --total adds up figures (export_snapshot --pooled) only.",
        ),
    ],
)
def test_a_table_of_the_other_kind_is_refused(
    cast: Cast, tmp_path: Path, pooled: bool, options: dict[str, Any], sentence: str
) -> None:
    folder = export(tmp_path / "out", pooled=pooled)
    assert refused("analyse", folder, **options) == f"{folder} holds {sentence}"


def test_figures_among_snapshots_are_refused(cast: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "pool"
    folder.mkdir()
    export(folder / "A")
    export(folder / "B", pooled=True)
    said = refused("analyse", folder, by="unit")
    assert said == (
        f"{folder}/A has format kyndig-snapshot and {folder}/B has format kyndig-figures: analyse them apart."
    )


def test_figures_rounded_in_two_ways_are_refused(cast: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "pool"
    folder.mkdir()
    export(folder / "A", pooled=True)
    change_manifest(shutil.copytree(folder / "A", folder / "B"), hidden_under=5)
    assert "B has hidden_under 5: export both alike." in refused("analyse", folder, by="states")


def test_figures_with_a_mistyped_column_are_refused_by_file_and_column(cast: Cast, tmp_path: Path) -> None:
    folder = export(tmp_path / "out", pooled=True)
    mistyped(folder / "holders.parquet")
    sentence = refused("analyse", folder, by="holders")
    assert sentence == f"{folder}/holders.parquet: the column level is Int32, not Int64."


# The tables


@on_polars_and_duckdb
@pytest.mark.parametrize("by", ["coverage", "needs", "unit", "vulnerability"])
def test_one_export_gives_what_gaps_gives(cast: Cast, tmp_path: Path, by: str, engine: str) -> None:
    assert analyse(export(tmp_path / "out"), by, engine=engine) == known(by)


@pytest.mark.parametrize("by", ["latent", "person"])
def test_people_are_told_by_their_keys(cast: Cast, tmp_path: Path, by: str) -> None:
    found, wanted = analyse(export(tmp_path / "out"), by), known(by)
    assert found.splitlines()[0] == wanted.splitlines()[0].replace("employee_number", "person_key")
    assert without_people(found) == without_people(wanted)


@on_polars_and_duckdb
def test_many_exports_give_each_ones_table_after_its_name(cast: Cast, tmp_path: Path, engine: str) -> None:
    folder = tmp_path / "pool"
    folder.mkdir()
    for name in ("Bru", "Aure"):
        export(folder / name)
    found = rows_of(analyse(folder, "needs", engine=engine))
    alone = rows_of(known("needs"))
    assert alone
    assert found == [{"municipality": name, **row} for name in ("Aure", "Bru") for row in alone]


@pytest.mark.parametrize("by", sorted(ANSWERS))
def test_a_municipality_with_nothing_in_it_gives_a_header(db: None, tmp_path: Path, by: str) -> None:
    assert len(analyse(export(tmp_path / "out"), by).splitlines()) == 1


# What is refused


def no_column(file: Path) -> None:
    pl.read_parquet(file).drop("min_holders").write_parquet(file)


def mistyped(file: Path) -> None:
    pl.read_parquet(file).with_columns(pl.col("level").cast(pl.Int32)).write_parquet(file)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (no_column, "coverage.parquet has no column min_holders."),
        (mistyped, "coverage.parquet: the column level is Int32, not Int64."),
        (lambda file: file.unlink(), "coverage.parquet is missing."),
        (lambda file: file.write_text("unit_id"), "coverage.parquet is not a Parquet file."),
        (
            lambda file: (file.parent / exports.MANIFEST).write_text("{"),
            "manifest.json is not JSON.",
        ),
        (
            lambda file: (file.parent / exports.MANIFEST).write_text("{}"),
            "manifest.json is not that of a kyndig-snapshot or a kyndig-figures of version 1.",
        ),
    ],
)
@on_polars_and_duckdb
def test_a_directory_that_is_not_right_is_refused_by_file_and_column(
    cast: Cast, tmp_path: Path, harm: Callable[[Path], None], sentence: str, engine: str
) -> None:
    folder = export(tmp_path / "out")
    harm(folder / "coverage.parquet")
    assert refused("analyse", folder, by="coverage", engine=engine) == f"{folder}/{sentence}"


@pytest.mark.parametrize("engine", engines.ENGINES)
@pytest.mark.parametrize("table", ["people", "levels"])
def test_damaged_rows_are_refused_by_file_whatever_the_engine(
    cast: Cast, tmp_path: Path, table: str, engine: str
) -> None:
    folder = export(tmp_path / "out")
    file = folder / f"{table}.parquet"
    whole = file.read_bytes()
    # The last eight bytes say how long the footer before them is; what columns there are stands in it.
    footer = int.from_bytes(whole[-8:-4], "little") + 8
    file.write_bytes(whole[:4] + b"\xff" * (len(whole) - footer - 4) + whole[-footer:])
    assert list(pl.read_parquet_schema(file)) == list(exports.FILES[table])
    sentence = refused("analyse", folder, by="unit", engine=engine)
    assert sentence.startswith(f"{file} is damaged, its rows can't be read: ")


def test_a_directory_without_exports_is_refused(tmp_path: Path) -> None:
    (tmp_path / "pool").mkdir()
    assert "is not an export and holds none" in refused("analyse", tmp_path / "pool", by="unit")
    assert "is not a directory" in refused("analyse", tmp_path / "no", by="unit")


def test_something_else_among_exports_is_refused(cast: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "pool"
    (folder / "else").mkdir(parents=True)
    export(folder / "A")
    assert f"{folder / 'else'} is not an export" in refused("analyse", folder, by="unit")


def test_exports_as_of_two_days_are_refused(cast: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "pool"
    folder.mkdir()
    export(folder / "A")
    shutil.copytree(folder / "A", folder / "B")
    change_manifest(folder / "B", as_of="2020-01-01")
    assert "B has as_of 2020-01-01" in refused("analyse", folder, by="unit")


def test_an_engine_that_is_not_installed_says_how_to_get_it(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "duckdb", None)
    sentence = refused("analyse", export(tmp_path / "out"), by="unit", engine="duckdb")
    assert sentence == "The engine duckdb is not installed: pip install 'kyndig[duckdb]'."
