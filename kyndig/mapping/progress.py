"""How far a round is: cells judged and answered by unit, counted in the database in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from kyndig.holdings.models import Assessment, Exemption
from kyndig.mapping.cells import Asking
from kyndig.mapping.models import Entry, Round, RoundCompetence
from kyndig.organisation.models import Employment, UnitClosure, UnitNode

# A cell is counted once per unit in which the person has a role that is asked about it.
_STATEMENT = """
SELECT asked.unit_id, COUNT(*), SUM(asked.judged), SUM(asked.answered), SUM(asked.together)
FROM (
    SELECT DISTINCT post.unit_id, post.person_id, wanted.competence_id,
        CASE WHEN EXISTS (
            SELECT 1 FROM {entry} entry WHERE entry.round_id = %(round)s AND entry.side = 'leader'
            AND entry.taken_back_at IS NULL AND entry.person_id = post.person_id
            AND entry.competence_id = wanted.competence_id
        ) OR EXISTS (
            SELECT 1 FROM {exemption} free WHERE free.person_id = post.person_id
            AND free.competence_id = wanted.competence_id AND free.annulled_at IS NULL
            AND (free.valid_from IS NULL OR free.valid_from <= %(day)s)
            AND (free.valid_to IS NULL OR free.valid_to >= %(day)s)
        ) OR EXISTS (
            SELECT 1 FROM {assessment} said WHERE said.person_id = post.person_id
            AND said.competence_id = wanted.competence_id AND said.annulled_at IS NULL
            AND said.source <> 'self' AND said.assessed_on <= %(day)s AND said.registered_at >= %(since)s
        ) THEN 1 ELSE 0 END AS judged,
        CASE WHEN EXISTS (
            SELECT 1 FROM {entry} entry WHERE entry.round_id = %(round)s AND entry.side = 'employee'
            AND entry.taken_back_at IS NULL AND entry.person_id = post.person_id
            AND entry.competence_id = wanted.competence_id
        ) THEN 1 ELSE 0 END AS answered,
        CASE WHEN EXISTS (
            SELECT 1 FROM {entry} entry WHERE entry.round_id = %(round)s AND entry.method = 'together'
            AND entry.side = 'leader' AND entry.taken_back_at IS NULL AND entry.person_id = post.person_id
            AND entry.competence_id = wanted.competence_id
        ) THEN 1 ELSE 0 END AS together
    FROM {employment} post
    JOIN {wanted} wanted ON wanted.role_id = post.role_id AND wanted.round_id = %(round)s
    JOIN {closure} below ON below.descendant_id = post.unit_id AND below.ancestor_id IN ({tops})
        AND below.tree_id = %(tree)s
    WHERE post.cancelled_at IS NULL AND post.start_date <= %(day)s
        AND (post.end_date IS NULL OR post.end_date >= %(day)s)
        AND post.person_id <> %(besides)s
) asked
GROUP BY asked.unit_id
"""


@dataclass(frozen=True)
class Progress:
    """Cells of a unit, with all below it or alone: how many there are, are judged, are answered.

    together: of those judged, how many were confirmed together with others.
    """

    cells: int = 0
    judged: int = 0
    answered: int = 0
    together: int = 0

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.cells + other.cells,
            self.judged + other.judged,
            self.answered + other.answered,
            self.together + other.together,
        )

    @property
    def left(self) -> int:
        return self.cells - self.judged

    @property
    def share(self) -> int:
        """Whole per cent judged, never 100 before all is; 0 of nothing."""
        return self.judged * 100 // self.cells if self.cells else 0


def left_for(asking: Asking, tops: Sequence[int], reader_id: int | None) -> int:
    """How many cells at or below these units nobody has judged, the reader's own aside. One query."""
    return sum(each.left for each in by_own_unit(asking, tops, reader_id).values())


def by_own_unit(asking: Asking, tops: Sequence[int] = (), besides: int | None = None) -> dict[int, Progress]:
    """The progress of each unit's own people, by unit id. One query.

    `tops`: only at or below these units, which are inside the round's; `besides`: somebody left out.
    """
    wanted = {f"top_{at}": unit for at, unit in enumerate(tops or [asking.round.unit_id])}
    sql = _STATEMENT.format(
        tops=", ".join(f"%({name})s" for name in wanted),
        entry=Entry._meta.db_table,
        exemption=Exemption._meta.db_table,
        assessment=Assessment._meta.db_table,
        employment=Employment._meta.db_table,
        wanted=RoundCompetence._meta.db_table,
        closure=UnitClosure._meta.db_table,
    )
    round_ = asking.round
    since = round_.started_at or round_.created_at
    values = {
        "round": round_.pk,
        **wanted,
        "besides": besides or 0,
        "tree": asking.tree_id,
        "day": connection.ops.adapt_datefield_value(asking.day),
        "since": connection.ops.adapt_datetimefield_value(since),
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {row[0]: Progress(*map(int, row[1:])) for row in cursor.fetchall()}


@dataclass(frozen=True)
class UnitProgress:
    """A unit of the round with its progress, all below it counted in."""

    node: UnitNode
    progress: Progress
    depth: int


def by_unit(asking: Asking) -> list[UnitProgress]:
    """The round's unit and those below it with cells, each with all below it, in the tree's order."""
    own = by_own_unit(asking)
    closure = UnitClosure.objects.filter(tree_id=asking.tree_id, descendant_id__in=own)
    rolled: dict[int, Progress] = {}
    for above, unit in closure.values_list("ancestor_id", "descendant_id"):
        rolled[above] = rolled.get(above, Progress()) + own[unit]
    nodes = UnitNode.objects.filter(tree_id=asking.tree_id, unit_id__in=rolled).select_related("unit")
    return _in_order(asking.round, {node.unit_id: node for node in nodes}, rolled)


def _in_order(round_: Round, nodes: dict[int, UnitNode], rolled: dict[int, Progress]) -> list[UnitProgress]:
    children: dict[int | None, list[UnitNode]] = {}
    for node in sorted(nodes.values(), key=lambda each: each.name):
        children.setdefault(node.parent_id, []).append(node)
    found: list[UnitProgress] = []

    def add(node: UnitNode, depth: int) -> None:
        found.append(UnitProgress(node, rolled[node.unit_id], depth))
        for child in children.get(node.unit_id, []):
            add(child, depth + 1)

    if round_.unit_id in nodes:
        add(nodes[round_.unit_id], 0)
    return found
