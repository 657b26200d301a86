"""What the environment says: one place that reads `KYNDIG_…`, with types and defaults.

Commands run with defaults (an SQLite file in the data directory, a key that lives as long as the
process). A server that people sign in to may not: `problems()` lists what production lacks, and
`kyndig.config.wsgi` refuses to start while the list is not empty.
"""

import secrets
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import dj_database_url
from environs import Env, EnvError

SQLITE_TIMEOUT_SECONDS = 20

# How long things are kept. Examples: each municipality decides its own with KYNDIG_KEEP_<NAME>_DAYS.
KEPT_DAYS = {
    "AFTER_LEAVING": 5 * 365,
    "AUDIT": 10 * 365,
    "ACCESS_LOG": 5 * 365,
    "IMPORTED_FILES": 90,
    "TASKS": 30,
    "LINKS": 30,
    "NOTICES": 180,
    "SIGN_INS": 1,
    "DIALOGUE_NOTES": 2 * 365,
    "SCENARIOS": 365,
}


@dataclass(frozen=True)
class Environment:
    """Settings as given by the operator; see `docs/guide/drift.md` for each of them."""

    debug: bool
    secret_key: str
    database_url: str
    data_dir: Path
    allowed_hosts: list[str]
    base_url: str
    municipality: str
    secure_cookies: bool
    max_upload_mb: int
    document_scan_command: list[str]
    oidc_server_url: str
    oidc_client_id: str
    oidc_client_secret: str
    oidc_name: str
    oidc_employee_number_claim: str
    smtp_url: str
    mail_from: str
    sms_command: str
    keep_days: dict[str, int]
    dialogue_months: int
    demo: bool
    missing: tuple[str, ...]


def read(environ: Env | None = None) -> Environment:
    """Read the `KYNDIG_` variables. Raises `environs.EnvError` when one cannot be read as its type."""
    env = environ or Env()
    with env.prefixed("KYNDIG_"):
        data_dir = Path(env.str("DATA_DIR", ".data")).resolve()
        base_url = env.str("BASE_URL", "")
        return Environment(
            debug=env.bool("DEBUG", False),
            secret_key=env.str("SECRET_KEY", "") or secrets.token_urlsafe(50),
            database_url=env.str("DATABASE_URL", "") or f"sqlite:///{data_dir / 'kyndig.db'}",
            data_dir=data_dir,
            allowed_hosts=env.list("ALLOWED_HOSTS", []) or ["localhost", "127.0.0.1", "[::1]"],
            base_url=base_url,
            municipality=env.str("MUNICIPALITY", ""),
            secure_cookies=env.bool("SECURE_COOKIES", urlparse(base_url).scheme == "https"),
            max_upload_mb=env.int("MAX_UPLOAD_MB", 50),
            document_scan_command=shlex.split(env.str("DOCUMENT_SCAN_COMMAND", "")),
            oidc_server_url=env.str("OIDC_SERVER_URL", ""),
            oidc_client_id=env.str("OIDC_CLIENT_ID", ""),
            oidc_client_secret=env.str("OIDC_CLIENT_SECRET", ""),
            oidc_name=env.str("OIDC_NAME", "ID-porten"),
            oidc_employee_number_claim=env.str("OIDC_EMPLOYEE_NUMBER_CLAIM", "employee_number"),
            smtp_url=env.str("SMTP_URL", ""),
            mail_from=env.str("MAIL_FROM", ""),
            sms_command=env.str("SMS_COMMAND", ""),
            keep_days={name: _kept_days(env, name) for name in KEPT_DAYS},
            dialogue_months=_dialogue_months(env),
            demo=env.bool("DEMO", False),
            missing=tuple(
                name
                for name in ("SECRET_KEY", "DATABASE_URL", "DATA_DIR", "ALLOWED_HOSTS")
                if not env.str(name, "")
            ),
        )


def _dialogue_months(env: Env) -> int:
    months = env.int("DIALOGUE_MONTHS", 12)
    if months < 0:
        raise EnvError(f"KYNDIG_DIALOGUE_MONTHS is {months}; it must be 0 or more.")
    return months


def _kept_days(env: Env, name: str) -> int:
    days = env.int(f"KEEP_{name}_DAYS", KEPT_DAYS[name])
    if days < 0:
        raise EnvError(f"KYNDIG_KEEP_{name}_DAYS is {days}; it must be 0 or more.")
    return days


HINTS = {
    "SECRET_KEY": "a long random text that signs sessions, e.g. from: "
    'python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
    "DATABASE_URL": "where the data lies, e.g. postgres://user@host/kyndig or sqlite:////srv/kyndig/kyndig.db",
    "DATA_DIR": "a directory for uploaded files and backups, outside the web root",
    "ALLOWED_HOSTS": "the host names people use, separated by commas, e.g. kyndig.kommune.example",
}


def problems(environment: Environment) -> list[str]:
    """What production needs and the environment lacks: one line a setting, with a hint."""
    if environment.debug:
        return []
    return [f"KYNDIG_{name} is not set: {HINTS[name]}" for name in environment.missing]


def mail(environment: Environment) -> dict[str, Any]:
    """Django's mail settings for KYNDIG_SMTP_URL: smtp://host, smtp+tls://user:password@host:587, smtps://…

    Without it nothing is sent (in the demo and in debug mode letters are printed).
    """
    if not environment.smtp_url:
        kind = "console" if environment.debug or environment.demo else "dummy"
        return {"EMAIL_BACKEND": f"django.core.mail.backends.{kind}.EmailBackend"}
    url = urlparse(environment.smtp_url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname or "localhost",
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp+tls",
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "DEFAULT_FROM_EMAIL": environment.mail_from,
    }


def database(environment: Environment) -> dict[str, Any]:
    """Django's `DATABASES["default"]` for the URL. SQLite: WAL, and writers queue instead of failing."""
    config: dict[str, Any] = dict(dj_database_url.parse(environment.database_url, conn_max_age=60))
    config["CONN_HEALTH_CHECKS"] = True
    if "sqlite" in config["ENGINE"]:
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": SQLITE_TIMEOUT_SECONDS,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
        }
    return config
