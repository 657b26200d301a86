"""Small things that the gap pages' templates need."""

import re
from itertools import pairwise

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyndig.gaps.definitions import BY_KEY
from kyndig.gaps.vulnerable import Elsewhere
from kyndig.gaps.vulnerable_sentences import who_else

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
