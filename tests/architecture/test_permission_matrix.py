"""Every address × every role: what is answered, and whose data stand in the answer.

The table is `matrix.py`. An address without a row fails. To add one: write a `Row`, run this file, and
judge each difference it prints; what it prints is what happens, not what should.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from http.cookies import SimpleCookie

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoDbBlocker

from kyndig.accounts import audit
from kyndig.accounts.access_log import record_access
from kyndig.accounts.actions import ask_for_correction, invite
from kyndig.accounts.models import AccessEvent
from kyndig.holdings.models import Assessment, Exemption
from kyndig.organisation.models import Deputy, LeaderProposal, RoleGrant
from kyndig.requirements.models import Coverage, Requirement
from tests.architecture.matrix import ROWS
from tests.architecture.matrix_accounts import SIGN_IN_ROWS
from tests.architecture.matrix_row import NOTHING, PARTS, Markers, Row, markers_of, spread
from tests.cast import Cast, build_cast

# The mark has the database made; each test runs inside the stage's transaction.
pytestmark = pytest.mark.django_db
GETS = [row for row in ROWS if row.method == "GET"]
# Third-party pages know nothing of parts.
OURS = [row for row in GETS if row not in SIGN_IN_ROWS]


@dataclass
class Stage:
    """The cast, what the addresses name, and a browser for each part."""

    cast: Cast
    places: dict[str, str]
    cookies: dict[str, SimpleCookie]
    browser: Client  # one for all: making another starts every middleware anew

    def ask(self, row: Row, part: str, **headers: str) -> tuple[int, Markers]:
        """The answer's status and markers; what the request changed is taken back."""
        cache.clear()  # what counts attempts at sign-in would soon refuse
        self.browser.cookies = SimpleCookie({name: each.value for name, each in self.cookies[part].items()})
        target = self.cast.person(PARTS[part][1])
        names = {**self.places, "person": target.employee_number, "pk": target.pk}
        address = row.address.format(**names)
        fields = {key: str(value).format(**names) for key, value in row.data.items()}
        with transaction.atomic():
            response: HttpResponse = send(row, address, self.browser, headers, fields)
            found = response.status_code, markers_of(response, part, address)
            transaction.set_rollback(True)
        return found


def send(
    row: Row, address: str, client: Client, headers: dict[str, str], fields: dict[str, str]
) -> HttpResponse:
    if row.method == "POST":
        return client.post(address, fields, headers=headers)  # type: ignore[return-value] # the client's own class of answer
    return client.get(address, headers=headers)  # type: ignore[return-value] # the same


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Built once for all rows, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = build_cast()
        yield Stage(
            cast,
            places(cast),
            {part: cookies(cast, part) for part in PARTS},
            Client(raise_request_exception=False),
        )
        transaction.set_rollback(True)


def cookies(cast: Cast, part: str) -> SimpleCookie:
    return cast.client(PARTS[part][0]).cookies


def places(cast: Cast) -> dict[str, str]:
    """What the addresses of the table name, made for the purpose: traces, proposals, requests."""
    amina, ulla, helga = cast.user("amina"), cast.user("ulla"), cast.user("helga")
    for looker in (ulla, helga):
        record_access(AccessEvent.Action.VIEW, by=looker, page="matrix", employee_numbers=["nr-merkeamina"])
    audit.record("holdings.assessment.annul", by=ulla, reason="Grunnamina")
    audit.record("imports.run.applied", by=cast.user("adam"), count=3)
    proposal = LeaderProposal.objects.create(
        person=cast.person("hilde"),
        unit=cast.unit("SOLB"),
        kind=RoleGrant.Kind.DEPARTMENT_HEAD,
        from_date=date(2026, 1, 1),
    )
    asked = ask_for_correction(what="Nivået i PVK", why="Notatamina", by=amina)
    named = {
        "grant": RoleGrant.objects.get(user=cast.user("petter")).pk,
        "deputy_row": Deputy.objects.get(user=cast.user("sture")).pk,
        "proposal": proposal.pk,
        "correction": asked.pk,
        "invited": cast.user("petter").pk,
        "token": invite(user=cast.user("bendik"), by=helga),
        "assessment": Assessment.objects.filter(person=cast.person("amina")).earliest("id").pk,
        "exemption": Exemption.objects.get(person=cast.person("amina")).pk,
        "requirement": Requirement.objects.earliest("id").pk,
        "coverage": Coverage.objects.get(unit=cast.unit("SOL")).pk,
    }
    return {name: str(value) for name, value in named.items()}


def wrong(stage: Stage, row: Row) -> list[str]:
    """A line for each part that gets something else than the table says."""
    lines = []
    for part in PARTS:
        expected, found = row.expected(part), stage.ask(row, part)
        if expected != found:
            lines.append(f"{part}: {shown(found)}, the table says {shown(expected)}")
    return lines


def shown(outcome: tuple[int, Markers]) -> str:
    return f"{outcome[0]} {sorted(outcome[1])}"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.title)
def test_each_role_gets_what_the_table_says(stage: Stage, row: Row) -> None:
    assert "\n".join(wrong(stage, row)) == ""


@pytest.mark.parametrize("row", OURS, ids=lambda row: row.title)
def test_a_part_of_a_page_shows_no_more_than_the_page(stage: Stage, row: Row) -> None:
    more = []
    for part in spread(row.sees):
        status, markers = stage.ask(row, part, HX_Request="true")
        expected = row.expected(part)
        if status != expected[0] or not markers <= expected[1]:
            more.append(f"{part}: {shown((status, markers))}, the page: {shown(expected)}")
    assert "\n".join(more) == ""


@pytest.mark.parametrize("row", GETS, ids=lambda row: row.title)
def test_an_address_that_takes_forms_has_a_row_for_them(stage: Stage, row: Row) -> None:
    """As HR, who is let in nearly everywhere: what is not in the table as POST refuses it."""
    posted = {name for each in ROWS if each.method == "POST" for name in each.name.split()}
    if not posted & set(row.name.split()):
        form = Row(row.name, row.address, {}, method="POST")
        assert stage.ask(form, "hr")[0] in {302, 403, 404, 405}


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield prefix + (each.name or f"({each.pattern})")
        else:
            yield from names(each, prefix + (f"{each.namespace}:" if each.namespace else ""))


def test_every_address_has_a_row() -> None:
    in_table = {name for row in ROWS for name in row.name.split()}

    assert sorted(set(names(get_resolver())) - in_table) == []


def test_every_row_is_about_an_address_there_is() -> None:
    in_table = {name for row in ROWS for name in row.name.split()}

    assert sorted(in_table - set(names(get_resolver()))) == []


@pytest.mark.parametrize("part", PARTS)
def test_an_error_page_names_nobody(stage: Stage, part: str) -> None:
    missing = Row("", "/finnes-ikke/nr-merkeamina-ukjent/", {})

    status, markers = stage.ask(missing, part)

    assert (status, markers - {"amina"}) == (404, NOTHING)
