"""What the director's page shows, in the order it shows it: values only, made from a snapshot."""

from collections.abc import Mapping, Set
from datetime import date

import narwhals as nw
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kyndig.analysis import disclosure, gaps, heat
from kyndig.analysis.frames import collected
from kyndig.analysis.snapshot import Snapshot
from kyndig.gaps import kept
from kyndig.insights import protected as protection
from kyndig.insights import sentences
from kyndig.insights.parts import Bar, Basis, Line, Name, Picture, Place, Problem, Shares, Square
from kyndig.organisation.models import Kind, UnitNode

SHOWN_UNITS = 6
SHOWN_COMPETENCES = 8
SHOWN_PROBLEMS = 10

# A cell's word: the look of the state component, and what it is called.
_WORDS = {
    heat.SAFE: ("safe", _("Trygg")),
    heat.EDGE: ("exact", _("På grensen")),
    heat.BELOW: ("below", _("Under krav")),
    heat.NOT_ASSESSED: ("not_assessed", _("Ikke vurdert")),
    heat.NO_REQUIREMENT: ("", _("Ikke krav")),
}
_HIDDEN = _("Skjult")
# Outside, enough and one more are the same: how many more would count people.
_ENOUGH = ("safe", _("Nok folk"))
BAR_WORDS = {
    "met": _("Oppfylt"),
    "below": _("Under krav eller utløpt"),
    "not_assessed": _("Ikke vurdert"),
    "exempt": _("Unntatt"),
}
_FRAGILE = ("fragile", _("Sårbar"))


def known_of(node: UnitNode, as_of: date) -> kept.Picture:
    """What is known of a sector now; of the whole municipality, at most a minute ago."""
    if node.kind == Kind.MUNICIPALITY:
        return kept.of_municipality(as_of)
    return kept.of_unit(as_of, node.unit_id)


def picture(snapshot: Snapshot, top_id: int, *, protected: bool = False) -> Picture:
    """The page for the unit `top_id`; the snapshot is from `gaps.loading`, which has names.

    With `protected`, only what readers of large groups' figures may see; see `insights.protected`.
    """
    places, competences = _places(snapshot, top_id), _names(snapshot)
    full = table = heat.heat(snapshot, list(places))
    bars = _bars(snapshot, places)
    sizes = protection.group_sizes(snapshot) if protected else {}
    if protected:
        table = protection.table(full, sizes, {each: name.text for each, name in competences.items()})
        bars = tuple(sorted(bars, key=lambda bar: bar.place.name))
    hidden = full.cells.keys() - table.cells.keys()
    return Picture(
        as_of=snapshot.as_of,
        headline=_protected_headline(table) if protected else _headline(table, places, competences),
        heading=sentences.protected_heading() if protected else _heading(table, places),
        bars_heading=sentences.how_far()
        if protected
        else sentences.half_assessed([bar.place.name for bar in bars if _under_half(bar)]),
        lines=tuple(_line(table, places[each], competences, hidden) for each in table.unit_ids),
        competences=tuple(competences[each] for each in table.competence_ids),
        problems=tuple(_problems(table, places, competences)),
        bars=bars,
        shares=tuple(_shares(bar, sizes) for bar in bars) if protected else (),
        rests_on=_rests_on(_basis(snapshot, top_id), sizes.get(top_id) if protected else None),
        unfinished=0 if protected else sum(bar.not_assessed > 0 for bar in bars),
        is_asked=bool(full.cells) or any(bar.total for bar in bars),
        protected=protected,
    )


def _protected_headline(table: heat.Heat) -> tuple[str, ...]:
    below = {cell.unit_id for cell in table.cells.values() if cell.word == heat.BELOW}
    shown = {cell.unit_id for cell in table.cells.values()}
    return (sentences.protected(len(below), len(shown)),)


def _places(snapshot: Snapshot, top_id: int) -> dict[int, Place]:
    """The rows: every unit of kind unit below the top one; where there is none, those right under it."""
    below = snapshot.closure.filter(nw.col("ancestor_id") == top_id).select(
        "distance", unit_id="descendant_id"
    )
    rows = collected(snapshot.units.join(below, on="unit_id", how="inner").sort("unit_code")).rows(named=True)
    units = [row for row in rows if row["kind"] == Kind.UNIT]
    chosen = units or [row for row in rows if row["distance"] == 1]
    return {row["unit_id"]: Place(row["unit_id"], row["unit_code"], row["name"]) for row in chosen}


def _names(snapshot: Snapshot) -> dict[int, Name]:
    """What the competences are called in the reader's language, else in bokmål."""
    wanted = (get_language() or "nb")[:2]
    columns = ("competence_id", "name_nb", "name_nn", "name_en")
    rows = collected(snapshot.competences.select(*columns)).rows(named=True)
    return {
        row["competence_id"]: Name(row[f"name_{wanted}"], wanted)
        if row.get(f"name_{wanted}")
        else Name(row["name_nb"])
        for row in rows
    }


def _headline(
    table: heat.Heat, places: Mapping[int, Place], competences: Mapping[int, Name]
) -> tuple[str, ...]:
    """Two sentences: how many now, and which way it goes; where nothing is short, what falls first."""
    finding = table.finding()
    if finding.vulnerable:
        return sentences.vulnerable(finding), sentences.direction(finding)
    falls = [(cell.fall.on, cell) for unit in table.unit_ids if (cell := table.next_fall(unit)) and cell.fall]
    if not falls:
        return (sentences.vulnerable(finding), sentences.direction(finding))
    on, cell = min(falls, key=lambda each: (each[0], places[each[1].unit_id].name))
    named = competences[cell.competence_id].text
    return sentences.vulnerable(finding), sentences.next_fall(places[cell.unit_id].name, named, on)


def _heading(table: heat.Heat, places: Mapping[int, Place]) -> str:
    if not table.unit_ids:
        return ""
    worst = table.unit_ids[0]
    cells = table.row(worst)
    below = sum(cell.word == heat.BELOW for cell in cells)
    return sentences.worst_unit(places[worst].name, below, sum(cell.fragile for cell in cells), len(cells))


def _line(
    table: heat.Heat, place: Place, competences: Mapping[int, Name], hidden: Set[tuple[int, int]]
) -> Line:
    squares = tuple(
        Square(competences[each], "", _HIDDEN, None, None)
        if (place.unit_id, each) in hidden
        else _square(table.cell(place.unit_id, each), competences[each])
        for each in table.competence_ids
    )
    falling = table.next_fall(place.unit_id)
    if falling is None or falling.fall is None:
        return Line(place, squares, None, None)
    return Line(place, squares, competences[falling.competence_id], falling.fall.on)


def _square(cell: heat.Cell, competence: Name) -> Square:
    fragile_only = cell.fragile and cell.word != heat.BELOW
    kind, word = _FRAGILE if fragile_only else _WORDS[cell.word]
    if cell.word == heat.SAFE and cell.holders is None:
        kind, word = _ENOUGH
    return Square(
        competence, kind, word, cell.holders, cell.required, also_fragile=cell.fragile and not fragile_only
    )


def _problems(
    table: heat.Heat, places: Mapping[int, Place], competences: Mapping[int, Name]
) -> list[Problem]:
    """Shortfalls before what is only fragile, the greatest first; within it the table's order."""
    rank = {unit_id: at for at, unit_id in enumerate(table.unit_ids)}
    cells = [cell for cell in table.cells.values() if cell.vulnerable]
    cells.sort(key=lambda each: (-each.shortfall, rank[each.unit_id], competences[each.competence_id].text))
    return [Problem(places[cell.unit_id], _square(cell, competences[cell.competence_id])) for cell in cells]


def _bars(snapshot: Snapshot, places: Mapping[int, Place]) -> tuple[Bar, ...]:
    """One bar a unit, least assessed first."""
    counts = gaps.unit_counts(snapshot).filter(nw.col("unit_id").is_in(list(places)))
    columns = ("met", "below", "expired", "not_assessed", "exempt")
    sums = counts.group_by("unit_id").agg(*(nw.col(each).sum() for each in columns))
    found = {row["unit_id"]: row for row in collected(sums).rows(named=True)}
    bars = [_bar(place, found.get(place.unit_id, {})) for place in places.values()]
    return tuple(sorted(bars, key=lambda bar: (_assessed_or_last(bar), bar.place.name)))


def _bar(place: Place, row: Mapping[str, int]) -> Bar:
    return Bar(
        place=place,
        met=row.get("met", 0),
        below=row.get("below", 0) + row.get("expired", 0),
        not_assessed=row.get("not_assessed", 0),
        exempt=row.get("exempt", 0),
    )


def _shares(bar: Bar, sizes: Mapping[int, int]) -> Shares:
    counts = {"met": bar.met, "below": bar.below, "not_assessed": bar.not_assessed, "exempt": bar.exempt}
    return Shares(bar.place, **disclosure.shares(counts, sizes.get(bar.place.unit_id, 0)))


def _assessed_or_last(bar: Bar) -> float:
    return 2.0 if bar.share_assessed is None else bar.share_assessed


def _under_half(bar: Bar) -> bool:
    return bar.share_assessed is not None and bar.share_assessed < 0.5


def _basis(snapshot: Snapshot, top_id: int) -> Basis:
    row = collected(gaps.basis(gaps.pairs(snapshot, top_id))).rows(named=True)[0]
    return Basis(
        of=(row["required"] or 0) - (row["exempt"] or 0),
        assessed=row["assessed"] or 0,
        confirmed=row["confirmed"] or 0,
    )


def _rests_on(basis: Basis, people: int | None) -> tuple[str, ...]:
    """The sentences on what the figures rest on; `people` is the group's size for readers of large groups."""
    if people is None:
        return (
            sentences.rests_on(basis.assessed, basis.of),
            sentences.confirmed(basis.confirmed, basis.assessed),
        )
    return (sentences.rests_on_about(disclosure.share(basis.assessed, basis.of, people)),)
