"""The demo's mapping round: open at the story's unit, so that leader and employee have something to do."""

from datetime import timedelta

from kyndig.accounts.models import User
from kyndig.mapping import actions
from kyndig.mapping.actions import Asked
from kyndig.mapping.candidates import Scope, proposal
from kyndig.mapping.models import Round
from kyndig.organisation.models import Unit
from kyndig.organisation.reach import today

WEEKS = 5


def make_round(unit: Unit, *, by: User | None) -> Round:
    """An open round about what is critical in the unit, from last week on."""
    round_ = actions.make_round(
        name="Kritisk kompetanse",
        purpose_nb="Vi vil vite hvem som kan hva, så vaktene er trygt dekket og opplæringen treffer.",
        purpose_nn="Vi vil vite kven som kan kva, så vaktene er trygt dekte og opplæringa treffer.",
        unit=unit,
        opens_on=today() - timedelta(weeks=1),
        closes_on=today() + timedelta(weeks=WEEKS),
        by=by,
    )
    asked = {
        role: [Asked(row.competence_id) for row in rows]
        for role, rows in proposal(Scope(unit, today())).items()
    }
    if asked:
        actions.choose_competences(round_=round_, asked=asked, by=by)
        actions.start(round_=round_, by=by)
    return round_
