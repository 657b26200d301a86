"""JSON logs without personal data.

A line holds what happened and where in the code, never a name, an employee number or a value: request
paths can hold a person's id and an exception's message can quote a database row, so neither is logged.
"""

import logging
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

# Loggers whose messages quote request paths or addresses; RequestLog says what is needed instead.
_TALKATIVE = ("django.request", "django.security", "django.server", "gunicorn.access")


def _exception_without_values(_logger: Any, _name: str, event: EventDict) -> EventDict:
    """Replace the exception by its type and the places it passed: a message may quote personal data."""
    info = event.pop("exc_info", None)
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if isinstance(info, tuple) and info[0] is not None:
        event["exception"] = info[0].__name__
        event["at"] = [
            f"{frame.name}:{frame.filename.rpartition('kyndig/')[2]}:{frame.lineno}"
            for frame in traceback.extract_tb(info[2])[-8:]
        ]
    return event


def _without_quoted_paths(_logger: Any, _name: str, event: EventDict) -> EventDict:
    record = event.get("_record")
    if record is not None and record.name in _TALKATIVE:
        event["event"] = record.name
    return event


def configure(*, debug: bool) -> None:
    """Send structlog and the standard library's logging through one JSON renderer on standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            _without_quoted_paths,
            _exception_without_values,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO if debug else logging.WARNING)
    logging.getLogger("kyndig").setLevel(logging.INFO)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
