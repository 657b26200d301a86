"""Competences are found as people write: misspelt, inflected, in nynorsk, by code, by other words."""

import csv
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from kyndig.accounts import audit
from kyndig.catalogue import search, words
from kyndig.catalogue.models import Alias, Competence
from kyndig.catalogue.tests.made import area, competence
from kyndig.library.entries import LANGUAGES
from kyndig.library.loading import library

QUERIES = Path(__file__).with_name("queries.csv")
WANTED_SHARE = 0.95
TOP = 5


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


@pytest.fixture
def whole_library(db: None) -> None:
    for each in library().competences.values():
        names = {f"name_{language}": each.name.of(language) for language in LANGUAGES}
        said = {f"description_{language}": each.description.of(language) for language in ("nb", "nn")}
        made = competence(each.code, area=area(each.area.name.nb), **names, **said)
        Alias.objects.bulk_create(Alias(competence=made, text=alias) for alias in set(each.aliases))


def test_the_committed_queries_are_sixty_of_three_kinds() -> None:
    kinds = [row["kind"] for row in rows(QUERIES)]
    assert len(kinds) == 60
    assert all(kinds.count(kind) >= 14 for kind in ("misspelt", "inflected", "nynorsk"))


@pytest.mark.usefixtures("whole_library")
def test_the_committed_queries_are_answered_in_the_top_five() -> None:
    missed = [
        row["query"]
        for row in rows(QUERIES)
        if row["code"] not in [each.code for each in search.find(row["query"], TOP)]
    ]
    assert len(missed) <= (1 - WANTED_SHARE) * 60, missed


@pytest.mark.django_db
def test_a_code_goes_before_everything() -> None:
    competence("PVK", name_nb="Legge inn perifert venekateter")
    competence("X", name_nb="Noe annet enn PVK")
    assert search.find("pvk")[0].code == "PVK"


@pytest.mark.django_db
def test_an_alias_finds_it() -> None:
    Alias.objects.create(competence=competence("HLR", name_nb="Gjenoppliving"), text="hjertestarter")
    assert [each.code for each in search.find("hjertestarter")] == ["HLR"]


@pytest.mark.django_db
def test_the_beginning_of_a_word_finds_it_while_it_is_typed() -> None:
    competence("ANS", name_nb="Offentlige anskaffelser")
    assert [each.code for each in search.find("ansk")] == ["ANS"]


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "  ", "og på", "xyzzy"])
def test_a_text_near_nothing_finds_nothing(text: str) -> None:
    competence("SAR", name_nb="Sårbehandling")
    assert search.find(text) == []


@pytest.mark.django_db
def test_an_archived_competence_is_not_found() -> None:
    competence("SAR", name_nb="Sårbehandling", archived_at=timezone.now())
    assert search.find("sårbehandling") == []


@pytest.mark.django_db
def test_a_replaced_competence_is_found_as_its_successor() -> None:
    new = competence("PPS", name_nb="Prosedyrer i praksis")
    competence("SAR", name_nb="Sårbehandling", archived_at=timezone.now(), replaced_by=new)
    assert search.find("sårbehandling") == [new]


@pytest.mark.django_db
def test_a_search_takes_two_queries_once_the_index_is_kept(django_assert_num_queries: Any) -> None:
    audit.record("test.made", by=None, on=competence("SAR", name_nb="Sårbehandling"))
    search.find("sår")
    with django_assert_num_queries(2):
        search.find("sårbehandling")


@pytest.mark.django_db
def test_a_change_is_found_at_once() -> None:
    made = competence("SAR", name_nb="Sårbehandling")
    audit.record("test.made", by=None)
    search.find("sår")
    Competence.objects.filter(pk=made.pk).update(name_nb="Turnus")
    audit.record("test.changed", by=None)
    assert search.find("turnus") == [made]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sykepleier", "sjukepleiar"),
        ("førstehjelp", "forstehjelp"),
        ("førstehjelp", "foerstehjelp"),
        ("tjenester", "tenester"),
        ("sårbehandlingen", "saarbehandling"),
    ],
)
def test_words_that_mean_the_same_are_the_same(one: str, other: str) -> None:
    assert words.root(one) == words.root(other)
