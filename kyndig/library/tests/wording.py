"""How the library's texts are written: rules that a machine can check."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kyndig.library.entries import LANGUAGES, Area, Competence, Library, Role, Texts
from kyndig.web.translations import BOKMAL, FORBIDDEN

_WORD = re.compile(r"\w+")
# More words that are bokmål and not nynorsk, as work is spoken of. Norsk Vann is what it is called.
_MORE_BOKMAL = re.compile(
    r"\b(sykdom|syk|sykepleie\w*|tjeneste\w*|veilede\w*|egen|eget|selv|hjemme|annen|mennesker|brukeren|lønn"
    r"|regnskap\w*|(?<!Norsk )vann|vei|leder|ledelse|skole\w*|læreren|utdanningen|opplæringen|tiden|riktig"
    r"|forebygge|sier|vet|tar|kommer|holder|skriver)\b",
    re.IGNORECASE,
)
# From so many words on, a text that is the same in nynorsk and bokmål may not have been translated, and two
# texts that differ by one word are the same sentence.
LONG = 4
SENTENCE = 5
SAME_IN_NYNORSK_AT_MOST = 0.1

Words = tuple[str, ...]


def texts(entry: Competence | Role | Area) -> Iterator[tuple[str, Texts]]:
    """(where, text) of everything an entry says."""
    if isinstance(entry, Role):
        yield "title", entry.title
        return
    yield "name", entry.name
    if isinstance(entry, Competence):
        yield "description", entry.description
        yield from ((f"level {at}", each) for at, each in enumerate(entry.levels))


def words(text: str) -> Words:
    """The words without case, signs or how they are parted."""
    return tuple(_WORD.findall(text.casefold()))


def bare(text: str, names: Iterable[str]) -> Words:
    """The words that are left when the competence's names are taken out."""
    left = f" {' '.join(words(text))} "
    for name in sorted({" ".join(words(each)) for each in names}, key=len, reverse=True):
        left = left.replace(f" {name} ", " ") if name else left
    return tuple(left.split())


def alike(competences: Iterable[Competence]) -> list[tuple[str, str, str]]:
    """(language, one place, another) of level texts that say the same, or differ by a single word."""
    found = []
    for language in LANGUAGES:
        first: dict[Words, str] = {}
        for place, left in _bare_levels(competences, language):
            masks = _masked(left)
            before = next((first[mask] for mask in masks if mask in first), None)
            if before is not None:
                found.append((language, before, place))
            for mask in masks:
                first.setdefault(mask, place)
    return found


def _bare_levels(competences: Iterable[Competence], language: str) -> Iterator[tuple[str, Words]]:
    for each in competences:
        for level, text in enumerate(each.levels):
            yield f"{each.code} {level}", bare(text.of(language), (each.code, *each.names))


def _masked(left: Words) -> list[Words]:
    """The words, and for a whole sentence the words with each of them in turn left open."""
    if len(left) < SENTENCE:
        return [left]
    return [left, *((*left[:at], "…", *left[at + 1 :]) for at in range(len(left)))]


def copied(pairs: Iterable[Texts]) -> tuple[list[str], int]:
    """(the long texts whose nynorsk is their bokmål, how many long texts there are)."""
    long = [each for each in pairs if len(words(each.nb)) >= LONG]
    return [each.nb for each in long if words(each.nb) == words(each.nn)], len(long)


def bokmal_in(text: str) -> str:
    """A word that no nynorsk text has, or nothing."""
    match = BOKMAL.search(text) or _MORE_BOKMAL.search(text)
    return match[0] if match else ""


def forbidden_in(text: str) -> str:
    """A word or sign that we do not write, or nothing. Colours are only forbidden of people, not of skin."""
    found = (match[0] for match in FORBIDDEN.finditer(text))
    return next((word for word in found if not word.lower().startswith(("rød", "grønn"))), "")


def by_file(library: Library) -> dict[str, list[tuple[str, Texts]]]:
    """(where, text) of everything that is said, by the file it stands in."""
    found: dict[str, list[tuple[str, Texts]]] = defaultdict(list)
    for area in library.areas.values():
        found[f"areas/{area.code}"] += [(f"area {where}", text) for where, text in texts(area)]
    for competence in library.competences.values():
        found[f"areas/{competence.area.code}"] += [
            (f"{competence.code} {where}", text) for where, text in texts(competence)
        ]
    for role in library.roles.values():
        found[f"roles/{role.group}"] += [(f"{role.code} {where}", text) for where, text in texts(role)]
    return dict(found)
