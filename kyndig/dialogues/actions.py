"""What the two do about a dialogue. The logs say that it was done, never what was written."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.dialogues.models import AgreedPoint, Dialogue, Note, Preparation, Side, Topic
from kyndig.organisation.models import Person

Status = Dialogue.Status


@transaction.atomic
def plan(*, person: Person, planned_on: date, by: User) -> Dialogue:
    """Set a day for the talk. One that a former leader planned is cancelled.

    Raises ValidationError when the two have one planned already. The caller has checked that `by` is the
    person's nearest leader.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    waiting = Dialogue.objects.planned().filter(person=person).first()
    if waiting and waiting.leader_id == by.pk:
        raise ValidationError(_("Dere har en samtale som er avtalt fra før. Flytt den i stedet."))
    if waiting:
        cancel(dialogue=waiting, by=by)
    dialogue = Dialogue.objects.create(person=person, leader=by, planned_on=planned_on)
    audit.record("dialogues.dialogue.planned", by=by, on=dialogue)
    return dialogue


@transaction.atomic
def move(*, dialogue: Dialogue, planned_on: date, by: User) -> None:
    """Another day for a talk that is planned."""
    _check_planned(dialogue)
    dialogue.planned_on = planned_on
    dialogue.save(update_fields=["planned_on"])
    audit.record("dialogues.dialogue.moved", by=by, on=dialogue)


@transaction.atomic
def cancel(*, dialogue: Dialogue, by: User) -> None:
    """The talk will not be held. What the leader thought beforehand and did not share goes."""
    _check_planned(dialogue)
    dialogue.status = Status.CANCELLED
    dialogue.save(update_fields=["status"])
    _forget_private_thoughts(dialogue)
    audit.record("dialogues.dialogue.cancelled", by=by, on=dialogue)


@transaction.atomic
def hold(*, dialogue: Dialogue, held_on: date, by: User) -> None:
    """The talk is held. What the leader thought beforehand and did not share goes."""
    _check_planned(dialogue)
    dialogue.status, dialogue.held_on = Status.HELD, held_on
    dialogue.save(update_fields=["status", "held_on"])
    _forget_private_thoughts(dialogue)
    audit.record("dialogues.dialogue.held", by=by, on=dialogue)


def _check_planned(dialogue: Dialogue) -> None:
    """Raises ValidationError when somebody has held or cancelled it meanwhile."""
    # The row is held until the end, so that nothing private is written while the talk is closed.
    if Dialogue.objects.select_for_update().planned().filter(pk=dialogue.pk).first() is None:
        raise ValidationError(_("Samtalen er holdt eller avlyst. Se hva som står her nå."))


def _check_not_cancelled(dialogue: Dialogue) -> None:
    """Raises ValidationError for a talk that nobody holds."""
    if not Dialogue.objects.exclude(status=Status.CANCELLED).filter(pk=dialogue.pk).exists():
        raise ValidationError(_("Samtalen er avlyst. Avtal en ny dag først."))


def _forget_private_thoughts(dialogue: Dialogue) -> None:
    dialogue.preparations.filter(side=Side.LEADER, shared_at=None).delete()


@transaction.atomic
def prepare(*, dialogue: Dialogue, side: Side, answers: Mapping[str, str], shared: bool, by: User) -> None:
    """Write what one thinks beforehand, and show it to the other or not.

    Raises ValidationError when the talk is held or cancelled.
    """
    _check_planned(dialogue)
    before = dialogue.preparations.filter(side=side).first() or Preparation(dialogue=dialogue, side=side)
    was_shared = before.shared_at is not None
    for question, answer in answers.items():
        setattr(before, question, answer)
    before.shared_at = (before.shared_at or timezone.now()) if shared else None
    before.save()
    if shared != was_shared:
        act = "dialogues.preparation.shared" if shared else "dialogues.preparation.unshared"
        audit.record(act, by=by, on=before)


@transaction.atomic
def add_topic(*, dialogue: Dialogue, side: Side, text: str, by: User) -> Topic:
    """Put something on the agenda."""
    _check_planned(dialogue)
    topic = Topic.objects.create(dialogue=dialogue, side=side, text=text)
    audit.record("dialogues.topic.added", by=by, on=topic)
    return topic


@transaction.atomic
def write_note(*, dialogue: Dialogue, side: Side, text: str, by: User) -> Note:
    """Write down what was talked about."""
    _check_not_cancelled(dialogue)
    note = Note.objects.create(dialogue=dialogue, side=side, text=text)
    audit.record("dialogues.note.written", by=by, on=note)
    return note


@transaction.atomic
def remove_note(*, note: Note, by: User) -> None:
    """Take a note of one's own back; its text is gone."""
    audit.record("dialogues.note.removed", by=by, on=note)
    note.delete()


@transaction.atomic
def agree(
    *,
    dialogue: Dialogue,
    text: str,
    whose: str,
    by: User,
    due_on: date | None = None,
    competence: Competence | None = None,
) -> AgreedPoint:
    """Write down something the two agree on."""
    _check_not_cancelled(dialogue)
    point = AgreedPoint.objects.create(
        person=dialogue.person,
        dialogue=dialogue,
        text=text,
        whose=whose,
        due_on=due_on,
        competence=competence,
    )
    audit.record("dialogues.point.agreed", by=by, on=point)
    return point


@transaction.atomic
def finish(*, point: AgreedPoint, by: User) -> None:
    """The point is done. A second time changes nothing."""
    if AgreedPoint.objects.open().filter(pk=point.pk).update(done_at=timezone.now()):
        audit.record("dialogues.point.done", by=by, on=point)


@transaction.atomic
def drop(*, point: AgreedPoint, reason: str, by: User) -> None:
    """The point comes to nothing, and why. A second time changes nothing. Raises ValueError without why."""
    if not reason.strip():
        raise ValueError("A point is dropped with a reason.")
    if (
        AgreedPoint.objects.open()
        .filter(pk=point.pk)
        .update(dropped_at=timezone.now(), dropped_reason=reason)
    ):
        audit.record("dialogues.point.dropped", by=by, on=point)
