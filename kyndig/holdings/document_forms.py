"""The forms of documents: laying one in, verifying, refusing and withdrawing it."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue import levels
from kyndig.catalogue.forms import competence_field
from kyndig.catalogue.models import Competence
from kyndig.holdings import document_checks, document_files
from kyndig.holdings.document_checks import RefusedFileError
from kyndig.holdings.document_files import StoredFile
from kyndig.holdings.models import Source
from kyndig.organisation.dated_forms import day_field
from kyndig.organisation.reach import today

# JPEG, not any picture: then an iPhone converts what it has taken.
ACCEPTED = "image/jpeg,image/png,application/pdf"
_EMPTY = {"empty": _("Filen er tom. Velg en annen fil.")}


class DocumentForm(forms.Form):
    """What stands on the paper, and the paper. A phone offers its camera beside its files."""

    competence = competence_field(help_text=_("Skriv noe av navnet, for eksempel «sårbehandling»."))
    title = forms.CharField(
        label=_("Hva heter dokumentet"),
        max_length=200,
        required=False,
        help_text=_("Tomt felt: samme navn som kompetansen."),
    )
    issuer = forms.CharField(label=_("Hvem har utstedt det"), max_length=200, required=False)
    issued_on = day_field(_("Utstedt"), required=True)
    expires_on = day_field(
        _("Gjelder til"),
        help_text=_("Tomt felt: så lenge katalogen sier at kompetansen varer."),
    )
    file = forms.FileField(
        label=_("Fil"),
        required=False,
        help_text=_("PDF, JPG eller PNG, høyst 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        error_messages=_EMPTY,
    )
    photo = forms.FileField(
        label=_("Eller ta et bilde nå"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg", "capture": "environment"}),
        error_messages=_EMPTY,
    )

    def __init__(
        self, *args: Any, fixed: Competence | None = None, too_large: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fixed, self.too_large = fixed, too_large
        if fixed:
            del self.fields["competence"]

    def clean_issued_on(self) -> date:
        issued_on: date = self.cleaned_data["issued_on"]
        if issued_on > today():
            raise forms.ValidationError(_("Datoen kan ikke være fram i tid."))
        return issued_on

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        issued_on, expires_on = given.get("issued_on"), given.get("expires_on")
        if issued_on and expires_on and expires_on < issued_on:
            self.add_error("expires_on", _("Dokumentet kan ikke gå ut før det er utstedt."))
        if not self.has_error("file") and not self.has_error("photo"):
            self._check_file()
        if self.errors and self._sent() and not self.has_error("file"):
            self.add_error("file", _("Velg filen en gang til: den sendes ikke på nytt av seg selv."))
        return given

    def _sent(self) -> "UploadedFile[bytes] | None":
        return self.cleaned_data.get("file") or self.cleaned_data.get("photo")

    def _check_file(self) -> None:
        sent = self._sent()
        if self.too_large or (sent and (sent.size or 0) > document_checks.AT_MOST):
            self.add_error("file", document_checks.too_large())
        elif not sent:
            self.add_error("file", _("Velg en fil, eller ta et bilde."))
        else:
            self._check_content(sent)

    def _check_content(self, sent: "UploadedFile[bytes]") -> None:
        try:
            document_checks.kind_of(sent.read(), document_checks.last_part(sent.name or ""))
        except RefusedFileError as refusal:
            self.add_error("file", str(refusal))

    def stored(self) -> StoredFile | None:
        """The file, kept; None when it is refused after all, which the form then says."""
        sent = self._sent()
        if sent is None:
            raise ValueError("There is no file in a form that is not valid.")
        sent.seek(0)
        try:
            return document_files.receive(sent.read(), sent.name or "")
        except RefusedFileError as refusal:
            self.add_error("file", str(refusal))
            return None

    def facts(self) -> dict[str, Any]:
        """What stands on the paper, as `upload_document` takes it."""
        given = self.cleaned_data
        competence = self.fixed or given["competence"]
        title = given["title"].strip() or competence.text("name")[0]
        return {
            "competence": competence,
            "title": title,
            **{name: given[name] for name in ("issuer", "issued_on", "expires_on")},
        }


class VerifyForm(forms.Form):
    """The level that the paper gives, on the competence's own scale."""

    level = forms.TypedChoiceField(label=_("Hvilket nivå viser dokumentet"), coerce=int)
    source = forms.ChoiceField(
        label=_("Hva er det"),
        choices=[(Source.DOCUMENT, _("Vitnemål, sertifikat eller attest")), (Source.COURSE, _("Kursbevis"))],
    )

    def __init__(self, *args: Any, competence: Competence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["level"]
        named = [(level, f"{level} {word}") for level, word in levels.choices(competence.scale) if level]
        field.choices = named if len(named) == 1 else [("", _("Velg nivå")), *named]


class ReasonForm(forms.Form):
    """Why a document is refused or withdrawn; the person reads it."""

    reason = forms.CharField(
        label=_("Hvorfor"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Den det gjelder, leser dette. Skriv ikke om helse."),
        error_messages={"required": _("Skriv hvorfor.")},
    )
