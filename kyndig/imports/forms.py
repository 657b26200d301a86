"""The form of an upload: the file, the day it holds from, and how it is meant."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.imports.importers import Importer
from kyndig.imports.plan import Options

_EMPTY = {
    "empty": gettext_lazy("Filen er tom. Last opp en fil med innhold."),
    "required": gettext_lazy("Velg en fil."),
}


class UploadForm(forms.Form):
    """Fields that the kind of import does not take are left out."""

    file = forms.FileField(
        label=gettext_lazy("Fil"), help_text=gettext_lazy("CSV eller Excel (XLSX)."), error_messages=_EMPTY
    )
    second = forms.FileField(label="", required=False, error_messages=_EMPTY)
    as_of = forms.DateField(
        label=gettext_lazy("Gjelder fra"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": gettext_lazy("Skriv datoen som dag, måned og år, for eksempel 31.12.2026.")
        },
    )
    partial = forms.ChoiceField(
        label=gettext_lazy("Hva filen inneholder"),
        choices=[
            ("", gettext_lazy("Alle ansatte. De som mangler i filen, slutter")),
            ("1", gettext_lazy("Bare noen ansatte. Ingen slutter")),
        ],
        required=False,
    )
    replace = forms.BooleanField(
        label=gettext_lazy("Filen er hele sannheten: det som ikke står i den, avsluttes"), required=False
    )

    def __init__(self, importer: Importer, *args: Any, too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = timezone.localdate
        if too_large:
            # The file was never taken in: say why, not that it is missing.
            self.fields["file"].error_messages["required"] = too_large_text()
        if importer.second:
            self.fields["second"].label = str(importer.second.label)
        for name, taken in (
            ("second", bool(importer.second)),
            ("partial", importer.can_end),
            ("replace", importer.can_replace),
        ):
            if not taken:
                del self.fields[name]

    def clean_file(self) -> "UploadedFile[Any]":
        return self._not_too_large("file")

    def clean_second(self) -> "UploadedFile[Any]":
        return self._not_too_large("second")

    def _not_too_large(self, name: str) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data[name]
        if file and (file.size or 0) > settings.MAX_UPLOAD_BYTES:
            raise forms.ValidationError(too_large_text())
        return file

    def options(self) -> Options:
        """How the file is to be read."""
        given = self.cleaned_data
        return Options(
            given["as_of"], partial=bool(given.get("partial")), replace=given.get("replace", False)
        )


def too_large_text() -> str:
    """Why an upload is refused by its size."""
    return _(
        "Filen er større enn %(size)s, og kan ikke lastes opp. Del den, eller ta bort det som ikke trengs."
    ) % {"size": filesizeformat(settings.MAX_UPLOAD_BYTES)}
