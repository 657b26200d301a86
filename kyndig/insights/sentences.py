"""The generated sentences of the director's page: each a whole text, equal figures giving an equal one."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.analysis.heat import Finding

# Below so many, a share is said as "4 av 5" instead of a percentage.
_FEW = 20


def month(day: date) -> str:
    """november 2027."""
    return date_format(day, "F Y")


def vulnerable(finding: Finding) -> str:
    """How many of the units are vulnerable now."""
    if not finding.vulnerable:
        return _("Ingen enheter er under krav nå.")
    return ngettext(
        "%(count)s av %(of)s enheter er sårbar på kritisk kompetanse.",
        "%(count)s av %(of)s enheter er sårbare på kritisk kompetanse.",
        finding.vulnerable,
    ) % {"count": finding.vulnerable, "of": finding.units}


def protected(below: int, of: int) -> str:
    """How many of the units are short, of those of which something may be told to readers of large groups."""
    if not of:
        return _("Enhetene er for små til at vi kan vise tall.")
    if not below:
        return _("Ingen enheter er under krav i tallene som kan vises.")
    return ngettext(
        "%(count)s av %(of)s enheter er under krav i tallene som kan vises.",
        "%(count)s av %(of)s enheter er under krav i tallene som kan vises.",
        below,
    ) % {"count": below, "of": of}


def protected_heading() -> str:
    """The heading over the table for those readers: no unit is named as the worst."""
    return _("Det som kan gjelde få personer, er skjult")


def direction(finding: Finding) -> str:
    """How many get weaker, and by when."""
    if not finding.weaker or not finding.weaker_by:
        return _("Vi kjenner ingen fall det neste året.")
    # "Før juni" holds all that happens in May, and is shorter than "before the end of May".
    following = (finding.weaker_by.replace(day=1) + timedelta(days=31)).replace(day=1)
    return ngettext(
        "%(count)s blir svakere før %(month)s.", "%(count)s blir svakere før %(month)s.", finding.weaker
    ) % {"count": finding.weaker, "month": month(following)}


def next_fall(unit: str, competence: str, on: date) -> str:
    """The first thing that will get worse, where nothing is short now."""
    return _("Neste fall: %(unit)s, %(competence)s, i %(month)s.") % {
        "unit": unit,
        "competence": competence,
        "month": month(on),
    }


def worst_unit(unit: str, below: int, fragile: int, asked: int) -> str:
    """The heading over the table: what is wrong at the unit in its first row."""
    figures = {"unit": unit, "of": asked}
    if below:
        return ngettext(
            "%(unit)s mangler folk på %(count)s av %(of)s kritiske kompetanser",
            "%(unit)s mangler folk på %(count)s av %(of)s kritiske kompetanser",
            below,
        ) % {**figures, "count": below}
    if fragile:
        return ngettext(
            "%(unit)s står og faller på få personer i %(count)s av %(of)s kritiske kompetanser",
            "%(unit)s står og faller på få personer i %(count)s av %(of)s kritiske kompetanser",
            fragile,
        ) % {**figures, "count": fragile}
    return _("Alle enhetene har nok folk på det som er kritisk")


def rests_on(assessed: int, of: int) -> str:
    """How much of what is asked about is assessed at all."""
    if of < _FEW:
        return _("Bygger på %(assessed)s av %(of)s ruter.") % {"assessed": assessed, "of": of}
    # Rounded down: "100 %" is said when everything is assessed, not before.
    return _("Bygger på %(percent)s %% av rutene.") % {"percent": assessed * 100 // of}


def rests_on_about(percent: int | None) -> str:
    """The same for readers of large groups' figures: in steps of five, or hidden."""
    if percent is None:
        return _("Hvor mye som er vurdert, er skjult.")
    return _("Bygger på omtrent %(percent)s %% av rutene.") % {"percent": percent}


def how_far() -> str:
    """The heading over the bars for those readers: no unit is singled out."""
    return _("Hvor langt enhetene har kommet")


def confirmed(number: int, of: int) -> str:
    """How much of what is assessed somebody else than the person has said. Empty when nothing is assessed."""
    if not of:
        return ""
    if of < _FEW:
        return _("%(count)s av dem er bekreftet.") % {"count": number}
    return _("%(percent)s %% av dem er bekreftet.") % {"percent": number * 100 // of}


def half_assessed(names: Sequence[str | Promise]) -> str:
    """The heading over the bars: which units have assessed less than half."""
    if not names:
        return _("Alle enhetene har vurdert minst halvparten")
    if len(names) == 1:
        return _("%(unit)s har vurdert under halvparten") % {"unit": names[0]}
    if len(names) == 2:
        return _("%(first)s og %(second)s har vurdert under halvparten") % {
            "first": names[0],
            "second": names[1],
        }
    return ngettext(
        "%(count)s enhet har vurdert under halvparten",
        "%(count)s enheter har vurdert under halvparten",
        len(names),
    ) % {"count": len(names)}
