"""Norwegian words made comparable: without inflection, in one spelling for bokmål and nynorsk."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_stemmer = snowballstemmer.stemmer("norwegian")

# Keyboards without æ, ø, å; the digraphs people then write mean the same.
_LETTERS = (("æ", "e"), ("ø", "o"), ("å", "a"), ("ae", "e"), ("oe", "o"), ("aa", "a"))
# Where the two written languages differ inside a word. Applied to what is sought and to what is found.
_NYNORSK = (
    ("sjuk", "syk"),
    ("hjart", "hjert"),
    ("fyrste", "forste"),
    ("rettlei", "veiled"),
    ("handsam", "behandl"),
    ("tenest", "tjenest"),
    ("leiing", "ledels"),
    ("leiar", "leder"),
    ("tryggleik", "sikkerhet"),
    ("tilsett", "ansatt"),
    ("foreb", "forb"),
    ("born", "barn"),
    ("skule", "skole"),
    ("heim", "hjem"),
    ("vatn", "vann"),
    ("byggje", "bygge"),
    ("menneskj", "mennesk"),
    ("reinhald", "renhold"),
    ("reingjer", "rengjor"),
    ("sjolv", "selv"),
    ("loys", "los"),
    ("naud", "nod"),
    ("rekneskap", "regnskap"),
)
# Words that say nothing of which competence is meant.
_EMPTY_WORDS = (
    "og i på for av med til å det den en et ei som om ved hos de er jeg eg kan kunne the of and in to"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())


def tokens(text: str) -> list[str]:
    """The text's words in comparable form; those that carry no meaning only when there are no others."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).lower())
    telling = [word for word in words if word not in _EMPTY]
    return [root(word) for word in telling or words]


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """A lower-case word without its ending, folded to a–z and one spelling."""
    return fold(_stemmer.stemWord(word) if len(word) > 3 else word)


def fold(word: str) -> str:
    """A lower-case word in letters of any keyboard and in one spelling for both written languages."""
    for letter, plain in _LETTERS:
        word = word.replace(letter, plain)
    for nynorsk, bokmal in _NYNORSK:
        word = word.replace(nynorsk, bokmal)
    return word
