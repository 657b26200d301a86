"""Carrying out the declarations: what has been kept long enough is erased, in sets, with a count of each."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from kyndig.accounts import audit, privacy
from kyndig.accounts.models import User
from kyndig.accounts.privacy import Personal, Subjects
from kyndig.accounts.retention import AFTER_LEAVING

# People a statement: far from every database's limit of parameters.
BATCH = 500


@transaction.atomic
def erase_expired(
    *, now: datetime | None = None, dry_run: bool = False, by: User | None = None
) -> Counter[str]:
    """Erase what has been kept long enough. Returns rows (files) by model (place); `dry_run` does the same
    and takes it back, so its counts are exact.

    People go with everything about them; their own rows are erased, rows of others that name them are
    blanked. One transaction, one audit row with the counts.
    """
    moment = now or timezone.now()
    counts: Counter[str] = Counter()
    for subjects in _those_who_left(moment):
        for declaration in privacy.personal():
            counts[declaration.model] += _erase_about(declaration, subjects)
    for declaration in privacy.personal():
        counts[declaration.model] += _erase_old(declaration, moment)
    for place in privacy.places():
        if place.erase and place.kept:
            counts[place.name] += place.erase(moment - place.kept.length, not dry_run)
    found = Counter({name: number for name, number in counts.items() if number})
    if dry_run:
        transaction.set_rollback(True)
    elif found:
        audit.record("accounts.expired.erased", by=by, counts=dict(found))
    return found


def _those_who_left(moment: datetime) -> Iterator[Subjects]:
    left = privacy.left_before(timezone.localdate(moment) - timedelta(days=AFTER_LEAVING.days))
    numbers = iter(left.employee_numbers)
    while batch := tuple(islice(numbers, BATCH)):
        users = User.objects.filter(employee_number__in=batch).values_list("pk", flat=True)
        yield Subjects(batch, tuple(users))
    outsiders = iter(left.user_ids)
    while ids := tuple(islice(outsiders, BATCH)):
        yield Subjects((), ids)


def _erase_about(declaration: Personal, subjects: Subjects) -> int:
    number = 0
    for blanking in declaration.blank:
        number += blanking.rows(subjects).update(**blanking.values)
    if declaration.about and not declaration.outlives:
        rows = declaration.about(subjects)
        number += rows.count()
        rows.delete()
    return number


def _erase_old(declaration: Personal, moment: datetime) -> int:
    if declaration.older is None:
        return 0
    rows = declaration.older(moment - declaration.kept.length)
    number = rows.count()
    rows.delete()
    return number
