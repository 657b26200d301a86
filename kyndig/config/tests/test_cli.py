"""What the command says when it cannot begin."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kyndig.config.cli", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_database_without_tables_says_to_migrate(tmp_path: Path) -> None:
    done = run(
        "gaps",
        "--by",
        "unit",
        KYNDIG_DATABASE_URL=f"sqlite:///{tmp_path}/new.db",
        KYNDIG_DATA_DIR=str(tmp_path),
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert "kyndig migrate" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["KYNDIG_DEBUG", "KYNDIG_MAX_UPLOAD_MB"])
def test_a_setting_that_cannot_be_read_is_named(name: str, tmp_path: Path) -> None:
    done = run("check", **{name: "kanskje", "KYNDIG_DATA_DIR": str(tmp_path)})
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_the_web_server_does_not_start_without_what_production_needs(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("KYNDIG_")}
    done = subprocess.run(
        [sys.executable, "-c", "import kyndig.config.wsgi"],
        env=bare,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    for name in ("SECRET_KEY", "DATABASE_URL", "DATA_DIR", "ALLOWED_HOSTS"):
        assert f"KYNDIG_{name} is not set" in done.stderr
    assert "Traceback" not in done.stderr
