"""Small things that the gap pages' templates need."""

import re

from django import template

register = template.Library()

_LONG = 9
_SOFT_HYPHEN = "\u00ad"
_VOWELS, _CONSONANTS = "aeiouyæøåéAEIOUYÆØÅÉ", "bcdfghjklmnpqrstvwxz"
# Consonants that begin a syllable together.
_TOGETHER = "(?:[bfgkp][lr]|[dt]r|s[kpt]r?|kn|sj|skj|kj|th)"
_BREAKS = re.compile(
    f"(?<=[{_VOWELS}])([{_CONSONANTS}]+?)(?={_TOGETHER}[{_VOWELS}])"
    f"|(?<=[{_VOWELS}])([{_CONSONANTS}]+)(?=[{_CONSONANTS}][{_VOWELS}])"
    f"|(?<=[{_VOWELS}])(?=[{_CONSONANTS}][{_VOWELS}])"
)


@register.filter
def breakable(text: str) -> str:
    """The text with places where long words may be broken, for narrow column heads.

    Browsers have no Norwegian hyphenation to rely on; between syllables is good enough for compounds.
    """
    return " ".join(_with_breaks(word) if len(word) >= _LONG else word for word in text.split(" "))


def _with_breaks(word: str) -> str:
    middle = _BREAKS.sub(lambda found: f"{found.group(0)}{_SOFT_HYPHEN}", word[2:-2])
    return f"{word[:2]}{middle}{word[-2:]}"
