"""A snapshot that looks back gives latent competence, needs and what-if what their text gives."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings

from kyndig.analysis import latent, needs, vulnerability
from kyndig.analysis.frames import Frame, collected
from kyndig.analysis.tests import plain_needs
from kyndig.analysis.tests.municipalities import D
from kyndig.analysis.tests.plain import Row, Town
from kyndig.analysis.tests.rich_towns import NEAR_AGE, rich_towns
from kyndig.gaps.loading import load_snapshot
from kyndig.gaps.tests.test_loading import in_database
from kyndig.gaps.tests.written import storable
from kyndig.holdings.models import Assessment
from kyndig.requirements.models import Coverage, Requirement
from tests.cast import Cast

pytestmark = pytest.mark.django_db

checked = settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def rows(table: Frame, key: tuple[str, ...]) -> list[Row]:
    return collected(table.sort(*key)).rows(named=True)


@checked
@given(rich_towns())
def test_everything_is_as_it_was_written(db: None, town: Town) -> None:
    town = storable(town)

    def check() -> None:
        snapshot = load_snapshot(D, looks_back=True)
        assert rows(latent.latent(snapshot), latent.KEY) == plain_needs.latent(town)
        assert rows(needs.needs(snapshot), needs.KEY) == plain_needs.needs(town)
        found = vulnerability.vulnerability(load_snapshot(D), NEAR_AGE)
        assert rows(found, vulnerability.KEY) == plain_needs.vulnerability(town, NEAR_AGE)

    in_database(town, check)


@checked
@given(rich_towns())
def test_kept_levels_come_with_what_is_said_of_use(db: None, town: Town) -> None:
    """Seen from a day after every assessment."""
    town = storable(town)
    town.as_of = max([D, *(row["assessed_on"] for row in town.assessments)])

    def check() -> None:
        snapshot = load_snapshot(town.as_of, looks_back=True)
        assert snapshot.known_levels is not None
        assert rows(latent.latent(snapshot), latent.KEY) == plain_needs.latent(town)
        assert rows(needs.needs(snapshot), needs.KEY) == plain_needs.needs(town)

    in_database(town, check)


def test_only_a_snapshot_that_looks_back_holds_what_is_over(cast: Cast) -> None:
    Requirement.objects.update(valid_from=date(2020, 1, 1), valid_to=cast.today - timedelta(days=1))
    Coverage.objects.update(valid_from=date(2020, 1, 1), valid_to=cast.today - timedelta(days=1))
    for looks_back in (False, True):
        snapshot = load_snapshot(cast.today, looks_back=looks_back)
        for frame in (snapshot.requirements, snapshot.coverage):
            assert collected(frame).is_empty() is not looks_back


def test_an_annulled_fact_is_never_there(cast: Cast) -> None:
    for model in (Requirement, Coverage, Assessment):
        model.objects.update(annulled_at=timezone.now(), annulled_reason="Feil")
    snapshot = load_snapshot(cast.today, looks_back=True)
    for frame in (snapshot.requirements, snapshot.coverage, snapshot.assessments):
        assert collected(frame).is_empty()
