"""Who takes over from a unit, and from when."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from kyndig.organisation.access_search import units_by_name
from kyndig.organisation.dated_forms import day_field
from kyndig.organisation.models import Unit
from kyndig.web.picking import PickField

AT_MOST = 3


class DayForm(forms.Form):
    """The day a page is asked for; today when it cannot be read."""

    per = forms.DateField(required=False)

    def day(self, otherwise: date) -> date:
        """The day asked for."""
        return (self.cleaned_data.get("per") if self.is_valid() else None) or otherwise


class SuccessorForm(forms.Form):
    """One unit, or several where the work is split."""

    from_date = day_field(_("Gjelder fra"), required=True)

    def __init__(self, unit: Unit, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        labels = [_("Enheten som tar over"), _("En enhet til"), _("Enda en enhet")]
        for number, label in enumerate(labels, start=1):
            self.fields[f"successor_{number}"] = PickField(
                label=label,
                required=number == 1,
                search=units_by_name,
                address=lambda: str(reverse_lazy("successor_pick")),
            )
        self.order_fields([*(f"successor_{number}" for number in range(1, AT_MOST + 1)), "from_date"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        found = self._chosen(given)
        if self.unit in found:
            self.add_error("successor_1", _("En enhet kan ikke ta over for seg selv."))
        if len(set(found)) < len(found):
            self.add_error("successor_1", _("Velg hver enhet bare én gang."))
        return given

    def successors(self) -> Sequence[Unit]:
        """Those chosen."""
        return self._chosen(self.cleaned_data)

    @staticmethod
    def _chosen(given: dict[str, Any]) -> list[Unit]:
        names = (f"successor_{number}" for number in range(1, AT_MOST + 1))
        return [given[name] for name in names if given.get(name)]
