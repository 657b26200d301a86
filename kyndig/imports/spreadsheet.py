"""Reads XLSX. Formulas are never evaluated: a cell is what is stored in the file."""

import datetime
import html
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from kyndig.imports.errors import Refused
from kyndig.imports.reading import Row, Table, table_of, tidy

# A small file that unpacks to more than this is no delivery.
UNPACKED_AT_MOST = 1024**3

_TAG = r"<(?:\w+:)?"
_SHEET = re.compile(rf"{_TAG}sheet\s[^>]*>")
_RELATION = re.compile(rf"{_TAG}Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
# A cell with a formula and no stored result: calamine reads it as blank.
_UNCOMPUTED = re.compile(
    rf'{_TAG}c\s[^>]*?r="([A-Z]+)(\d+)"[^>]*>\s*{_TAG}f[^>]*>([^<]*)</(?:\w+:)?f>\s*(?:{_TAG}v\s*/>|{_TAG}v></(?:\w+:)?v>)?\s*</'
)


def read(data: bytes, name: str) -> Table:
    """Read the first visible sheet that holds anything. Raises Refused for a zip that is no spreadsheet."""
    _refuse_other_zips(data, name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            at for at, sheet in enumerate(book.sheets_metadata) if sheet.visible == SheetVisibleEnum.Visible
        ]
        sheets = [(at, book.get_sheet_by_index(at)) for at in shown]
        filled = [(at, sheet) for at, sheet in sheets if sheet.height]
        if not filled:
            raise Refused(_("«%(name)s» har ingen rader.") % {"name": name})
        at, sheet = filled[0]
        rows = list(_rows(sheet, _uncomputed(data, at)))
    except CalamineError as error:
        raise Refused(
            _("«%(name)s» er skadet og kan ikke leses. Lagre den på nytt.") % {"name": name}
        ) from error
    return table_of(name, rows, _notes(sheet, len(filled) - 1))


def _refuse_other_zips(data: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names, size = set(archive.namelist()), sum(each.file_size for each in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Refused(
            _("«%(name)s» er skadet og kan ikke leses. Lagre den på nytt.") % {"name": name}
        ) from error
    if "xl/workbook.xml" not in names:
        raise Refused(
            _("«%(name)s» kan ikke leses: den ser ut som en pakket fil (zip), ikke et regneark.")
            % {"name": name}
        )
    if size > UNPACKED_AT_MOST:
        raise Refused(_("«%(name)s» er for stor når den pakkes ut.") % {"name": name})


def _notes(sheet: CalamineSheet, others: int) -> tuple[str, ...]:
    if not others:
        return ()
    text = ngettext(
        "Vi leser arket «%(sheet)s». %(n)d annet ark er ikke lest.",
        "Vi leser arket «%(sheet)s». %(n)d andre ark er ikke lest.",
        others,
    )
    return (text % {"sheet": sheet.name, "n": others},)


def _rows(sheet: CalamineSheet, uncomputed: dict[tuple[int, int], str]) -> Iterator[Row]:
    for line, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        texts = tuple(map(_text, cells))
        if uncomputed:
            texts = tuple(text or uncomputed.get((line, at), "") for at, text in enumerate(texts))
        yield Row(line, texts)


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float | int):
        return format(Decimal(repr(cell)).normalize(), "f")
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, datetime.date | datetime.time) else str(cell)


def _uncomputed(data: bytes, sheet: int) -> dict[tuple[int, int], str]:
    """Formulas without a stored result by (line, column from 0): text, so that nothing reads as blank."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        path = _path_of_sheet(archive, sheet)
        content = archive.read(path).decode("utf-8", "replace") if path in archive.namelist() else ""
    if "<f" not in content and ":f>" not in content:
        return {}
    found = _UNCOMPUTED.findall(content)
    return {(int(line), _column(letters)): f"={html.unescape(text)}" for letters, line, text in found}


def _path_of_sheet(archive: zipfile.ZipFile, sheet: int) -> str:
    sheets = [dict(_ATTRIBUTE.findall(tag)) for tag in _SHEET.findall(_member(archive, "xl/workbook.xml"))]
    relations = [
        dict(_ATTRIBUTE.findall(tag))
        for tag in _RELATION.findall(_member(archive, "xl/_rels/workbook.xml.rels"))
    ]
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    wanted = sheets[sheet].get("r:id") if sheet < len(sheets) else None
    target = targets.get(wanted, "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _member(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode("utf-8", "replace") if name in archive.namelist() else ""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
