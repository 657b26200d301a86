"""What the templates of a round's cells need."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kyndig.analysis import gaps
from kyndig.gaps.asking import STATE_WORDS
from kyndig.mapping.cell_view import CellView
from kyndig.web.templatetags.web import edge, symbol

register = template.Library()

_CELL = (
    '<td{active}><button type="button" class="k-gc" id="{id}" tabindex="-1" data-state="{state}"'
    ' data-s="{status}" data-v="{version}"{more} aria-labelledby="p{person} k{competence} {id}">'
    '{icon}<b>{level}</b>{unsure}<span class="k-w">{word}</span>{heard}<small>{note}</small></button></td>'
)
_ICON = '<svg class="k-icon" aria-hidden="true"><use href="#i-{}"/></svg>'


@register.simple_tag
def grid_cell(cell: CellView | None, active: bool) -> SafeString:
    """A cell of the grid, written without a blank too many: a page holds 720 of them."""
    where = mark_safe(' class="k-active"') if active else ""
    if cell is None:
        return format_html("<td{}></td>", where)
    level = cell.known_level if cell.state != gaps.EXEMPT else None
    return format_html(
        _CELL,
        active=where,
        id=cell.dom_id,
        state=edge(shown_state(cell)),
        status=cell.status,
        version=cell.version,
        more=_more(cell),
        person=cell.person.pk,
        competence=cell.column.competence.competence_id,
        icon=format_html(_ICON, symbol(shown_state(cell))) if shown_state(cell) else "",
        level="" if level is None else level,
        unsure=mark_safe('<sup aria-hidden="true">?</sup>') if _is_unsure(cell) else "",
        word=cell.level_word if level is not None else STATE_WORDS[shown_state(cell) or gaps.NOT_ASSESSED],
        heard=_heard(cell),
        note=cell.note,
    )


def shown_state(cell: CellView) -> str:
    """The state by the gap rule; where nothing is required, only that nothing is known."""
    return cell.state or (gaps.NOT_ASSESSED if cell.known_level is None else "")


def _heard(cell: CellView) -> SafeString:
    """The state in words, for those who do not see its symbol; without a level the word stands there."""
    if shown_state(cell) not in {gaps.MET, gaps.BELOW, gaps.EXPIRED}:
        return mark_safe("")
    word = STATE_WORDS[shown_state(cell)]
    if not _is_unsure(cell):
        return format_html("<i>, {}</i>", word)
    return format_html("<i>, {}, {}</i>", word, _("ubekreftet"))


def _is_unsure(cell: CellView) -> bool:
    """Only the person has said so."""
    return cell.status != "done" and cell.known_level is not None and not cell.square.confirmed


def _more(cell: CellView) -> SafeString:
    """What most cells have nothing of, or the grid needs to draw the cell anew."""
    given = {
        "l": cell.known_level,
        "u": cell.usual_offer,
        "r": cell.square.required_level,
        "n": cell.need,
        "m": cell.method,
    }
    pairs = ((name, value) for name, value in given.items() if value not in {None, ""})
    return format_html_join("", ' data-{}="{}"', pairs)
