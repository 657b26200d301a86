"""Writing unit trees: nodes, and the closure that answers who is below whom."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Protocol

from django.db import transaction

from kyndig.imports import bulk
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
    _write_nodes(tree, nodes, units)
    _write_closure(tree, {each.code: each.parent for each in nodes}, units)
    return tree


def _write_nodes(tree: UnitTree, nodes: Iterable[Place], units: Mapping[str, int]) -> None:
    def values(node: Place) -> bulk.Values:
        above = units[node.parent] if node.parent else None
        return units[node.code], above, node.name, node.kind, node.valid_from, node.valid_to

    columns = ("unit_id", "parent_id", "name", "kind", "valid_from", "valid_to")
    bulk.insert(UnitNode, columns, map(values, nodes), {"tree_id": tree.pk})


def _write_closure(tree: UnitTree, parents: Mapping[str, str], units: Mapping[str, int]) -> None:
    rows = (
        (units[above], units[code], distance)
        for code in parents
        for distance, above in enumerate(line_upwards(parents, code))
    )
    bulk.insert(UnitClosure, ("ancestor_id", "descendant_id", "distance"), rows, {"tree_id": tree.pk})


def line_upwards(parents: Mapping[str, str], code: str) -> Iterator[str]:
    """The unit and those above it, up to the top."""
    while code:
        yield code
        code = parents[code]
