"""The library that comes with Kyndig: whole, and written by our rules."""

from collections import Counter

import pytest

from kyndig.library.entries import LANGUAGES, Texts
from kyndig.library.loading import GROUPS, library
from kyndig.library.tests import wording

FILES = wording.by_file(library())
MOST_CRITICAL = 12
NEEDS = range(8, 17)

each_file = pytest.mark.parametrize("said", [pytest.param(FILES[name], id=name) for name in sorted(FILES)])
Said = list[tuple[str, Texts]]


def test_there_is_something_to_begin_with_in_each_part_of_the_municipality() -> None:
    assert len(library().competences) >= 150
    assert len(library().roles) >= 30
    assert {each.group for each in library().roles.values()} == set(GROUPS)


def test_no_level_text_says_what_another_says() -> None:
    assert wording.alike(library().competences.values()) == []


@each_file
def test_nynorsk_has_no_bokmal_words(said: Said) -> None:
    found = [(where, word) for where, text in said if (word := wording.bokmal_in(text.nn))]
    assert found == []


@each_file
def test_nynorsk_is_not_bokmal_throughout(said: Said) -> None:
    same, of = wording.copied(text for _where, text in said)
    assert len(same) <= wording.SAME_IN_NYNORSK_AT_MOST * of, same


@each_file
def test_no_text_has_a_word_that_we_do_not_write(said: Said) -> None:
    found = [
        (where, word) for where, text in said for word in map(wording.forbidden_in, _norwegian(text)) if word
    ]
    assert found == []
    assert [where for where, text in said if "!" in text.en] == []


def _norwegian(text: Texts) -> tuple[str, str]:
    return text.nb, text.nn


@each_file
def test_english_is_not_norwegian(said: Said) -> None:
    long = [(where, text) for where, text in said if len(wording.words(text.nb)) >= wording.LONG]
    assert [where for where, text in long if text.en in (text.nb, text.nn)] == []


def test_a_role_needs_neither_everything_nor_nothing() -> None:
    wrong = {}
    for role in library().roles.values():
        critical = sum(need.criticality == "critical" for need in role.needs)
        if len(role.needs) not in NEEDS or not 1 <= critical <= MOST_CRITICAL:
            wrong[role.code] = (len(role.needs), critical)
    assert wrong == {}


def test_no_two_competences_or_roles_have_the_same_name() -> None:
    for language in LANGUAGES:
        names = Counter(each.name.of(language).casefold() for each in library().competences.values())
        titles = Counter(each.title.of(language).casefold() for each in library().roles.values())
        assert [name for name, times in (names + titles).items() if times > 1 and names[name] > 1] == []
        assert [title for title, times in titles.items() if times > 1] == []
