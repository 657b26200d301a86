"""What a leader sends about cells, from the grid, the list or a pasted block, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.accounts.models import User
from kyndig.catalogue.models import Competence
from kyndig.holdings.models import Exemption, Source
from kyndig.mapping import judging
from kyndig.mapping.acts import RefusedError
from kyndig.mapping.cell_now import Now, cells_now
from kyndig.mapping.cells import Cell
from kyndig.mapping.judging import ConflictError, Method, Move, NeedsDateError, Write
from kyndig.mapping.models import Round
from kyndig.organisation.dated_forms import day_field
from kyndig.organisation.models import Person
from kyndig.organisation.reach import reach_of, today

# A grid page has at most 60 x 12 cells, and a pasted block may fill it.
MOST = 720


class Evidence(TextChoices):
    """What shows that somebody holds a competence that lasts for a time."""

    COURSE = Source.COURSE.value, gettext_lazy("Kurs")
    DOCUMENT = Source.DOCUMENT.value, gettext_lazy("Dokument")


class WriteForm(forms.Form):
    """One act on one cell. `move` is a level, or one of `Move`; `was`: the level that stood there, judged."""

    person = forms.IntegerField(widget=forms.HiddenInput)
    competence = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    key = forms.UUIDField(widget=forms.HiddenInput)
    was = forms.CharField(widget=forms.HiddenInput, required=False)
    move = forms.CharField(required=False)
    held_on = day_field(gettext_lazy("Når det sist ble tatt"))
    shown_by = forms.ChoiceField(label=gettext_lazy("Hva som viser det"), choices=Evidence, required=False)
    exemption_kind = forms.ChoiceField(
        label=gettext_lazy("Hvorfor kravet ikke gjelder"),
        choices=Exemption.Kind.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    exempt_to = day_field(gettext_lazy("Siste dag det ikke gjelder"))

    def clean_move(self) -> str:
        given: str = self.cleaned_data["move"]
        if given and not given.lstrip("-").isdecimal() and given not in set(Move) - {Move.LEVEL}:
            raise forms.ValidationError(_("Velg et nivå, eller la ruten stå."))
        return given

    @property
    def changes(self) -> bool:
        """Whether something was chosen that was not so before; a form with mistakes always is."""
        move = self.data.get(self.add_prefix("move"), "")
        return bool(move) and move != self.data.get(self.add_prefix("was"), "")

    def write(self, person: Person, competence: Competence) -> Write:
        """The act of a valid form."""
        given = self.cleaned_data
        is_level = given["move"].lstrip("-").isdecimal()
        return Write(
            key=given["key"],
            person=person,
            competence=competence,
            version=given["version"],
            move=Move.LEVEL if is_level else Move(given["move"]),
            level=int(given["move"]) if is_level else None,
            held_on=given["held_on"],
            shown_by=given["shown_by"] or Source.COURSE,
            exemption_kind=given["exemption_kind"],
            exempt_to=given["exempt_to"],
        )


class _Writes(forms.BaseFormSet[WriteForm]):
    """The acts of one request, in the order they were made."""


WriteForms = forms.formset_factory(WriteForm, _Writes, extra=0, max_num=MOST, absolute_max=MOST)


class Result(StrEnum):
    """What became of an act."""

    SAVED = "saved"
    REFUSED = "refused"  # cannot be done; `message` says why
    DATE = "date"  # needs the day it was gained
    CONFLICT = "conflict"  # somebody changed the cell in between; the writer chooses
    OUTSIDE = "outside"  # not somebody whom the writer may judge
    CLOSED = "closed"  # the round takes no answers; what was written can wait


@dataclass(frozen=True)
class Done:
    """An act with what became of it, and the cell as it is now (None: not one that the writer may see)."""

    form: WriteForm
    result: Result
    message: str = ""
    now: Now | None = None

    @property
    def sentence(self) -> str:
        """What is wrong, with the cell's name where it has one."""
        if self.now is None:
            return self.message
        cell = self.now.view
        names = {"person": cell.person.name, "competence": cell.column.competence.name, "why": self.message}
        return _("%(person)s, %(competence)s: %(why)s") % names

    @property
    def as_json(self) -> dict[str, Any]:
        """For the grid."""
        return {
            "key": self.form.data.get(self.form.add_prefix("key"), ""),
            "result": self.result,
            "message": self.message,
            "cell": self.now.as_json if self.now else None,
        }


def do_all(round_: Round, forms: Iterable[WriteForm], *, by: User, method: str) -> list[Done]:
    """Do each act for itself, in order; those where nothing was chosen are left out."""
    chosen = [form for form in forms if form.changes]
    if not round_.takes_answers(today()):
        closed = _("Runden er ikke åpen. Det som kom inn før, er lagret.")
        return [Done(form, Result.CLOSED, closed) for form in chosen]
    return _Writer(round_, by, method, [form for form in chosen if form.is_valid()]).do(chosen)


class _Writer:
    """Does acts on the cells that some valid forms name."""

    def __init__(self, round_: Round, by: User, method: str, forms: list[WriteForm]) -> None:
        self.round = round_
        self.by = by
        self.method = method
        # Nobody judges themselves.
        wanted = {form.cleaned_data["person"] for form in forms} - {reach_of(by).person_id}
        people = Person.objects.all().visible_to(by).filter(pk__in=wanted)
        self.people = {person.pk: person for person in people}
        self.competences = Competence.objects.in_bulk({form.cleaned_data["competence"] for form in forms})

    def do(self, forms: list[WriteForm]) -> list[Done]:
        done = [self._one(form) for form in forms]
        now = cells_now(self.round, [cell for form in forms if (cell := self._cell(form))])
        return [self._with_cell(each, now) for each in done]

    def _one(self, form: WriteForm) -> Done:
        if not form.is_valid():
            return Done(form, Result.REFUSED, str(next(iter(form.errors.values()))[0]))
        if form.cleaned_data["person"] not in self.people:
            return Done(form, Result.OUTSIDE, _("Dette er ikke en ansatt du kan vurdere."))
        cell = self._cell(form)
        if cell is None:
            return Done(
                form, Result.REFUSED, _("Runden spør ikke om denne kompetansen for denne stillingen.")
            )
        return self._judged(form, form.write(*cell))

    def _judged(self, form: WriteForm, write: Write) -> Done:
        try:
            if self.method == Method.TOGETHER and write.move not in {Move.ACCEPT, Move.LEVEL}:
                raise RefusedError(_("Dette må gjøres én rute om gangen."))
            judging.judge(self.round, write, by=self.by, method=self.method)
        except NeedsDateError as error:
            return Done(form, Result.DATE, str(error))
        except RefusedError as error:
            return Done(form, Result.REFUSED, str(error))
        except ConflictError:
            return Done(form, Result.CONFLICT)
        return Done(form, Result.SAVED)

    def _cell(self, form: WriteForm) -> tuple[Person, Competence] | None:
        if not form.is_valid():
            return None
        person = self.people.get(form.cleaned_data["person"])
        competence = self.competences.get(form.cleaned_data["competence"])
        return (person, competence) if person and competence else None

    def _with_cell(self, done: Done, cells: Mapping[Cell, Now]) -> Done:
        cell = self._cell(done.form)
        now = cells.get((cell[0].pk, cell[1].pk)) if cell else None
        message = done.message
        if done.result == Result.CONFLICT and now is not None:
            message = now.choice(done.form.cleaned_data["move"], self.by)
        return Done(done.form, done.result, message, now)
