"""The organisation's pages, and what a closed unit hands over."""

from datetime import date, timedelta
from typing import Any

import pytest

from kyndig.accounts.models import AuditEvent
from kyndig.organisation.importing_units import Node
from kyndig.organisation.models import RoleGrant, Unit, UnitNode, UnitSuccession, UnitTree
from kyndig.organisation.tree import replace_tree
from kyndig.organisation.tree_queries import branches, history
from kyndig.requirements.models import Coverage, Requirement
from tests.cast import BEGINNING, Cast

FROM = date(2026, 1, 1)


def close(code: str, valid_from: date = FROM) -> None:
    """A tree without the unit from a day on; those below it move up."""
    nodes = UnitNode.objects.filter(tree__valid_from=BEGINNING).select_related("unit", "parent")
    above = {node.unit.code: node.parent.code if node.parent else "" for node in nodes}
    replace_tree(
        [
            Node(
                n.unit.code, n.name, above[code] if above[n.unit.code] == code else above[n.unit.code], n.kind
            )
            for n in nodes
            if n.unit.code != code
        ],
        valid_from=valid_from,
    )


def hand_over(cast: Cast, code: str, *, to: list[str], **fields: Any) -> Any:
    chosen = {f"successor_{number}": unit for number, unit in enumerate(to, start=1)}
    return cast.client("hr").post(
        f"/organisasjon/{code}/etterfolgere/", {**chosen, "from_date": FROM.isoformat(), **fields}
    )


def test_hr_sees_the_tree_with_people_below_each_unit(cast: Cast) -> None:
    page = cast.client("hr").get("/organisasjon/").content.decode()
    assert "Solhaug A" in page
    assert "SOLA · Avdeling · 6 personer" in " ".join(page.split())


def test_people_are_counted_once_and_with_all_below(cast: Cast) -> None:
    found = branches(UnitTree.objects.at(cast.today), cast.today, with_people=True)
    assert found["SOL"].people == 6 + 3 + 2


def test_an_administrator_sees_the_tree_and_no_counts(cast: Cast) -> None:
    page = cast.client("administrator").get("/organisasjon/").content.decode()
    assert "Solhaug A" in page
    assert "personer" not in page


def test_a_unit_is_found_by_some_of_its_name(cast: Cast) -> None:
    page = cast.client("hr").get("/organisasjon/", {"q": "elve"})
    assert [each.code for each in page.context["found"]] == ["ELV"]


def test_the_tree_of_an_earlier_day(cast: Cast) -> None:
    close("SOLB")
    now, before = (
        cast.client("hr").get("/organisasjon/", {"per": day}) for day in ("2026-02-01", "2025-12-01")
    )
    assert "SOLB · Avdeling" not in " ".join(now.content.decode().split())
    assert "SOLB · Avdeling" in " ".join(before.content.decode().split())
    assert "Velg hvem som tar over for Solhaug B" in now.content.decode()


def test_a_units_page_says_what_it_has_been(cast: Cast) -> None:
    close("SOL")
    assert [(each.valid_from, each.parent) for each in history(cast.unit("SOLA"))] == [
        (FROM, "Helse og omsorg"),
        (BEGINNING, "Solhaug"),
    ]
    assert "Under Solhaug" in cast.client("hr").get("/organisasjon/SOLA/").content.decode()


def test_what_would_be_handed_over_is_shown_first(cast: Cast) -> None:
    page = hand_over(cast, "SOLB", to=["SOLA"], vis="1").content.decode()
    assert "Ingenting er endret ennå" in page
    assert "Legge inn perifert venekateter" in page
    assert not UnitSuccession.objects.exists()


def test_coverage_goes_to_the_successor_from_the_day_on(cast: Cast) -> None:
    hand_over(cast, "SOLB", to=["SOLA"], bekreft="1", flytt=["coverage"])
    assert Coverage.objects.get(unit__code="SOLB").valid_to == FROM - timedelta(days=1)
    assert Coverage.objects.get(unit__code="SOLA").valid_from == FROM
    assert UnitSuccession.objects.get().successor == cast.unit("SOLA")
    assert AuditEvent.objects.filter(act="organisation.unit.succeeded").exists()


def test_requirements_go_to_every_successor_of_a_split_unit(cast: Cast) -> None:
    requirement = Requirement.objects.first()
    assert requirement is not None
    Requirement.objects.filter(pk=requirement.pk).update(unit=cast.unit("SOL"), valid_to=date(2030, 1, 1))
    hand_over(cast, "SOL", to=["SOLA", "SOLB"], bekreft="1", flytt=["requirements"])
    new = Requirement.objects.standing().filter(valid_from=FROM)
    assert {each.unit.code for each in new if each.unit} == {"SOLA", "SOLB"}
    assert {each.valid_to for each in new} == {date(2030, 1, 1)}


def test_roles_end_at_the_unit_and_go_on_at_the_successor(cast: Cast) -> None:
    old = RoleGrant.objects.filter(unit=cast.unit("SOL"), valid_to=None).first()
    assert old is not None
    hand_over(cast, "SOL", to=["ELV"], bekreft="1", flytt=["grants"])
    old.refresh_from_db()
    assert old.valid_to == FROM - timedelta(days=1)
    assert RoleGrant.objects.get(user=old.user, kind=old.kind, unit=cast.unit("ELV")).valid_from == FROM


def test_what_is_not_chosen_stays(cast: Cast) -> None:
    hand_over(cast, "SOLB", to=["SOLA"], bekreft="1")
    assert Coverage.objects.get(unit__code="SOLB").valid_to is None
    assert UnitSuccession.objects.exists()


@pytest.mark.parametrize("to", [["SOLB"], ["SOLA", "SOLA"]])
def test_a_unit_succeeds_neither_itself_nor_twice(cast: Cast, to: list[str]) -> None:
    hand_over(cast, "SOLB", to=to, bekreft="1")
    assert not UnitSuccession.objects.exists()


@pytest.mark.parametrize("role", ["employee", "unit_leader", "sector_director", "union_representative"])
@pytest.mark.parametrize("path", ["", "SOL/", "SOL/etterfolgere/"])
def test_the_organisation_is_for_hr_and_administrators(cast: Cast, role: str, path: str) -> None:
    assert cast.client(role).get(f"/organisasjon/{path}").status_code == 403


def test_only_hr_names_successors(cast: Cast) -> None:
    assert cast.client("administrator").get("/organisasjon/SOL/etterfolgere/").status_code == 403


@pytest.mark.parametrize("more", [0, 30])
def test_the_tree_takes_as_many_queries_whatever_its_size(
    cast: Cast, more: int, django_assert_max_num_queries: Any
) -> None:
    nodes = [Node("K", "Eksempelvik", "", "municipality")]
    nodes += [Node(f"N{number}", f"Enhet {number}", "K", "unit") for number in range(more)]
    replace_tree(nodes, valid_from=FROM)
    assert Unit.objects.count() >= more
    client = cast.client("hr")
    with django_assert_max_num_queries(15):
        client.get("/organisasjon/")
