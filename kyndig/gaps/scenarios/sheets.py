"""What is on screen as rows for CSV and XLSX: the same rows, in the same order, all of them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.gaps.scenarios.page import Compared, Shown
from kyndig.gaps.scenarios.showing import Table, Where
from kyndig.gaps.sheets import Rows, Sheet
from kyndig.web.downloads import Column

_PLACE = [
    Column(gettext_lazy("Tabell")),
    Column(gettext_lazy("Enhet")),
    Column(gettext_lazy("Kompetanse")),
    Column(gettext_lazy("Kode"), code=True),
    Column(gettext_lazy("Nivå")),
    Column(gettext_lazy("Kreves"), code=True),
    Column(gettext_lazy("Tall")),
]


def of_tables(shown: Shown) -> Sheet:
    """Each figure that differs: today, after the changes, and which way its row goes."""
    columns = [
        *_PLACE,
        Column(gettext_lazy("I dag"), code=True),
        Column(gettext_lazy("Etter"), code=True),
        Column(gettext_lazy("Retning")),
    ]
    rows: list[list[object]] = []
    for table in shown.tables:
        for line in Table(table.by, table.rows, table.names, everything=True).lines:
            for cell in line.cells:
                if cell.differs:
                    start = _place(str(table.title), line.where)
                    sides = (_text(cell.before), _text(cell.after))
                    rows.append([*start, str(cell.measure.term), *sides, str(line.word)])
    return columns, rows


def of_comparison(compared: Compared) -> Sheet:
    """Each figure that differs from today in either scenario."""
    names = (compared.one.scenario.name, compared.other.scenario.name)
    columns = [*_PLACE, Column(_("I dag"), code=True), *(Column(name) for name in names)]
    rows: Rows = [
        [
            *_place(str(table.title), each.where),
            str(each.measure.term),
            *(_text(value) for value in (each.today, each.first, each.second)),
        ]
        for table in compared.tables
        for each in table.figures
    ]
    return columns, rows


def _place(title: str, where: Where) -> list[object]:
    return [title, where.unit, where.name, where.code, where.level, where.min_holders]


def _text(value: object) -> object:
    """Numbers stay numbers; words are said in the reader's language; empty where there is no row."""
    return value if value is None or isinstance(value, int | float) else str(value)
