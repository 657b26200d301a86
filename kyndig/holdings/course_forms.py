"""The form of a course evening: one date, one competence, many people."""

import hashlib
import json
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue.forms import competence_field
from kyndig.holdings import course_files, lookup
from kyndig.holdings.forms import LEVELS
from kyndig.imports.errors import Refused
from kyndig.organisation.dated_forms import day_field
from kyndig.organisation.policies import Asker
from kyndig.organisation.reach import today
from kyndig.web.picking import PickField

AT_MOST = 500
LARGEST_FILE = 5 * 1024 * 1024


class CourseForm(forms.Form):
    """The course, and who was there: searched for one by one, pasted, or from a spreadsheet."""

    competence = competence_field(help_text=_("Det kurset gir, for eksempel «sårbehandling»."))
    held_on = day_field(_("Når var kurset"), required=True)
    level = forms.TypedChoiceField(label=_("Nivå"), coerce=int, choices=LEVELS[2:], initial=1)
    expires_on = day_field(
        _("Gjelder til"), help_text=_("Tomt felt: så lenge katalogen sier at kompetansen varer.")
    )
    person = PickField(
        label=_("Finn en som var der"), required=False, search=lookup.nobody, address=lookup.address
    )
    people = forms.CharField(
        label=_("De som var der"),
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("En på hver linje: ansattnummer eller hele navnet. Lim gjerne inn fra et regneark."),
    )
    file = forms.FileField(
        label=_("Eller en fil"),
        required=False,
        help_text=_("CSV eller Excel (XLSX) med en kolonne for ansattnummer eller navn."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def __init__(self, *args: Any, user: Asker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["person"]
        field.search = lookup.people_of(user)

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > today():
            raise forms.ValidationError(_("Datoen kan ikke være fram i tid."))
        return held_on

    def clean_file(self) -> list[str]:
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return []
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("Filen er for stor. Ta bort det som ikke trengs."))
        try:
            return course_files.lines_of(file.read(), file.name or "")
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        competence, level = given.get("competence"), given.get("level")
        if competence and level and level > competence.max_level:
            self.add_error("level", _("Denne kompetansen har bare nivåene Har ikke og Har. Velg nivå 1."))
        held_on, expires_on = given.get("held_on"), given.get("expires_on")
        if held_on and expires_on and expires_on < held_on:
            self.add_error("expires_on", _("Kurset kan ikke gå ut før det er holdt."))
        lines = self.all_lines()
        if not lines and not self.has_error("file"):
            self.add_error("people", _("Skriv hvem som var der, eller velg en fil."))
        if len(lines) > AT_MOST:
            self.add_error("people", _("Registrer høyst 500 om gangen."))
        return given

    def all_lines(self) -> list[str]:
        """What is written, the one found by searching, and what the file holds."""
        given = self.cleaned_data
        written = [line for line in given.get("people", "").splitlines() if line.strip()]
        found = [as_line(given["person"])] if given.get("person") else []
        return [*written, *found, *(given.get("file") or [])]

    def digest(self) -> str:
        """What is looked over before it is written: another text, another digest."""
        given = self.cleaned_data
        said = [
            given["competence"].code,
            given["held_on"],
            given["level"],
            given["expires_on"],
            self.all_lines(),
        ]
        return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def as_line(person: Any) -> str:
    """Somebody found by searching, as a line."""
    return f"{person.employee_number}; {person.name}"
