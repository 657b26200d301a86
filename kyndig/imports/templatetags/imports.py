"""What the pages of imports show in their own way."""

from django import template

register = template.Library()


@register.filter
def short_hash(value: str) -> str:
    """A plan's hash as people compare it: eight digits in two groups."""
    return f"{value[:4]} {value[4:8]}"
