"""The forms of rounds."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.forms import competence_field
from kyndig.mapping import policies
from kyndig.mapping.models import Round
from kyndig.organisation.dated_forms import day_field
from kyndig.organisation.models import Unit
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import LEADERS, reach_of, today, units_reached
from kyndig.requirements import lookup
from kyndig.web.picking import PickField

WEEKS = 4


class RoundForm(forms.Form):
    """What a round is called, why it is held, and when."""

    name = forms.CharField(
        label=_("Navn"), max_length=200, help_text=_("For eksempel «Kritisk kompetanse, januar 2027».")
    )
    purpose_nb = forms.CharField(
        label=_("Hvorfor kartlegger dere"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dette leser alle som blir spurt. Skriv hva svarene brukes til."),
    )
    purpose_nn = forms.CharField(
        label=_("Det samme på nynorsk"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    opens_on = day_field(_("Åpner"), required=True)
    closes_on = day_field(_("Siste dag"), required=True)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        opens, closes = given.get("opens_on"), given.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("Siste dag kan ikke være før runden åpner."))
        return given


class NewRoundForm(RoundForm):
    """The same, and where."""

    unit = PickField(
        label=_("Hvor"),
        search=lookup.units,
        address=lookup.own_unit_address,
        help_text=_("Enheten og alt under den blir med."),
    )
    field_order = ["name", "unit", "purpose_nb", "purpose_nn", "opens_on", "closes_on"]

    def __init__(self, user: Asker, *args: Any, **kwargs: Any) -> None:
        self.user = user
        kwargs["initial"] = {**_suggested(user), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)

    def clean_unit(self) -> Unit:
        unit: Unit = self.cleaned_data["unit"]
        if not policies.can_run_at(self.user, unit):
            raise forms.ValidationError(_("Velg en enhet du leder."))
        return unit


def _suggested(user: Asker) -> dict[str, Any]:
    """Today and four weeks on; the unit of whoever leads one."""
    first: dict[str, Any] = {"opens_on": today(), "closes_on": today() + timedelta(weeks=WEEKS)}
    led = units_reached(reach_of(user), LEADERS).filter(pk__in=reach_of(user).unit_ids(LEADERS)).first()
    if led is not None:
        first["unit"] = lookup.unit_option(led)
    return first


class AddCompetenceForm(forms.Form):
    """A competence to ask a role about, beside those proposed."""

    competence = competence_field(help_text=_("Skriv noe av navnet."))
    role = forms.TypedChoiceField(label=_("Spør dem som er"), coerce=int)

    def __init__(self, roles: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = roles


class KnowMoreForm(forms.Form):
    """Something an employee can that nobody has asked about."""

    competence = competence_field(
        help_text=_("Skriv noe av navnet, for eksempel et språk, et kurs eller et fag.")
    )


def initial_of(round_: Round) -> dict[str, Any]:
    """A round's values as they are, for its form."""
    return {name: getattr(round_, name) for name in RoundForm.base_fields}
