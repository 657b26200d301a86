"""Which of the municipality's competences stands for one of the library's."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue import words
from kyndig.catalogue.models import Alias, Competence
from kyndig.library import entries
from kyndig.library.models import AdoptedCompetence


class Because(TextChoices):
    """Why a competence of the municipality's stands for the library's, or why none does."""

    ADOPTED = "adopted", _("Hentet fra biblioteket før")
    CODE = "code", _("Har samme kode")
    NAME = "name", _("Heter det samme")
    NEW = "new", _("Lages i katalogen")


@dataclass(frozen=True)
class Match:
    """A competence of the library and the municipality's own, None where one would be made."""

    entry: entries.Competence
    ours: Competence | None
    because: Because
    # One that is called the same, but whoever adopts wants a new one beside it.
    passed_by: Competence | None = None

    @property
    def is_archived(self) -> bool:
        """True when ours has to be taken into use again."""
        return self.ours is not None and self.ours.archived_at is not None


class Catalogue:
    """The municipality's competences as they are looked up: three queries, whatever is asked."""

    def __init__(self, library: entries.Library) -> None:
        competences = Competence.objects.select_related("area").order_by("code")
        self.by_id = {each.pk: each for each in competences}
        self.links = {each.code: each for each in AdoptedCompetence.objects.all()}
        self.aliases = _aliases()
        self.by_code = {each.code.casefold(): each for each in self.by_id.values()}
        self.by_name: dict[tuple[str, ...], Competence] = {}
        # One that stands for something in the library stands for nothing else in it.
        standing = {link.competence_id for link in self.links.values()}
        codes = {code.casefold() for code in library.competences}
        for each in self.by_id.values():
            if each.archived_at is None and each.pk not in standing and each.code.casefold() not in codes:
                for name in self.names(each):
                    self.by_name.setdefault(_comparable(name), each)

    def names(self, competence: Competence) -> list[str]:
        """Everything that people may call it."""
        names = (competence.name_nb, competence.name_nn, competence.name_en)
        return [name for name in (*names, *self.aliases.get(competence.pk, ())) if name]

    def matches(self, wanted: Iterable[entries.Competence], anew: Collection[str]) -> Iterator[Match]:
        """A match for each; no two share one of ours by name. `anew`: codes made though a name is alike."""
        matches = [self._match(each, anew) for each in wanted]
        # What is certain goes before what only has the name.
        taken = {each.ours.pk for each in matches if each.ours and each.because != Because.NAME}
        for match in matches:
            if match.ours is None or match.because != Because.NAME:
                yield match
            elif match.ours.pk in taken:
                yield Match(match.entry, None, Because.NEW)
            else:
                taken.add(match.ours.pk)
                yield match

    def _match(self, entry: entries.Competence, anew: Collection[str]) -> Match:
        if link := self.links.get(entry.code):
            return Match(entry, self._successor(self.by_id[link.competence_id]), Because.ADOPTED)
        if by_code := self.by_code.get(entry.code.casefold()):
            return Match(entry, self._successor(by_code), Because.CODE)
        by_name = next(filter(None, (self.by_name.get(_comparable(name)) for name in entry.names)), None)
        if by_name is None or entry.code in anew:
            return Match(entry, None, Because.NEW, passed_by=by_name)
        return Match(entry, by_name, Because.NAME)

    def _successor(self, competence: Competence) -> Competence:
        """The one that took over, where somebody has named one."""
        seen = {competence.pk}
        while competence.archived_at and competence.replaced_by_id and competence.replaced_by_id not in seen:
            competence = self.by_id[competence.replaced_by_id]
            seen.add(competence.pk)
        return competence

    def is_called_as(self, competence: Competence, entry: entries.Competence) -> bool:
        """Whether they share a name: a code alone may be chance."""
        ours = {_comparable(name) for name in self.names(competence)}
        return any(_comparable(name) in ours for name in entry.names)


def _comparable(name: str) -> tuple[str, ...]:
    return tuple(words.tokens(name))


def _aliases() -> dict[int, list[str]]:
    found = defaultdict(list)
    for competence, text in Alias.objects.values_list("competence_id", "text"):
        found[competence].append(text)
    return dict(found)
