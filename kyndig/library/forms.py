"""Which positions a role of the library is for, and from when."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyndig.library.queries import Proposed
from kyndig.organisation.dated_forms import day_field
from kyndig.organisation.models import Role
from kyndig.organisation.reach import today
from kyndig.requirements import lookup
from kyndig.web.picking import PickField


class PositionsForm(forms.Form):
    """The positions, among those proposed and one found by searching, and the first day."""

    rolle = forms.MultipleChoiceField(label=_("Stillinger"), required=False)
    annen = PickField(
        label=_("En annen stilling"), search=lookup.roles, address=lookup.role_address, required=False
    )
    fra = day_field(_("Gjelder fra"), required=True)

    def __init__(self, *args: Any, proposed: Sequence[Proposed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposed = proposed
        field: Any = self.fields["rolle"]
        # Also what was found by searching the last time.
        sent = self._sent()
        known = {each.role.code: each.role for each in proposed}
        self.roles = known | {
            each.code: each for each in Role.objects.filter(code__in=set(sent) - set(known))
        }
        field.choices = [(code, role.title) for code, role in self.roles.items()]
        self.fields["fra"].initial = today()

    def _sent(self) -> list[str]:
        data: Any = self.data
        return data.getlist("rolle") if self.is_bound else []

    def choices(self) -> list[dict[str, Any]]:
        """Each position with why it is proposed, and whether it is chosen."""
        sent = self._sent()
        why = {each.role.code: each for each in self.proposed}
        return [
            {
                "role": role,
                "why": why.get(code),
                "chosen": code in sent if self.is_bound else code in why and why[code].is_sure,
            }
            for code, role in self.roles.items()
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        codes = given.get("rolle") or []
        if not codes and not given.get("annen") and "annen" not in self.errors:
            self.add_error("rolle", _("Velg minst én stilling, eller skriv navnet på en annen."))
        return given

    def positions(self) -> list[Role]:
        """Those chosen, by code."""
        chosen = {code: self.roles[code] for code in self.cleaned_data["rolle"]}
        other: Role | None = self.cleaned_data["annen"]
        if other:
            chosen[other.code] = other
        return [chosen[code] for code in sorted(chosen)]


class DayForm(forms.Form):
    """From when a new edition is to hold."""

    fra = day_field(_("Gjelder fra"), required=True)
