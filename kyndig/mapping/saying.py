"""What levels and sources are called to the employee, in whole sentences."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Source
from kyndig.mapping.prefill import Fact

Scale = Competence.Scale
Texts = tuple[str | Promise, ...]

# By scale, lowest level first: what the employee taps, and what is said back.
ANSWERS: dict[str, Texts] = {
    Scale.LEVELS: (
        gettext_lazy("Jeg kan ikke dette"),
        gettext_lazy("Jeg er under opplæring"),
        gettext_lazy("Jeg kan dette selvstendig"),
        gettext_lazy("Jeg kan lære opp andre"),
    ),
    Scale.HELD: (gettext_lazy("Jeg har ikke dette"), gettext_lazy("Jeg har dette")),
}
_SENTENCES: dict[str, Texts] = {
    Scale.LEVELS: (
        gettext_lazy("Du kan ikke dette."),
        gettext_lazy("Du er under opplæring."),
        gettext_lazy("Du kan dette selvstendig."),
        gettext_lazy("Du kan lære opp andre."),
    ),
    Scale.HELD: (gettext_lazy("Du har ikke dette."), gettext_lazy("Du har dette.")),
}
_UNTIL: dict[str, str | Promise] = {
    Source.COURSE: gettext_lazy("Kurs, gjelder til %(day)s"),
    Source.DOCUMENT: gettext_lazy("Dokument, gjelder til %(day)s"),
    Source.LEADER: gettext_lazy("Vurdert av lederen, gjelder til %(day)s"),
}
_SINCE: dict[str, str | Promise] = {
    Source.COURSE: gettext_lazy("Kurs fra %(day)s"),
    Source.DOCUMENT: gettext_lazy("Dokument fra %(day)s"),
    Source.LEADER: gettext_lazy("Vurdert av lederen %(day)s"),
    Source.SELF: gettext_lazy("Du svarte dette %(day)s"),
}


@dataclass(frozen=True)
class Choice:
    """An answer to tap: the level, its words, and what it looks like in practice (may be empty)."""

    level: int
    words: str
    text: str
    language: str


def choices(competence: Competence) -> list[Choice]:
    """The levels of a competence as the employee is offered them, lowest first."""
    words = ANSWERS[competence.scale]
    return [Choice(level, str(word), *competence.level_text(level)) for level, word in enumerate(words)]


def sentence(scale: str, level: int) -> str:
    """The level as it is said to whoever has it: «Du kan dette selvstendig.»"""
    texts = _SENTENCES[scale]
    return str(texts[min(level, len(texts) - 1)])


def source_of(fact: Fact) -> str:
    """Who says so, and since or until when."""
    if fact.expires_on is not None:
        return str(_UNTIL[fact.source]) % {"day": _day(fact.expires_on)}
    return str(_SINCE[fact.source]) % {"day": _day(fact.assessed_on)}


def ran_out(fact: Fact) -> str:
    """What no longer holds, since when."""
    text = _("Kurset gikk ut %(day)s.") if fact.source == Source.COURSE else _("Beviset gikk ut %(day)s.")
    return text % {"day": _day(fact.expires_on)} if fact.expires_on else ""


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
