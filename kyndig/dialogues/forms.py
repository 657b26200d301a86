"""The forms of dialogues."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.forms import competence_field
from kyndig.dialogues.models import QUESTIONS, AgreedPoint
from kyndig.organisation.dated_forms import day_field
from kyndig.organisation.reach import today

NO_HEALTH = _("Skriv ikke om helse, og ikke om andre enn dere to.")


def _words(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


class PlanForm(forms.Form):
    """The day of a talk to come."""

    planned_on = day_field(
        _("Når er samtalen"), required=True, help_text=_("Gi den ansatte minst en uke til å forberede seg.")
    )

    def clean_planned_on(self) -> date:
        planned_on: date = self.cleaned_data["planned_on"]
        if planned_on < today():
            raise forms.ValidationError(_("Velg en dag som ikke har vært ennå."))
        return planned_on


class HeldForm(forms.Form):
    """The day a talk was held."""

    held_on = day_field(_("Når holdt dere samtalen"), required=True)

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > today():
            raise forms.ValidationError(_("Datoen kan ikke være fram i tid."))
        return held_on


class CancelForm(forms.Form):
    """Nothing to fill in: the question is whether one means it."""

    explained = _("Det du har tenkt og ikke delt, slettes. Den ansatte ser at samtalen er avlyst.")


class PreparationForm(forms.Form):
    """What one thinks beforehand; the questions are the same for both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, question in QUESTIONS.items():
            self.fields[name] = _words(question, required=False, max_length=4000)


class TopicForm(forms.Form):
    """Something to talk about."""

    text = forms.CharField(
        label=_("Hva vil du ta opp"),
        max_length=300,
        help_text=_("Dere ser det begge med en gang."),
        error_messages={"required": _("Skriv hva du vil ta opp.")},
    )


class NoteForm(forms.Form):
    """What was talked about."""

    text = _words(
        _("Hva snakket dere om"),
        rows=8,
        max_length=8000,
        help_text=NO_HEALTH,
        error_messages={"required": _("Skriv notatet først.")},
    )


class PointForm(forms.Form):
    """Something the two agree on."""

    text = _words(
        _("Hva er dere enige om"),
        rows=3,
        max_length=500,
        help_text=_("En ny leder ser avtalen, men ikke notatene."),
        error_messages={"required": _("Skriv hva dere er enige om.")},
    )
    whose = forms.ChoiceField(label=_("Hvem gjør det"), choices=AgreedPoint.Whose.choices)
    due_on = day_field(_("Innen"))
    competence = competence_field(required=False, help_text=_("Hvis avtalen gjelder en bestemt kompetanse."))


class PointEndForm(forms.Form):
    """What became of something agreed."""

    outcome = forms.ChoiceField(
        label=_("Hvordan gikk det"),
        choices=[("done", _("Det er gjort")), ("dropped", _("Det blir ikke noe av"))],
    )
    reason = forms.CharField(label=_("Hvorfor blir det ikke noe av"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("outcome") == "dropped" and not given.get("reason", "").strip():
            self.add_error("reason", _("Skriv hvorfor det ikke blir noe av."))
        return given
