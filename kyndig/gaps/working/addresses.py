"""Where the rows behind a figure are, with what the figure was counted with: the day and the filters."""

from __future__ import annotations

from typing import Any, Protocol

from django.urls import reverse
from django.utils.http import urlencode

from kyndig.gaps.asking import Asked
from kyndig.gaps.working.kinds import KINDS, Of

# What the filters of a page are asked of.
FILTERED = (Of.PAIRS, Of.EMPLOYED)


class Reads(Protocol):
    """A page with figures of a day: a unit's, or that of several units."""

    @property
    def asked(self) -> Asked: ...


def address(
    page: Reads,
    unit: str,
    competence: str,
    kind: str,
    *,
    level: int | None = None,
    min_holders: int | None = None,
) -> str:
    """The rows of a unit's figure; `competence` is empty where it is of all of them. Codes.

    level and min_holders: what is asked for, where the figure is of those who hold something.
    """
    name = reverse("figure_rows", args=[unit, competence] if competence else [unit])
    return name + query(page.asked, kind, competence, level=level, min_holders=min_holders)


def query(wanted: Asked, kind: str, competence: str, *, level: int | None, min_holders: int | None) -> str:
    """The figure's kind and what it was counted with, as the query of an address."""
    asked: dict[str, Any] = {"av": kind, "niva": level, "krever": min_holders}
    if not wanted.is_today:
        asked["dato"] = wanted.as_of.isoformat()
    if KINDS[kind].of in FILTERED:
        asked |= {"kritikalitet": wanted.criticality, "stilling": wanted.role_code}
        asked["omrade"] = None if competence else wanted.area_id
    return "?" + urlencode({key: value for key, value in asked.items() if value is not None})
