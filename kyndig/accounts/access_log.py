"""The access log: who looked at whose assessments. One event per view, its people in one statement."""

import json
from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from kyndig.accounts.models import AccessEvent, AccessSubject, User

# One statement and one parameter whatever the number of people: inside every page's query budget.
_INSERT = {
    "postgresql": "INSERT INTO {table} (event_id, employee_number) "
    "SELECT %s, value FROM json_array_elements_text(%s::json) AS value ON CONFLICT DO NOTHING",
    "sqlite": "INSERT OR IGNORE INTO {table} (event_id, employee_number) SELECT %s, value FROM json_each(%s)",
}


def record_access(
    action: AccessEvent.Action,
    *,
    by: User | AnonymousUser | None,
    page: str,
    employee_numbers: Iterable[str],
    unit_code: str = "",
) -> AccessEvent | None:
    """Note that `by` (None: a command run as the system) was shown these people's assessments.

    One's own assessments are no access event. Returns None when nobody else was shown.
    """
    user = by if isinstance(by, User) else None
    others = {number for number in employee_numbers if user is None or number != user.employee_number}
    if not others:
        return None
    event = AccessEvent.objects.create(
        actor=user,
        actor_name=user.display_name if user else "",
        action=action,
        page=page,
        unit_code=unit_code,
    )
    sql = _INSERT[connection.vendor].format(table=AccessSubject._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql, [event.pk, json.dumps(sorted(others))])
    return event
