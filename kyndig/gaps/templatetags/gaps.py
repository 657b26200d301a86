"""Small things that the gap pages' templates need."""

import re
from itertools import pairwise
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import localize, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyndig.gaps.definitions import BY_KEY, Definition
from kyndig.gaps.needing.rows import Need
from kyndig.gaps.scenarios import rows
from kyndig.gaps.scenarios.page import Shown
from kyndig.gaps.scenarios.showing import Where
from kyndig.gaps.vulnerable import Elsewhere
from kyndig.gaps.vulnerable_sentences import who_else
from kyndig.gaps.working.addresses import Reads, address
from kyndig.gaps.working.kinds import SUGGESTED

register = template.Library()

_LONG = 8
# So many letters stay together at either end.
_ENDS = 2
_SOFT_HYPHEN = "\u00ad"
_VOWELS, _CONSONANTS = "aeiouyæøåéAEIOUYÆØÅÉ", "bcdfghjklmnpqrstvwxz"
# Consonants that begin a syllable together.
_TOGETHER = "(?:[bfgkp][lr]|[dt]r|s[kpt]r?|kn|sj|skj|kj|th)"
_BREAKS = re.compile(
    f"(?<=[{_VOWELS}])([{_CONSONANTS}]+?)(?={_TOGETHER}[{_VOWELS}])"
    f"|(?<=[{_VOWELS}])([{_CONSONANTS}]+)(?=[{_CONSONANTS}][{_VOWELS}])"
    f"|(?<=[{_VOWELS}])(?=[{_CONSONANTS}][{_VOWELS}])"
)


@register.simple_tag
def head(key: str) -> SafeString:
    """A column's head, that leads to what its figure means: the term of `definitions`. Unknown: KeyError."""
    address = f"{reverse('figures_help')}#{key}"
    return format_html('<a class="ds-link" data-color="neutral" href="{}">{}</a>', address, BY_KEY[key].term)


@register.simple_tag
def label(key: str) -> SafeString:
    """The same term within a cell, for a phone, where rows are cards and the heads are gone."""
    return format_html('<span class="k-narrow-only k-meta">{}</span>', BY_KEY[key].term)


@register.simple_tag
def figure(
    page: Reads,
    unit: str,
    competence: str,
    kind: str,
    number: float,
    *,
    level: int | None = None,
    required: int | None = None,
    text: str = "",
) -> str:
    """A figure that leads to the rows it is made of, as `addresses.address`; nought leads nowhere.

    text: what is written in its place, where the figure stands in a phrase.
    """
    said = text or written(number)
    if not number:
        return said
    where = address(page, unit, competence, kind, level=level, min_holders=required)
    return format_html('<a class="ds-link" data-color="neutral" href="{}">{}</a>', where, said)


@register.filter
def written(number: Any) -> str:
    """A figure with two decimals where it has any; a word as it stands; a dash where there is none."""
    if number is None:
        return "–"
    return number_format(number, 2) if isinstance(number, float) else str(localize(number))


@register.simple_tag
def suggestion(page: Reads, unit: str, need: Need) -> str:
    """The suggestion for a need, that leads to the rows of the figure it follows from: one that is not 0."""
    kind = SUGGESTED[need.figures.suggestion]
    return figure(page, unit, need.competence.code, kind, 1, text=str(need.suggested))


@register.simple_tag
def scenario_rows(shown: Shown, where: Where, measure: Definition) -> str:
    """Where the rows behind a figure of a scenario are, before and after; empty for what is no figure."""
    return rows.address(shown, where, measure)


@register.filter
def in_words(found: Elsewhere) -> str:
    """Who elsewhere holds it, as `who_else`."""
    return who_else(found)


@register.filter
def breakable(text: str) -> str:
    """The text with places where long words may be broken, for narrow column heads.

    Browsers have no Norwegian hyphenation to rely on; between syllables is good enough for compounds.
    """
    return " ".join(_with_breaks(word) if len(word) >= _LONG else word for word in text.split(" "))


def _with_breaks(word: str) -> str:
    places = [found.end() for found in _BREAKS.finditer(word)]
    inside = [place for place in places if _ENDS <= place <= len(word) - _ENDS]
    parts = pairwise([0, *inside, len(word)])
    return _SOFT_HYPHEN.join(word[begins:ends] for begins, ends in parts)
