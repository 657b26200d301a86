"""What every act on a cell has in common, whoever does it: taking turns, and why it may be refused."""

from django.utils.translation import gettext as _

from kyndig.accounts.models import User
from kyndig.mapping.cells import Asking, Cell
from kyndig.mapping.models import Round
from kyndig.organisation.models import Person
from kyndig.organisation.reach import reach_of, today


class RefusedError(Exception):
    """The act cannot be done. `str()` is a sentence for the user that says why, and what to do."""


def take_turn(person: Person) -> None:
    """Two writers of one person's cells take turns; the second sees what the first wrote.

    Holds until the transaction ends.
    """
    Person.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)


def check_open(round_: Round) -> None:
    """Raises RefusedError when the round takes no answers now, whatever the object in hand says."""
    round_.refresh_from_db(fields=["status", "opens_on", "closes_on"])
    if not round_.takes_answers(today()):
        raise RefusedError(_("Runden er ikke åpen. Det som kom inn før, er lagret."))


def check_asked(round_: Round, *cells: Cell) -> None:
    """Raises RefusedError unless the round asks about all of these cells, which are one person's."""
    asked = Asking(round_, today()).roles(person_id=cells[0][0]) if cells else {}
    if any(cell not in asked for cell in cells):
        raise RefusedError(_("Runden spør ikke om denne kompetansen for denne stillingen."))


def oneself(user: User) -> Person | None:
    """The user's own person, as who has said something; None for somebody who is not employed."""
    person_id = reach_of(user).person_id
    return Person.objects.get(pk=person_id) if person_id is not None else None
