"""What a letter says: that something waits, and where. Never who, what competence, or which unit."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kyndig.notices import kinds
from kyndig.notices.models import Message
from kyndig.notices.paths import link

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def compose(messages: Iterable[Message], email: str) -> EmailMessage:
    """One letter for all that waits for somebody, in the language that is active.

    It is the same letter each time it is made of the same messages, its id included: a mail server that
    gets it twice can tell.
    """
    chosen = sorted(messages, key=lambda each: each.pk)
    letter = EmailMessage(_subject(chosen), _body(chosen), to=[email])
    host = urlsplit(settings.ENVIRONMENT.base_url).hostname or "kyndig.invalid"
    letter.extra_headers = {**HEADERS, "Message-ID": f"<kyndig-{chosen[0].pk}@{host}>"}
    return letter


def _subject(messages: list[Message]) -> str:
    subjects = {str(kinds.kind(each.kind).subject) for each in messages}
    if len(subjects) == 1:
        return subjects.pop()
    text = ngettext("%(n)d sak venter på deg i Kyndig", "%(n)d saker venter på deg i Kyndig", len(subjects))
    return text % {"n": len(subjects)}


def _body(messages: list[Message]) -> str:
    # A reason that stands twice with the same link is one thing to do.
    reasons = dict.fromkeys(f"{kinds.kind(each.kind).text}\n{link(each.path)}" for each in messages)
    closing = _("Du logger inn for å se hva det gjelder. Her står det ikke, for e-post kan leses av andre.")
    return "\n\n".join([_("Hei."), *reasons, closing, _("Hilsen Kyndig")]) + "\n"


def short(messages: list[Message]) -> str:
    """The same in one line, for a text message."""
    if len({(each.kind, each.path) for each in messages}) == 1:
        return f"{kinds.kind(messages[0].kind).text} {link(messages[0].path)}"
    return _("Noe venter på deg i Kyndig. Logg inn: %(link)s") % {"link": link("/")}
