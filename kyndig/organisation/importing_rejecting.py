"""What is wrong with a row of the HR export and takes more than its one cell to see."""

from django.utils.translation import gettext as _

from kyndig.imports.columns import ParsedRow
from kyndig.organisation.importing_employments import move_to
from kyndig.organisation.importing_state import State, given_of, position_of


def reject_rows(state: State) -> None:
    """Reject positions that stand twice, rows without a name, backward periods and unknown units."""
    first: dict[tuple[str, str], int] = {}
    for row in state.rows.rows:
        _reject_double(row, first)
        if not row.cell("name") and not (row.cell("first_name") and row.cell("last_name")):
            _reject_nameless(row)
        start, end = row.get("start_date"), row.get("end_date")
        if start and end and end < start:
            row.reject(
                "end_date", _("Sluttdatoen er før startdatoen."), _("Rett en av datoene i lønnssystemet.")
            )
        unit = row.get("unit_code")
        if unit and unit not in state.tree.after and not _is_over(state, row):
            row.reject("unit_code", *_no_such_unit(state, unit))


def _reject_double(row: ParsedRow, first: dict[tuple[str, str], int]) -> None:
    key = position_of(row)
    if key and key in first:
        row.reject(
            "position_number" if row.get("position_number") else "employee_number",
            _("Rad %(line)d gjelder det samme arbeidsforholdet.") % {"line": first[key]},
            _("Behold én av radene."),
        )
    elif key:
        first[key] = row.line


def _reject_nameless(row: ParsedRow) -> None:
    has = row.table.has
    missing = "first_name" if has("first_name") and not row.cell("first_name") else "last_name"
    column = missing if has(missing) else "name"
    row.reject(column, _("Navnet mangler."), _("Fyll ut navnet i lønnssystemet."))


def _is_over(state: State, row: ParsedRow) -> bool:
    """True for an employment that was over before the day, as it was known: it may have been in any unit."""
    if row.errors or row.get("end_date") is None or row["end_date"] >= state.as_of:
        return False
    given = given_of(row)
    periods = state.positions.get((given.employee_number, given.key), [])
    return bool(periods) and periods[-1].what == given.what and not move_to(given, periods, state.as_of)


def _no_such_unit(state: State, unit: str) -> tuple[str, str]:
    if unit in state.tree.before:
        return _("Enheten er ikke lenger i treet."), _("Flytt arbeidsforholdet til en enhet som er der.")
    return _("Enheten finnes ikke."), _(
        "Bruk koden til en enhet som finnes, eller importer enhetene sammen med filen."
    )
