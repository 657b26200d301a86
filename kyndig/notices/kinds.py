"""What people are told of. An app above registers each kind from `AppConfig.ready`.

A kind's texts hold nothing about anybody: who, which competence and which unit stand on the page behind
the link, after sign-in.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from kyndig.notices.models import Recipient

Text = str | Promise


def _everybody(_topic: str, recipients: Sequence[Recipient]) -> Iterable[Recipient]:
    return recipients


@dataclass(frozen=True)
class Kind:
    """A sort of notice, in words for the one who gets it and for HR's list."""

    code: str
    name: Text  # in HR's list: "Påminnelse om kartlegging"
    subject: Text  # of a letter with nothing else in it
    text: Text  # one or two sentences; the link stands below
    # The names of the addresses that its links may open; what they take may name no person.
    pages: frozenset[str]
    # Those of a topic whom it still concerns when it is about to be sent.
    still: Callable[[str, Sequence[Recipient]], Iterable[Recipient]] = _everybody
    # What topics are called in HR's list: {topic: name}, with nothing about people. Without it the kind
    # is one line there, whatever it is about.
    topic_names: Callable[[Collection[str]], Mapping[str, str]] | None = None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind (called once, from an app's `ready`)."""
    _kinds[kind.code] = kind


def forget(code: str) -> None:
    """Take a kind away again."""
    _kinds.pop(code, None)


def kind(code: str) -> Kind:
    """The kind with the code. Raises KeyError when nobody has registered it."""
    return _kinds[code]


def known(code: str) -> Kind | None:
    """The kind with the code; None for one that an earlier version sent."""
    return _kinds.get(code)


def told_apart() -> list[str]:
    """The codes of those with a line for each topic in HR's list."""
    return [each.code for each in _kinds.values() if each.topic_names]


def names() -> list[tuple[str, str]]:
    """(code, name) of all kinds."""
    return [(each.code, str(each.name)) for each in _kinds.values()]
