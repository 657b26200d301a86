"""Everything held about oneself, built from the privacy declarations: as rows, as JSON, to read."""

import io
import json
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, ForeignKey, Model
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from kyndig.accounts import privacy
from kyndig.accounts.models import User
from kyndig.accounts.privacy import Personal, Subjects

AT_MOST = 20_000


@dataclass(frozen=True)
class Section:
    """One kind of thing held: its declaration, the columns' labels, and the rows."""

    declaration: Personal
    columns: dict[str, str]  # key: label
    rows: list[dict[str, Any]]  # key: value, as JSON has it
    shown: list[list[str]]  # the same, as people read it


def subjects_of(user: User) -> Subjects:
    """The user, as the declarations ask for people."""
    return Subjects((user.employee_number,) if user.employee_number else (), (user.pk,))


def sections(user: User) -> list[Section]:
    """All that is held about the user, a section for each model that holds something."""
    found = [_section(each, subjects_of(user)) for each in privacy.personal() if each.about]
    return [section for section in found if section.rows]


def _section(declaration: Personal, subjects: Subjects) -> Section:
    if declaration.columns:
        return _by_columns(declaration, subjects)
    if declaration.about is None:
        raise ValueError(declaration.model)
    fields = [
        each
        for each in privacy.model_of(declaration)._meta.concrete_fields
        if each.name not in declaration.hidden and not each.primary_key
    ]
    related = [each.name for each in fields if isinstance(each, ForeignKey)]
    things = declaration.about(subjects).select_related(*related)[:AT_MOST]
    pairs = [[_value(thing, each) for each in fields] for thing in things]
    return Section(
        declaration,
        {each.name: _label(each) for each in fields},
        [{each.name: pair[0] for each, pair in zip(fields, row, strict=True)} for row in pairs],
        [[pair[1] for pair in row] for row in pairs],
    )


def _by_columns(declaration: Personal, subjects: Subjects) -> Section:
    if declaration.about is None:
        raise ValueError(declaration.model)
    rows = list(declaration.about(subjects).values(*declaration.columns)[:AT_MOST])
    labels = {key: str(label) for key, label in declaration.columns.items()}
    return Section(declaration, labels, rows, [[_text(value) for value in row.values()] for row in rows])


def _label(each: "Field[Any, Any]") -> str:
    return str(each.verbose_name).capitalize()


def _value(thing: Model, each: "Field[Any, Any]") -> tuple[Any, str]:
    """A field's value for JSON, and as people read it."""
    if isinstance(each, ForeignKey):
        other = getattr(thing, each.name)
        name = other.display_name if isinstance(other, User) else str(other or "")
        return name, name
    value = getattr(thing, each.attname)
    shown = getattr(thing, f"get_{each.name}_display")() if each.choices else value
    return value, _text(shown)


def _text(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("Ja") if value else _("Nei")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return number_format(value.normalize()) if isinstance(value, Decimal) else str(value)


def as_json(user: User, found: list[Section]) -> str:
    """Everything as JSON: {"written_at", "user", "held": {model: {"holds", "purpose", "rows"}}}."""
    held = {
        section.declaration.model: {
            "holds": str(section.declaration.holds),
            "purpose": str(section.declaration.purpose),
            "rows": section.rows,
        }
        for section in found
    }
    content = {"written_at": timezone.now(), "user": user.username, "held": held}
    return json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def as_zip(user: User) -> bytes:
    """A ZIP with the same twice, JSON for machines and a page for people, and the files about the user."""
    found = sections(user)
    page = render_to_string("accounts/own_data.html", {"sections": found, "owner": user})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("om-meg.json", as_json(user, found))
        archive.writestr("om-meg.html", page)
        for place in privacy.places():
            for name, path in place.files(subjects_of(user)) if place.files else ():
                archive.write(path, f"filer/{name}")
    return buffer.getvalue()
