"""Small things that many templates need. Loaded as builtins: no `{% load %}`."""

from datetime import date
from typing import Any

from django import template
from django.forms import BoundField
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from kyndig.web.picking import PickWidget

register = template.Library()

# How a state looks: the edge of the style sheet's `data-state`, and the symbol. Its word is the caller's.
_LOOKS = {
    "met": ("met", "check"),
    "below": ("below", "below"),
    "expired": ("expired", "expired"),
    "not_assessed": ("none", "none"),
    "exempt": ("exempt", "exempt"),
    "fragile": ("fragile", "fragile"),
    "exact": ("eq", "eq"),
    "safe": ("met", "check"),
    "unconfirmed": ("unconfirmed", "question"),
    "soon": ("soon", "soon"),
}


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


@register.simple_tag(takes_context=True)
def page_query(context: dict[str, Any], name: str, number: int) -> str:
    """The page's query string at another page of its list."""
    return query(context, **{name: number})


@register.filter
def alert_colour(level: str) -> str:
    """A message's level as the design system's colour."""
    return {"error": "danger", "success": "success", "warning": "warning"}.get(level, "info")


@register.filter
def edge(kind: str) -> str:
    """A state's `data-state`: the edge it is drawn with."""
    return _LOOKS.get(kind, ("", ""))[0]


@register.filter
def symbol(kind: str) -> str:
    """A state's icon, always beside its word."""
    return _LOOKS.get(kind, ("", "none"))[1]


@register.filter
def is_tick(field: BoundField) -> bool:
    """True for a box to tick: its label stands after it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox"


@register.filter
def is_pick(field: BoundField) -> bool:
    """True for a text input with choices below it: the design system's field would lay the choices out."""
    return isinstance(field.field.widget, PickWidget)


@register.filter
def control(field: BoundField, described: str = "") -> SafeString:
    """The field's input in the design system's clothes, without a placeholder."""
    attributes: dict[str, Any] = {"class": "ds-input", "placeholder": False}
    if described and not field.help_text:
        errors = f" {field.auto_id}_error" if field.errors else ""
        attributes["aria-describedby"] = f"{field.auto_id}_helptext{errors}"
    return field.as_widget(attrs=attributes)
