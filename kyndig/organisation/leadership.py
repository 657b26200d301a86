"""Who leads what, as the delivery's nearest leaders say: proposed here, confirmed by HR."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from kyndig.imports import bulk
from kyndig.organisation.leading import Reporting, leaders_of
from kyndig.organisation.models import (
    Employment,
    Kind,
    LeaderProposal,
    Person,
    RoleGrant,
    UnitNode,
    UnitTree,
)

# The role that leading a unit of each kind gives.
ROLE_OF = {
    Kind.MUNICIPALITY: RoleGrant.Kind.CHIEF_EXECUTIVE,
    Kind.SECTOR: RoleGrant.Kind.SECTOR_DIRECTOR,
    Kind.UNIT: RoleGrant.Kind.UNIT_LEADER,
    Kind.DEPARTMENT: RoleGrant.Kind.DEPARTMENT_HEAD,
    Kind.TEAM: RoleGrant.Kind.DEPARTMENT_HEAD,
}


@dataclass(frozen=True)
class Lead:
    """Somebody who by the delivery leads a unit."""

    unit_id: int
    person_id: int
    kind: RoleGrant.Kind


@transaction.atomic
def propose_leaders(*, as_of: date) -> int:
    """Propose those who by the delivery lead each unit (`leading.py`). Returns how many are new.

    Nobody is proposed who holds the role already, waits for an answer, or was turned down. A proposal that
    the delivery no longer bears out goes, unless it is answered.
    """
    leads = _leads(as_of)
    _withdraw(leads)
    grants = _grants(as_of)
    answered = set(LeaderProposal.objects.exclude(accepted=True).values_list("unit_id", "kind", "person_id"))
    numbers = dict(
        Person.objects.filter(pk__in={each.person_id for each in leads}).values_list("pk", "employee_number")
    )
    new = []
    for lead in leads:
        held = grants.get((lead.unit_id, lead.kind), [])
        holds = any(grant.user.employee_number == numbers[lead.person_id] for grant in held)
        if not holds and (lead.unit_id, lead.kind, lead.person_id) not in answered:
            old = next((grant for grant in held if grant.from_delivery), None)
            new.append((lead.unit_id, lead.person_id, lead.kind.value, old.pk if old else None))
    columns = ("unit_id", "person_id", "kind", "replaces_id")
    bulk.insert(LeaderProposal, columns, new, {"from_date": as_of, "created_at": timezone.now()})
    return len(new)


def _leads(as_of: date) -> list[Lead]:
    nodes = list(UnitNode.objects.filter(tree=UnitTree.objects.at(as_of)))
    kinds = {node.unit_id: Kind(node.kind) for node in nodes}
    rows = Employment.objects.active(as_of).values_list(
        "unit_id", "person__employee_number", "leader_employee_number"
    )
    reportings = list(map(Reporting._make, rows.iterator(chunk_size=5000)))
    found = leaders_of({node.unit_id: node.parent_id for node in nodes}, reportings)
    people = dict(
        Person.objects.filter(employee_number__in=set(found.values())).values_list("employee_number", "pk")
    )
    return [Lead(unit, people[leader], ROLE_OF[kinds[unit]]) for unit, leader in sorted(found.items())]


def _grants(as_of: date) -> dict[tuple[int | None, str], list[RoleGrant]]:
    found: dict[tuple[int | None, str], list[RoleGrant]] = defaultdict(list)
    for grant in RoleGrant.objects.active(as_of).filter(kind__in=ROLE_OF.values()).select_related("user"):
        found[grant.unit_id, grant.kind].append(grant)
    return found


def _withdraw(leads: Iterable[Lead]) -> None:
    borne_out = {(each.unit_id, each.kind, each.person_id) for each in leads}
    waiting = LeaderProposal.objects.filter(decided_at=None).values_list("pk", "unit_id", "kind", "person_id")
    gone = [pk for pk, *lead in waiting if tuple(lead) not in borne_out]
    LeaderProposal.objects.filter(pk__in=gone).delete()
