"""Text messages by the municipality's own program: KYNDIG_SMS_COMMAND.

Kyndig knows nobody's telephone number. The program is given the employee number and the text as JSON on
its standard input, finds the number where the municipality keeps it, and answers by its exit code.
"""

import json
import shlex
import subprocess

from django.conf import settings

SECONDS = 20


class NotSentError(Exception):
    """The program said no, or did not answer."""


def is_set_up() -> bool:
    """True when there is a program to ask."""
    return bool(settings.SMS_COMMAND)


def send(employee_number: str, text: str) -> None:
    """Hand a text to the program. Raises NotSentError; the reason is the exit code or the error's class."""
    given = json.dumps({"employee_number": employee_number, "text": text}, ensure_ascii=False)
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own setting, no shell
            shlex.split(settings.SMS_COMMAND),
            input=given.encode(),
            timeout=SECONDS,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise NotSentError(type(error).__name__) from error
    if done.returncode:
        raise NotSentError(f"exit {done.returncode}")
