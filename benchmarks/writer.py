"""Registers assessments at a steady pace until it is told to end: `python -m benchmarks.writer PER_SECOND`.

At the end (SIGTERM) it prints JSON: how many were written, in how many seconds.
"""

from __future__ import annotations

import json
import random
import signal
import sys
import time
from itertools import count
from typing import Any

import django


def _write(per_second: int) -> None:
    from kyndig.catalogue.models import Competence  # after Django's set-up
    from kyndig.organisation.models import Person

    people, competences = list(Person.objects.all()[:2000]), list(Competence.objects.all())
    going = True

    def end(*_: Any) -> None:
        nonlocal going
        going = False

    signal.signal(signal.SIGTERM, end)
    begun, written = time.monotonic(), 0
    for number in count():
        if not going:
            break
        _assess(random.choice(people), random.choice(competences))
        written += 1
        time.sleep(max(0.0, begun + (number + 1) / per_second - time.monotonic()))
    print(json.dumps({"written": written, "seconds": time.monotonic() - begun}))


def _assess(person: Any, competence: Any) -> None:
    from kyndig.holdings.actions import NewAssessment, assess  # after Django's set-up
    from kyndig.organisation.reach import today

    level = random.randint(0, competence.max_level)
    assess(NewAssessment(person, competence, level, "leader", today()), by=None)


if __name__ == "__main__":
    django.setup()
    _write(int(sys.argv[1]))
