"""What a demo runs in."""

import socket
import stat
from pathlib import Path

import pytest

from kyndig.demo import surroundings


def test_the_key_is_kept_between_starts(tmp_path: Path) -> None:
    assert surroundings.secret_key(tmp_path) == surroundings.secret_key(tmp_path)


def test_two_demos_have_different_keys(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert surroundings.secret_key(tmp_path) != surroundings.secret_key(tmp_path / "other")


def test_only_its_owner_can_read_the_key(tmp_path: Path) -> None:
    surroundings.secret_key(tmp_path)
    mode = (tmp_path / surroundings.KEY_FILE).stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_a_demo_never_uses_the_database_of_its_surroundings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KYNDIG_DATABASE_URL", "postgres://kyndig@database.example/kyndig")
    url = surroundings.environment(tmp_path, 8000)["KYNDIG_DATABASE_URL"]
    assert url == f"sqlite:///{tmp_path}/kyndig.db"


def test_a_port_that_a_server_listens_on_is_not_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert not surroundings.is_free(server.getsockname()[1])


def test_a_port_that_nobody_listens_on_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert surroundings.is_free(port)
