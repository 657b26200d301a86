"""The unit tree as pages show it: nested, counted, and what each unit has been called."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from kyndig.organisation.models import Unit, UnitClosure, UnitNode, UnitSuccession, UnitTree


@dataclass
class Branch:
    """A unit in a day's tree, with those below; `people` counts theirs too, None where it is not said."""

    code: str
    name: str
    kind: str
    people: int | None = None
    below: list["Branch"] = field(default_factory=list)
    above: "Branch | None" = field(default=None, repr=False, compare=False)

    @property
    def line_above(self) -> list["Branch"]:
        """Those above it, from the top down."""
        return [*self.above.line_above, self.above] if self.above else []


def branches(tree: UnitTree | None, on: date, *, with_people: bool) -> dict[str, Branch]:
    """Every unit of the tree by code, hung together, with the people of the day."""
    nodes = UnitNode.objects.filter(tree=tree).select_related("unit", "parent").order_by("unit__code")
    people = people_below(tree, on) if tree and with_people else {}
    found = {
        node.unit.code: Branch(
            node.unit.code,
            node.name,
            str(node.get_kind_display()),
            people.get(node.unit_id, 0) if with_people else None,
        )
        for node in nodes
    }
    for node in nodes:
        if node.parent:
            found[node.unit.code].above = found[node.parent.code]
            found[node.parent.code].below.append(found[node.unit.code])
    return found


def people_below(tree: UnitTree, on: date) -> Mapping[int, int]:
    """How many different people have an employment that counts on the day, in each unit or below it."""
    employment = "descendant__employments"
    counts = Q(**{f"{employment}__start_date__lte": on, f"{employment}__cancelled_at": None}) & (
        Q(**{f"{employment}__end_date": None}) | Q(**{f"{employment}__end_date__gte": on})
    )
    rows = UnitClosure.objects.filter(counts, tree=tree).values("ancestor_id")
    return dict(
        rows.annotate(people=Count(f"{employment}__person", distinct=True)).values_list(
            "ancestor_id", "people"
        )
    )


def top(found: Mapping[str, Branch]) -> Branch | None:
    """The municipality; None before there is a tree."""
    below = {each.code for branch in found.values() for each in branch.below}
    return next((branch for code, branch in found.items() if code not in below), None)


def named_like(found: Iterable[Branch], text: str) -> list[Branch]:
    """Units in whose name the text stands, or whose code it is."""
    wanted = text.casefold()
    return [each for each in found if wanted in each.name.casefold() or wanted == each.code.casefold()]


def successions(unit: Unit, tree_id: int | None) -> QuerySet[UnitSuccession]:
    """Who took over from it and when, each with the `name` of the successor in the tree."""
    names = UnitNode.objects.filter(tree=tree_id, unit=OuterRef("successor")).values("name")
    named = unit.successions.select_related("successor").annotate(name=Subquery(names[:1]))
    return named.order_by("from_date", "successor__code")


@dataclass(frozen=True)
class Gone:
    """A unit that is no longer in the tree, what it was last called, and whether its successors are named."""

    code: str
    name: str
    succeeded: bool


def gone(tree: UnitTree | None, on: date) -> list[Gone]:
    """Units that an earlier tree had and this one, the day's, does not."""
    here = UnitNode.objects.filter(tree=tree).values("unit_id")
    before = UnitNode.objects.filter(tree__valid_from__lte=on).exclude(unit_id__in=here)
    succeeded = Exists(UnitSuccession.objects.filter(unit=OuterRef("unit")))
    rows = before.annotate(succeeded=succeeded).order_by("tree__valid_from")
    found = {each[0]: Gone(*each) for each in rows.values_list("unit__code", "name", "succeeded")}
    return sorted(found.values(), key=lambda each: (each.succeeded, each.code))


@dataclass(frozen=True)
class Was:
    """What a unit was called, and what it stood below, from a day on."""

    valid_from: date
    name: str
    kind: str
    parent: str


def history(unit: Unit) -> list[Was]:
    """Each time the unit's place or name changed, the newest first."""
    nodes = list(unit.nodes.select_related("tree", "parent").order_by("tree__valid_from"))
    parents: dict[tuple[int, int | None], str] = defaultdict(str)
    rows = UnitNode.objects.filter(
        tree__in=[node.tree_id for node in nodes],
        unit__in=[node.parent_id for node in nodes if node.parent_id],
    )
    parents.update({(tree, pk): name for tree, pk, name in rows.values_list("tree_id", "unit_id", "name")})
    found: list[Was] = []
    for node in nodes:
        was = Was(
            node.tree.valid_from,
            node.name,
            str(node.get_kind_display()),
            parents[node.tree_id, node.parent_id],
        )
        if not found or (found[-1].name, found[-1].kind, found[-1].parent) != (
            was.name,
            was.kind,
            was.parent,
        ):
            found.append(was)
    return found[::-1]
