"""Exports as Parquet: the snapshot without names and numbers of people, and the figures that may leave.

Why they hold what they hold is told in docs/adr/0019-exports-and-engines.md.
"""

from __future__ import annotations

import hmac
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import narwhals as nw
from django.conf import settings

from kyndig.accounts import audit, commands_as
from kyndig.analysis import aggregates, disclosure, exports
from kyndig.analysis.frames import collected
from kyndig.analysis.profiles import counting
from kyndig.analysis.snapshot import Snapshot
from kyndig.gaps.loading import load_snapshot
from kyndig.organisation.models import Role


class TargetError(ValueError):
    """A place where no export can be written: one sentence that says why."""


def export_snapshot(target: Path, as_of: date) -> None:
    """Write everything the analyses ask for, as of a day, without names and numbers of people.

    Everybody in it is noted in the access log. Raises TargetError.
    """
    with _new_directory(target) as folder:
        snapshot = _loaded(as_of)
        age: int = settings.RETIREMENT_EXPOSED_FROM_AGE
        tables = exports.exported(snapshot, age, _key_of(secrets.token_bytes(32)))
        facts = {"municipality": settings.MUNICIPALITY, "as_of": as_of.isoformat()}
        exports.write(folder, tables, **facts, near_retirement_age=age)
        commands_as.record_run("export_snapshot", by=None, employee_numbers=_numbers(snapshot))


def export_figures(target: Path, as_of: date) -> None:
    """Write the figures that may leave, as of a day: aggregated, rounded, without small groups.

    It is in the audit log that they were made. Raises TargetError.
    """
    with _new_directory(target) as folder:
        tables = aggregates.aggregated(_loaded(as_of))
        facts = {"municipality": settings.MUNICIPALITY, "as_of": as_of.isoformat()}
        limits = {"rounded_to": disclosure.BASE, "hidden_under": disclosure.SMALLEST_COUNT}
        exports.write(folder, tables, aggregates.FORMAT, **facts, **limits)
        rows = sum(len(table) for table in tables.values())
        audit.record("gaps.figures.exported", by=None, as_of=as_of.isoformat(), rows=rows)


def _loaded(as_of: date) -> Snapshot:
    snapshot = load_snapshot(as_of, looks_back=True)
    codes = dict(Role.objects.values_list("pk", "styrk"))
    styrk = nw.from_dict(
        {"role_id": list(codes), "styrk": list(codes.values())},
        schema=nw.Schema({"role_id": nw.Int64(), "styrk": nw.String()}),
        backend="polars",
    )
    return replace(snapshot, roles=snapshot.roles.join(styrk.lazy(), on="role_id", how="left")).warm()


def _key_of(salt: bytes) -> exports.KeyOf:
    """Keys of employee numbers with a salt that is forgotten then, so that nobody can reckon them back."""
    return lambda number: hmac.digest(salt, number.encode(), "sha256").hex()[:32]


def _numbers(snapshot: Snapshot) -> list[str]:
    there = snapshot.people.join(counting(snapshot).select("person_id"), on="person_id", how="semi")
    numbers: list[str] = collected(there)["employee_number"].to_list()
    return numbers


@contextmanager
def _new_directory(target: Path) -> Iterator[Path]:
    """A directory that is put at the target, complete, when all went well; for its owner only.

    Raises TargetError where something is there already.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise TargetError(f"{target} is there already: name a directory that is new or empty.")
    if not target.parent.is_dir():
        raise TargetError(f"{target.parent} is not a directory.")
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        yield folder
        folder.replace(target)
    except BaseException:
        shutil.rmtree(folder)
        raise
