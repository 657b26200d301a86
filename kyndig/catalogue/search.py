"""Finds competences by what people call them: misspelt, inflected, in nynorsk, by code or by another word.

The index is built from the whole catalogue once per data version and kept in the process; a search then
asks for the version and for the competences found: two queries, whatever the size.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from kyndig.accounts.audit import Version, data_version
from kyndig.catalogue import words
from kyndig.catalogue.models import Alias, Competence

# What a match is worth by where it stands: the names first, what is said of the competence last.
_NAME, _TOGETHER, _DESCRIPTION = 1.0, 0.85, 0.6
# Below this, two words are different words. A competence is shown when it is near enough in itself,
# and not far behind the best.
_SIMILAR = 0.68
_ENOUGH = 0.3
_OF_THE_BEST = 0.5
# A word that the catalogue does not know tells less of what is meant than one that it knows.
_UNKNOWN_WORD = 0.35
_SHORT = 3


@dataclass(frozen=True)
class _Surface:
    """One text by which a competence may be found."""

    competence: int
    words: tuple[str, ...]
    worth: float
    # Only names and aliases: a long description is not worse for saying more.
    short: bool

    @property
    def joined(self) -> str:
        return "".join(self.words)


@dataclass
class Index:
    """Every word of the catalogue and where it stands."""

    surfaces: list[_Surface] = field(default_factory=list)
    codes: dict[str, int] = field(default_factory=dict)
    standing: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    rarity: dict[str, float] = field(default_factory=dict)

    def search(self, text: str) -> list[int]:
        """The ids of the competences meant, best first; empty when nothing is near."""
        sought = list(dict.fromkeys(words.tokens(text)))
        scores = self._by_code(text)
        for competence, score in (*self._by_words(sought), *self._by_joined("".join(sought))):
            scores[competence] = max(score, scores.get(competence, 0.0))
        enough = max(_ENOUGH, _OF_THE_BEST * min(1.0, max(scores.values(), default=0.0)))
        near = [(score, competence) for competence, score in scores.items() if score >= enough]
        return [competence for score, competence in sorted(near, key=lambda each: (-each[0], each[1]))]

    def _by_code(self, text: str) -> dict[int, float]:
        wanted = text.strip().lower()
        if not wanted:
            return {}
        return {
            competence: 3.0 if code == wanted else 0.95
            for code, competence in self.codes.items()
            if code == wanted or (len(wanted) >= _SHORT and code.startswith(wanted))
        }

    def _by_words(self, sought: list[str]) -> Iterable[tuple[int, float]]:
        """How much of what is sought each surface has, rare words counting most."""
        weights = {}
        found: dict[int, dict[str, float]] = defaultdict(dict)
        for word in sought:
            near = self._near(word)
            weights[word] = max((self.rarity[each] for each in near), default=0.0) or _UNKNOWN_WORD
            for known, likeness in near.items():
                for place in self.standing[known]:
                    found[place][word] = max(likeness, found[place].get(word, 0.0))
        total = sum(weights.values())
        for place, likenesses in found.items():
            have = sum(weights[word] * likeness for word, likeness in likenesses.items()) / total
            surface = self.surfaces[place]
            yield surface.competence, have * surface.worth * _filled(surface, len(likenesses))

    def _by_joined(self, sought: str) -> Iterable[tuple[int, float]]:
        """Whole names as one word: compounds that people write apart, and the other way round."""
        if len(sought) <= _SHORT:
            return
        names = {place: surface.joined for place, surface in enumerate(self.surfaces) if surface.short}
        for _name, score, place in process.extract(
            sought, names, scorer=fuzz.ratio, score_cutoff=70, limit=None
        ):
            yield self.surfaces[place].competence, score / 100 * self.surfaces[place].worth

    def _near(self, word: str) -> dict[str, float]:
        """The catalogue's words that may be this one, with how alike they are (0 to 1)."""
        near = {known: share for known in self.standing if (share := _inside(word, known))}
        if len(word) > _SHORT:
            alike = process.extract(
                word,
                self.standing.keys(),
                scorer=DamerauLevenshtein.normalized_similarity,
                score_cutoff=_SIMILAR,
                limit=None,
            )
            near |= {known: max(likeness, near.get(known, 0.0)) for known, likeness, _ in alike}
        return near


def _inside(word: str, known: str) -> float:
    """1 for the same word; less for the beginning of one (still being typed) or a part of a compound."""
    if word == known:
        return 1.0
    shorter, longer = sorted((word, known), key=len)
    if len(shorter) < _SHORT or shorter not in longer:
        return 0.0
    share = len(shorter) / len(longer)
    if longer.startswith(shorter):
        return 0.75 + 0.2 * share
    return 0.6 + 0.3 * share if len(shorter) > _SHORT else 0.0


def _filled(surface: _Surface, matched: int) -> float:
    """A name that is wholly what was asked for goes before one that has more in it."""
    return 0.75 + 0.25 * min(1.0, matched / len(surface.words)) if surface.short else 1.0


def build() -> Index:
    """The index of the catalogue as it is now: three queries. What was replaced is found as its successor."""
    index = Index()
    aliases = defaultdict(list)
    for competence, alias in Alias.objects.values_list("competence_id", "text"):
        aliases[competence].append(alias)
    for each in Competence.objects.select_related("area"):
        target = each.pk if each.archived_at is None else each.replaced_by_id
        if target:
            index.codes.setdefault(each.code.lower(), target)
            index.surfaces += _surfaces(each, target, aliases[each.pk])
    _weigh(index)
    return index


def _surfaces(each: Competence, target: int, aliases: list[str]) -> Iterable[_Surface]:
    names = [name for name in (each.name_nb, each.name_nn, each.name_en, *aliases, each.code) if name]
    for name in names:
        yield from _surface(target, [name], _NAME, short=True)
    yield from _surface(target, [*names, each.area.name_nb, each.area.name_nn], _TOGETHER, short=False)
    described = [each.description_nb, each.description_nn, each.description_en]
    yield from _surface(target, described, _DESCRIPTION, short=False)


def _surface(target: int, texts: list[str], worth: float, *, short: bool) -> Iterable[_Surface]:
    found = tuple(dict.fromkeys(words.tokens(" ".join(texts))))
    if found:
        yield _Surface(target, found, worth, short)


def _weigh(index: Index) -> None:
    """Where each word stands, and how few competences it stands in: the fewer, the more it tells."""
    in_competences: dict[str, set[int]] = defaultdict(set)
    for place, surface in enumerate(index.surfaces):
        for word in surface.words:
            index.standing[word].append(place)
            in_competences[word].add(surface.competence)
    everything = len({surface.competence for surface in index.surfaces})
    counts = Counter({word: len(competences) for word, competences in in_competences.items()})
    index.rarity = {word: 1 + log(everything / count) for word, count in counts.items()}


_kept: tuple[Version, Index] | None = None


def index() -> Index:
    """The index for the data as it is: kept until something is changed anywhere."""
    global _kept  # noqa: PLW0603 - one index a process is the point
    version = data_version()
    if _kept is None or _kept[0] != version or not version.newest:
        _kept = (version, build())
    return _kept[1]


def forget() -> None:
    """Drop the kept index (between tests, which share version numbers)."""
    global _kept  # noqa: PLW0603 - see `index`
    _kept = None


def find(text: str, limit: int = 20) -> list[Competence]:
    """The competences that people mean by `text`, best first, at most `limit`."""
    ids = index().search(text)[:limit]
    found = Competence.objects.select_related("area").in_bulk(ids)
    return [found[each] for each in ids if each in found]
