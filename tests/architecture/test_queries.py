"""No page asks the database once per row: as many queries in a large municipality as in a small one."""

import functools
from dataclasses import dataclass, field

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kyndig.accounts.models import User
from kyndig.catalogue import search
from kyndig.gaps import kept
from tests.cast import Cast, build_cast
from tests.grown import grow
from tests.system.pages import KINDS, numbers

pytestmark = pytest.mark.django_db

# The municipality is grown once for so many kinds: few, so that the workers share them.
PIECE = 30
BUDGET = 15
# Home and case pages gather from several parts of the system.
LARGE_BUDGET = 25
CASES = (
    *(" cells", "dialogue", "talk with", "missing", "find people"),
    *("latent competence", "scenario", "answer a need"),
)
LARGE = {name for name in KINDS if name.startswith("home,") or any(each in name for each in CASES)}


@dataclass
class Look:
    """A page's status and queries in the small municipality, then in the large one."""

    statuses: list[int] = field(default_factory=list)
    queries: list[list[str]] = field(default_factory=list)


@functools.cache
def looks(piece: int) -> dict[str, Look]:
    """The kinds of a piece at the two sizes, opened by a process that keeps nothing of the data."""
    found = {name: Look() for name in list(KINDS)[piece * PIECE : (piece + 1) * PIECE]}
    with transaction.atomic():
        cast = build_cast()
        User.objects.update(password=make_password("hemmelig"))  # pages about one's password ask for one
        rows, client = numbers(cast), Client(raise_request_exception=False)
        grow(cast, "few", 1)
        look(cast, rows, client, {name: Look() for name in found})  # fills what a process keeps for good
        look(cast, rows, client, found)
        grow(cast, "many", 3)
        look(cast, rows, client, found)
        transaction.set_rollback(True)
    return found


def look(cast: Cast, rows: dict[str, int], client: Client, found: dict[str, Look]) -> None:
    for name, into in found.items():
        search.forget()
        kept.forget()
        cache.clear()
        client.cookies = cast.client(KINDS[name].role).cookies
        with CaptureQueriesContext(connection) as queries:
            response = client.get(KINDS[name].path.format(**rows))
        into.statuses.append(response.status_code)
        into.queries.append([query["sql"] for query in queries])


@pytest.mark.parametrize(("at", "name"), [*enumerate(KINDS)], ids=[*KINDS])
def test_queries_keep_within_the_budget_and_do_not_grow(at: int, name: str) -> None:
    seen = looks(at // PIECE)[name]
    assert seen.statuses == [KINDS[name].status] * 2
    few, many = seen.queries
    assert len(many) <= len(few), added(few, many)
    assert len(many) <= (LARGE_BUDGET if name in LARGE else BUDGET), "\n".join(sql[:300] for sql in many)


def added(few: list[str], many: list[str]) -> str:
    """Those that came in the larger municipality, shortened."""
    before = {sql[:200] for sql in few}
    return "\n".join(sql[:400] for sql in many if sql[:200] not in before)
