"""Retirement tells nobody's age: what is counted, what is not, and that nothing gives it away."""

import narwhals as nw
import polars as pl
import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kyndig.analysis import disclosure
from kyndig.analysis.frames import collected
from kyndig.gaps import kept
from kyndig.gaps.models import ChangeKind
from kyndig.gaps.scenarios import ages, answering
from kyndig.gaps.scenarios.actions import NewChange
from kyndig.gaps.scenarios.tests.made import a_scenario
from kyndig.gaps.scenarios.tests.test_pages import page, send
from kyndig.organisation.models import Person
from tests.cast import Cast, birth_date

groups = st.lists(st.integers(0, 12).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), max_size=8)


@given(groups)
def test_only_what_may_be_told_is_counted(groups: list[tuple[int, int]]) -> None:
    keys = [f"C{place}" for place in range(len(groups))]
    schema = {"competence": pl.String, "holders": pl.Int64}
    all_stay = pl.DataFrame({"competence": keys, "holders": [each for each, _ in groups]}, schema)
    some_left = pl.DataFrame({"competence": keys, "holders": [n - old for n, old in groups]}, schema)

    told = ages.told(nw.from_native(all_stay).lazy(), nw.from_native(some_left).lazy(), ["competence"])

    found = dict(collected(told).rows())
    assert found == {
        key: n - old if disclosure.may_tell_of_age(n, old) else n
        for key, (n, old) in zip(keys, groups, strict=True)
    }


@given(st.lists(st.sampled_from(["leave:1", "retire:62", "close:U", "retire:60"])))
def test_retirement_comes_last_and_the_rest_keeps_its_order(texts: list[str]) -> None:
    order = ages.in_order(texts)
    named = [texts[place] for place in order]
    assert sorted(order) == list(range(len(texts)))
    assert named == [
        *(each for each in texts if not ages.retires(each)),
        *(each for each in texts if ages.retires(each)),
    ]


def aged(cast: Cast, *keys: str) -> None:
    for key in keys:
        old = birth_date(key).replace(year=cast.today.year - 80)
        Person.objects.filter(pk=cast.person(key).pk).update(birth_date=old)


@pytest.mark.django_db
def test_of_few_holders_nothing_shows_that_one_retires(cast: Cast) -> None:
    a_scenario(cast, NewChange(ChangeKind.RETIRE, age=62))
    with time_machine.travel(timezone.now(), tick=False):  # the page says when it was worked out
        before = page(cast)
        aged(cast, "petter")
        kept.forget()
        after = page(cast)

    assert "Ingenting endrer seg i Solhaug" in before
    assert after == before


@pytest.mark.django_db
def test_of_many_holders_it_is_counted(cast: Cast) -> None:
    everybody = [cast.person(key) for key in ("amina", "bendik", "farid", "greta", "hilde", "petter")]
    course = NewChange(ChangeKind.TRAIN, everybody, competence=cast.competences["PVK"], level=2)
    a_scenario(cast, course, NewChange(ChangeKind.RETIRE, age=62))
    aged(cast, "petter")

    picture = kept.of_municipality(cast.today, looks_back=True)
    texts = ["retire:62", "train:PVK:2:" + ",".join(each.employee_number for each in everybody)]
    found = answering.answer(picture, cast.unit("SOL").pk, texts)

    rows = {row.key[0]: row for row in found.tables["coverage"]}
    # Seven can after the course, Marte among them; one of them retires.
    assert rows["SOL"].after == {"holders": 6, "shortfall": 0}
    assert found.rests_on_age


@pytest.mark.django_db
def test_no_refusal_says_that_somebody_has_retired(cast: Cast) -> None:
    aged(cast, "petter")
    a_scenario(cast, NewChange(ChangeKind.RETIRE, age=62))

    said = send(cast, {"endring": "leave", "people": ["nr-merkepetter"]})

    assert "Petter Merkepetter slutter" in said
    assert "kan ikke komme etter" not in said


@pytest.mark.django_db
def test_figures_of_age_and_positions_are_not_shown(cast: Cast) -> None:
    picture = kept.of_municipality(cast.today, looks_back=True)
    texts = ["leave:nr-merkepetter", "retire:62"]
    names = {
        name
        for rows in answering.answer(picture, cast.unit("SOL").pk, texts).tables.values()
        for row in rows
        for side in (row.before, row.after)
        for name in side or ()
    }
    assert not names & {"near_retirement", "shortfall_if_they_retire", "holder_fte"}
