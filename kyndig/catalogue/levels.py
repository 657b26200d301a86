"""The words of the levels: the same everywhere, never a number alone."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.models import Competence

WORDS: dict[str, tuple[str | Promise, ...]] = {
    Competence.Scale.LEVELS: (
        _("Kan ikke"),
        _("Under opplæring"),
        _("Kan selvstendig"),
        _("Kan lære opp andre"),
    ),
    Competence.Scale.HELD: (_("Har ikke"), _("Har")),
}


def word(scale: str, level: int) -> str:
    """The level as people say it; the highest word for a level above the scale."""
    words = WORDS[scale]
    return str(words[min(level, len(words) - 1)])


def choices(scale: str) -> list[tuple[int, str | Promise]]:
    """(level, word) for each level of the scale, lowest first."""
    return list(enumerate(WORDS[scale]))
