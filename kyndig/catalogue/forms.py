"""The catalogue's forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kyndig.catalogue import legal, levels, lookup
from kyndig.catalogue.models import Area, Competence
from kyndig.catalogue.queries import Wanted
from kyndig.web.picking import PickField

LANGUAGES = ("nb", "nn", "en")


def competence_field(**options: Any) -> PickField:
    """A competence in use, found by searching."""
    return PickField(label=_("Kompetanse"), search=lookup.competences, address=lookup.address, **options)


class AreaChoice(forms.ModelChoiceField[Area]):
    """An area, called what it is called in the reader's language."""

    def label_from_instance(self, obj: Area) -> str:
        return obj.text("name")[0]


class FilterForm(forms.Form):
    """What the list of competences is narrowed to."""

    q = forms.CharField(label=_("Søk etter kompetanse"), required=False, max_length=100)
    omrade = AreaChoice(Area.objects.all(), label=_("Område"), required=False, empty_label=_("Alle områder"))
    type = forms.ChoiceField(label=_("Type"), required=False)
    arkivert = forms.BooleanField(label=_("Vis arkiverte"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["type"]
        kinds.choices = [("", _("Alle typer")), *Competence.Kind.choices]

    def wanted(self) -> Wanted:
        """The filters that can be used; one that cannot be read narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            text=given.get("q", ""),
            area=given.get("omrade"),
            kind=given.get("type", ""),
            archived=bool(given.get("arkivert")),
        )


class AreaForm(forms.ModelForm[Area]):
    """What an area is called in each language."""

    class Meta:
        model = Area
        fields = ("name_nb", "name_nn", "name_en")
        error_messages = {"name_nb": {"unique": _("Et annet område heter det allerede. Velg et annet navn.")}}


class CompetenceForm(forms.ModelForm[Competence]):
    """A competence with its names, descriptions, levels in practice and other words for it."""

    new_area = forms.CharField(
        label=_("Nytt område"),
        required=False,
        max_length=200,
        help_text=_("Fyll ut hvis området ikke finnes i listen."),
    )
    alias_lines = forms.CharField(
        label=_("Andre ord for det samme"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ett ord eller uttrykk per linje. Vi søker i dem også."),
    )

    legal_lines = forms.CharField(
        label=_("Hjemmel"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Loven og paragrafen, én per linje, for eksempel «Helsepersonelloven, § 48»."),
    )

    # ESCO's identifiers begin with http.
    esco_uri = forms.URLField(label=_("ESCO-adresse"), required=False, assume_scheme="http")

    class Meta:
        model = Competence
        fields = [
            "code",
            "name_nb",
            "name_nn",
            "name_en",
            "area",
            "kind",
            "scope",
            "specificity",
            "form",
            "scale",
            "validity_months",
            "description_nb",
            "description_nn",
            "description_en",
        ]
        field_classes = {"area": AreaChoice}
        widgets = {
            "description_nb": forms.Textarea(attrs={"rows": 4}),
            "description_nn": forms.Textarea(attrs={"rows": 4}),
            "description_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "code": _("Kort og fast. Filer som leses inn, viser til koden."),
            "validity_months": _("Hvor lenge et bevis varer. Tomt felt betyr at det ikke går ut."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].required = False
        self.fields["esco_uri"].initial = self.instance.esco_uri
        self.fields["legal_lines"].initial = "\n".join(map(legal.written, self.instance.legal_basis))
        if self.instance.pk:
            aliases = self.instance.aliases.values_list("text", flat=True)
            self.fields["alias_lines"].initial = "\n".join(aliases)
        for level, language, name in self._level_names():
            text = self.instance.level_texts.get(str(level), {}).get(language, "")
            self.fields[name] = forms.CharField(
                label=levels.in_practice(level, language),
                required=False,
                initial=text,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @staticmethod
    def _level_names() -> list[tuple[int, str, str]]:
        return [
            (level, language, f"level_{level}_{language}") for level in range(4) for language in LANGUAGES
        ]

    def level_fields(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Each level's word, and its three fields."""
        words = levels.WORDS[Competence.Scale.LEVELS]
        return [
            (str(words[level]), [self[f"level_{level}_{language}"] for language in LANGUAGES])
            for level in range(4)
        ]

    def clean_scale(self) -> str:
        scale: str = self.cleaned_data["scale"]
        if self.instance.pk and scale != self.initial["scale"] and self.instance.is_in_facts():
            raise forms.ValidationError(
                _("Skalaen kan ikke endres når noen er vurdert eller det er satt krav. Lag en ny kompetanse.")
            )
        return scale

    def clean_legal_lines(self) -> list[legal.Basis]:
        lines: str = self.cleaned_data["legal_lines"]
        try:
            return legal.read_all(lines.splitlines())
        except legal.NotABasis as line:
            raise forms.ValidationError(
                _("«%(line)s» mangler paragraf. Skriv loven, komma og paragrafen: Helsepersonelloven, § 48."),
                params={"line": line},
            ) from line

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("area") and not given.get("new_area"):
            self.add_error("area", _("Velg et område, eller skriv et nytt."))
        return given

    def filled(self) -> Competence:
        """The competence as the form says, not yet saved; a new area is made."""
        competence: Competence = self.save(commit=False)
        if self.cleaned_data["new_area"]:
            competence.area = Area.objects.get_or_create(name_nb=self.cleaned_data["new_area"])[0]
        competence.esco_uri = self.cleaned_data["esco_uri"]
        competence.legal_basis = self.cleaned_data["legal_lines"]
        competence.level_texts = self._level_texts()
        return competence

    def _level_texts(self) -> dict[str, dict[str, str]]:
        texts: dict[str, dict[str, str]] = {}
        for level, language, name in self._level_names():
            if self.cleaned_data[name]:
                texts.setdefault(str(level), {})[language] = self.cleaned_data[name]
        return texts

    def aliases(self) -> list[str]:
        """The other words, one a line."""
        lines: str = self.cleaned_data["alias_lines"]
        return lines.splitlines()


class ReplaceForm(forms.Form):
    """Which competence takes over, and from when."""

    successor = PickField(
        label=_("Ny kompetanse"),
        search=lookup.competences,
        address=lookup.address,
        help_text=_("Skriv noe av navnet, for eksempel «sårbehandling»."),
    )
    from_date = forms.DateField(
        label=_("Gjelder fra"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, competence: Competence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.competence = competence

    def clean_successor(self) -> Competence:
        successor: Competence = self.cleaned_data["successor"]
        if successor.pk == self.competence.pk or successor.archived_at is not None:
            raise forms.ValidationError(_("Velg en annen kompetanse, som er i bruk."))
        return successor
