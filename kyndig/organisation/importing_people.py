"""What the HR export says of roles and people: each is as the last row that names it says."""

from functools import partial

from kyndig.imports.columns import ParsedRow, ParsedTable
from kyndig.imports.plan import Change, Status
from kyndig.organisation.importing_columns import split_name
from kyndig.organisation.importing_state import State
from kyndig.organisation.importing_telling import differences
from kyndig.organisation.importing_writing import PersonData, RoleData

_OF_A_ROLE = {"title": "role_title", "styrk": "styrk"}


def plan_roles(state: State) -> None:
    """The last row that names a role says its title; a blank STYRK says nothing."""
    named: dict[str, tuple[RoleData, int]] = {}
    for row in state.rows.good:
        code = row["role_code"]
        known = named[code][0] if code in named else state.roles.get(code)
        styrk = row.get("styrk") or (known.styrk if known else "")
        named[code] = RoleData(code, row["role_title"], styrk, known.id if known else None), row.line
    for code, (role, line) in named.items():
        old = state.roles.get(code)
        if role != old:
            status, tell = Status.CHANGED if old else Status.NEW, partial(differences, old, role, _OF_A_ROLE)
            state.writing.roles.append(role)
            state.changes.append(Change(status, line, code, role.title, (old, role), tell, about="role"))
        state.roles[code] = role


def persons_of_last_rows(state: State) -> dict[str, tuple[int, PersonData]]:
    """(line, data) of each person: what an absent column does not say is kept."""
    found = {}
    for row in state.rows.good:
        number = row["employee_number"]
        old = state.people.get(number)
        first, last = _names(row)
        data = PersonData(number, first, last, row.get("birth_date"), row.get("email", ""))
        found[number] = row.line, _kept(data, old, row.table) if old else data
    return found


def _kept(data: PersonData, old: PersonData, table: ParsedTable) -> PersonData:
    return data._replace(
        id=old.id,
        birth_date=data.birth_date if table.has("birth_date") else old.birth_date,
        email=data.email if table.has("email") else old.email,
    )


def _names(row: ParsedRow) -> tuple[str, str]:
    if row.get("first_name") and row.get("last_name"):
        return row["first_name"], row["last_name"]
    return split_name(row["name"])
