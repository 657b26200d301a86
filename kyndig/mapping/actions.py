"""A round's life: made as a draft, given its competences, started, paused, started again, closed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.mapping.models import MOST_PER_ROLE, Round, RoundCompetence, UnitReview
from kyndig.organisation.models import Unit


@dataclass(frozen=True)
class Asked:
    """A competence to ask a role about: its id, and whether it was proposed or added."""

    competence_id: int
    reason: str = RoundCompetence.Reason.CRITICAL


@transaction.atomic
def make_round(
    *,
    name: str,
    purpose_nb: str,
    purpose_nn: str = "",
    unit: Unit,
    opens_on: date,
    closes_on: date,
    by: User | None,
) -> Round:
    """A round that asks nobody anything yet."""
    round_ = Round.objects.create(
        name=name,
        purpose_nb=purpose_nb,
        purpose_nn=purpose_nn,
        unit=unit,
        opens_on=opens_on,
        closes_on=closes_on,
        created_by=by,
    )
    _record("made", round_, by)
    return round_


@transaction.atomic
def change_round(
    *,
    round_: Round,
    name: str,
    purpose_nb: str,
    purpose_nn: str,
    opens_on: date,
    closes_on: date,
    by: User | None,
) -> None:
    """Change what a round is called, why, or its period. Raises ValidationError when it is closed."""
    _check_not_closed(round_)
    round_.name, round_.purpose_nb, round_.purpose_nn = name, purpose_nb, purpose_nn
    round_.opens_on, round_.closes_on = opens_on, closes_on
    round_.save(update_fields=["name", "purpose_nb", "purpose_nn", "opens_on", "closes_on"])
    _record("changed", round_, by)


@transaction.atomic
def choose_competences(*, round_: Round, asked: Mapping[int, Sequence[Asked]], by: User | None) -> None:
    """Ask each role (by id) about these competences, in their order, in the stead of any before.

    Answers that came in stay, whatever is asked from now on. Raises ValidationError for more than
    MOST_PER_ROLE a role, and when the round is closed.
    """
    _check_not_closed(round_)
    if any(len(competences) > MOST_PER_ROLE for competences in asked.values()):
        raise ValidationError(
            _("Velg høyst %(most)s kompetanser per stilling. Flere gjør at kartleggingen stopper opp.")
            % {"most": MOST_PER_ROLE}
        )
    round_.competences.all().delete()
    RoundCompetence.objects.bulk_create(
        RoundCompetence(
            round=round_, role_id=role, competence_id=each.competence_id, reason=each.reason, order=order
        )
        for role, competences in asked.items()
        for order, each in enumerate(competences)
    )
    _record("asked", round_, by, count=sum(map(len, asked.values())))


@transaction.atomic
def start(*, round_: Round, by: User | None) -> None:
    """Open the round, or open it again after a pause. Raises ValidationError when it asks nobody anything."""
    _check_not_closed(round_)
    if not round_.competences.exists():
        raise ValidationError(_("Velg minst én kompetanse før du starter runden."))
    round_.status = Round.Status.OPEN
    round_.started_at = round_.started_at or timezone.now()
    round_.save(update_fields=["status", "started_at"])
    _record("started", round_, by)


@transaction.atomic
def pause(*, round_: Round, by: User | None) -> None:
    """Take no answers until it is started again. Raises ValidationError when it is not open."""
    if round_.status != Round.Status.OPEN:
        raise ValidationError(_("Bare en åpen runde kan settes på pause."))
    round_.status = Round.Status.PAUSED
    round_.save(update_fields=["status"])
    _record("paused", round_, by)


@transaction.atomic
def close(*, round_: Round, by: User | None) -> None:
    """Close the round for good; what came in is kept. Closing twice changes nothing."""
    if round_.status != Round.Status.CLOSED:
        round_.status, round_.closed_at = Round.Status.CLOSED, timezone.now()
        round_.save(update_fields=["status", "closed_at"])
        _record("closed", round_, by)


@transaction.atomic
def delete_draft(*, round_: Round, by: User | None) -> None:
    """Delete a round that never started. Raises ValidationError for any other: close it."""
    if round_.started_at is not None:
        raise ValidationError(_("Runden har startet. Lukk den i stedet."))
    _record("deleted", round_, by)
    round_.delete()


@transaction.atomic
def review_unit(*, round_: Round, unit: Unit, by: User | None) -> UnitReview:
    """A leader has looked the unit's cells over. Nobody needs to have judged them all."""
    review = UnitReview.objects.create(round=round_, unit=unit, reviewed_by=by)
    _record("reviewed", round_, by, unit=unit.code)
    return review


def _check_not_closed(round_: Round) -> None:
    if round_.status == Round.Status.CLOSED:
        raise ValidationError(_("Runden er lukket. Det som kom inn, er lagret."))


def _record(verb: str, round_: Round, by: User | None, **detail: Any) -> None:
    audit.record(f"mapping.round.{verb}", by=by, on=round_, **detail)
