"""One whole process from nothing to the gap table: `python -m benchmarks.cold analysis|sql|nothing`.

All three start Django on the database of the environment; `nothing` stops there. The table is in the hands
of Python at the end: a frame, or the rows that the database sent.
"""

import sys
from collections.abc import Callable

import django


def _analysis() -> int:
    from kyndig.analysis.frames import collected  # part of what is measured
    from kyndig.analysis.gaps import unit_counts
    from kyndig.gaps.loading import load_snapshot
    from kyndig.organisation.reach import today

    return len(collected(unit_counts(load_snapshot(today()))))


def _sql() -> int:
    from django.db import connection  # as above

    from benchmarks.gap_sql import django_sql
    from kyndig.organisation.models import UnitTree
    from kyndig.organisation.reach import today

    tree = UnitTree.objects.at(today())
    text = django_sql(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(text, {"as_of": today().isoformat(), "tree_id": tree.pk if tree else None})
        return len(cursor.fetchall())


if __name__ == "__main__":
    programs: dict[str, Callable[[], int]] = {"analysis": _analysis, "sql": _sql, "nothing": lambda: 0}
    django.setup()
    print(programs[sys.argv[1]]())
