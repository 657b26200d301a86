"""The rules of wording refuse what they are there to refuse."""

from pathlib import Path

import pytest

from kyndig.library.entries import Texts
from kyndig.library.tests import made, wording


def alike(directory: Path, *levels: str) -> list[tuple[str, str, str]]:
    """What is alike when the two lowest levels of HLR are these, in bokmål."""
    text = made.AREA.replace("Har ikke øvd.", levels[0]).replace("Har øvd siste året.", levels[1])
    found = made.library(directory, {"areas/sykepleie.toml": text})
    return [each for each in wording.alike(found.competences.values()) if each[0] == "nb"]


def test_texts_of_their_own_are_let_through(tmp_path: Path) -> None:
    assert alike(tmp_path, "Har ikke øvd.", "Har øvd siste året.") == []


def test_the_same_text_with_another_name_in_it_is_refused(tmp_path: Path) -> None:
    written = "Viser andre hjertestarter, hvilken bandasje som passer"
    assert alike(tmp_path, "Har ikke øvd.", written) == [("nb", "SARSTELL 3", "HLR 1")]


def test_the_same_sentence_with_one_other_word_is_refused(tmp_path: Path) -> None:
    written = "Viser andre hvilken hjelm som passer."
    assert alike(tmp_path, "Har ikke øvd.", written) == [("nb", "SARSTELL 3", "HLR 1")]


def test_two_levels_of_one_competence_may_not_say_the_same(tmp_path: Path) -> None:
    assert alike(tmp_path, "Har øvd.", "har øvd") == [("nb", "HLR 0", "HLR 1")]


def test_short_texts_may_differ_by_a_word(tmp_path: Path) -> None:
    assert alike(tmp_path, "Har ikke øvd.", "Har aldri øvd.") == []


def test_nynorsk_that_is_bokmal_is_counted() -> None:
    pairs = [
        Texts("Ser når såret gror", "Ser når såret gror", "…"),
        Texts("Ser at såret gror", "Ser at såret veks att", "…"),
        Texts("Stelle sår", "Stelle sår", "…"),
    ]
    assert wording.copied(pairs) == (["Ser når såret gror"], 2)


@pytest.mark.parametrize(
    ("text", "word"), [("Kan ikke dette", "ikke"), ("Kjører skolebuss", "skolebuss"), ("Kan ikkje dette", "")]
)
def test_bokmal_words_are_found(text: str, word: str) -> None:
    assert wording.bokmal_in(text) == word


@pytest.mark.parametrize(("text", "word"), [("Foretar måling", "Foretar"), ("Kom nå!", "!"), ("Rød hud", "")])
def test_forbidden_words_are_found(text: str, word: str) -> None:
    assert wording.forbidden_in(text) == word
