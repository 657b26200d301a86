"""The columns of the HR export and of the units file; see the guide to the formats."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.imports.columns import Column
from kyndig.imports.errors import Unreadable
from kyndig.imports.parsers import Parser, choice, code, date_parser, read_date, read_decimal, text
from kyndig.organisation.models import Employment, Kind

# What payroll systems write for an employment without an end.
NO_END = (date(9999, 12, 31), date(2099, 12, 31))
_THOUSANDTH = Decimal("0.001")


def _read_end(value: str) -> date | None:
    end = read_date(value)
    return None if end in NO_END else end


def _read_percent(value: str) -> Decimal:
    percent = read_decimal(value.removesuffix("%"))
    if not 0 <= percent <= 100:
        raise Unreadable(_("Stillingsprosenten er ikke mellom 0 og 100."), _("Rett prosenten."))
    return percent.quantize(_THOUSANDTH)


def _read_styrk(value: str) -> str:
    """Four digits; spreadsheets lose a leading zero."""
    if not (value.isascii() and value.isdigit() and len(value) in (3, 4)):
        raise Unreadable(
            _("Dette er ikke en yrkeskode."), _("Skriv fire sifre fra STYRK-08, for eksempel 2223.")
        )
    return value.zfill(4)


_TYPES = choice(
    {
        Employment.Type.PERMANENT.value: "Fast Permanent",
        Employment.Type.TEMPORARY.value: "Midlertidig Mellombels Temporary",
        Employment.Type.SUBSTITUTE.value: "Vikar Substitute",
        Employment.Type.APPRENTICE.value: "Lærling Apprentice",
        Employment.Type.HOURLY.value: "Timelønnet Timeløna Hourly",
    },
    blank="",
)

KINDS = choice(
    {
        Kind.MUNICIPALITY.value: "kommune municipality",
        Kind.SECTOR.value: "sektor sector",
        Kind.UNIT.value: "enhet eining unit",
        Kind.DEPARTMENT.value: "avdeling department",
        Kind.TEAM.value: "team",
    }
)

HR_COLUMNS = (
    Column(
        "employee_number",
        code(),
        ("Ansattnummer", "Ansattnr", "Ressursnr", "Tilsettnummer", "Employee number"),
        required=True,
    ),
    # Either both of these or the whole name; which one is filled is asked row by row.
    Column("first_name", text(150), ("Fornavn", "Førenamn"), required=True, may_be_blank=True, unless="name"),
    Column(
        "last_name", text(150), ("Etternavn", "Etternamn"), required=True, may_be_blank=True, unless="name"
    ),
    Column("name", text(300), ("Navn", "Namn")),
    Column("birth_date", date_parser, ("Fødselsdato", "Fødselsdato (dd.mm.åååå)", "Birth date")),
    Column("email", text(254), ("E-post", "Epost", "E-postadresse", "Email")),
    Column("position_number", code(), ("Stillingsnr", "Stillingsnummer", "Arbeidsforhold", "Position")),
    Column("role_code", code(), ("Stillingskode", "Stillingskode (HTA)", "Role code"), required=True),
    Column(
        "role_title",
        text(200),
        ("Stillingstittel", "Stillingsbenevnelse", "Stillingsnemning", "Role title"),
        required=True,
    ),
    Column("styrk", Parser(_read_styrk, blank=""), ("STYRK", "Yrkeskode")),
    Column(
        "fte_percent",
        Parser(_read_percent),
        ("Stillingsprosent", "Stilling %", "Stillingsstorleik", "FTE"),
        required=True,
    ),
    Column("employment_type", _TYPES, ("Ansettelsesform", "Tilsettingsform")),
    Column("start_date", date_parser, ("Startdato", "Ansatt fra"), required=True),
    Column("end_date", Parser(_read_end), ("Sluttdato", "Ansatt til")),
    Column("unit_code", code(), ("Orgkode", "Org.enhet kode", "Ansvar", "Einingskode"), required=True),
    Column("unit_name", text(200), ("Enhet", "Orgenhet", "Eining")),
    Column("leader_employee_number", code(), ("Nærmeste leder", "Leder ansattnr", "Næraste leiar")),
)

UNIT_COLUMNS = (
    Column("code", code(), ("Kode",), required=True),
    Column("name", text(200), ("Navn", "Namn"), required=True),
    Column("parent_code", code(), ("Overordnet kode", "Overordna kode"), required=True, may_be_blank=True),
    Column("kind", KINDS, ("Type",), required=True),
    Column("valid_from", date_parser, ("Gyldig fra", "Gyldig frå")),
    Column("valid_to", Parser(_read_end), ("Gyldig til",)),
)

LABELS = {
    "first_name": gettext_lazy("Fornavn"),
    "last_name": gettext_lazy("Etternavn"),
    "birth_date": gettext_lazy("Fødselsdato"),
    "email": gettext_lazy("E-post"),
    "role": gettext_lazy("Stilling"),
    "role_title": gettext_lazy("Stillingstittel"),
    "styrk": gettext_lazy("STYRK-08"),
    "fte_percent": gettext_lazy("Stillingsprosent"),
    "employment_type": gettext_lazy("Ansettelsesform"),
    "start_date": gettext_lazy("Fra"),
    "end_date": gettext_lazy("Til"),
    "cancelled_from": gettext_lazy("Avlyst fra"),
    "unit": gettext_lazy("Enhet"),
    "leader_employee_number": gettext_lazy("Nærmeste leder"),
    "name": gettext_lazy("Navn"),
    "parent": gettext_lazy("Ligger under"),
    "kind": gettext_lazy("Type"),
    "valid_from": gettext_lazy("Gyldig fra"),
    "valid_to": gettext_lazy("Gyldig til"),
}


def split_name(name: str) -> tuple[str, str]:
    """(first names, surname) of `Etternavn, Fornavn` or `Fornavn Etternavn`; the last word is the surname."""
    if "," in name:
        last, _comma, first = name.partition(",")
        return (first.strip(), last.strip()) if first.strip() else (last.strip(), "")
    first, _space, last = " ".join(name.split()).rpartition(" ")
    return (first, last) if first else (last, "")
