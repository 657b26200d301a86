"""The whole municipality's snapshot, loaded once per data version and kept in the process.

May be up to 60 seconds old, and says when it was worked out. Nothing is kept that another process can't load.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from kyndig.accounts.audit import Version, data_version
from kyndig.analysis import gaps, need_reasons, needs
from kyndig.analysis.frames import Frame, kept
from kyndig.analysis.snapshot import Snapshot
from kyndig.analysis.tree import only_within
from kyndig.gaps.answers import ANSWERS
from kyndig.gaps.loading import load_snapshot

OLDEST_SECONDS = 60
# Today, and a few earlier days that somebody compares with.
MOST_DAYS = 4


@dataclass(frozen=True)
class Picture:
    """A snapshot with what is worked out from it, and when it was loaded."""

    snapshot: Snapshot
    calculated_at: datetime
    version: Version | None = None
    loaded: float = 0.0
    _tables: dict[str, Frame] = field(default_factory=dict)

    @property
    def age(self) -> float:
        """Seconds since it was loaded."""
        return _seconds() - self.loaded

    @cached_property
    def pairs(self) -> Frame:
        """Every (employment, required competence) with its state, kept; columns as in `gaps.pairs`."""
        return kept(gaps.pairs(self.snapshot))

    @cached_property
    def needed(self) -> Frame:
        """Every need, kept; columns as in `needs.needed`. Only for a picture that looks back."""
        return kept(needs.needed(self.snapshot))

    @cached_property
    def reasons(self) -> Frame:
        """What the needs rest on, kept; columns as in `need_reasons.reasons`. Looks back too."""
        return kept(need_reasons.reasons(self.snapshot))

    def pairs_of(self, unit_id: int) -> Frame:
        """Those of a unit with all below it."""
        return only_within(self.pairs, self.snapshot, unit_id)

    def table(self, by: str) -> Frame:
        """All rows of a table of `answers.ANSWERS`, kept. Needs and latent: of a picture that looks back."""
        if by not in self._tables:
            self._tables[by] = kept(self._worked_out(by))
        return self._tables[by]

    def _worked_out(self, by: str) -> Frame:
        if by == "needs":
            return needs.with_codes(self.needed, self.snapshot)
        return ANSWERS[by].table(self.snapshot, None)


_pictures: OrderedDict[tuple[date, bool], Picture] = OrderedDict()
_lock = threading.Lock()


def of_municipality(as_of: date, *, looks_back: bool = False) -> Picture:
    """The municipality on a day: as it is now, or as it was at most 60 seconds ago.

    Loaded anew when the data has changed, but at most once in 60 seconds while changes keep coming.
    `looks_back`: with what needs, latent competence and what-if rest on, kept beside the other.
    """
    asked = as_of, looks_back
    version = data_version()
    with _lock:
        picture = _pictures.get(asked)
        if picture is None or (picture.version != version and picture.age >= OLDEST_SECONDS):
            picture = _load(as_of, version, looks_back=looks_back)
            _pictures[asked] = picture
        _pictures.move_to_end(asked)
        while len(_pictures) > MOST_DAYS:
            _pictures.popitem(last=False)
    return picture


def of_unit(as_of: date, unit_id: int) -> Picture:
    """A unit with all below it, loaded now."""
    return Picture(load_snapshot(as_of, unit_id=unit_id).warm(), timezone.localtime())


def of_people(as_of: date, ids: Collection[int]) -> Picture:
    """Some people, loaded now, without coverage."""
    return Picture(load_snapshot(as_of, people=ids).warm(), timezone.localtime())


def forget() -> None:
    """Load anew at the next question: for tests and after a restore."""
    with _lock:
        _pictures.clear()


def _seconds() -> float:
    """The process' own clock, which nobody sets."""
    return time.monotonic()


def _load(as_of: date, version: Version, *, looks_back: bool) -> Picture:
    snapshot = load_snapshot(as_of, looks_back=looks_back).warm()
    return Picture(snapshot, timezone.localtime(), version, _seconds())
