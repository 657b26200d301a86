"""What a demo runs in: a directory of its own with an embedded database and a key, and a free port."""

import os
import secrets
import socket
from pathlib import Path

HOST = "127.0.0.1"
KEY_FILE = "secret-key"
LOG_FILE = "demo.log"


def environment(data: Path, port: int) -> dict[str, str]:
    """The settings of a demo whose data lie in `data`, as environment variables.

    Always the embedded database in that directory, whatever the surroundings say: invented people must
    never end up in a real installation.
    """
    return {
        "KYNDIG_DATA_DIR": str(data),
        "KYNDIG_DATABASE_URL": f"sqlite:///{data / 'kyndig.db'}",
        "KYNDIG_SECRET_KEY": secret_key(data),
        "KYNDIG_ALLOWED_HOSTS": f"{HOST},localhost",
        "KYNDIG_BASE_URL": f"http://{HOST}:{port}",
        "KYNDIG_SECURE_COOKIES": "false",
        "KYNDIG_DEBUG": "false",
        "KYNDIG_DEMO": "true",
        "KYNDIG_OIDC_SERVER_URL": "",
        "KYNDIG_SMTP_URL": "",
        "KYNDIG_SMS_COMMAND": "",
    }


def secret_key(data: Path) -> str:
    """The key kept in `data`, readable by its owner only; made the first time, so that sign-ins survive."""
    path = data / KEY_FILE
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        key = secrets.token_urlsafe(50)
        file.write(f"{key}\n")
    return key


def is_free(port: int) -> bool:
    """Whether a server can listen on the port."""
    with socket.socket() as probe:
        # As servers do: a port whose last connections are still closing counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
