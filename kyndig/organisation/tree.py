"""Writing unit trees: nodes, and the closure that answers who is below whom."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from django.db import transaction

from kyndig.organisation.models import Unit, UnitClosure, UnitNode, UnitTree


class Place(Protocol):
    """A unit's place in a tree, by codes; `parent` is "" at the top."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def parent(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_to(self) -> date | None: ...


@transaction.atomic
def replace_tree(places: Iterable[Place], *, valid_from: date) -> UnitTree:
    """Let these units be the tree from a date on, in the stead of one from the very same date."""
    nodes = list(places)
    Unit.objects.bulk_create([Unit(code=each.code) for each in nodes], ignore_conflicts=True)
    units = dict(Unit.objects.values_list("code", "id"))
    tree, _made = UnitTree.objects.get_or_create(valid_from=valid_from)
    tree.nodes.all().delete()
    tree.closure.all().delete()
    UnitNode.objects.bulk_create(
        UnitNode(
            tree=tree,
            unit_id=units[each.code],
            parent_id=units[each.parent] if each.parent else None,
            name=each.name,
            kind=each.kind,
            valid_from=each.valid_from,
            valid_to=each.valid_to,
        )
        for each in nodes
    )
    parents = {each.code: each.parent for each in nodes}
    UnitClosure.objects.bulk_create(
        UnitClosure(tree=tree, ancestor_id=units[above], descendant_id=units[code], distance=distance)
        for code in parents
        for distance, above in enumerate(line_upwards(parents, code))
    )
    return tree


def line_upwards(parents: Mapping[str, str], code: str) -> Iterator[str]:
    """The unit and those above it, up to the top."""
    while code:
        yield code
        code = parents[code]
