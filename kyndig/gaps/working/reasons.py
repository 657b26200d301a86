"""What the last column says of a row: why it counts, or how much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from kyndig.analysis.latent import BOTH, NOT_REQUIRED, NOT_USED
from kyndig.gaps.definitions import BY_KEY
from kyndig.gaps.working.kinds import Kind


def why(kind: Kind, row: Mapping[str, Any]) -> str:
    """Empty where the figure asks for no more than the row says anyway."""
    if kind.key == "nivaer":
        return str(row["depth"])
    if kind.key == "arsverk":
        return f"{number_format(row['fte_percent'], 2).rstrip('0').rstrip(',.')} %"
    if kind.key == "ubrukt":
        return ". ".join([*_unused(row["reason"]), *_wish(row["wants_to_use"])])
    return ". ".join(_learns(row)) if kind.key == "lere" else ""


def _unused(reason: str) -> list[str]:
    keys = {NOT_REQUIRED: ["ikke-krevd"], NOT_USED: ["ikke-i-bruk"], BOTH: ["ikke-krevd", "ikke-i-bruk"]}
    return [str(BY_KEY[key].term) for key in keys[reason]]


def _wish(wants: bool | None) -> list[str]:
    if wants is None:
        return []
    return [_("Vil bruke det mer") if wants else _("Vil ikke bruke det mer")]


def _learns(row: Mapping[str, Any]) -> list[str]:
    said = {"had": _("Har hatt det"), "near": _("Ett nivå unna"), "wishes": _("Vil bruke det mer")}
    return [text for name, text in said.items() if row[name]]
