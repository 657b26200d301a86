"""What the page of vulnerability says in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.gaps.vulnerable import Elsewhere, Vulnerable


def finding(unit: str, rows: Sequence[Vulnerable]) -> str:
    """How many competences fall if one leaves; a competence in two units counts twice."""
    asked = len({_place(row) for row in rows})
    falls = len({_place(row) for row in rows if row.shortfall_if_one_leaves})
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
    short = len({_place(row) for row in rows if row.shortfall})
    sole = len({_place(row) for row in rows if row.is_sole})
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
    said = {"led": found.led, "others": found.shown_others, "place": found.place.name}
    if found.leads_all:
        said["all"] = found.led + found.others
        return _("%(all)s i %(place)s") % said
    if found.shown_others is None:
        if found.led:
            return _("%(led)s som du leder, under 10 ellers i %(place)s") % said
        return _("Under 10 i %(place)s") % said
    if found.led:
        return _("%(led)s som du leder, om lag %(others)s ellers i %(place)s") % said
    return _("Om lag %(others)s i %(place)s") % said


def _place(row: Vulnerable) -> tuple[int, int]:
    return row.place.unit_id, row.competence.competence_id
