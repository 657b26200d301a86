"""Roles, deputies and leaders: given, ended, confirmed, and what follows for who sees whom."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from kyndig.accounts.models import AuditEvent, User
from kyndig.organisation import access
from kyndig.organisation.access_search import candidates_for_access, candidates_for_deputy, units_by_name
from kyndig.organisation.models import Deputy, LeaderProposal, Person, RoleGrant
from kyndig.organisation.reach import reach_of
from tests.cast import Cast

Kind = RoleGrant.Kind


def give(
    cast: Cast, who: str, kind: str, unit: str | None, by: str = "hr", **period: date | None
) -> RoleGrant:
    return access.give(
        user=cast.user(who),
        kind=kind,
        unit=cast.unit(unit) if unit else None,
        valid_from=period.get("valid_from") or cast.today,
        valid_to=period.get("valid_to"),
        reason="Ny oppgave",
        by=cast.user(by),
    )


def proposal(cast: Cast, who: str, unit: str, replaces: RoleGrant | None = None) -> LeaderProposal:
    return LeaderProposal.objects.create(
        person=cast.person(who),
        unit=cast.unit(unit),
        kind=Kind.UNIT_LEADER,
        replaces=replaces,
        from_date=cast.today,
    )


# Giving and ending


def test_a_given_role_reaches_at_once(cast: Cast) -> None:
    give(cast, "amina", Kind.DEPARTMENT_HEAD, "SOLB")

    visible = Person.objects.visible_to(cast.user("amina"))
    assert visible.filter(pk=cast.person("hilde").pk).exists()


def test_a_role_is_audited_with_kind_unit_and_reason(cast: Cast) -> None:
    grant = give(cast, "amina", Kind.DEPARTMENT_HEAD, "SOLB")

    event = AuditEvent.objects.get(act="organisation.grant.given", object_id=str(grant.pk))
    assert (event.actor, event.reason) == (cast.user("hr"), "Ny oppgave")
    assert event.detail == {"kind": "department_head", "unit": "SOLB"}


@pytest.mark.parametrize("by", ["unit_leader", "chief_executive", "union_representative", "employee"])
def test_only_hr_and_administrators_give_roles(cast: Cast, by: str) -> None:
    with pytest.raises(PermissionDenied):
        give(cast, "colleague", Kind.UNIT_LEADER, "SOL", by=by)


@pytest.mark.parametrize("by", ["hr", "administrator"])
def test_nobody_gives_themselves_a_role(cast: Cast, by: str) -> None:
    with pytest.raises(PermissionDenied):
        give(cast, by, Kind.CHIEF_EXECUTIVE, "K", by=by)


def test_a_leaders_role_needs_a_unit(cast: Cast) -> None:
    with pytest.raises(ValidationError, match="enheten"):
        give(cast, "amina", Kind.UNIT_LEADER, None)


def test_hr_needs_no_unit_and_sees_everybody(cast: Cast) -> None:
    give(cast, "amina", Kind.HR, None)

    assert Person.objects.visible_to(cast.user("amina")).count() == Person.objects.count()


def test_the_same_role_twice_in_a_period_is_refused(cast: Cast) -> None:
    give(cast, "amina", Kind.UNIT_LEADER, "SOL", valid_to=cast.today + timedelta(days=5))

    with pytest.raises(ValidationError, match="har denne rollen"):
        give(cast, "amina", Kind.UNIT_LEADER, "SOL", valid_from=cast.today + timedelta(days=5))


def test_the_same_role_may_come_again_afterwards(cast: Cast) -> None:
    give(cast, "amina", Kind.UNIT_LEADER, "SOL", valid_to=cast.today)

    give(cast, "amina", Kind.UNIT_LEADER, "SOL", valid_from=cast.today + timedelta(days=1))

    assert RoleGrant.objects.filter(user=cast.user("amina")).count() == 2


def test_an_ended_role_reaches_through_its_last_day(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.user("unit_leader"))

    access.end(grant=grant, last_day=cast.today, by=cast.user("hr"))
    assert reach_of(cast.user("unit_leader")).held
    access.end(grant=grant, last_day=cast.today - timedelta(days=1), by=cast.user("hr"))
    assert not reach_of(cast.user("unit_leader")).held


def test_a_role_that_never_began_is_taken_away(cast: Cast) -> None:
    grant = give(cast, "amina", Kind.UNIT_LEADER, "SOL", valid_from=cast.today + timedelta(days=9))

    access.end(grant=grant, last_day=cast.today, by=cast.user("hr"))

    assert not RoleGrant.objects.filter(user=cast.user("amina")).exists()
    assert AuditEvent.objects.filter(act="organisation.grant.ended").exists()


def test_a_leader_may_not_end_roles(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.user("other_leader"))

    with pytest.raises(PermissionDenied):
        access.end(grant=grant, last_day=cast.today, by=cast.user("unit_leader"))


# Deputies


def name(cast: Cast, leader: str, who: str, first: int, last: int) -> Deputy:
    return access.name_deputy(
        grant=RoleGrant.objects.get(user=cast.user(leader)),
        user=cast.user(who),
        valid_from=cast.today + timedelta(days=first),
        valid_to=cast.today + timedelta(days=last),
        by=cast.user(leader),
    )


def test_a_deputy_sees_the_leaders_people_in_the_period(cast: Cast) -> None:
    name(cast, "other_leader", "former_deputy", 0, 3)

    visible = Person.objects.visible_to(cast.user("former_deputy"))
    assert visible.filter(pk=cast.person("liv").pk).exists()


def test_a_deputy_sees_nobody_before_the_period(cast: Cast) -> None:
    name(cast, "other_leader", "former_deputy", 1, 3)

    visible = Person.objects.visible_to(cast.user("former_deputy"))
    assert not visible.filter(pk=cast.person("liv").pk).exists()


@pytest.mark.parametrize(
    ("first", "last", "reason"), [(-1, 3, "før i dag"), (3, 2, "etter første dag"), (0, 400, "ett år")]
)
def test_a_deputys_period_has_bounds(cast: Cast, first: int, last: int, reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        name(cast, "other_leader", "former_deputy", first, last)


def test_nobody_is_their_own_deputy(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        name(cast, "other_leader", "other_leader", 0, 1)


def test_a_deputy_names_no_deputy(cast: Cast) -> None:
    grant = RoleGrant.objects.get(user=cast.user("unit_leader"))

    with pytest.raises(PermissionDenied):
        access.name_deputy(
            grant=grant,
            user=cast.user("amina"),
            valid_from=cast.today,
            valid_to=cast.today,
            by=cast.user("deputy"),
        )


@pytest.mark.parametrize("role", ["hr", "professional_lead", "union_representative"])
def test_who_leads_nothing_names_no_deputy(cast: Cast, role: str) -> None:
    with pytest.raises(PermissionDenied):
        name(cast, role, "amina", 0, 1)


def test_a_deputyship_can_be_ended_at_once(cast: Cast) -> None:
    deputy = Deputy.objects.get(user=cast.user("deputy"))

    access.end_deputy(deputy=deputy, by=cast.user("unit_leader"))

    assert not reach_of(cast.user("deputy")).held


def test_a_leader_finds_own_people_and_other_leaders_as_deputies(cast: Cast) -> None:
    def found(text: str) -> list[str]:
        return [each.label for each in candidates_for_deputy(cast.user("unit_leader"), text, 8)]

    assert found("greta") == ["Greta Merkegreta"]
    assert found("olga") == ["Olga Merkeolga"]
    assert found("liv") == []
    assert found("leif") == []
    assert found("ulla") == []


# Leaders from the delivery


def test_a_confirmed_leader_gets_the_role_and_a_user_without_a_password(cast: Cast) -> None:
    decided = access.decide_proposals(
        proposals=[proposal(cast, "greta", "SOLB")], accept=True, by=cast.user("hr")
    )

    user = User.objects.get(employee_number="nr-merkegreta")
    assert decided == 1
    assert not user.has_usable_password()
    assert RoleGrant.objects.get(user=user).from_delivery
    assert Person.objects.visible_to(user).filter(pk=cast.person("hilde").pk).exists()


def test_a_changed_leader_ends_the_old_ones_role_the_day_before(cast: Cast) -> None:
    old = RoleGrant.objects.get(user=cast.user("other_leader"))

    access.decide_proposals(
        proposals=[proposal(cast, "liv", "ELV", replaces=old)], accept=True, by=cast.user("hr")
    )

    old.refresh_from_db()
    assert old.valid_to == cast.today - timedelta(days=1)
    assert not Person.objects.visible_to(cast.user("other_leader")).filter(pk=cast.person("pia").pk).exists()


def test_a_declined_proposal_gives_nothing(cast: Cast) -> None:
    access.decide_proposals(proposals=[proposal(cast, "greta", "SOLB")], accept=False, by=cast.user("hr"))

    assert not User.objects.filter(employee_number="nr-merkegreta").exists()
    assert LeaderProposal.objects.get().accepted is False


def test_a_decided_proposal_is_not_decided_again(cast: Cast) -> None:
    waiting = proposal(cast, "greta", "SOLB")
    access.decide_proposals(proposals=[waiting], accept=False, by=cast.user("hr"))

    assert access.decide_proposals(proposals=[waiting], accept=True, by=cast.user("hr")) == 0


@pytest.mark.parametrize("by", ["administrator", "unit_leader"])
def test_only_hr_confirms_leaders(cast: Cast, by: str) -> None:
    with pytest.raises(PermissionDenied):
        access.decide_proposals(proposals=[proposal(cast, "greta", "SOLB")], accept=True, by=cast.user(by))


def test_many_leaders_are_confirmed_in_one_go_on_the_page(cast: Cast) -> None:
    ids = [proposal(cast, who, "SOLB").pk for who in ("hilde", "ivar", "jorun")]

    cast.client("hr").post("/tilgang/ledere/", {"valgt": ids[:2], "svar": "bekreft"})

    assert LeaderProposal.objects.filter(accepted=True).count() == 2
    assert LeaderProposal.objects.get(decided_at=None).pk == ids[2]


# Finding somebody


def found(cast: Cast, asker: str, text: str) -> list[str]:
    return [each.value for each in candidates_for_access(cast.user(asker), text, 8)]


def test_hr_finds_everybody_employed_by_name(cast: Cast) -> None:
    assert found(cast, "hr", "merkegre") == ["nr-merkegreta"]


def test_hr_does_not_find_who_has_left_by_name_among_the_employed(cast: Cast) -> None:
    options = candidates_for_access(cast.user("hr"), "leif", 8)
    assert [each.thing.person for each in options] == [None]


def test_an_administrator_finds_users_but_no_employees_by_name(cast: Cast) -> None:
    assert found(cast, "administrator", "greta") == []
    assert found(cast, "administrator", "petter") == ["nr-merkepetter"]
    assert found(cast, "administrator", "eva") == ["eva"]


def test_an_administrator_finds_an_employee_by_the_exact_number(cast: Cast) -> None:
    assert found(cast, "administrator", "nr-merkegreta") == ["nr-merkegreta"]


def test_names_are_found_in_any_case_also_with_norwegian_letters(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person("greta").pk).update(first_name="Åse", last_name="Ødegård")

    assert found(cast, "hr", "åse øde") == ["nr-merkegreta"]


def test_units_are_found_by_name_and_code(cast: Cast) -> None:
    assert [each.value for each in units_by_name("solhaug", 8)] == ["SOL", "SOLA", "SOLB"]
    assert [each.value for each in units_by_name("plan", 8)] == ["PLAN"]


# Pages


def post_grant(client: Client, **changes: str) -> str:
    fields = {
        "candidate": "nr-merkegreta",
        "kind": "department_head",
        "unit": "SOLB",
        "valid_from": "2026-01-01",
        "reason": "Ny avdelingsleder",
    }
    return client.post("/tilgang/ny/", fields | changes, follow=True).content.decode()


def test_a_role_is_given_on_the_page(cast: Cast) -> None:
    page = post_grant(cast.client("hr"))

    grant = RoleGrant.objects.get(user__employee_number="nr-merkegreta")
    assert grant.unit == cast.unit("SOLB")
    assert "Greta Merkegreta har fått rollen Avdelingsleder." in page


def test_two_of_the_same_name_have_to_be_chosen_between(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person("hilde").pk).update(first_name="Greta", last_name="Merkegreta")

    page = post_grant(cast.client("hr"), candidate="Greta Merkegreta")

    assert "Velg en av dem" in page
    assert not RoleGrant.objects.filter(kind="department_head", unit=cast.unit("SOLB")).exists()


def test_giving_oneself_a_role_is_refused_with_a_sentence(cast: Cast) -> None:
    page = post_grant(cast.client("hr"), candidate="nr-merkehelga")

    assert "Du kan ikke gi deg selv tilgang." in page


def test_the_list_holds_no_select_with_people(cast: Cast) -> None:
    page = cast.client("hr").get("/tilgang/ny/").content.decode()

    assert "Merkeamina" not in page


def test_an_invitation_by_hr_shows_the_link_once_when_it_cannot_be_mailed(cast: Cast) -> None:
    page = cast.client("hr").post(f"/tilgang/bruker/{cast.user('amina').pk}/inviter/").content.decode()

    assert "/konto/invitasjon/" in page


def test_a_user_from_outside_is_made_and_a_taken_name_refused(cast: Cast) -> None:
    fields = {"first_name": "Nora", "last_name": "Prøve", "email": "", "username": "nora"}
    cast.client("administrator").post("/tilgang/ny-bruker/", fields)
    page = cast.client("administrator").post("/tilgang/ny-bruker/", fields | {"username": "NORA"})

    assert User.objects.get(username="nora").employee_number is None
    assert "Brukernavnet er tatt." in page.content.decode()


def test_a_deputy_is_named_on_the_page(cast: Cast) -> None:
    fields = {
        "grant": RoleGrant.objects.get(user=cast.user("other_leader")).pk,
        "candidate": "Liv Merkeliv",
        "valid_from": cast.today.isoformat(),
        "valid_to": cast.today.isoformat(),
    }

    cast.client("other_leader").post("/min/stedfortreder/", fields)

    assert Deputy.objects.get(grant__user=cast.user("other_leader")).user.employee_number == "nr-merkeliv"


@pytest.mark.parametrize("extra", [1, 30])
def test_the_list_takes_the_same_queries_for_few_and_many(
    cast: Cast, extra: int, django_assert_max_num_queries: object
) -> None:
    users = User.objects.bulk_create(User(username=f"u{n}", last_name=f"N{n}") for n in range(extra))
    RoleGrant.objects.bulk_create(
        RoleGrant(user=user, kind=Kind.UNIT_LEADER, unit=cast.unit("SOL"), valid_from=cast.today)
        for user in users
    )
    client = cast.client("hr")

    with django_assert_max_num_queries(15):  # type: ignore[operator] # pytest-django's fixture is a callable
        assert client.get("/tilgang/").status_code == 200


def test_no_role_is_chosen_for_whoever_gives_access(cast: Cast) -> None:
    page = post_grant(cast.client("hr"), kind="")

    assert "Velg rolle." in page


def test_an_administrator_is_told_who_may_let_outsiders_see_people(cast: Cast) -> None:
    page = post_grant(cast.client("administrator"), candidate="eva", kind="hr")

    assert "Bare HR kan gi denne rollen" in page
    assert not RoleGrant.objects.filter(user=cast.user("evaluator"), kind="hr").exists()
