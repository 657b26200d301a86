"""Small things that the gap pages' templates need."""

import re
from itertools import pairwise

from django import template
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyndig.gaps.definitions import BY_KEY
from kyndig.gaps.opening import Opened
from kyndig.gaps.sentences import others_not_shown
from kyndig.gaps.vulnerable import Elsewhere
from kyndig.gaps.vulnerable_sentences import who_else
from kyndig.gaps.working import query

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
    opened: Opened, unit: str, competence: str, kind: str, number: int, *, level: int | None = None
) -> str:
    """A figure that leads to the rows it is made of. Nought leads nowhere, nor what is of no competence."""
    if not number or not competence:
        return str(localize(number))
    address = figure_address(opened, unit, competence, kind, level)
    return format_html('<a class="ds-link" data-color="neutral" href="{}">{}</a>', address, localize(number))


@register.simple_tag
def figure_address(opened: Opened, unit: str, competence: str, kind: str, level: int | None = None) -> str:
    """Where the rows behind a figure are; `kind` as in `working.KINDS`."""
    return reverse("figure_rows", args=[unit, competence]) + query(opened.asked, kind, level)


@register.filter
def unseen(number: int) -> str:
    """People who count, but whom the reader may not see by name today."""
    return others_not_shown(number)


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
