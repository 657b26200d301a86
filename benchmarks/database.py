"""A database with a generated municipality: made once for a size, kept, and used by every measurement."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

SEED = 1
POSTGRES = os.environ.get("KYNDIG_BENCH_POSTGRES", "postgres://root@127.0.0.1:5432")
KEPT = Path(os.environ.get("KYNDIG_BENCH_DIR", ".data/bench"))
ENGINES = ("postgresql", "sqlite")


def environment(engine: str, name: str) -> dict[str, str]:
    """The environment of a Kyndig process on a database of ours."""
    data = (KEPT / f"files-{engine}-{name}").resolve()
    data.mkdir(parents=True, exist_ok=True)
    urls = {"postgresql": postgres_url(name), "sqlite": f"sqlite:///{sqlite_file(name)}"}
    return os.environ | {
        "KYNDIG_DATABASE_URL": urls[engine],
        "KYNDIG_DATA_DIR": str(data),
        "KYNDIG_SECRET_KEY": "only-for-benchmarks",
        "KYNDIG_ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "kyndig.config.settings",
    }


def postgres_url(name: str) -> str:
    return f"{POSTGRES}/kyndig_bench_{name}"


def sqlite_file(name: str) -> Path:
    return (KEPT / f"{name}.db").resolve()


def prepared(engine: str, people: int) -> dict[str, str]:
    """The environment of a database with so many people, made unless it is there."""
    env = environment(engine, str(people))
    if not _is_there(engine, str(people)):
        env = empty(engine, str(people))
        kyndig(env, "generate", "--employees", str(people), "--seed", str(SEED), "--load")
        settle(engine, str(people))
    return env


def empty(engine: str, name: str) -> dict[str, str]:
    """The environment of a new, migrated database without rows. One of that name is thrown away."""
    env = environment(engine, name)
    if engine == "postgresql":
        with _server() as connection:
            connection.execute(f"DROP DATABASE IF EXISTS kyndig_bench_{name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE kyndig_bench_{name}")
    else:
        for file in KEPT.glob(f"{name}.db*"):
            file.unlink()
    kyndig(env, "migrate", "--verbosity", "0")
    return env


def copied(people: int, name: str) -> dict[str, str]:
    """The environment of a PostgreSQL database like the one with so many people, to write to."""
    prepared("postgresql", people)
    with _server() as connection:
        connection.execute(f"DROP DATABASE IF EXISTS kyndig_bench_{name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE kyndig_bench_{name} TEMPLATE kyndig_bench_{people}")
    env = environment("postgresql", name)
    # The one copied may have been made before the newest migration.
    kyndig(env, "migrate", "--verbosity", "0")
    settle("postgresql", name)
    return env


def settle(engine: str, name: str) -> None:
    """Statistics and visibility as a database has them that has been in use for a day."""
    if engine == "postgresql":
        with psycopg.connect(postgres_url(name), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


def _is_there(engine: str, name: str) -> bool:
    if engine == "sqlite":
        return sqlite_file(name).exists()
    with _server() as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [f"kyndig_bench_{name}"]
        ).fetchone()
    return found is not None


def _server() -> psycopg.Connection[Any]:
    return psycopg.connect(f"{POSTGRES}/postgres", autocommit=True)


def generated(people: int) -> Path:
    """The files of the same municipality, made unless they are there."""
    directory = KEPT / f"generated-{people}"
    if not (directory / "hr.csv").exists():
        kyndig(
            environment("sqlite", "unused"),
            *("generate", "--employees", str(people), "--seed", str(SEED), "--out", str(directory)),
        )
    return directory


def kyndig(env: dict[str, str], *arguments: str) -> None:
    """Run a command of the product; its errors are shown and end the benchmark."""
    command = [sys.executable, "-m", "kyndig.config.cli", *arguments]
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)


def in_process(env: dict[str, str], module: str, *arguments: str) -> Any:
    """Run a module in a process of its own on the database; returns the JSON that it prints last."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])
