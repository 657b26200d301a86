"""From a form to a change: one form for each kind, asking for what that kind says."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.forms import competence_field
from kyndig.gaps.models import ChangeKind
from kyndig.gaps.scenarios.actions import NewChange
from kyndig.gaps.scenarios.ages import AGES
from kyndig.gaps.scenarios.choosing import Chooser
from kyndig.holdings.forms import LEVELS
from kyndig.organisation.models import Person

_BETWEEN: Final = re.compile(r"[\s,;]+")


class ChangeForm(forms.Form):
    """What all kinds share: filled from what the reader may choose among, and cleaned to a `NewChange`."""

    kind: ClassVar[ChangeKind]

    def __init__(self, chooser: Chooser, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chooser = chooser
        self.offer(chooser)

    def offer(self, chooser: Chooser) -> None:
        """Fill the choices."""

    def change(self) -> NewChange:
        """The change, after the form was found valid."""
        given = self.cleaned_data
        role, unit = given.get("role"), given.get("unit")
        return NewChange(
            kind=self.kind,
            people=given.get("people", ()),
            age=given.get("age"),
            level=given.get("level"),
            competence=given.get("competence"),
            role=self.chooser.role(role) if role else None,
            unit=self.chooser.unit(unit) if unit else None,
        )


class PeopleForm(ChangeForm):
    """Who it is about: ticked where a unit's people are listed, else written by employee number."""

    people = forms.MultipleChoiceField(
        label=_("Hvem"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én ansatt.")},
    )
    one = False

    def offer(self, chooser: Chooser) -> None:
        if not chooser.lists_people:
            self.fields["people"] = forms.CharField(
                label=_("Ansattnummer"),
                max_length=2000,
                help_text=_("Skriv komma mellom hvis det er flere."),
                widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
                error_messages={"required": _("Skriv minst ett ansattnummer.")},
            )
            return
        choices = chooser.people_by_name()
        if self.one:
            label, none = _("Hvem"), [("", _("Velg en ansatt"))]
            self.fields["people"] = forms.ChoiceField(
                label=label, choices=[*none, *choices], error_messages={"required": _("Velg en ansatt.")}
            )
        else:
            field: Any = self.fields["people"]
            field.choices = choices

    def clean_people(self) -> list[Person]:
        given = self.cleaned_data["people"]
        numbers = list(dict.fromkeys(_BETWEEN.split(given.strip()) if isinstance(given, str) else given))
        found = self.chooser.people_of(numbers)
        missing = [each for each in numbers if each not in {person.employee_number for person in found}]
        if missing:
            values = {"number": missing[0], "unit": self.chooser.place_name}
            raise forms.ValidationError(
                _("Vi finner ingen ansatt med nummer %(number)s i %(unit)s."), params=values
            )
        if self.one and len(found) > 1:
            raise forms.ValidationError(_("Flytt én ansatt om gangen."))
        return found


class LeaveForm(PeopleForm):
    kind = ChangeKind.LEAVE


class RetireForm(ChangeForm):
    kind = ChangeKind.RETIRE

    age = forms.TypedChoiceField(
        label=_("Alder"),
        coerce=int,
        help_text=_(
            "Alle i kommunen som er så gamle eller eldre, går av. Der få kan noe, regner vi det ikke med, "
            "for det ville vist hvor gamle de er."
        ),
    )

    def offer(self, chooser: Chooser) -> None:
        limit = settings.RETIREMENT_EXPOSED_FROM_AGE
        field: Any = self.fields["age"]
        field.choices = [(age, gettext("%(age)s år") % {"age": age}) for age in sorted({*AGES, limit})]
        field.initial = limit


class MoveForm(PeopleForm):
    kind = ChangeKind.MOVE
    one = True

    unit = forms.ChoiceField(label=_("Flytter til"))

    def offer(self, chooser: Chooser) -> None:
        super().offer(chooser)
        field: Any = self.fields["unit"]
        field.choices = [("", _("Velg en enhet")), *chooser.units_reached()]


def _level_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=_("Nivå"), coerce=int, choices=LEVELS)


class LevelForm(ChangeForm):
    """A competence, and a level on its scale."""

    competence = competence_field(help_text=_("Skriv noe av navnet, for eksempel «sårbehandling»."))
    level = _level_field()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        competence, level = given.get("competence"), given.get("level")
        if competence and level and level > competence.max_level:
            self.add_error("level", _("Denne kompetansen har bare nivåene Har ikke og Har. Velg nivå 1."))
        return given


class TrainForm(LevelForm, PeopleForm):
    kind = ChangeKind.TRAIN
    field_order = ["competence", "level", "people"]


class RoleForm(ChangeForm):
    """Somebody's role."""

    role = forms.ChoiceField(label=_("Stilling"))

    def offer(self, chooser: Chooser) -> None:
        super().offer(chooser)
        field: Any = self.fields["role"]
        field.choices = [("", _("Velg en stilling")), *chooser.roles]


class RequireForm(LevelForm, RoleForm):
    kind = ChangeKind.REQUIRE
    field_order = ["role", "competence", "level", "unit"]

    unit = forms.ChoiceField(label=_("Hvor kravet gjelder"), required=False)

    def offer(self, chooser: Chooser) -> None:
        super().offer(chooser)
        field: Any = self.fields["unit"]
        field.choices = [*chooser.units_below(), ("", _("Hele kommunen"))]
        field.initial = chooser.opened.unit.code


class DropForm(RoleForm):
    kind = ChangeKind.DROP

    competence = competence_field(help_text=_("Kravet faller bort i alle enheter."))


class CloseForm(ChangeForm):
    kind = ChangeKind.CLOSE

    unit = forms.ChoiceField(
        label=_("Enhet"),
        help_text=_("Alle som er ansatt der eller under den, slutter, og kravene faller bort."),
    )

    def offer(self, chooser: Chooser) -> None:
        field: Any = self.fields["unit"]
        field.choices = chooser.units_below()


FORMS: Final[dict[str, type[ChangeForm]]] = {
    form.kind.value: form
    for form in (LeaveForm, RetireForm, MoveForm, TrainForm, RequireForm, DropForm, CloseForm)
}
# Where on a form a refusal of the analysis belongs; elsewhere it stands on top.
FIELDS: Final = {
    "no_competence": "competence",
    "bad_level": "level",
    "no_role": "role",
    "bad_age": "age",
    "no_unit": "unit",
    "not_working": "people",
    "several_positions": "people",
    "nothing_to_drop": "competence",
}


class KeepForm(forms.Form):
    """What a scenario is called, and who may read it."""

    name = forms.CharField(
        label=_("Navn"), max_length=100, help_text=_("For eksempel «Hvis tre går av i 2028».")
    )
    shared = forms.BooleanField(
        label=_("Del med andre som ser alle tall for enheten"),
        required=False,
        help_text=_("Ledere av enheten og over den, og HR. De ser navn bare på dem de leder."),
    )

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
