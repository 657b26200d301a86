"""Choosing one thing among many by writing some of its name: no page ships a list with everybody in it.

A `PickField` shows one text input. With htmx the server answers what is typed with a few choices; without
JavaScript the form comes back with the same choices when the text fits more than one thing. Either way the
form gets the thing itself in `cleaned_data`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

AT_MOST = 8


@dataclass(frozen=True)
class Option:
    """One thing to choose: its code, what it is called (and in which language), what tells it from others."""

    value: str
    label: str
    note: str = ""
    language: str = ""
    thing: Any = None


# What people may mean by a text, best first, at most so many.
Search = Callable[[str, int], Sequence[Option]]


@dataclass(frozen=True)
class Picked:
    """What a form sent: the text as written, and the code of the choice ticked below it."""

    text: str = ""
    value: str = ""


class PickWidget(forms.Widget):
    """A text input and, below it, the choices that the text has given so far."""

    def __init__(self, address: Callable[[], str], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.address = address
        self.options: Sequence[Option] = ()

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Picked:
        return Picked(data.get(name, "").strip(), data.get(f"{name}_valgt", ""))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return name not in data

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        picked, options = _shown(value, self.options)
        attributes = {
            key: each for key, each in self.build_attrs(self.attrs, attrs).items() if each is not False
        }
        return mark_safe(  # noqa: S308 - the template escapes
            render_to_string(
                "web/pick.html",
                {
                    "name": name,
                    "picked": picked,
                    "options": options,
                    "attrs": attributes,
                    "address": self.address(),
                },
            )
        )


class PickField(forms.Field):
    """Cleans to `Option.thing`: the choice ticked, else the only thing that the text fits, else None."""

    widget: PickWidget
    default_error_messages = {
        "nothing": _("Vi fant ingenting som passer med «%(text)s». Skriv noe annet."),
        "several": _("Flere passer med «%(text)s». Velg en av dem under feltet."),
    }

    def __init__(self, *, search: Search, address: Callable[[], str], **options: Any) -> None:
        super().__init__(widget=PickWidget(address), **options)
        self.search = search

    def clean(self, value: Picked) -> Any:
        if not value.text and not value.value:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        found = self.search(value.value or value.text, AT_MOST)
        # Two people may bear the same name: then one of them has to be ticked.
        exact = [each for each in found if _is_exactly(each, value.value or value.text)]
        fitting = exact or found
        self.widget.options = fitting
        if len(fitting) == 1:
            return fitting[0].thing
        code = "several" if found else "nothing"
        raise forms.ValidationError(self.error_messages[code], code=code, params={"text": value.text})


def _is_exactly(option: Option, text: str) -> bool:
    return text.casefold() in {option.value.casefold(), option.label.casefold()}


def _shown(value: Any, options: Sequence[Option]) -> tuple[Picked, Sequence[Option]]:
    """A field's value is an Option at first (what was chosen before), and a Picked when it was sent back."""
    if isinstance(value, Option):
        return Picked(value.label, value.value), [value]
    return (value if isinstance(value, Picked) else Picked(str(value or ""))), options


def answer(request: HttpRequest, search: Search) -> HttpResponse:
    """The choices for what is typed so far, as a part of a page (GET ?felt=<field>&<field>=<text>)."""
    name = request.GET.get("felt", "")
    text = request.GET.get(name, "").strip()
    options = search(text, AT_MOST) if text else ()
    return render(request, "web/pick_options.html", {"name": name, "options": options, "asked": bool(text)})
