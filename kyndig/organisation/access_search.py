"""Finding somebody to give access to, or a unit to give it at, by writing some of the name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from kyndig.accounts.actions import user_for
from kyndig.accounts.identity import Employed
from kyndig.accounts.models import User
from kyndig.organisation.models import Employment, Person, PersonQuerySet, RoleGrant, UnitNode, UnitTree
from kyndig.organisation.policies import can_act_as_hr
from kyndig.organisation.reach import LEADERS, today
from kyndig.web.picking import Option


@dataclass(frozen=True)
class Candidate:
    """Somebody who may get access: a user, or somebody employed who has none yet."""

    user: User | None
    person: Person | None

    def as_user(self, *, by: User) -> User:
        """The user; made, without a password, when there is none."""
        if self.user is not None:
            return self.user
        if self.person is None:
            raise ValueError("A candidate is a user or a person.")
        person = self.person
        return user_for(
            Employed(person.employee_number, person.first_name, person.last_name, person.email), by=by
        )


def candidates_for_access(asker: User, text: str, at_most: int) -> Sequence[Option]:
    """Whom the asker may give a role: HR finds everybody employed; an administrator finds users.

    An administrator, who sees no people, reaches somebody without a user by the exact employee number.
    """
    employed = Person.objects.active(today())
    people = people_by_name(employed, text) if can_act_as_hr(asker) else employed.none()
    exact = employed.filter(employee_number=text)
    found = _person_options((people | exact).distinct()[:at_most])
    taken = {option.value for option in found}
    users = _users_by_name(text).exclude(employee_number__in=taken)[: at_most - len(found)]
    return [*found, *(_user_option(user) for user in users)]


def candidates_for_deputy(leader: User, text: str, at_most: int) -> Sequence[Option]:
    """Who may stand in for a leader: those the leader sees, and other leaders; employed today."""
    leaders = User.objects.filter(grants__in=RoleGrant.objects.active(today()).filter(kind__in=LEADERS))
    near = Person.objects.visible_to(leader)
    peers = Person.objects.filter(employee_number__in=leaders.values("employee_number"))
    either = Person.objects.active(today()).filter(Q(pk__in=near.values("pk")) | Q(pk__in=peers.values("pk")))
    others = either.exclude(employee_number=leader.employee_number or "")
    return _person_options(people_by_name(others, text)[:at_most])


def people_by_name(people: PersonQuerySet, text: str) -> PersonQuerySet:
    """Those in whose name every word stands, or whose employee number the text is."""
    named = Q()
    for word in text.split():
        named &= contains("first_name", word) | contains("last_name", word)
    return people.filter(named | Q(employee_number=text)) if text.strip() else people.none()


def contains(field: str, word: str) -> Q:
    """The word stands in the field, in any case."""
    # SQLite folds only ASCII letters, so «åse» would not find «Åse».
    return Q(**{f"{field}__icontains": word}) | Q(**{f"{field}__contains": word.capitalize()})


def _users_by_name(text: str) -> QuerySet[User]:
    named = Q()
    for word in text.split():
        named &= contains("first_name", word) | contains("last_name", word)
    by_name = named | Q(username__iexact=text)
    users = User.objects.filter(is_active=True)
    return users.filter(by_name).order_by("last_name", "first_name", "username") if text else users.none()


def _user_option(user: User) -> Option:
    return Option(
        user.employee_number or user.username, user.display_name, user.username, thing=Candidate(user, None)
    )


def _person_options(people: PersonQuerySet) -> list[Option]:
    rows = list(people)
    users = User.objects.in_bulk([each.employee_number for each in rows], field_name="employee_number")
    places = _places(rows)
    return [
        Option(
            person.employee_number,
            person.name,
            ", ".join([*places.get(person.pk, ()), person.employee_number]),
            thing=Candidate(users.get(person.employee_number), person),
        )
        for person in rows
    ]


def _places(people: Sequence[Person]) -> dict[int, list[str]]:
    tree = UnitTree.objects.at(today())
    employments = Employment.objects.active(today()).filter(person__in=people)
    units = list(employments.values_list("person_id", "unit_id", "role__title"))
    names = dict(
        UnitNode.objects.filter(tree=tree, unit_id__in={unit for _, unit, _ in units}).values_list(
            "unit_id", "name"
        )
    )
    places: dict[int, list[str]] = {}
    for person_id, unit_id, title in units:
        places.setdefault(person_id, []).append(f"{title}, {names.get(unit_id, '')}")
    return places


def units_by_name(text: str, at_most: int) -> Sequence[Option]:
    """Units of today's tree whose name or code holds the text."""
    nodes = UnitNode.objects.filter(tree=UnitTree.objects.at(today())).select_related("unit")
    found = nodes.filter(contains("name", text) | Q(unit__code__iexact=text)).order_by("name")[:at_most]
    return [Option(node.unit.code, node.name, node.unit.code, thing=node.unit) for node in found]
