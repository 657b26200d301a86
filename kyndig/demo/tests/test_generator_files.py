"""The files: the formats that the imports read, nothing that points nowhere, and no identity numbers."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from kyndig.demo.generator import generate, write
from kyndig.demo.generator.loading import Need, competences, roles

AS_OF = date(2026, 11, 1)
FILES = (
    *("units", "hr", "catalogue", "requirements", "coverage", "assessments", "exemptions"),
    *("units-next", "hr-next"),
)
# The contract of the formats; HR's own words are among the aliases there.
HEADERS = {
    "units": "code name parent_code kind valid_from valid_to",
    "requirements": "role_code unit_code competence level criticality mandatory valid_from valid_to source",
    "coverage": "unit_code competence level min_holders valid_from valid_to",
    "assessments": "employee_number competence level source assessed_on assessed_by expires_on in_use "
    "wants_to_use note",
    "exemptions": "employee_number competence reason valid_from valid_to",
}
CATALOGUE = (
    "code name_nb name_nn name_en area kind scope specificity form scale validity_months esco_uri aliases "
    "description_nb"
)
HR_ALIASES = {
    *("Ansattnr", "Etternavn", "Fornavn", "Fødselsdato", "E-post", "Stillingsnr", "Stillingskode"),
    *("Stillingstittel", "Yrkeskode", "Stilling %", "Ansettelsesform", "Startdato", "Sluttdato"),
    *("Ansvar", "Enhet", "Nærmeste leder"),
}

Tables = dict[str, list[dict[str, str]]]


def encoding_of(name: str) -> str:
    return "cp1252" if name.startswith("hr") else "utf-8"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("granvik") / "made" / "here"
    write(generate(300, 7, AS_OF), path)
    return path


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return {name: read(folder / f"{name}.csv", encoding_of(name)) for name in FILES}


def read(path: Path, encoding: str) -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=";", strict=True))


def day(text: str) -> date:
    return date(*map(int, reversed(text.split("."))))


def test_all_nine_files_are_written_and_nothing_else(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {f"{name}.csv" for name in FILES}


def test_the_same_municipality_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write(generate(300, 7, AS_OF), tmp_path)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_another_seed_gives_other_bytes(folder: Path, tmp_path: Path) -> None:
    write(generate(300, 8, AS_OF), tmp_path)
    same = {
        path.name for path in folder.iterdir() if path.read_bytes() == (tmp_path / path.name).read_bytes()
    }
    assert same == {"catalogue.csv"}


@pytest.mark.parametrize("name", sorted(HEADERS))
def test_headers_are_those_of_the_formats(tables: Tables, name: str) -> None:
    assert list(tables[name][0]) == HEADERS[name].split()


def test_catalogue_has_the_columns_of_the_formats(tables: Tables) -> None:
    columns = list(tables["catalogue"][0])
    assert columns[:14] == CATALOGUE.split()
    assert set(columns[14:]) <= {"description_nn", "description_en", "legal_basis"} | {
        f"level_{level}_{language}" for level in range(4) for language in ("nb", "nn", "en")
    }


def test_hr_files_have_norwegian_headers_and_columns_nobody_needs(tables: Tables) -> None:
    for name in ("hr", "hr-next"):
        columns = set(tables[name][0])
        assert columns >= HR_ALIASES
        assert columns - HR_ALIASES


def test_hr_files_are_windows_1252_with_norwegian_letters(folder: Path) -> None:
    content = (folder / "hr.csv").read_bytes()
    assert "Fødselsdato;E-post".encode("cp1252") in content
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")


def test_hr_files_have_decimal_commas(tables: Tables) -> None:
    shares = {row["Stilling %"] for row in tables["hr"]}
    assert any("," in share for share in shares)
    assert all(re.fullmatch(r"\d{1,3}(,\d{1,2})?", share) for share in shares)


def test_no_cell_has_eleven_digits(folder: Path) -> None:
    for name in FILES:
        text = (folder / f"{name}.csv").read_text(encoding=encoding_of(name))
        cells = (re.sub(r"\s", "", cell) for line in text.splitlines() for cell in line.split(";"))
        assert not [cell for cell in cells if re.search(r"(?<!\d)\d{11}(?!\d)", cell)], name


def test_addresses_end_in_example_no_and_none_is_shared(tables: Tables) -> None:
    addresses = {row["Ansattnr"]: row["E-post"] for row in tables["hr"]}
    assert all(address.endswith("@example.no") and address.isascii() for address in addresses.values())
    assert len(set(addresses.values())) == len(addresses)


@pytest.mark.parametrize("suffix", ["", "-next"])
def test_units_make_one_tree(tables: Tables, suffix: str) -> None:
    parents = {row["code"]: row["parent_code"] for row in tables[f"units{suffix}"]}
    assert len(parents) == len(tables[f"units{suffix}"])
    assert list(parents.values()).count("") == 1
    assert all(parent in parents for parent in parents.values() if parent)
    for unit in parents:
        above = unit
        for _ in range(5):
            above = parents.get(above, "")
        assert above == ""


@pytest.mark.parametrize("suffix", ["", "-next"])
def test_employments_point_to_units_and_leaders_that_are_there(tables: Tables, suffix: str) -> None:
    rows = tables[f"hr{suffix}"]
    units = {row["code"]: row["name"] for row in tables[f"units{suffix}"]}
    numbers = {row["Ansattnr"] for row in rows}
    for row in rows:
        assert units[row["Ansvar"]] == row["Enhet"]
        assert row["Nærmeste leder"] in numbers | {""}
        assert row["Nærmeste leder"] != row["Ansattnr"]
    assert len({(row["Ansattnr"], row["Stillingsnr"]) for row in rows}) == len(rows)


def test_facts_point_to_what_is_there(tables: Tables) -> None:
    codes = {row["code"] for row in tables["catalogue"]}
    units = {row["code"] for row in tables["units"]}
    people = {row["Ansattnr"] for row in tables["hr"]}
    role_codes = {row["Stillingskode"] for row in tables["hr"]}
    for name in ("requirements", "coverage", "assessments", "exemptions"):
        for row in tables[name]:
            assert row["competence"] in codes
            assert row.get("unit_code", "") in units | {""}
            assert row.get("employee_number", "") in people | {""}
            assert row.get("assessed_by", "") in people | {""}
    assert role_codes <= {row["role_code"] for row in tables["requirements"]}


def test_periods_begin_before_they_end(tables: Tables) -> None:
    for name in ("requirements", "coverage", "exemptions"):
        limited = [row for row in tables[name] if row["valid_to"]]
        assert all(day(row["valid_from"]) <= day(row["valid_to"]) for row in limited)


def test_only_papers_expire_and_after_they_were_given(tables: Tables) -> None:
    expiring = [row for row in tables["assessments"] if row["expires_on"]]
    assert {row["source"] for row in expiring} == {"course", "document"}
    assert all(day(row["expires_on"]) > day(row["assessed_on"]) for row in expiring)


def test_catalogue_is_large_and_named_in_three_languages() -> None:
    rows = [competence.columns for competence in competences().values()]
    assert 120 <= len(rows) <= 150
    for row in rows:
        assert all(row[name] for name in ("name_nb", "name_nn", "name_en", "area", "description_nb")), row
        assert row["description_nn"], row
    assert len({row["name_nb"] for row in rows}) == len(rows)


def test_catalogue_has_every_sort_of_competence() -> None:
    rows = [competence.columns for competence in competences().values()]
    assert {row["kind"] for row in rows} == {"knowledge", "skill", "ability", "attitude"}
    assert {row["scope"] for row in rows} == {"general", "organisation"}
    assert {row["specificity"] for row in rows} == {"basic", "specialist"}
    assert {row["form"] for row in rows} == {"formal", "real"}
    assert {row["scale"] for row in rows} == {"levels", "held"}


def test_critical_competences_say_what_each_level_looks_like() -> None:
    critical = {need.competence for role in roles().values() for need in role.needs if is_critical(need)}
    for code in critical:
        competence = competences()[code]
        names = [
            f"level_{level}_{language}" for level in range(competence.top + 1) for language in ("nb", "nn")
        ]
        assert all(competence.columns.get(name) for name in names), code


def is_critical(need: Need) -> bool:
    return need.criticality == "critical"


def test_only_what_is_held_or_not_runs_out() -> None:
    assert all(one.held for one in competences().values() if one.validity_months)
