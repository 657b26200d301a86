"""The HR import: the payroll system's export, and the unit tree that may come with it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.imports.columns import ParsedRow, ParsedTable
from kyndig.imports.errors import Refused
from kyndig.imports.importers import Importer, Second
from kyndig.imports.models import ImportRun
from kyndig.imports.plan import Change, Detail, Options, Plan, Status, make_plan
from kyndig.organisation import importing_units
from kyndig.organisation.importing_columns import HR_COLUMNS, LABELS, UNIT_COLUMNS, split_name
from kyndig.organisation.importing_employments import (
    Given,
    Move,
    Period,
    Positions,
    move_out,
    move_to,
    position_key,
    positions_as_they_are,
)
from kyndig.organisation.importing_units import Tree
from kyndig.organisation.importing_writing import PersonData, RoleData, Writing, write
from kyndig.organisation.models import Employment, Person, Role

KIND = "hr"
# More than one in so many ending stops the import until the number is named.
BRAKE = 10


@dataclass
class State:
    """Everything a plan is made from and made into."""

    rows: ParsedTable
    options: Options
    tree: Tree
    positions: Positions
    people: dict[str, PersonData]
    roles: dict[str, RoleData]
    writing: Writing = field(default_factory=Writing)
    changes: list[Change] = field(default_factory=list)
    # Positions that the file holds, or that a rejected row keeps from ending.
    held: set[tuple[str, str]] = field(default_factory=set)
    # Employee numbers of which nothing ends; None: nothing ends at all.
    spared: set[str] | None = field(default_factory=set)

    @property
    def as_of(self) -> date:
        return self.options.as_of


def plan(rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan:
    """What the delivery would change as of its day. Raises Refused."""
    _refuse_earlier_than_the_last(options.as_of)
    tree = importing_units.plan_tree(second, options.as_of, partial=options.partial)
    state = State(rows, options, tree, positions_as_they_are(), _people(), _roles())
    base = sum(each.active(options.as_of) for periods in state.positions.values() for each in periods)
    _reject_rows(state)
    _plan_roles(state)
    _plan_rows(state)
    ending = _plan_missing(state)
    _keep_units_with_people(state)
    state.writing.tree = tree if tree.differs else None
    return make_plan(
        KIND,
        options,
        [rows] if second is None else [rows, second],
        [*state.changes, *(importing_units.changes(tree) if second else ())],
        warnings=_warnings(state),
        more_errors=tree.errors,
        must_accept=ending if ending * BRAKE > base else None,
        base=base,
        payload=state.writing,
    )


def _refuse_earlier_than_the_last(as_of: date) -> None:
    applied = ImportRun.objects.filter(kind=KIND, status=ImportRun.Status.APPLIED)
    last = applied.order_by("-as_of").values_list("as_of", flat=True).first()
    if last and as_of < last:
        raise Refused(
            _("Den siste importen gjelder fra %(last)s. En import kan ikke gjelde fra en tidligere dag.")
            % {"last": date_format(last, "DATE_FORMAT")}
        )


def _people() -> dict[str, PersonData]:
    rows = Person.objects.values_list(
        "employee_number", "first_name", "last_name", "birth_date", "email", "id"
    )
    return {row[0]: PersonData(*row) for row in rows.iterator(chunk_size=5000)}


def _roles() -> dict[str, RoleData]:
    return {row[0]: RoleData(*row) for row in Role.objects.values_list("code", "title", "styrk", "id")}


def _reject_rows(state: State) -> None:
    """Everything that is wrong with a row and takes more than its one cell to see."""
    first: dict[tuple[str, str], int] = {}
    for row in state.rows.rows:
        _reject_double(row, first)
        if not row.cell("name") and not (row.cell("first_name") and row.cell("last_name")):
            missing = (
                "first_name" if state.rows.has("first_name") and not row.cell("first_name") else "last_name"
            )
            column = missing if state.rows.has(missing) else "name"
            row.reject(column, _("Navnet mangler."), _("Fyll ut navnet i lønnssystemet."))
        start, end = row.get("start_date"), row.get("end_date")
        if start and end and end < start:
            row.reject(
                "end_date", _("Sluttdatoen er før startdatoen."), _("Rett en av datoene i lønnssystemet.")
            )
        unit = row.get("unit_code")
        if unit and unit not in state.tree.after:
            row.reject("unit_code", *_no_such_unit(state, unit))


def _reject_double(row: ParsedRow, first: dict[tuple[str, str], int]) -> None:
    key = _key(row)
    if key and key in first:
        row.reject(
            "position_number" if row.get("position_number") else "employee_number",
            _("Rad %(line)d gjelder det samme arbeidsforholdet.") % {"line": first[key]},
            _("Behold én av radene."),
        )
    elif key:
        first[key] = row.line


def _no_such_unit(state: State, unit: str) -> tuple[str, str]:
    if unit in state.tree.before:
        return _("Enheten er ikke lenger i treet."), _("Flytt arbeidsforholdet til en enhet som er der.")
    return _("Enheten finnes ikke."), _(
        "Bruk koden til en enhet som finnes, eller importer enhetene sammen med filen."
    )


def _key(row: ParsedRow) -> tuple[str, str] | None:
    """The position the row is about; None where it cannot be read."""
    number, position = row.get("employee_number"), row.get("position_number")
    if not number or (position is None and row.table.has("position_number")):
        return None
    rest = row.get("unit_code"), row.get("role_code"), row.get("start_date")
    if not position and not all(rest):
        return None
    return number, position_key(position or "", *rest)


def _plan_roles(state: State) -> None:
    """The last row that names a role says its title; a blank STYRK says nothing."""
    named: dict[str, tuple[RoleData, int]] = {}
    for row in state.rows.good:
        code = row["role_code"]
        known = named[code][0] if code in named else state.roles.get(code)
        styrk = row.get("styrk") or (known.styrk if known else "")
        named[code] = RoleData(code, row["role_title"], styrk, known.id if known else None), row.line
    for code, (role, line) in named.items():
        old = state.roles.get(code)
        details = tuple(_differences(old, role, {"title": "role_title", "styrk": "styrk"}))
        if details:
            status = Status.CHANGED if old else Status.NEW
            state.writing.roles.append(role)
            state.changes.append(Change(status, line, code, role.title, details, about="role"))
        state.roles[code] = role


def _plan_rows(state: State) -> None:
    persons = _persons_of_last_rows(state)
    for row in state.rows.good:
        given = _given(row)
        key = given.employee_number, given.key
        periods = state.positions.get(key, [])
        move = move_to(given, periods, state.as_of)
        state.held.add(key)
        state.writing.add(move)
        line, person = persons[given.employee_number]
        about_person = _person_details(state, person) if line == row.line else ()
        change = _row_change(state, row, person, before=periods, move=move, about_person=about_person)
        state.changes.append(change)


def _persons_of_last_rows(state: State) -> dict[str, tuple[int, PersonData]]:
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
    return replace(
        data,
        id=old.id,
        birth_date=data.birth_date if table.has("birth_date") else old.birth_date,
        email=data.email if table.has("email") else old.email,
    )


def _names(row: ParsedRow) -> tuple[str, str]:
    if row.get("first_name") and row.get("last_name"):
        return row["first_name"], row["last_name"]
    return split_name(row["name"])


def _person_details(state: State, person: PersonData) -> tuple[Detail, ...]:
    names = ("first_name", "last_name", "birth_date", "email")
    old = state.people.get(person.employee_number)
    details = tuple(_differences(old, person, dict.fromkeys(names, "")))
    if details:
        state.writing.people.append(person)
    return details


def _given(row: ParsedRow) -> Given:
    return Given(
        row["employee_number"],
        row.get("position_number") or "",
        row["role_code"],
        row["unit_code"],
        row["fte_percent"],
        row["start_date"],
        row.get("end_date"),
        row.get("employment_type"),
        row.get("leader_employee_number"),
        says_end=row.table.has("end_date"),
    )


def _row_change(
    state: State,
    row: ParsedRow,
    person: PersonData,
    *,
    before: list[Period],
    move: Move,
    about_person: tuple[Detail, ...],
) -> Change:
    status = Status.NEW if move.is_new else Status.CHANGED if move or about_person else Status.UNCHANGED
    details = tuple(_employment_details(state, None if move.is_new else before[-1], move)) if move else ()
    shown = details if status == Status.NEW else (*details, *about_person)
    unshown = (*about_person, Detail("move", None, move.text)) if move else about_person
    return Change(
        status,
        row.line,
        _said_key(person.employee_number, row.get("position_number")),
        person.name,
        shown,
        move.begun[0].start_date if move.begun else None,
        employee_number=person.employee_number,
        unshown=unshown if status != Status.UNCHANGED else (),
    )


def _said_key(employee_number: str, position_number: str | None) -> str:
    return " / ".join(filter(None, [employee_number, position_number]))


def _employment_details(state: State, before: Period | None, move: Move) -> Iterator[Detail]:
    """What differs, in the order people ask for it."""
    after = (move.begun or move.changed)[-1]
    for name in ("unit", "role", "fte_percent", "employment_type", "leader_employee_number", "end_date"):
        old, new = (getattr(before, name) if before else None), getattr(after, name)
        if old != new and (new or before):
            yield Detail(name, _said(state, name, old), _said(state, name, new))
    start = before.delivered_start_date if before else None
    if start != after.delivered_start_date:
        yield Detail("start_date", start, after.delivered_start_date)


def _said(state: State, name: str, value: Any) -> Any:
    if not value:
        return value
    if name == "unit":
        node = state.tree.after.get(value) or state.tree.before.get(value)
        return f"{value} {node.name}" if node else value
    if name == "role":
        return f"{value} {state.roles[value].title}"
    return Employment.Type(value) if name == "employment_type" else value


def _differences(old: Any, new: Any, names: dict[str, str]) -> Iterator[Detail]:
    for name, said in names.items():
        before, after = (getattr(old, name) if old else None), getattr(new, name)
        if before != after and (after or old):
            yield Detail(said or name, before, after)


def _plan_missing(state: State) -> int:
    """End what a full delivery no longer holds. Returns how many employments active on the day would end."""
    if state.options.partial:
        return 0
    _spare_rejected(state)
    if state.spared is None:
        return 0
    ending = 0
    for key, periods in state.positions.items():
        if key in state.held or key[0] in state.spared:
            continue
        move = move_out(periods, state.as_of)
        if move:
            state.writing.add(move)
            active = [each for each in periods if each.active(state.as_of)]
            ending += len(active)
            state.changes.append(_missing_change(state, periods[-1], move, ends=bool(active)))
    return ending


def _spare_rejected(state: State) -> None:
    """A rejected row ends nothing: its position stays, or all of its person's, or all there are."""
    for row in state.rows.rejected:
        key, number = _key(row), row.get("employee_number")
        if key:
            state.held.add(key)
        elif number and state.spared is not None:
            state.spared.add(number)
        else:
            state.spared = None


def _missing_change(state: State, last: Period, move: Move, *, ends: bool) -> Change:
    person = state.people[last.employee_number]
    end = move.changed[0].end_date if move.changed else None
    return Change(
        Status.ENDED if ends else Status.CANCELLED,
        None,
        _said_key(last.employee_number, last.position_number),
        person.name,
        (
            Detail("unit", _said(state, "unit", last.unit), None),
            Detail("role", _said(state, "role", last.role), None),
            Detail("end_date", last.end_date, end),
        ),
        employee_number=last.employee_number,
        unshown=(Detail("move", None, move.text),),
    )


def _keep_units_with_people(state: State) -> None:
    """A unit that still has people at the day, or later, stays in the tree."""
    leaving = state.tree.leaving
    if not leaving:
        return
    people = Counter(
        each.unit
        for each in _periods_after(state)
        if each.unit in leaving and (each.end_date is None or each.end_date >= state.as_of)
    )
    for code in sorted(people):
        state.tree.keep(code, people[code])


def _periods_after(state: State) -> Iterable[Period]:
    """Every period as it would be."""
    gone = {each.id for each in state.writing.cancelled}
    changed = {each.id: each for each in state.writing.changed}
    for periods in state.positions.values():
        yield from (changed.get(each.id, each) for each in periods if each.id not in gone)
    yield from state.writing.begun


def _warnings(state: State) -> list[str]:
    if state.spared is None and not state.options.partial:
        return [
            _("En rad uten lesbart ansattnummer kan gjelde hvem som helst, så ingen arbeidsforhold slutter.")
        ]
    return []


IMPORTER = Importer(
    KIND,
    "ansatte",
    gettext_lazy("Import av ansatte"),
    HR_COLUMNS,
    plan,
    write,
    labels=LABELS,
    row_label=gettext_lazy("Ansatt"),
    brought_along={"unit": gettext_lazy("Enheter"), "role": gettext_lazy("Stillinger")},
    second=Second(gettext_lazy("Fil med enheter"), UNIT_COLUMNS),
    can_end=True,
    over_persons=True,
    order=10,
)
