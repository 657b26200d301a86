"""Small things that many templates need. Loaded as builtins: no `{% load %}`."""

from datetime import date
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of the sprite in `web/icons.html`; always beside a word."""
    return format_html('<svg class="k-icon" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.filter
def day(value: date | None) -> str:
    """A date as people write it: 1. februar 2027."""
    return date_format(value, "DATE_FORMAT") if value else ""


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    """`mapping[key]`, or None."""
    return mapping.get(key)


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The page's query string with some parameters changed; None removes one."""
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"
