"""Pages of a unit that layers above add to the row of tabs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from kyndig.gaps.opening import Opened


@dataclass(frozen=True)
class Tab:
    """A page of a unit: the name of its address, which takes the unit's code, and who has it."""

    address: str
    label: str | Promise
    is_for: Callable[[Opened], bool]


_tabs: list[Tab] = []


def register(tab: Tab) -> None:
    """Add a tab (called once, from an app's `ready`)."""
    if tab not in _tabs:
        _tabs.append(tab)


def tabs_for(opened: Opened) -> list[Tab]:
    """Those that the reader of the unit has."""
    return [tab for tab in _tabs if tab.is_for(opened)]
