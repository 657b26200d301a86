"""Acts and pages of the logs in words."""

from django import template

from kyndig.accounts import vocabulary
from kyndig.accounts.models import AuditEvent

register = template.Library()


@register.filter
def act(event: AuditEvent) -> str:
    """What was done, in words."""
    return vocabulary.act_text(event.act)


@register.filter
def details(event: AuditEvent) -> list[str]:
    """The counts and codes of the change, in words."""
    return vocabulary.detail_texts(event)


@register.filter
def page_name(page: str) -> str:
    """What the page of an access event is called."""
    return vocabulary.page_text(page)
