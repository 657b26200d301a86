"""Three versions of a thing: as it was adopted, as it is with the municipality, and as the edition has it."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

T = TypeVar("T")


class Outcome(TextChoices):
    """What becomes of a thing unless somebody decides otherwise."""

    NEW = "new", _("Nytt")
    CHANGES = "changes", _("Endres")
    ENDS = "ends", _("Slutter")
    STANDS = "stands", _("Behold deres")
    SAME = "same", _("Likt")


# What is done unless somebody says no. What the municipality has changed stands unless somebody says yes.
DONE_UNLESS_LEFT_OUT = frozenset({Outcome.NEW, Outcome.CHANGES, Outcome.ENDS})


def outcome(base: T | None, ours: T | None, new: T | None) -> Outcome:
    """None is: was not adopted, is not there, is not in the edition.

    What nobody has touched follows the edition; what the municipality has changed, or had before, stands.
    """
    if ours == new:
        return Outcome.SAME
    if ours == base:
        return Outcome.NEW if ours is None else Outcome.ENDS if new is None else Outcome.CHANGES
    return Outcome.STANDS


def merge(
    base: Mapping[str, Any], ours: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(fields that follow the edition, fields that stand), each with the edition's value.

    A field that `base` lacks is the municipality's own. What the edition did not change is in neither.
    """
    follow: dict[str, Any] = {}
    stand: dict[str, Any] = {}
    for name, value in new.items():
        known = name in base
        if ours[name] == value or (known and base[name] == value):
            continue
        (follow if known and base[name] == ours[name] else stand)[name] = value
    return follow, stand
