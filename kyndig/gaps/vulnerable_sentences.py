"""What the page of vulnerability says in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kyndig.gaps.vulnerable import Elsewhere, Vulnerable, falling
from kyndig.organisation.models import Kind

_IN_SECTOR = {
    "all": gettext_lazy("%(all)s i sektoren"),
    "few": gettext_lazy("Under 10 i sektoren"),
    "many": gettext_lazy("Om lag %(others)s i sektoren"),
    "led and few": gettext_lazy("%(led)s du leder, under 10 ellers i sektoren"),
    "led and many": gettext_lazy("%(led)s du leder, om lag %(others)s ellers i sektoren"),
}
_IN_MUNICIPALITY = {
    "all": gettext_lazy("%(all)s i kommunen"),
    "few": gettext_lazy("Under 10 i kommunen"),
    "many": gettext_lazy("Om lag %(others)s i kommunen"),
    "led and few": gettext_lazy("%(led)s du leder, under 10 ellers i kommunen"),
    "led and many": gettext_lazy("%(led)s du leder, om lag %(others)s ellers i kommunen"),
}


def competences(rows: Iterable[Vulnerable]) -> int:
    """How many competences they are about; a competence in two units counts twice."""
    return len({(row.place.unit_id, row.competence.competence_id) for row in rows})


def finding(unit: str, rows: Sequence[Vulnerable]) -> str:
    """How many competences fall if one leaves."""
    asked = competences(rows)
    falls = competences(falling(rows))
    if not asked:
        return _("Sårbarhet: %(unit)s") % {"unit": unit}
    if not falls:
        return ngettext(
            "%(unit)s: kompetansen holder om én slutter",
            "%(unit)s: alle %(count)s kompetanser holder om én slutter",
            asked,
        ) % {"unit": unit, "count": number_format(asked)}
    return ngettext(
        "%(unit)s: %(count)s av %(of)s kompetanser faller om én slutter",
        "%(unit)s: %(count)s av %(of)s kompetanser faller om én slutter",
        falls,
    ) % {"unit": unit, "count": number_format(falls), "of": number_format(asked)}


def already(rows: Sequence[Vulnerable]) -> str:
    """How many of them have too few now, and how many rest on one person. Empty when none do."""
    short = competences(row for row in rows if row.shortfall)
    sole = competences(row for row in rows if row.is_sole)
    said = []
    if short:
        said.append(
            ngettext(
                "%(count)s av dem har for få allerede i dag.",
                "%(count)s av dem har for få allerede i dag.",
                short,
            )
            % {"count": number_format(short)}
        )
    if sole:
        said.append(
            ngettext(
                "%(count)s kompetanse kan bare én person.",
                "%(count)s kompetanser kan bare én person.",
                sole,
            )
            % {"count": number_format(sole)}
        )
    return " ".join(said)


def who_else(found: Elsewhere) -> str:
    """Who elsewhere holds it: exact where one leads, else large groups; empty where there is no elsewhere."""
    if found.place is None:
        return ""
    said = {"all": found.led + found.others, "led": found.led, "others": found.shown_others}
    return str((_IN_SECTOR if found.place.kind == Kind.SECTOR else _IN_MUNICIPALITY)[_known(found)]) % said


def _known(found: Elsewhere) -> str:
    """Which of the sentences says it."""
    if found.leads_all:
        return "all"
    known = "few" if found.shown_others is None else "many"
    return f"led and {known}" if found.led else known
