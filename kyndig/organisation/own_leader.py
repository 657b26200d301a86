"""Who is whose own leader: the one, with whom somebody has their development dialogue.

The holder of a leader's role at the unit of one's main position, else at the nearest unit above; never a
deputy, never oneself. Who leads a unit has theirs above it. `nearest.py` answers with all of those to tell
of something, deputies too.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q, QuerySet

from kyndig.accounts.models import User
from kyndig.organisation.models import Employment, Person, RoleGrant, UnitClosure, UnitTree
from kyndig.organisation.reach import LEADERS


class Leader(NamedTuple):
    """A user who leads a unit, and the employee number ("" for somebody from outside)."""

    user_id: int
    number: str


class Work(NamedTuple):
    """A person's main position: whose, where, and whom the delivery names as nearest leader."""

    person_id: int
    number: str
    unit_id: int
    named: str


def nearest(upwards: Iterable[Sequence[Leader]], number: str, named: str = "") -> Leader | None:
    """The leader among those of each unit, from one's own and up. Pure.

    Units that one leads oneself are passed by, also where somebody else leads them too. Of several at a
    unit the one whom the delivery names, else the first.
    """
    for leaders in upwards:
        if leaders and all(each.number != number for each in leaders):
            return next((each for each in leaders if named and each.number == named), leaders[0])
    return None


def own_leaders(people: Collection[int] | None, on: date, *, tree_id: int | None = None) -> dict[int, int]:
    """Each person's nearest leader on the day: {person id: user id}; None asks about everybody.

    People without a position or a leader are left out. Four statements, whatever the number; three for
    somebody who knows the tree of the day.
    """
    found = Employment.objects.active(on)
    works = _main_positions(found if people is None else found.filter(person__in=people))
    leaders = _leaders(on)
    upwards = _upwards(leaders, tree_id or _tree(on), {work.unit_id for work in works})
    nearest_of = {
        work.person_id: nearest(upwards.get(work.unit_id, ()), work.number, work.named) for work in works
    }
    return {person: leader.user_id for person, leader in nearest_of.items() if leader}


def own_leader(person: Person, on: date) -> User | None:
    """The person's nearest leader on the day."""
    user_id = own_leaders([person.pk], on).get(person.pk)
    return User.objects.get(pk=user_id) if user_id else None


def led_by(user: User, on: date, *, tree_id: int | None = None) -> list[int]:
    """The ids of those whose nearest leader the user is on the day. As many statements."""
    leaders = _leaders(on)
    own = {unit for unit, there in leaders.items() if any(each.user_id == user.pk for each in there)}
    if not own:
        return []
    upwards = _upwards(leaders, tree_id or _tree(on), below=own)
    first = {unit for unit, groups in upwards.items() if _leads(user, groups[:1])}
    below = {unit for unit, groups in upwards.items() if _leads(user, groups)}
    numbers = {each.number for there in leaders.values() for each in there if each.number}
    # Leaders are asked further up than others.
    perhaps = Employment.objects.active(on).filter(
        Q(unit__in=first) | Q(unit__in=below, person__employee_number__in=numbers)
    )
    works = _main_positions(Employment.objects.active(on).filter(person__in=perhaps.values("person_id")))
    return [
        work.person_id
        for work in works
        if (leader := nearest(upwards.get(work.unit_id, ()), work.number, work.named))
        and leader.user_id == user.pk
    ]


def _leads(user: User, groups: Iterable[Sequence[Leader]]) -> bool:
    return any(each.user_id == user.pk for leaders in groups for each in leaders)


def _main_positions(employments: "QuerySet[Employment]") -> list[Work]:
    """One for each person: the largest, of equal ones the one registered first."""
    rows = employments.order_by("-fte_percent", "id").values_list(
        "person_id", "person__employee_number", "unit_id", "leader_employee_number"
    )
    found: dict[int, Work] = {}
    for row in rows.iterator(chunk_size=5000):
        found.setdefault(row[0], Work(*row))
    return list(found.values())


def _leaders(on: date) -> dict[int, list[Leader]]:
    """Who leads each unit in their own right and has access: those employed, and those from outside."""
    employed = Person.objects.active(on).values("employee_number")
    grants = RoleGrant.objects.active(on).filter(
        Q(user__employee_number=None) | Q(user__employee_number__in=employed),
        kind__in=LEADERS,
        user__is_active=True,
        unit__isnull=False,
    )
    found: dict[int, list[Leader]] = {}
    for unit, user, number in grants.order_by("valid_from", "id").values_list(
        "unit_id", "user_id", "user__employee_number"
    ):
        found.setdefault(unit or 0, []).append(Leader(user, number or ""))
    return found


def _tree(on: date) -> int | None:
    tree = UnitTree.objects.at(on)
    return tree.pk if tree else None


def _upwards(
    leaders: Mapping[int, Sequence[Leader]],
    tree_id: int | None,
    units: Collection[int] | None = None,
    *,
    below: Collection[int] | None = None,
) -> dict[int, list[Sequence[Leader]]]:
    """For units, or all below some: the leaders of each led unit from there and up, in order."""
    pairs = UnitClosure.objects.filter(tree_id=tree_id, ancestor__in=leaders)
    if units is not None:
        pairs = pairs.filter(descendant__in=units)
    if below is not None:
        here = UnitClosure.objects.filter(tree_id=tree_id, ancestor__in=below)
        pairs = pairs.filter(descendant__in=here.values("descendant_id"))
    found: dict[int, list[Sequence[Leader]]] = {}
    for unit, above in pairs.order_by("distance").values_list("descendant_id", "ancestor_id"):
        found.setdefault(unit, []).append(leaders[above])
    return found
