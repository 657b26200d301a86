"""Charts drawn on the server: Altair says what, vl-convert draws, and the SVG stands in the page.

Every chart is an image with a title and a description, and has a table beside it that the page writes.
Colours are the theme's light ones as numbers, since a drawing knows no tokens. Vega has no pattern fills: a
few colours that nothing else uses are swapped for patterns after drawing. No drawing has a style attribute.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import altair as alt
import vl_convert
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

FONTS = Path(__file__).parent / "static" / "vendor" / "inter" / "ttf"
FONT = "Inter, Segoe UI, Roboto, Arial, sans-serif"

_INK: Final = "#292c30"
_SUBTLE: Final = "#5b5d60"
_WARNING: Final = "#80540f"
# A kind's fill and edge. The fills that are no colours of the theme become patterns.
LOOKS: Final[dict[str, tuple[str, str]]] = {
    "met": ("#afcee9", "#2a7cc5"),
    "below": ("#010203", _WARNING),
    "not_assessed": ("#ffffff", _SUBTLE),
    "exempt": ("#040506", _SUBTLE),
}
_PATTERNS: Final = {
    "below": '<pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fae6c6"/>'
    '<rect width="2.4" height="6" fill="#80540f"/></pattern>',
    "exempt": '<pattern id="{id}" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><circle cx="3" cy="3" r="1.3" fill="#5b5d60"/></pattern>',
}
# Shares of the bar's length.
_GAP: Final = 0.0055
_ROOM_FOR_A_NUMBER: Final = 0.075
# Drawings kept, by content.
_KEPT: Final = 64
_drawing = threading.Lock()


@dataclass(frozen=True)
class Bar:
    """A bar of a whole: its name and how much of each kind (keys of `LOOKS`, in the order drawn)."""

    name: str
    parts: Mapping[str, int]


@dataclass(frozen=True)
class Chart:
    """A drawing and the swatches of its legend: (swatch, word), in the order drawn."""

    svg: SafeString
    legend: tuple[tuple[SafeString, str], ...]


def bars(
    rows: Sequence[Bar],
    words: Mapping[str, str | Promise],
    *,
    title: str,
    description: str,
    numbers: bool = True,
    width: int = 390,
) -> Chart:
    """Bars of 100 %, one per row, in the order given. `words` names the kinds; rows of nothing are left out.

    `numbers` writes how many where there is room. `title` is the finding, `description` says what is drawn.
    """
    drawn = [row for row in rows if sum(row.parts.values())]
    spec = _bars_spec(drawn, list(words), numbers=numbers, width=width)
    mark = _mark_of(spec + title + description)
    return Chart(_framed(_drawn(spec), mark, title, description), _legend(words, mark))


def _bars_spec(rows: Sequence[Bar], kinds: Sequence[str], *, numbers: bool, width: int) -> str:
    values = [part for place, row in enumerate(rows) for part in _parts(row, place, kinds)]
    # Names can be equal, so rows are told apart by their place.
    names = _names_axis([row.name for row in rows])
    places = alt.Y("place:O", sort=None, axis=names, scale=alt.Scale(padding=0.18))
    base = alt.Chart(alt.InlineData(values=values))
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    look = {"fill": alt.Color("fill:N", scale=None), "stroke": alt.Color("edge:N", scale=None)}
    layers = [base.mark_bar(size=18, strokeWidth=1).encode(x=x, x2="to:Q", y=places, **look)]
    if numbers:
        text = base.transform_filter("datum.number !== ''").mark_text(
            align="left", baseline="middle", dx=5, fontSize=14, fontWeight=500, color=_INK
        )
        layers.append(text.encode(x=x, y=places, text="number:N"))
    return _spec(alt.layer(*layers).properties(width=width, height=28 * max(1, len(rows))))


def _parts(row: Bar, place: int, kinds: Sequence[str]) -> list[dict[str, Any]]:
    whole = sum(row.parts.values())
    at, parts = 0.0, []
    for kind in kinds:
        share = row.parts.get(kind, 0) / whole
        if share:
            roomy = kind in {"met", "not_assessed"} and share >= _ROOM_FOR_A_NUMBER
            fill, edge = LOOKS[kind]
            end = at + max(share - _GAP, share / 2)
            number = number_format(row.parts[kind]) if roomy else ""
            parts.append(
                {"place": place, "from": at, "to": end, "fill": fill, "edge": edge, "number": number}
            )
        at += share
    return parts


def _names_axis(names: Sequence[str]) -> alt.Axis:
    # A JSON list is an expression of Vega's own language too.
    named = f"{json.dumps(list(names), ensure_ascii=False)}[datum.value]"
    return alt.Axis(
        labelExpr=named,
        domain=False,
        ticks=False,
        title=None,
        labelFontSize=14,
        labelColor=_INK,
        labelPadding=8,
        labelLimit=220,
    )


def _spec(chart: Any) -> str:
    styled = chart.configure(font="Inter", background="transparent", padding=0).configure_view(stroke=None)
    return str(styled.to_json(indent=None))


@cache
def _with_fonts() -> None:
    """Tell the drawer where Inter is; without the files it measures with what the machine has."""
    if FONTS.is_dir():
        vl_convert.register_font_directory(str(FONTS))


@lru_cache(maxsize=_KEPT)
def _drawn(spec: str) -> str:
    with _drawing:
        _with_fonts()
        return str(vl_convert.vegalite_to_svg(spec, vl_version=_vega_lite()))


def _vega_lite() -> str:
    """The Vega-Lite that Altair writes, as the drawer calls it: 5.20."""
    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def _framed(svg: str, mark: str, title: str, description: str) -> SafeString:
    """The drawing as an image of the page: title, description, patterns, nothing of Vega's own roles."""
    size = re.search(r'viewBox="([^"]*)" ?', svg)
    width, height = size.group(1).split()[2:] if size else ("400", "100")
    inner = svg[svg.index(">") + 1 : svg.rindex("</svg>")]
    inner = re.sub(r'\s(?:role|aria-\w+|class|pointer-events|tabindex)="[^"]*"', "", inner)
    inner = re.sub(r'\sstyle="([^"]*)"', _as_attributes, inner)
    inner = inner.replace('font-family="Inter"', f'font-family="{FONT}"')
    for kind in _PATTERNS:
        inner = inner.replace(f'"{LOOKS[kind][0]}"', f'"url(#{mark}-{kind})"')
    patterns = "".join(text.format(id=f"{mark}-{kind}") for kind, text in _PATTERNS.items())
    head = (
        f'<svg class="k-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="{mark}-title {mark}-desc">'
        f'<title id="{mark}-title">{escape(title)}</title><desc id="{mark}-desc">{escape(description)}</desc>'
    )
    return mark_safe(f"{head}<defs>{patterns}</defs>{inner}</svg>")  # noqa: S308 - drawn here; texts are escaped


def _as_attributes(style: re.Match[str]) -> str:
    """A style attribute as presentation attributes, which the content policy lets through."""
    pairs = [each.split(":", 1) for each in style.group(1).split(";") if ":" in each]
    named = {name.strip(): value.strip() for name, value in pairs}
    return "".join(f' {name}="{value}"' for name, value in named.items() if name != "white-space")


def _legend(words: Mapping[str, str | Promise], mark: str) -> tuple[tuple[SafeString, str], ...]:
    swatches = []
    for kind, word in words.items():
        fill, edge = LOOKS[kind]
        filled = f"url(#{mark}-{kind})" if kind in _PATTERNS else fill
        box = format_html(
            '<svg width="18" height="14" aria-hidden="true">'
            '<rect x=".5" y=".5" width="17" height="13" fill="{}" stroke="{}"/></svg>',
            filled,
            edge,
        )
        swatches.append((box, str(word)))
    return tuple(swatches)


def legend(chart: Chart) -> SafeString:
    """The legend as a list, to stand over the drawing."""
    items = format_html_join("", "<li>{}{}</li>", chart.legend)
    return format_html('<ul class="k-legend">{}</ul>', items)


def _mark_of(text: str) -> str:
    """What a chart's ids begin with: equal drawings, equal ids."""
    return "c" + hashlib.sha256(text.encode()).hexdigest()[:10]
