"""What the library's templates need."""

from typing import Any

from django import template
from django.http import HttpRequest

register = template.Library()


@register.simple_tag(takes_context=True)
def toggled(context: dict[str, Any], name: str, value: str) -> str:
    """The page's query string with one value of a parameter added, or taken out where it stands."""
    request: HttpRequest = context["request"]
    parameters = request.GET.copy()
    values = parameters.getlist(name)
    parameters.setlist(
        name, [each for each in values if each != value] if value in values else [*values, value]
    )
    return f"?{parameters.urlencode()}"
