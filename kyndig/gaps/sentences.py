"""The findings that pages begin with: each a whole text, equal figures giving an equal one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.gaps.figures import Counts

# Below so many, a share is said as "4 av 5" instead of a percentage.
_FEW = 20


def short_in(unit: str, whole: Counts, worst: str = "") -> str:
    """How much is below what is required or expired, and where there is most."""
    if not whole.required:
        return unit
    if not whole.short:
        return nothing_short(whole)
    said = ngettext(
        "%(unit)s: %(count)s av %(of)s ruter er under krav eller utløpt.",
        "%(unit)s: %(count)s av %(of)s ruter er under krav eller utløpt.",
        whole.short,
    ) % {"unit": unit, "count": number_format(whole.short), "of": number_format(whole.concerns)}
    most = _("Størst andel har %(unit)s.") % {"unit": worst}
    return f"{said} {most}" if worst else said


def nothing_short(whole: Counts) -> str:
    """Nothing is short; what is not assessed is said beside it, since it is not the same as met."""
    if not whole.not_assessed:
        return _("Alt er vurdert, og ingenting er under krav.")
    return ngettext(
        "Ingenting er under krav, men %(count)s rute er ikke vurdert.",
        "Ingenting er under krav, men %(count)s ruter er ikke vurdert.",
        whole.not_assessed,
    ) % {"count": number_format(whole.not_assessed)}


def shares_of(unit: str, whole: Counts) -> str:
    """For those who see shares only."""
    share = whole.shares["met"]
    if share is None:
        return _("%(unit)s: tallene er skjult, fordi de gjelder få personer.") % {"unit": unit}
    return _("%(unit)s: om lag %(share)s %% av det som kreves, er oppfylt.") % {"unit": unit, "share": share}


def unit_finding(unit: str, short: int, sole: int, whole: Counts, critical: Counts) -> str:
    """The worst that can be said of a unit: too few people, one person, critical below, or nothing.

    Args: `short` and `sole` are competences with too few people and with one.
    """
    if short:
        return ngettext(
            "%(unit)s mangler folk på %(count)s kompetanse",
            "%(unit)s mangler folk på %(count)s kompetanser",
            short,
        ) % {"unit": unit, "count": short}
    if sole:
        return ngettext(
            "%(unit)s står og faller på én person i %(count)s kompetanse",
            "%(unit)s står og faller på én person i %(count)s kompetanser",
            sole,
        ) % {"unit": unit, "count": sole}
    if critical.short:
        return ngettext(
            "%(unit)s har %(count)s kritisk krav som ikke er oppfylt",
            "%(unit)s har %(count)s kritiske krav som ikke er oppfylt",
            critical.short,
        ) % {"unit": unit, "count": number_format(critical.short)}
    return short_in(unit, whole)


def coverage_of(unit: str) -> str:
    """For those who see no numbers."""
    return _("Dekning på %(unit)s") % {"unit": unit}


def coverage_short(unit: str, short: int, of: int) -> str:
    """How many demands for coverage are not met."""
    if not short:
        return (
            _("%(unit)s har nok folk på alt det som er krevd") % {"unit": unit} if of else coverage_of(unit)
        )
    return ngettext(
        "%(unit)s har for få på %(count)s av %(of)s dekningskrav",
        "%(unit)s har for få på %(count)s av %(of)s dekningskrav",
        short,
    ) % {"unit": unit, "count": short, "of": of}


def rests_on(whole: Counts) -> str:
    """How much of what is asked about is assessed at all."""
    if whole.concerns < _FEW:
        figures = {"assessed": whole.assessed, "of": whole.concerns}
        return _("Bygger på %(assessed)s av %(of)s ruter.") % figures
    # Rounded down: "100 %" is said when everything is assessed, not before.
    return _("Bygger på %(percent)s %% av rutene.") % {"percent": whole.assessed * 100 // whole.concerns}


def confirmed(whole: Counts) -> str:
    """How much of what is assessed somebody else than the person has said. Empty when nothing is assessed."""
    if not whole.assessed:
        return ""
    if whole.assessed < _FEW:
        return _("%(count)s av dem er bekreftet.") % {"count": whole.confirmed}
    return _("%(percent)s %% av dem er bekreftet.") % {"percent": whole.confirmed * 100 // whole.assessed}


def rests_on_shares(whole: Counts) -> str:
    """The same for those who see shares only."""
    share = whole.share_assessed
    if share is None:
        return _("Hvor mye som er vurdert, er skjult.")
    return _("Bygger på om lag %(percent)s %% av rutene.") % {"percent": share}


def half_assessed(names: Sequence[str]) -> str:
    """Which units have assessed less than half."""
    if not names:
        return _("Alle har vurdert minst halvparten")
    if len(names) == 1:
        return _("%(unit)s har vurdert under halvparten") % {"unit": names[0]}
    return ngettext(
        "%(count)s enhet har vurdert under halvparten",
        "%(count)s enheter har vurdert under halvparten",
        len(names),
    ) % {"count": len(names)}


def others_not_shown(number: int) -> str:
    """People who count in the figures, but whom the reader may not see by name today."""
    if not number:
        return ""
    return ngettext(
        "%(count)s til var her da, men du ser ikke navnet i dag.",
        "%(count)s til var her da, men du ser ikke navnene i dag.",
        number,
    ) % {"count": number}
