"""What the needs page says, each a whole text: the heading, why something is suggested, what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.analysis.disclosure import is_hidden
from kyndig.catalogue.models import Competence

if TYPE_CHECKING:
    from kyndig.gaps.needing.rows import Need


def heading(suggested: int, unanswered: int) -> str:
    """How many needs there are, and how many wait for an answer."""
    if not suggested:
        return _("Vi ser ingen behov ut fra kravene")
    first = ngettext("Vi foreslår %(count)s behov.", "Vi foreslår %(count)s behov.", suggested)
    if not unanswered:
        everything = _("Alle er besvart")
        return f"{first % {'count': suggested}} {everything}"
    then = ngettext("%(count)s mangler svar", "%(count)s mangler svar", unanswered)
    return f"{first % {'count': suggested}} {then % {'count': unanswered}}"


def why(need: Need) -> str:
    """Why the suggestion is what it is; mobilising is always looked at first, and it says so."""
    figures = need.figures
    by_kind = {"mobilise": _mobilise, "learn": _learn, "acquire": _acquire, "map": _map}
    said = by_kind.get(figures.suggestion)
    if said is None:
        return phased_out(figures.phase_out)
    return " ".join(part for part in (lacking(need), said(need)) if part)


def lacking(need: Need) -> str:
    """How many lack it, of how many."""
    count, of = need.figures.missing, need.reason.people
    if not count:
        return ""
    if need.competence.scale == Competence.Scale.HELD:
        text = ngettext("%(count)s av %(of)s mangler det.", "%(count)s av %(of)s mangler det.", count)
        return text % {"count": count, "of": of}
    text = ngettext(
        "%(count)s av %(of)s mangler nivå %(level)s.", "%(count)s av %(of)s mangler nivå %(level)s.", count
    )
    return text % {"count": count, "of": of, "level": need.reason.level}


def _mobilise(need: Need) -> str:
    return ngettext(
        "%(count)s i sektoren kan det uten at jobben bruker det: spør først.",
        "%(count)s i sektoren kan det uten at jobben bruker det: spør først.",
        need.figures.mobilise,
    ) % {"count": need.figures.mobilise}


def _learn(need: Need) -> str:
    return ngettext(
        "Ingen i sektoren har det ubrukt. %(count)s er nær eller vil bruke det.",
        "Ingen i sektoren har det ubrukt. %(count)s er nær eller vil bruke det.",
        need.figures.learn,
    ) % {"count": need.figures.learn}


def _acquire(need: Need) -> str:
    return _("Ingen i sektoren har det ubrukt, og ingen er nær.")


def _map(need: Need) -> str:
    return unknown(need)


def unknown(need: Need) -> str:
    """How many nobody has assessed; empty when all are."""
    count = need.figures.unknown
    if not count:
        return ""
    return ngettext(
        "%(count)s av %(of)s er ikke vurdert. Det er ikke det samme som å mangle det.",
        "%(count)s av %(of)s er ikke vurdert. Det er ikke det samme som å mangle det.",
        count,
    ) % {"count": count, "of": need.reason.people}


def phased_out(count: int) -> str:
    """How many hold what nobody asks for any more."""
    return ngettext(
        "%(count)s kan det, men ingen krav gjelder lenger.",
        "%(count)s kan det, men ingen krav gjelder lenger.",
        count,
    ) % {"count": count}


def near(need: Need) -> str:
    """How many of those missing are one level away; empty when none is."""
    count = need.reason.near
    if not count:
        return ""
    return ngettext("%(count)s er ett nivå unna.", "%(count)s er ett nivå unna.", count) % {"count": count}


def expired(need: Need) -> str:
    """How many of those missing had it; empty when none had."""
    count = need.reason.expired
    if not count:
        return ""
    return ngettext("%(count)s har bevis som er gått ut.", "%(count)s har bevis som er gått ut.", count) % {
        "count": count
    }


def wishing(need: Need) -> str:
    """How many of those missing want to use it; empty when none does."""
    count = need.reason.wishing
    if not count:
        return ""
    return ngettext("%(count)s vil bruke det.", "%(count)s vil bruke det.", count) % {"count": count}


def mobilisable(count: int) -> str:
    """What the choice of using somebody says below it."""
    if not count:
        return _("Vi fant ingen i sektoren som kan det uten at jobben bruker det.")
    return ngettext(
        "%(count)s i sektoren kan det uten at jobben bruker det.",
        "%(count)s i sektoren kan det uten at jobben bruker det.",
        count,
    ) % {"count": count}


def learnable(count: int) -> str:
    """What the choice of learning says below it."""
    if not count:
        return _("Ingen er ett nivå unna, og ingen har sagt at de vil.")
    return ngettext(
        "%(count)s er nær, har bevis som er gått ut, eller vil bruke det.",
        "%(count)s er nær, har bevis som er gått ut, eller vil bruke det.",
        count,
    ) % {"count": count}


def acquirable(count: int) -> str:
    """What the choice of recruiting says below it."""
    if not count:
        return _("De som mangler det, dekkes av det over.")
    return ngettext(
        "%(count)s igjen når det over er gjort.", "%(count)s igjen når det over er gjort.", count
    ) % {"count": count}


def others_found(count: int) -> str:
    """Those who could be asked, but whom the reader neither leads nor may find: few are not counted."""
    if not count:
        return ""
    if is_hidden(count):
        return _("Noen få i sektoren kan det, men har ikke sagt ja til å bli funnet. HR kan spørre dem.")
    return ngettext(
        "%(count)s i sektoren kan det, men har ikke sagt ja til å bli funnet. HR kan spørre dem.",
        "%(count)s i sektoren kan det, men har ikke sagt ja til å bli funnet. HR kan spørre dem.",
        count,
    ) % {"count": count}
