"""The machine that figures were measured on, told without its name."""

from __future__ import annotations

import os
import platform
import sqlite3
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from benchmarks.database import POSTGRES


def described() -> str:
    """One paragraph of Markdown: processors, memory and versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("polars", "narwhals", "numpy", "Django"))
    return (
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB of memory, {platform.system()}; "
        f"Python {platform.python_version()}, {packages}, PostgreSQL {_postgresql()} on the same machine "
        f"with its default settings, SQLite {sqlite3.sqlite_version}."
    )


def now() -> str:
    """When, and how busy the machine was before the run: its load by the minute, per core."""
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M}, load {load:.1f} per core at the start"


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _postgresql() -> str:
    with psycopg.connect(f"{POSTGRES}/postgres") as connection:
        number = connection.info.server_version
    return f"{number // 10000}.{number % 10000}"
