"""Reading the library's files: what stands there comes out, and mistakes are named by file and key."""

from pathlib import Path

import pytest

from kyndig.library.entries import Basis, Need, Texts, edition_number
from kyndig.library.loading import LibraryError
from kyndig.library.tests import made


def test_a_competence_is_read(tmp_path: Path) -> None:
    found = made.library(tmp_path).competences["SARSTELL"]
    assert found.name == Texts("Stelle sår", "Stelle sår", "Caring for wounds")
    assert found.area.name.nn == "Sjukepleie"
    assert found.law == (Basis("Helse- og omsorgstjenesteloven", "§ 4-1"),)
    assert [each.en for each in found.levels][2:] == ["Picks.", "Shows others."]
    assert found.validity_months is None


def test_a_role_is_read(tmp_path: Path) -> None:
    found = made.library(tmp_path).roles["sykepleier"]
    assert (found.group, found.styrk) == ("health", "2223")
    assert found.needs[1] == Need("HLR", 1, "important", mandatory=True)


@pytest.mark.parametrize(
    ("file", "instead_of", "written", "message"),
    [
        ("edition.toml", '"2026.1"', '"spring"', "edition.toml: 'spring' is not an edition"),
        ("areas/sykepleie.toml", "[area]", "[area", "sykepleie.toml: "),
        ("areas/sykepleie.toml", '"sykepleie"', '"pleie"', "area: the code is not the file's name"),
        ("areas/sykepleie.toml", 'code = "HLR"', 'code = "SARSTELL"', "SARSTELL: the code stands twice"),
        ("areas/sykepleie.toml", 'code = "HLR"', 'code = "hlr"', "hlr, code: 'hlr' is not like"),
        ("areas/sykepleie.toml", '"formal"', '"informal"', "HLR, form: 'informal' is none of"),
        ("areas/sykepleie.toml", "validity_months = 12", "validity_months = 0", "HLR, validity_months: 0"),
        ("areas/sykepleie.toml", "validity_months = 12", "validity = 12", "HLR: unknown keys: validity"),
        ("areas/sykepleie.toml", 'en = "Nursing"', 'en = ""', "area, name, en: '' is not a text"),
        ("areas/sykepleie.toml", ', en = "Nursing"', "", "area, name, en: None is not a text"),
        ("areas/sykepleie.toml", '"held"', '"levels"', "HLR, levels: 2 levels instead of 4"),
        ("areas/sykepleie.toml", '"§ 4-1"', '"4-1"', "SARSTELL, law, paragraph: '4-1' is not like"),
        ("roles/health.toml", '"2223"', '"223"', "sykepleier, styrk: '223' is not like"),
        ("roles/health.toml", '"HLR", level = 1', '"HLR", level = 2', "HLR, level: 2 is not a number"),
        ("roles/health.toml", '"SARSTELL", level = 2', '"SARSTELL", level = 0', "level: 0 is not a number"),
        ("roles/health.toml", '"HLR"', '"BLR"', "BLR: there is no such competence"),
        ("roles/health.toml", '"HLR"', '"SARSTELL"', "a competence stands twice"),
        ("roles/health.toml", '"critical"', '"vital"', "criticality: 'vital' is none of"),
    ],
)
def test_a_mistake_is_named_by_file_and_key(
    tmp_path: Path, file: str, instead_of: str, written: str, message: str
) -> None:
    text = made.FILES[file].replace(instead_of, written, 1)
    with pytest.raises(LibraryError) as refused:
        made.library(tmp_path, {file: text})
    assert message in str(refused.value)


def test_a_group_that_there_is_not(tmp_path: Path) -> None:
    with pytest.raises(LibraryError, match=r"circus\.toml: the groups are health"):
        made.library(tmp_path, {"roles/circus.toml": ""})


def test_editions_are_compared_as_numbers() -> None:
    assert edition_number("2026.10") > edition_number("2026.9")


def test_a_text_is_in_the_language_of_the_page() -> None:
    text = Texts("Sykepleier", "Sjukepleiar", "Nurse")
    assert (str(text), text.of("nn"), text.of("se")) == ("Sykepleier", "Sjukepleiar", "Sykepleier")
