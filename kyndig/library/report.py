"""A plan as lines of text, for the command."""

from collections.abc import Collection, Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.library import presenting
from kyndig.library.comparing import Outcome
from kyndig.library.plan import Plan


def lines(plan: Plan, taken: Collection[str]) -> Iterator[str]:
    """What comes in, what is ours already, each requirement and each text; `taken` is what would be done."""
    yield _("Startbiblioteket %(edition)s, gjelder fra %(day)s") % {
        "edition": plan.library.edition,
        "day": date_format(plan.on, "DATE_FORMAT"),
    }
    for match in plan.matches:
        ours = f" {match.ours.code}" if match.ours else ""
        yield f"  {match.entry.code}  {match.entry.name}: {match.because.label}{ours}"
    for row in presenting.demand_rows(plan, only_news=False, taken=frozenset(taken)):
        yield _row(row)
    follow, stand = presenting.text_rows(plan, frozenset(taken))
    for text in (*follow, *stand):
        yield f"  {_mark(text.ticked)} {text.wording.key}  {text.name}: {text.says}"
        for what, ours, new in text.wording.fields:
            yield f"        {what}: {ours or '–'} → {new or '–'}"
    open_left = len(plan.open - frozenset(taken))
    if open_left:
        yield ngettext(
            "%(n)d forskjell blir stående som hos dere.",
            "%(n)d forskjeller blir stående som hos dere.",
            open_left,
        ) % {"n": open_left}


def _row(row: presenting.Row) -> str:
    if row.outcome == Outcome.SAME:
        return f"      {row.key}  {row.about}, {row.what}: {row.says}"
    return f"  {_mark(row.ticked)} {row.key}  {row.about}, {row.what}: {row.ours or '–'} → {row.new}"


def _mark(ticked: bool) -> str:
    return "[x]" if ticked else "[ ]"
