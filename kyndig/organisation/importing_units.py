"""The units file: what the tree would be, and what stands in its way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from kyndig.imports.columns import ParsedRow, ParsedTable
from kyndig.imports.errors import Refused, RowError
from kyndig.imports.plan import Change, Detail, Status
from kyndig.organisation.models import Kind, UnitNode, UnitTree


@dataclass(frozen=True)
class Node:
    """A unit's place in a tree."""

    code: str
    name: str
    parent: str
    kind: str
    valid_from: date | None = None
    valid_to: date | None = None


Nodes = dict[str, Node]


@dataclass
class Tree:
    """The tree as it is and as it would be on the import's day."""

    before: Nodes
    after: Nodes
    as_of: date
    lines: dict[str, int] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        """True when a new tree must be written."""
        return bool(self.after) and self.after != self.before

    @property
    def leaving(self) -> set[str]:
        """The codes of units that the tree would lose."""
        return set(self.before) - set(self.after)

    def keep(self, code: str, people: int) -> None:
        """Let a unit with people in it stay, with what is above it, and say why."""
        node = self.before[code]
        top = next((each.code for each in self.after.values() if not each.parent), "")
        self.after[code] = node if node.parent else replace(node, parent=top)
        _keep_above(self, code)
        reason = _("Enheten %(unit)s kan ikke gå ut av treet: %(n)d arbeidsforhold hører til der.")
        said = f"{node.code} {node.name}"
        self.errors.append(
            RowError(
                self.lines.get(node.code),
                "",
                "",
                reason % {"unit": said, "n": people},
                _("Flytt arbeidsforholdene, eller behold enheten i filen."),
            )
        )


def tree_as_it_is(as_of: date) -> Nodes:
    """The nodes of the tree of the day, by code."""
    tree = UnitTree.objects.at(as_of)
    fields = ("unit__code", "name", "parent__code", "kind", "valid_from", "valid_to")
    rows = UnitNode.objects.filter(tree=tree).values_list(*fields) if tree else []
    return {
        code: Node(code, name, parent or "", kind, begun, ended)
        for code, name, parent, kind, begun, ended in rows
    }


def plan_tree(units: ParsedTable | None, as_of: date, *, partial: bool) -> Tree:
    """The tree after the file; without a file it stays."""
    before = tree_as_it_is(as_of)
    if units is None:
        return Tree(before, dict(before), as_of)
    _reject_doubles(units.rows)
    for row in units.good:
        _reject_backwards(row)
    if not units.rows:
        raise Refused(_("«%(name)s» har ingen enheter.") % {"name": units.table.name})
    tree = Tree(before, {}, as_of, {row["code"]: row.line for row in units.rows if row.get("code")})
    _settle(tree, units, partial=partial)
    return tree


def _reject_doubles(rows: Iterable[ParsedRow]) -> None:
    first: dict[str, int] = {}
    for row in rows:
        code = row.get("code")
        if code and code in first:
            row.reject(
                "code", _("Rad %(line)d har samme kode.") % {"line": first[code]}, _("Behold én av dem.")
            )
        elif code:
            first[code] = row.line


def _reject_backwards(row: ParsedRow) -> None:
    begun, ended = row.get("valid_from"), row.get("valid_to")
    if begun and ended and ended < begun:
        row.reject("valid_to", _("Sluttdatoen er før startdatoen."), _("Rett en av datoene."))


def _settle(tree: Tree, units: ParsedTable, *, partial: bool) -> None:
    """Take in the good rows until no more of them fall: a rejected unit leaves those below it hanging."""
    while True:
        left = {
            row["code"]: row for row in units.good if row.get("valid_to") and row["valid_to"] < tree.as_of
        }
        good = {row["code"]: row for row in units.good if row["code"] not in left}
        kept = _kept(tree, units, left, partial=partial)
        tree.after = kept | {code: _node(row) for code, row in good.items()}
        if not _reject_misplaced(tree, good, left):
            return


def _kept(tree: Tree, units: ParsedTable, left: Mapping[str, ParsedRow], *, partial: bool) -> Nodes:
    """Units of today's tree that stay as they are: all not in a partial file, those of rejected rows."""
    rejected = {row.get("code") for row in units.rejected}
    if partial or None in rejected or "" in rejected:
        return {code: node for code, node in tree.before.items() if code not in left}
    return {code: node for code, node in tree.before.items() if code in rejected}


def _node(row: ParsedRow) -> Node:
    begun, ended = row.get("valid_from"), row.get("valid_to")
    return Node(row["code"], row["name"], row["parent_code"], row["kind"], begun, ended)


def _reject_misplaced(tree: Tree, good: Mapping[str, ParsedRow], left: Mapping[str, ParsedRow]) -> bool:
    """Reject rows with an unknown parent, in a circle, or at the top beside another; True when any was."""
    hanging = list(_hanging(tree, good, left))
    misplaced = hanging or list(_circles(tree.after, good)) or list(_second_tops(tree.after, good))
    for row, name, reason, remedy in misplaced:
        row.reject(name, reason, remedy)
    return bool(misplaced)


# Row, field, reason and remedy.
Misplaced = Iterator[tuple[ParsedRow, str, str, str]]


def _hanging(tree: Tree, good: Mapping[str, ParsedRow], left: Mapping[str, ParsedRow]) -> Misplaced:
    """Rows below nothing, and rows that leave the tree with units below. Kept units keep those above them."""
    for code, node in list(tree.after.items()):
        above = node.parent
        if not above or above in tree.after:
            continue
        if above in left:
            reason = _("Enheten kan ikke gå ut av treet: %(code)s ligger under den.") % {"code": code}
            yield left[above], "valid_to", reason, _("Flytt enheten under, eller ta bort sluttdatoen.")
        elif code in good:
            yield (
                good[code],
                "parent_code",
                _("Enheten over finnes ikke."),
                _("Bruk koden til en enhet i filen."),
            )
        else:
            _keep_above(tree, code)


def _keep_above(tree: Tree, code: str) -> None:
    """Keep what was above a kept unit, up to a unit that the new tree has."""
    above = tree.before[code].parent
    while above and above not in tree.after:
        tree.after[above] = tree.before[above]
        above = tree.before[above].parent


def _circles(after: Nodes, good: Mapping[str, ParsedRow]) -> Misplaced:
    for code, row in good.items():
        if _leads_back(after, code):
            yield (
                row,
                "parent_code",
                _("Enheten ligger under seg selv."),
                _("Rett hvilken enhet den ligger under."),
            )


def _leads_back(after: Nodes, code: str) -> bool:
    above, seen = after[code].parent, {code}
    while above in after and above not in seen:
        seen.add(above)
        above = after[above].parent
    return above == code


def _second_tops(after: Nodes, good: Mapping[str, ParsedRow]) -> Misplaced:
    tops = [node for node in after.values() if not node.parent]
    # A top that the file does not move comes first; else the first in the file.
    tops.sort(key=lambda node: good[node.code].line if node.code in good else 0)
    for node in tops[1:]:
        if node.code in good:
            reason = _("Treet har allerede en øverste enhet: %(code)s.") % {"code": tops[0].code}
            yield good[node.code], "parent_code", reason, _("Skriv hvilken enhet denne ligger under.")


def changes(tree: Tree) -> list[Change]:
    """What becomes of each unit."""
    moved = (_changed(tree, node) for node in tree.after.values())
    gone = (tree.before[code] for code in sorted(tree.leaving))
    return [*moved, *(_gone(tree, node) for node in gone)]


def _changed(tree: Tree, node: Node) -> Change:
    old = tree.before.get(node.code)
    differs = node != old
    status = Status.NEW if old is None else Status.CHANGED if differs else Status.UNCHANGED
    line, begins = tree.lines.get(node.code), tree.as_of if differs else None
    tell = partial(_details, tree, old, node)
    return Change(status, line, node.code, node.name, (old, node), tell, begins, about="unit")


def _gone(tree: Tree, node: Node) -> Change:
    line = tree.lines.get(node.code)
    return Change(Status.ENDED, line, node.code, node.name, node, valid_from=tree.as_of, about="unit")


def _details(tree: Tree, old: Node | None, new: Node) -> Iterator[Detail]:
    for name in ("name", "parent", "kind", "valid_from", "valid_to"):
        before, after = (getattr(old, name) if old else None), getattr(new, name)
        if before != after and (after or old):
            yield Detail(name, *(_said(tree, name, value) for value in (before, after)))


def _said(tree: Tree, name: str, value: Any) -> Any:
    if name == "kind" and value:
        return Kind(value)
    if name == "parent" and value:
        node = tree.after.get(value) or tree.before.get(value)
        return f"{value} {node.name}" if node else value
    return value
