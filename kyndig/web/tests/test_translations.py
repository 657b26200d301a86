"""What `kyndig check_translations` finds wrong with texts and catalogues."""

from pathlib import Path

import polib
import pytest
from django.core.management import CommandError, call_command

from kyndig.web import translations

GOOD = {"nn": "Du har %(count)s oppgåver i dag", "en": "You have %(count)s tasks today"}
TEXT = "Du har %(count)s oppgaver i dag"


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    file = polib.POFile()
    file.extend(entries)
    return file


def found(language: str, translation: polib.POEntry, text: polib.POEntry | None = None) -> list[str]:
    texts = catalogue(text or polib.POEntry(msgid=translation.msgid, msgid_plural=translation.msgid_plural))
    return [each.what for each in translations.problems(texts, {language: catalogue(translation)})]


@pytest.mark.parametrize("language", ["nn", "en"])
def test_a_translated_text_is_no_problem(language: str) -> None:
    assert found(language, polib.POEntry(msgid=TEXT, msgstr=GOOD[language])) == []


def test_an_empty_translation_is_missing() -> None:
    assert found("nn", polib.POEntry(msgid=TEXT, msgstr="")) == ["is not translated"]


def test_a_text_without_an_entry_is_missing() -> None:
    assert found("nn", polib.POEntry(msgid="Ein annan", msgstr="x"), polib.POEntry(msgid=TEXT)) == [
        "is not translated",
        "is no longer in the code",
    ]


def test_a_fuzzy_translation_is_reported() -> None:
    assert found("nn", polib.POEntry(msgid=TEXT, msgstr=GOOD["nn"], flags=["fuzzy"])) == ["is fuzzy"]


def test_an_obsolete_entry_is_reported() -> None:
    texts = catalogue(polib.POEntry(msgid=TEXT))
    ours = catalogue(
        polib.POEntry(msgid=TEXT, msgstr=GOOD["nn"]), polib.POEntry(msgid="Gammel", msgstr="x", obsolete=True)
    )
    assert [each.what for each in translations.problems(texts, {"nn": ours})] == ["is no longer in the code"]


@pytest.mark.parametrize("translation", ["Du har oppgåver i dag", "Du har %(number)s oppgåver i dag"])
def test_other_placeholders_are_reported(translation: str) -> None:
    assert found("nn", polib.POEntry(msgid=TEXT, msgstr=translation)) == ["has other placeholders"]


def test_a_plural_needs_both_forms() -> None:
    entry = polib.POEntry(msgid="%d rad", msgid_plural="%d rader", msgstr_plural={0: "%d row", 1: ""})
    assert found("en", entry) == ["is not translated"]


def test_a_plural_with_both_forms_is_no_problem() -> None:
    entry = polib.POEntry(msgid="%d rad", msgid_plural="%d rader", msgstr_plural={0: "%d row", 1: "%d rows"})
    assert found("en", entry) == []


@pytest.mark.parametrize(
    "text",
    ["Vennligst fyll ut skjemaet", "Iverksett tiltak", "Ressurser i enheten", "Ferdig!", "Obligatorisk"],
)
def test_words_we_do_not_write_are_reported(text: str) -> None:
    assert translations.problems(catalogue(polib.POEntry(msgid=text)), {})[0].what.startswith("we do not")


def test_nynorsk_with_a_word_of_the_other_form_is_reported() -> None:
    assert found("nn", polib.POEntry(msgid="Ingen har svart", msgstr="Vi har ikke svar")) == [
        "'ikke' is bokmål"
    ]


def test_nynorsk_that_was_copied_throughout_is_reported() -> None:
    entry = polib.POEntry(msgid="Vi har sett alt sammen", msgstr="Vi har sett alt sammen")
    assert found("nn", entry) == ["1 of 1 longer texts are the same as bokmål"]


def test_english_that_was_copied_is_reported() -> None:
    entry = polib.POEntry(msgid="Vi har sett alt", msgstr="Vi har sett alt")
    assert found("en", entry) == ["is the same as bokmål"]


def test_texts_of_code_and_templates_are_extracted(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('_("I koden")\nngettext("%d rad", "%d rader", 2)\n', "utf-8")
    (tmp_path / "b.html").write_text(
        '{% translate "I malen" %}{% blocktranslate %}Med {{ navn }}{% endblocktranslate %}', "utf-8"
    )
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "c.py").write_text('_("I en test")', "utf-8")
    texts = translations.extract(tmp_path)
    assert {entry.msgid for entry in texts} == {"I koden", "%d rad", "I malen", "Med %(navn)s"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.py", "b.html", "tests"]


def test_a_text_inside_an_f_string_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text('x = f"{_(\'Skjult\')} og mer"\ny = f"{_name(1)}"\n', "utf-8")
    assert [(each.text, each.where) for each in translations.out_of_sight(tmp_path)] == [
        ("_('Skjult')", "a.py:1")
    ]


def test_without_gettext_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CommandError, match="Install gettext"):
        call_command("check_translations")
