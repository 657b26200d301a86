"""An employee's acts on their own cells. Each is one transaction, and written once however often it arrives.

Answers count at once; sending them is a receipt. The caller has checked that the user is the person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from kyndig.accounts import audit
from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Assessment, Source
from kyndig.mapping.acts import RefusedError, take_turn
from kyndig.mapping.models import Entry, Participation, Round
from kyndig.mapping.own_writing import Use, Writer, say
from kyndig.organisation.models import Person
from kyndig.organisation.reach import today

Act, Method, Side = Entry.Act, Entry.Method, Entry.Side
ANSWERS = frozenset({Act.LEVEL, Act.UNKNOWN, Act.COURSE})


@dataclass(frozen=True)
class Answer:
    """What the employee says of one competence. `key`: of the form it was said in."""

    key: UUID
    competence: Competence
    act: str
    level: int | None = None


@transaction.atomic
def begin(*, round_: Round, person: Person, by: User) -> Participation:
    """The employee starts on the round. Starting twice changes nothing. Raises RefusedError."""
    return Writer.at(round_, person, by).participation()


@transaction.atomic
def answer(*, round_: Round, person: Person, given: Answer, by: User) -> Entry:
    """Write the answer, and return its entry; the one written before when the form has arrived before.

    One form may give several answers, one after the other, when its page was left open: what counts is the
    last one tapped. Raises RefusedError: nothing is written.
    """
    writer = Writer.at(round_, person, by)
    _check(given)
    known = writer.known([given.competence])[given.competence.pk]
    key = uuid5(given.key, f"{given.competence.pk} {given.act} {given.level}")
    if known.answer is not None and known.answer.key == key:
        return known.answer
    assessment = None
    if given.act == Act.LEVEL and given.level is not None:
        assessment = writer.say(given.competence, given.level)
    elif known.answer is not None:
        writer.take_back(known.answer)
    writer.participation()
    return writer.entry(given.competence, given.act, key, assessment=assessment)


@transaction.atomic
def confirm(
    *,
    round_: Round,
    person: Person,
    right: Sequence[Competence],
    wrong: Sequence[Competence] = (),
    key: UUID,
    by: User,
) -> None:
    """What is known of these is right, of those it is wrong: they become questions. Raises RefusedError.

    Where all that is known is an answer of the employee's own, it is given again, as of today.
    """
    writer = Writer.at(round_, person, by)
    known = writer.known([*right, *wrong])
    for competence in right:
        if known[competence.pk].answer is None:
            writer.confirm(competence, known[competence.pk], key)
    for competence in wrong:
        answered = known[competence.pk].answer
        if answered is not None and answered.act == Act.CONFIRMED:
            writer.take_back(answered)
    writer.passes("checked_at")


@transaction.atomic
def say_use(*, round_: Round, person: Person, used: Mapping[Competence, Use], key: UUID, by: User) -> None:
    """How far the employee uses these, at the level that stands. None of them: the page was passed.

    Raises RefusedError.
    """
    writer = Writer.at(round_, person, by)
    known = writer.known(list(used))
    for competence, use in used.items():
        writer.use(competence, use, known[competence.pk], uuid5(key, f"{competence.pk} {use}"))
    writer.passes("used_at")


@transaction.atomic
def add(*, person: Person, competence: Competence, level: int, by: User) -> None:
    """Something the employee can that no round asks about. The same twice in a day is said once.

    Raises RefusedError for a level off the scale.
    """
    take_turn(person)
    _check(Answer(uuid4(), competence, Act.LEVEL, level))
    said = Assessment.objects.standing().filter(person=person, competence=competence, source=Source.SELF)
    last = said.filter(assessed_on=today()).order_by("-pk").first()
    if last is None or last.level != level:
        say(person, competence, level, by, Use())


@transaction.atomic
def pass_offer(*, round_: Round, person: Person, by: User) -> None:
    """The employee has nothing more to add. Raises RefusedError."""
    Writer.at(round_, person, by).passes("offered_at")


@transaction.atomic
def send(*, round_: Round, person: Person, by: User) -> Participation:
    """The employee is done. Sending twice changes nothing. Raises RefusedError."""
    writer = Writer.at(round_, person, by)
    if writer.passes("sent_at"):
        audit.record("mapping.participation.sent", by=by, on=round_)
    return writer.participation()


def _check(given: Answer) -> None:
    if given.act not in ANSWERS:
        raise RefusedError(_("Velg et av svarene."))
    on_the_scale = given.level is not None and 0 <= given.level <= given.competence.max_level
    if given.act == Act.LEVEL and not on_the_scale:
        raise RefusedError(_("Velg et nivå fra 0 til %(highest)s.") % {"highest": given.competence.max_level})
