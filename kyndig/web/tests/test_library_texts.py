"""What Django and allauth say to our users: in their language, and as we write."""

from collections.abc import Callable
from pathlib import Path

import allauth
import django
import polib
import pytest
from django.conf import settings
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.test import Client
from django.utils import translation

from kyndig.web.translations import BOKMAL, FORBIDDEN, placeholders

LANGUAGES = ("nb", "nn")


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(Path(settings.LOCALE_PATHS[1], language, "LC_MESSAGES", "django.po")))


def texts_of_the_libraries() -> set[tuple[str, str]]:
    """The texts (and their plurals) in the libraries' code, from the catalogues they were extracted to."""
    of_django, of_allauth = Path(django.__file__).parent, Path(allauth.__file__).parent
    folders = [of_django / "conf/locale", of_django / "contrib/auth/locale", of_allauth / "locale"]
    files = [polib.pofile(str(folder / "en/LC_MESSAGES/django.po")) for folder in folders]
    return {(entry.msgid, entry.msgid_plural) for file in files for entry in file if not entry.obsolete}


def ours(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def refusal(language: str, validate: Callable[[str], object], value: str) -> list[str]:
    with translation.override(language), pytest.raises(ValidationError) as refused:
        validate(value)
    with translation.override(language):  # the words are found when they are asked for
        return refused.value.messages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_we_word_anew_is_still_one_of_theirs(language: str) -> None:
    worded = {(entry.msgid, entry.msgid_plural) for entry in catalogue(language)}
    assert worded - texts_of_the_libraries() == set()


def test_both_languages_have_the_same_texts() -> None:
    bokmal, nynorsk = (sorted(entry.msgid for entry in catalogue(language)) for language in LANGUAGES)
    assert bokmal == nynorsk


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_asks_for_a_value_that_is_not_given(language: str) -> None:
    for entry in catalogue(language):
        for text in ours(entry):
            assert set(placeholders(text)) <= set(placeholders(entry.msgid)), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty_or_has_words_we_do_not_write(language: str) -> None:
    for entry in catalogue(language):
        for text in ours(entry):
            assert text
            assert not FORBIDDEN.search(text), text


def test_the_nynorsk_has_no_bokmal() -> None:
    assert [text for entry in catalogue("nn") for text in ours(entry) if BOKMAL.search(text)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("nb", "Fyll ut dette feltet."), ("nn", "Fyll ut dette feltet."), ("en", "This field is required.")],
)
def test_an_empty_field_is_reported_in_the_reader_s_language(language: str, said: str) -> None:
    assert refusal(language, CharField().clean, "") == [said]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Passordet er for kort. Skriv minst 12 tegn."),
        ("nn", "Passordet er for kort. Skriv minst 12 teikn."),
    ],
)
def test_a_short_password_is_refused_in_the_reader_s_language(language: str, said: str) -> None:
    assert refusal(language, MinimumLengthValidator(12).validate, "kort") == [said]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Brukernavnet eller passordet er feil."),
        ("nn", "Brukarnamnet eller passordet er feil."),
        ("en", "The username and/or password you specified are not correct."),
    ],
)
def test_a_wrong_password_is_refused_in_the_language_of_the_page(
    client: Client, language: str, said: str
) -> None:
    client.cookies["django_language"] = language
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.post("/konto/login/", {"login": "ukjent", "password": "feil passord her"})
    assert said in page.content.decode()
