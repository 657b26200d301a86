"""The demo's users: for each role somebody it fits, or an outsider."""

from datetime import date
from typing import Final

from django.contrib.auth.hashers import make_password
from django.db.models import Count, QuerySet
from django.utils import timezone

from kyndig.accounts import actions as accounts
from kyndig.accounts.identity import Employed
from kyndig.accounts.models import User
from kyndig.organisation.access import decide_proposals, give
from kyndig.organisation.models import (
    Employment,
    LeaderProposal,
    Person,
    RoleGrant,
    Unit,
    UnitClosure,
    UnitNode,
    UnitTree,
)

# Printed at every start; the demo listens on this machine only, and everybody in it is invented.
PASSWORD: Final = "kyndig-demo-2026"  # noqa: S105 - meant to be known
USERNAMES: Final = (
    "medarbeider",
    "enhetsleder",
    "avdelingsleder",
    "fagansvarlig",
    "kommunalsjef",
    "kommunedirektor",
    "hr",
    "tillitsvalgt",
    "evaluator",
    "administrator",
)
# The unit in which the demo's story is told, when the municipality is large enough to have it.
STORY = "Solhaug"
Kind = RoleGrant.Kind


def make_users(*, since: date) -> Unit:
    """One user per role of `USERNAMES`, with the demo's password. HR confirms the delivered leaders.

    Returns the unit in which the story is told.

    `since`: the day from which the roles are held.
    """
    top = _tree().nodes.get(parent=None).unit
    administrator = _outsider("administrator", "Ada", "Systemstad")
    RoleGrant.objects.create(user=administrator, kind=Kind.ADMINISTRATOR, unit=top, valid_from=since)
    hr = _named("hr", _employed("HR").first() or _somebody(top))
    _give(hr, Kind.HR, top, since, administrator)
    decide_proposals(proposals=LeaderProposal.objects.filter(decided_at=None), accept=True, by=hr)
    story = story_unit(top)
    _name_leaders(story, since)
    _give(_named("fagansvarlig", _somebody(story)), Kind.PROFESSIONAL_LEAD, story, since, administrator)
    _named("medarbeider", _somebody(story))
    _give(_named("tillitsvalgt", _somebody(top)), Kind.UNION_REPRESENTATIVE, top, since, administrator)
    _give(_outsider("evaluator", "Eva", "Granskerud"), Kind.EVALUATOR, top, since, administrator)
    User.objects.filter(username__in=USERNAMES).update(password=make_password(PASSWORD))
    return story


def _name_leaders(story: Unit, since: date) -> None:
    """The story unit's leader, one of its department heads, and the leaders above, under the demo's names."""
    above = UnitClosure.objects.filter(tree=_tree(), descendant=story).values_list("ancestor_id", flat=True)
    below = UnitClosure.objects.filter(tree=_tree(), ancestor=story).values_list("descendant_id", flat=True)
    grants = RoleGrant.objects.active(timezone.localdate())
    for name, kind, units in (
        ("enhetsleder", Kind.UNIT_LEADER, above),
        ("avdelingsleder", Kind.DEPARTMENT_HEAD, below),
        ("kommunalsjef", Kind.SECTOR_DIRECTOR, above),
        ("kommunedirektor", Kind.CHIEF_EXECUTIVE, above),
    ):
        grant = grants.filter(kind=kind, unit__in=units).select_related("user").order_by("pk").first()
        if grant:
            _rename(grant.user, name)


def _tree() -> UnitTree:
    tree = UnitTree.objects.at(timezone.localdate())
    if tree is None:
        raise LookupError("Load the units before the demo's users are made.")
    return tree


def story_unit(top: Unit) -> Unit:
    """The unit of the story; else the home unit with most people; else the top."""
    nodes = UnitNode.objects.filter(tree=_tree(), kind="unit")
    node = nodes.filter(name__startswith=STORY).first()
    if node is None:
        node = nodes.annotate(people=Count("unit__employments")).order_by("-people", "pk").first()
    return node.unit if node else top


def _employed(title: str = "") -> QuerySet[Person]:
    """People with an employment today whose title holds the text, in a fixed order."""
    today = Employment.objects.active(timezone.localdate()).filter(role__title__contains=title)
    return Person.objects.filter(pk__in=today.values("person")).order_by("employee_number")


def _somebody(unit: Unit) -> Person:
    """Somebody at the unit or below it who has no user yet; the most assessed, who has most to show."""
    below = UnitClosure.objects.filter(tree=_tree(), ancestor=unit).values("descendant")
    here = Employment.objects.active(timezone.localdate()).filter(unit__in=below)
    taken = User.objects.exclude(employee_number=None).values("employee_number")
    free = Person.objects.filter(pk__in=here.values("person")).exclude(employee_number__in=taken)
    return free.annotate(said=Count("assessments")).order_by("-said", "employee_number")[0]


def _named(username: str, person: Person) -> User:
    employed = Employed(person.employee_number, person.first_name, person.last_name, person.email)
    return _rename(accounts.user_for(employed, by=None), username)


def _rename(user: User, username: str) -> User:
    user.username = username
    user.save(update_fields=["username"])
    return user


def _outsider(username: str, first_name: str, last_name: str) -> User:
    return accounts.create_outsider(
        username=username, first_name=first_name, last_name=last_name, email="", by=None
    )


def _give(user: User, kind: Kind, unit: Unit, since: date, by: User) -> None:
    give(user=user, kind=kind, unit=unit, valid_from=since, valid_to=None, reason="", by=by)
