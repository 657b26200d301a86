"""A database with a generated municipality: made once for a size, kept, and used by every measurement."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

SEED = 1
POSTGRES = os.environ.get("KYNDIG_BENCH_POSTGRES", "postgres://root@127.0.0.1:5432")
KEPT = Path(os.environ.get("KYNDIG_BENCH_DIR", ".data/bench"))


def environment(engine: str, people: int) -> dict[str, str]:
    """The environment of a Kyndig process on the database of `people` employees."""
    KEPT.mkdir(parents=True, exist_ok=True)
    urls = {
        "postgresql": f"{POSTGRES}/kyndig_bench_{people}",
        "sqlite": f"sqlite:///{(KEPT / f'{people}.db').resolve()}",
    }
    return os.environ | {
        "KYNDIG_DATABASE_URL": urls[engine],
        "KYNDIG_DATA_DIR": str((KEPT / f"files-{engine}-{people}").resolve()),
        "KYNDIG_SECRET_KEY": "only-for-benchmarks",
        "KYNDIG_ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "kyndig.config.settings",
    }


def prepared(engine: str, people: int) -> dict[str, str]:
    """Make the database unless it is there; returns the environment to use it with."""
    env = environment(engine, people)
    if not _is_there(engine, people):
        if engine == "postgresql":
            with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE kyndig_bench_{people}")
        kyndig(env, "migrate", "--verbosity", "0")
        with tempfile.TemporaryDirectory() as directory:
            kyndig(
                env, "generate", "--employees", str(people), "--seed", str(SEED), "--out", directory, "--load"
            )
    return env


def _is_there(engine: str, people: int) -> bool:
    if engine == "sqlite":
        return (KEPT / f"{people}.db").exists()
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        name = f"kyndig_bench_{people}"
        return (
            connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
        )


def kyndig(env: dict[str, str], *arguments: str) -> str:
    """Run a command of the product; its errors are shown and end the benchmark."""
    done = subprocess.run(
        [sys.executable, "-m", "kyndig.config.cli", *arguments],
        env=env,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def in_process(env: dict[str, str], module: str, *arguments: str) -> str:
    """Run a benchmark module in a process of its own on the database; returns what it prints."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True).stdout
