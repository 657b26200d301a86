"""What the grid's script says, in the reader's language; `%(name)s` is filled in by the script.

Of two forms the first is for one, the second for any other number: so in all our languages.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.analysis import gaps
from kyndig.catalogue import levels
from kyndig.catalogue.models import Competence
from kyndig.gaps.asking import STATE_WORDS


def grid_words() -> dict[str, Any]:
    """Sentences by name, with the words of levels, states and acts."""
    return {
        **_sentences(),
        **_counted(),
        **_troubles(),
        "scales": {scale: [str(word) for word in levels.WORDS[scale]] for scale in Competence.Scale.values},
        "heard_states": {state: str(STATE_WORDS[state]) for state in (gaps.MET, gaps.BELOW, gaps.EXPIRED)},
        "states": {"none": _("Ikke vurdert"), "exempt": _("Unntatt")},
        "moves": {"accept": _("forslaget"), "exempt": _("unntatt"), "back": _("tatt tilbake")},
    }


def _sentences() -> dict[str, str]:
    return {
        "title": _("Kompetanse %(number)s av %(of)s: %(name)s"),
        "cell": _("%(person)s, %(competence)s"),
        "count": _("%(left)s av %(all)s ruter igjen · %(singly)s vurdert"),
        "count_together": _("%(left)s av %(all)s ruter igjen · %(singly)s vurdert · %(together)s samlet"),
        "saving": _("Lagrer"),
        "saved": _("Lagret"),
        "unsaved": _("Ikke lagret"),
        "taking_back": _("Tar tilbake"),
        "conflict": _("To har endret"),
        "heard": _("%(cell)s: %(value)s. Lagret."),
        "choose_mine": _("Behold din: %(value)s"),
        "choose_theirs": _("Behold den andre: %(value)s"),
        "close": _("Lukk"),
        "undone": _("%(cell)s er tatt tilbake."),
        "date_lead": _(
            "%(cell)s: dette må fornyes etter %(months)s måneder. "
            "Skriv når det sist ble tatt, og hva som viser det."
        ),
        "date_missing": _("Skriv datoen som dag, måned og år, for eksempel 15.06.2026."),
        "exempt_lead": _("%(cell)s: kravet gjelder ikke nå"),
        "exempt_missing": _("Velg hvorfor kravet ikke gjelder, og til når."),
        "off_scale": _("Dette nivået finnes ikke her."),
        "no_offer": _("Det er ikke noe forslag i denne ruten. Velg et nivå."),
        "no_offers": _("Det er ingen forslag å bekrefte samlet i denne kolonnen."),
        "nothing_left": _("Ingen flere ruter trenger deg på denne siden."),
        "nothing_to_undo": _("Det er ingenting å angre."),
        "nothing_to_take_back": _("Det er ingenting å ta tilbake i denne ruten."),
        "no_details": _("Vi fikk ikke hentet detaljene. Prøv igjen om litt."),
        "wait": _("Vent til alt er lagret før du limer inn."),
    }


def _counted() -> dict[str, list[str]]:
    forms: dict[str, Callable[[int], str]] = {
        "confirm": lambda n: ngettext("Bekreft %(n)s forslag", "Bekreft %(n)s forslag", n),
        "together": lambda n: ngettext(
            "Bekreft %(n)s forslag for %(name)s?", "Bekreft %(n)s forslag for %(name)s?", n
        ),
        "selected": lambda n: ngettext("%(n)s rute er valgt", "%(n)s ruter er valgt", n),
        "unsaved_cells": lambda n: ngettext("%(n)s rute er ikke lagret:", "%(n)s ruter er ikke lagret:", n),
    }
    return {name: [form(1), form(2)] for name, form in forms.items()}


def _troubles() -> dict[str, str]:
    """Why something is not saved, what is safe, and what to do."""
    return {
        "offline": _("Det du valgte, står fortsatt her. Vi prøver igjen når du er på nett."),
        "server": _("Noe er feil hos oss, ikke hos deg. Det du valgte, står fortsatt her. Vi prøver igjen."),
        "session": _(
            "Du er logget ut, eller har ikke tilgang lenger. Det du valgte, står fortsatt her. "
            "Logg inn i en ny fane, så lagrer vi."
        ),
        "closed": _("Runden er ikke åpen. Det du valgte, står her, men er ikke lagret."),
    }


def keymap() -> list[tuple[str, str]]:
    """(keys, what they do), for the help."""
    return [
        (_("Piltaster"), _("Flytt til neste rute")),
        ("Home · End", _("Først og sist i raden")),
        ("Ctrl Home · Ctrl End", _("Først og sist på siden")),
        ("PgUp · PgDn", _("Ti rader opp eller ned")),
        ("0–3", _("Sett nivå, og gå til neste som trenger deg")),
        (_("Mellomrom"), _("Godta forslaget")),
        ("N · P", _("Neste og forrige som trenger deg")),
        ("B", _("Bekreft forslagene i kolonnen samlet")),
        ("U", _("Kravet gjelder ikke: grunn og siste dag")),
        ("Delete", _("Ta tilbake det som ble gjort i denne runden")),
        ("Ctrl Z", _("Angre det siste du gjorde")),
        (_("Shift piltaster"), _("Velg flere ruter")),
        (_("Shift mellomrom · Ctrl mellomrom"), _("Velg raden eller kolonnen")),
        ("Ctrl V", _("Lim inn nivåer fra et regneark")),
        ("Enter · F2", _("Vis detaljer")),
        ("Esc", _("Tilbake til ruten")),
    ]
