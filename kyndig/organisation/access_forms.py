"""Forms for access: roles, deputies, users from outside, answers to corrections."""

from functools import partial
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kyndig.accounts.models import User
from kyndig.organisation.access_search import candidates_for_access, candidates_for_deputy, units_by_name
from kyndig.organisation.models import RoleGrant
from kyndig.organisation.reach import RUN_THE_SYSTEM, today
from kyndig.web.picking import PickField


def date_field(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    """A day, with the browser's own means to choose one."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Skriv datoen."),
            "invalid": _("Skriv datoen som dag, måned og år, for eksempel 15.06.2027."),
        },
    )


class GrantForm(forms.Form):
    """Who gets which role where, from when, and why."""

    kind = forms.ChoiceField(label=_("Rolle"), error_messages={"required": _("Velg rolle.")})
    valid_from = date_field(_("Fra og med"))
    valid_to = date_field(
        _("Til og med"), required=False, help_text=_("La stå tom hvis rollen varer til videre.")
    )
    reason = forms.CharField(
        label=_("Hvorfor"),
        max_length=300,
        help_text=_("Står i endringsloggen."),
        error_messages={"required": _("Skriv hvorfor.")},
    )
    field_order = ["candidate", "kind", "unit", "valid_from", "valid_to", "reason"]

    def __init__(self, asker: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["candidate"] = PickField(
            search=partial(candidates_for_access, asker),
            address=partial(reverse, "access_pick"),
            label=_("Hvem"),
            help_text=_("Skriv navn, brukernavn eller ansattnummer."),
            error_messages={"required": _("Skriv hvem som skal få tilgang.")},
        )
        self.fields["unit"] = PickField(
            search=units_by_name,
            address=partial(reverse, "access_unit_pick"),
            label=_("Enhet"),
            required=False,
            help_text=_("Rollen når enheten og alt under den. HR og administrator trenger ingen."),
        )
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Velg rolle")), *RoleGrant.Kind.choices]
        self.fields["valid_from"].initial = today
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        begins, ends = given.get("valid_from"), given.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("Siste dag må være etter første dag."))
        if not given.get("unit") and "unit" not in self.errors and given.get("kind") not in RUN_THE_SYSTEM:
            self.add_error("unit", _("Velg enheten som rollen gjelder for."))
        return given


class EndForm(forms.Form):
    """When a role ends, and why."""

    last_day = date_field(_("Siste dag"), help_text=_("Tilgangen varer ut denne dagen."))
    reason = forms.CharField(
        label=_("Hvorfor"),
        max_length=300,
        help_text=_("Står i endringsloggen."),
        error_messages={"required": _("Skriv hvorfor.")},
    )


class OutsiderForm(forms.Form):
    """A user for somebody who is not employed."""

    first_name = forms.CharField(label=_("Fornavn"), max_length=150)
    last_name = forms.CharField(label=_("Etternavn"), max_length=150)
    email = forms.EmailField(label=_("E-post"), required=False)
    username = forms.CharField(
        label=_("Brukernavn"),
        max_length=150,
        help_text=_("Bokstaver, tall og tegnene . - _ @ +"),
        validators=[RegexValidator(r"^[\w.@+-]+\Z", _("Bruk bare bokstaver, tall og tegnene . - _ @ +"))],
    )

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(_("Brukernavnet er tatt. Velg et annet."))
        return username


class DeputyForm(forms.Form):
    """Who stands in, and when."""

    valid_from = date_field(_("Første dag"))
    valid_to = date_field(_("Siste dag"))
    field_order = ["grant", "candidate", "valid_from", "valid_to"]

    def __init__(self, leader: User, grants: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grant"] = forms.TypedChoiceField(
            label=_("For"), choices=grants, coerce=int, error_messages={"required": _("Velg rollen.")}
        )
        self.fields["candidate"] = PickField(
            search=partial(candidates_for_deputy, leader),
            address=partial(reverse, "deputy_pick"),
            label=_("Stedfortreder"),
            help_text=_("Skriv noe av navnet. Du finner dine egne ansatte og andre ledere."),
            error_messages={"required": _("Skriv hvem som skal være stedfortreder.")},
        )
        self.order_fields(self.field_order)


class AnswerForm(forms.Form):
    """The answer to somebody who says that something about them is wrong."""

    answer = forms.CharField(
        label=_("Svar"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=_("Si hva du har rettet, eller hvorfor det står som det står."),
        error_messages={"required": _("Skriv et svar.")},
    )
