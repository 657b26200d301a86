"""A unit's needs as rows for CSV and XLSX: those computed, then those registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kyndig.gaps.models import RegisteredNeed
from kyndig.gaps.needing.rows import Need
from kyndig.gaps.sheets import Sheet
from kyndig.web.downloads import Column

if TYPE_CHECKING:
    from kyndig.gaps.needing.page import Page


def of_page(page: Page) -> Sheet:
    """What is on the page."""
    computed = [_computed(need) for need in page.needs]
    return _columns(), [*computed, *(_registered(need) for need in page.registered)]


def _columns() -> list[Column]:
    texts = (_("Kompetanse"), _("Hvor viktig"), _("Kommer fra"))
    counts = (
        _("Mangler"),
        _("Av"),
        _("Ikke vurdert"),
        _("Bruke noen vi har"),
        _("Lære opp"),
        _("Rekruttere"),
        _("Avvikle"),
        _("Innen år"),
    )
    said = (_("Vårt forslag"), _("Hvorfor"), _("Svar"), _("Merknad"), _("Svart dato"), _("Spør igjen fra"))
    return [
        *(Column(text) for text in texts),
        *(Column(text, code=True) for text in counts),
        *(Column(text) for text in said),
    ]


def _computed(need: Need) -> tuple[Any, ...]:
    figures, answer = need.figures, need.judgement
    return (
        *(need.competence.name, need.criticality, _("Kravene")),
        *(figures.missing, need.reason.people, figures.unknown),
        *(figures.mobilise, figures.learn, figures.acquire, figures.phase_out, None),
        *(str(need.suggested), need.why, answer.word if answer else ""),
        *((answer.note, answer.judged_on, answer.until) if answer else ("", None, None)),
    )


def _registered(need: RegisteredNeed) -> tuple[Any, ...]:
    return (
        *(need.name[0], "", need.get_source_display()),
        *(need.how_many, None, None, None, None, None, None, need.by_year),
        *("", need.why, "", "", need.registered_on, None),
    )
