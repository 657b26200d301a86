"""Texts that the municipality has entered in several languages, marked with the one they are in."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from kyndig.catalogue import levels
from kyndig.catalogue.models import Area, Competence

register = template.Library()


@register.simple_tag
def text(thing: Competence | Area, field: str = "name") -> SafeString:
    """A field in the page's language, else in bokmål with its `lang` set."""
    found, language = thing.text(field)
    if language == (get_language() or "nb")[:2]:
        return format_html("{}", found)
    return format_html('<span lang="{}">{}</span>', language, found)


@register.filter
def called(thing: Competence | Area) -> str:
    """The name alone, for titles and labels, where no language can be marked."""
    return thing.text("name")[0]


@register.simple_tag
def level_word(competence: Competence, level: int) -> str:
    """The level as people say it: Kan selvstendig."""
    return levels.word(competence.scale, level)
