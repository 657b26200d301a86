"""The HR import: the payroll system's export, and the unit tree that may come with it."""

from datetime import date
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kyndig.imports.columns import ParsedTable
from kyndig.imports.errors import Refused
from kyndig.imports.importers import Importer, Second
from kyndig.imports.models import ImportRun
from kyndig.imports.plan import Change, Options, Plan, Status, make_plan
from kyndig.organisation import importing_units
from kyndig.organisation.importing_columns import HR_COLUMNS, LABELS, UNIT_COLUMNS
from kyndig.organisation.importing_employments import Given, move_to
from kyndig.organisation.importing_missing import keep_units_with_people, plan_missing
from kyndig.organisation.importing_people import persons_of_last_rows, plan_roles
from kyndig.organisation.importing_rejecting import reject_rows
from kyndig.organisation.importing_state import State, given_of, state_of
from kyndig.organisation.importing_telling import Outcome, outcome_details, said_key
from kyndig.organisation.importing_writing import write

KIND = "hr"
# More than one in so many ending stops the import until the number is named.
BRAKE = 10


def plan(rows: ParsedTable, options: Options, second: ParsedTable | None = None) -> Plan:
    """What the delivery would change as of its day. Raises Refused."""
    _refuse_earlier_than_the_last(options.as_of)
    tree = importing_units.plan_tree(second, options.as_of, partial=options.partial)
    state = state_of(rows, options, tree)
    base = sum(each.active(options.as_of) for periods in state.positions.values() for each in periods)
    reject_rows(state)
    plan_roles(state)
    _plan_rows(state)
    ending = plan_missing(state)
    keep_units_with_people(state)
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


def _plan_rows(state: State) -> None:
    persons = persons_of_last_rows(state)
    for row in state.rows.good:
        given = given_of(row)
        key = given.employee_number, given.key
        periods = state.positions.get(key)
        move = move_to(given, periods or (), state.as_of)
        known = state.people.get(given.employee_number)
        line, person = persons[given.employee_number]
        renewed = person if line == row.line and person != known else None
        state.held.add(key)
        state.writing.add(move)
        if renewed:
            state.writing.people.append(renewed)
        outcome = Outcome(periods[-1] if periods else None, move, known, renewed)
        state.changes.append(_change(state, row.line, given, person.name, outcome))


def _change(state: State, line: int, given: Given, name: str, outcome: Outcome) -> Change:
    before, move, known, renewed = outcome
    key = said_key(given.employee_number, given.position_number)
    if not (move or renewed):
        return Change(Status.UNCHANGED, line, key, name, None, employee_number=given.employee_number)
    return Change(
        Status.NEW if move.is_new else Status.CHANGED,
        line,
        key,
        name,
        (before, move.written, known, renewed),
        partial(outcome_details, state, outcome),
        move.begun[0].start_date if move.begun else None,
        employee_number=given.employee_number,
    )


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
