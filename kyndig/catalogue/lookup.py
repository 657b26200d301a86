"""Competences as choices of a form: searched for, never listed in full."""

from collections.abc import Sequence

from django.urls import reverse

from kyndig.catalogue import search
from kyndig.catalogue.models import Competence
from kyndig.web.picking import Option


def competences(text: str, limit: int) -> Sequence[Option]:
    """Those in use that `text` may mean, best first."""
    return [option(each) for each in search.find(text, limit)]


def option(competence: Competence) -> Option:
    """A competence as a choice."""
    label, language = competence.text("name")
    return Option(competence.code, label, competence.code, language, competence)


def address() -> str:
    """Where the choices for a text are asked for."""
    return reverse("competence_options")
