"""What acts and pages are called by people, in the log and on one's own page. Each app names its own."""

from django.utils.functional import Promise

from kyndig.accounts.models import AuditEvent

Text = str | Promise

_acts: dict[str, Text] = {}
_pages: dict[str, Text] = {}
_details: dict[str, Text] = {}


def name_acts(texts: dict[str, Text]) -> None:
    """Say what acts are called: {"app.thing.verb": text}."""
    _acts.update(texts)


def name_pages(texts: dict[str, Text]) -> None:
    """Say what the pages of the access log are called: {page: text}."""
    _pages.update(texts)


def name_details(texts: dict[str, Text]) -> None:
    """Say what the counts and codes of an audit row are called: {key: text}."""
    _details.update(texts)


def act_text(act: str) -> str:
    """The act in words; its own name where nobody has said."""
    return str(_acts.get(act, act))


def page_text(page: str) -> str:
    """The page in words; its own name where nobody has said."""
    return str(_pages.get(page, page))


def named_acts() -> list[tuple[str, str]]:
    """(act, text) by text, for a choice of acts."""
    return sorted(((act, str(text)) for act, text in _acts.items()), key=lambda pair: pair[1])


def detail_texts(event: AuditEvent) -> list[str]:
    """An audit row's counts and codes in words; what has no words is left out."""
    known = ((_details[key], value) for key, value in event.detail.items() if key in _details)
    return [f"{text}: {value}" for text, value in known if value not in ("", None)]
