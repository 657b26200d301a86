"""The forms of needs: the answer to one, a need registered, a vacant position."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.forms import competence_field
from kyndig.gaps.models import RegisteredNeed
from kyndig.gaps.models.needs import YEARS_AHEAD, Way
from kyndig.gaps.needing import sentences
from kyndig.gaps.needing.rows import Need
from kyndig.organisation.dated_forms import day_field
from kyndig.organisation.reach import today
from kyndig.requirements import lookup
from kyndig.web.picking import PickField

NOT_NOW = "not_now"


@dataclass(frozen=True)
class Choice:
    """A way to choose: how it is ticked, what it means here, and whether it is the suggestion."""

    control: BoundWidget
    label: str | Promise
    help: str | Promise
    suggested: bool


class JudgeForm(forms.Form):
    """What to do about a need: one way, nothing, or not now."""

    way = forms.ChoiceField(
        label=_("Hva gjør dere med det?"),
        widget=forms.RadioSelect,  # gives each choice an id of its own
        error_messages={"required": _("Velg hva dere gjør med behovet.")},
    )
    note = forms.CharField(
        label=_("Merknad"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Må fylles ut når du velger noe annet enn vi foreslår. Skriv ikke om enkeltpersoner."),
    )
    until = day_field(_("Spør igjen fra"), help_text=_("Må fylles ut når du velger «Ikke nå»."))
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, need: Need) -> None:
        answer = need.judgement
        before: dict[str, Any] = {"seen": need.seen, "way": need.figures.suggestion}
        if answer and not need.asked:
            before |= {"way": answer.way or NOT_NOW, "note": answer.note, "until": answer.until}
        super().__init__(data, initial=before)
        self.need = need
        field: Any = self.fields["way"]
        field.choices = [(value, label) for value, label, _help in ways(need)]

    def choices(self) -> Iterator[Choice]:
        """The ways, as they are shown."""
        helps = {value: text for value, _label, text in ways(self.need)}
        for control in self["way"]:
            value = control.data["value"]
            yield Choice(
                control,
                control.choice_label,
                helps[value],
                value == self.need.figures.suggestion,
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        way, note, until = given.get("way"), given.get("note", ""), given.get("until")
        if way == NOT_NOW and "until" not in self.errors and (until is None or until <= today()):
            self.add_error("until", _("Skriv en dag fram i tid. Da spør vi igjen."))
        if way not in {None, NOT_NOW, self.need.figures.suggestion} and not note.strip():
            self.add_error("note", _("Skriv hvorfor du velger noe annet enn vi foreslår."))
        if given.get("seen") != self.need.seen:
            self.add_error(None, _("Tallene er endret siden du åpnet siden. Se over og lagre på nytt."))
        return given


def ways(need: Need) -> Iterator[tuple[str, str | Promise, str | Promise]]:
    """(Value, label, what it means here) of what can be chosen: using somebody always first."""
    figures = need.figures
    if figures.missing:
        yield Way.MOBILISE, Way.MOBILISE.label, sentences.mobilisable(figures.mobilise)
        yield Way.LEARN, Way.LEARN.label, sentences.learnable(figures.learn)
        yield Way.ACQUIRE, Way.ACQUIRE.label, sentences.acquirable(figures.acquire)
    if figures.unknown:
        yield Way.MAP, Way.MAP.label, sentences.unknown(need)
    if figures.phase_out:
        yield Way.PHASE_OUT, Way.PHASE_OUT.label, sentences.phased_out(figures.phase_out)
    yield Way.NOTHING, _("Ingenting, fordi …"), _("Skriv hvorfor i merknaden.")
    yield NOT_NOW, _("Ikke nå"), _("Vi spør igjen fra dagen du velger.")


class RegisterForm(forms.Form):
    """A need that no requirement shows."""

    competence = competence_field(
        required=False, help_text=_("Søk i katalogen. La feltet stå tomt hvis du ikke finner den.")
    )
    what = forms.CharField(
        label=_("Eller skriv hva dere trenger"),
        required=False,
        max_length=200,
        help_text=_("Brukes når kompetansen ikke står i katalogen."),
    )
    why = forms.CharField(
        label=_("Hvorfor trenger dere det"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv om oppgaven, ikke om enkeltpersoner."),
        error_messages={"required": _("Skriv hvorfor dere trenger det.")},
    )
    for_whom = forms.CharField(
        label=_("For hvem"),
        max_length=200,
        help_text=_("For eksempel en stilling eller en avdeling."),
        error_messages={"required": _("Skriv hvem det gjelder.")},
    )
    how_many = forms.IntegerField(
        label=_("Hvor mange"),
        min_value=1,
        max_value=10_000,
        error_messages={"required": _("Skriv hvor mange som trenger det.")},
    )
    years_ahead = forms.TypedChoiceField(label=_("Innen utgangen av"), coerce=int)
    source = forms.ChoiceField(label=_("Hvor kommer behovet fra"), choices=RegisteredNeed.Source.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years: Any = self.fields["years_ahead"]
        years.choices = [(ahead, str(today().year + ahead)) for ahead in range(1, YEARS_AHEAD + 1)]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "competence" not in self.errors and not given.get("competence") and not given.get("what"):
            self.add_error("what", _("Velg en kompetanse, eller skriv hva dere trenger."))
        return given


class VacancyForm(forms.Form):
    """A position that nobody fills."""

    role = PickField(
        label=_("Stilling"),
        search=lookup.roles,
        address=lookup.role_address,
        error_messages={"required": _("Velg hvilken stilling det er.")},
    )
    percent = forms.DecimalField(
        label=_("Stillingsprosent"), min_value=1, max_value=100, decimal_places=2, max_digits=5, initial=100
    )
    vacant_from = day_field(_("Ledig fra"), required=True)
