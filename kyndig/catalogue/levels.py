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
_IN_PRACTICE = {
    "nb": _("Nivå %(level)s i praksis, bokmål"),
    "nn": _("Nivå %(level)s i praksis, nynorsk"),
    "en": _("Nivå %(level)s i praksis, engelsk"),
}


def word(scale: str, level: int) -> str:
    """The level as people say it; the highest word for a level above the scale."""
    words = WORDS[scale]
    return str(words[min(level, len(words) - 1)])


def in_practice(level: int | str, language: str) -> str:
    """What the text on a level in practice is called, in one language's version."""
    return str(_IN_PRACTICE[language] % {"level": level})


def choices(scale: str) -> list[tuple[int, str | Promise]]:
    """(level, word) for each level of the scale, lowest first."""
    return list(enumerate(WORDS[scale]))
