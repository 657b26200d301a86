"""What if …? Changes that nobody has made, what they would do to a unit, and scenarios kept and compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.gaps import sentences, summary
from kyndig.gaps.models import ChangeKind, Scenario
from kyndig.gaps.opening import Opened, on_unit
from kyndig.gaps.scenarios import actions, rows, sheets, wording
from kyndig.gaps.scenarios.building import FIELDS, FORMS, ChangeForm, KeepForm
from kyndig.gaps.scenarios.choosing import Chooser
from kyndig.gaps.scenarios.page import Compared, Shown
from kyndig.gaps.scenarios.policies import can_change_scenario, check_can_change_scenario, check_every_figure
from kyndig.gaps.scenarios.stated import Stated
from kyndig.gaps.sheets import Sheet
from kyndig.gaps.views import KEPT_KINDS
from kyndig.web import downloads


@on_unit
def whatif(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """What if something changes in the unit? One's draft: changes, and what they would do."""
    check_every_figure(opened.every_figure)
    return _scenario(request, opened, actions.draft_of(request.user, opened.unit))


@on_unit
def scenario(request: SignedInRequest, opened: Opened, pk: int) -> HttpResponse:
    """A scenario that was kept, worked out on the facts of the day."""
    check_every_figure(opened.every_figure)
    return _scenario(request, opened, _visible(request, opened, pk))


@require_GET
@on_unit
def whatif_rows(request: SignedInRequest, opened: Opened, competence: str) -> HttpResponse:
    """Which rows are behind a figure of one's draft, before and after?"""
    check_every_figure(opened.every_figure)
    return _rows(request, opened, actions.draft_of(request.user, opened.unit), competence)


@require_GET
@on_unit
def scenario_rows(request: SignedInRequest, opened: Opened, pk: int, competence: str) -> HttpResponse:
    """Which rows are behind a figure of a kept scenario, before and after?"""
    check_every_figure(opened.every_figure)
    return _rows(request, opened, _visible(request, opened, pk), competence)


def _rows(request: SignedInRequest, opened: Opened, found: Scenario, competence: str) -> HttpResponse:
    """For whom the figures are; a look at people by name is logged."""
    shown = Shown(replace(opened, looks_back=True), found)
    compared = rows.compared(shown, competence, request.GET)
    _log(request, shown.opened, set(compared.employee_numbers), exported=False)
    context = {"opened": compared.asking.opened, "shown": shown, "found": compared, "back": _address(shown)}
    return render(request, "gaps/scenarios/rows.html", context)


def _visible(request: SignedInRequest, opened: Opened, pk: Any) -> Scenario:
    """A kept scenario of the unit that the user may read; no other exists."""
    number = str(pk)
    found = Scenario.objects.visible_to(request.user).named().filter(unit=opened.unit)
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0
    return get_object_or_404(found.select_related("made_by", "unit"), pk=wanted)


def _scenario(request: SignedInRequest, opened: Opened, found: Scenario) -> HttpResponse:
    shown = Shown(replace(opened, looks_back=True), found, everything="alt" in request.GET)
    if request.method == "POST":
        check_can_change_scenario(request.user, found)
        return _act(request, shown)
    return _page(request, shown)


def _act(request: SignedInRequest, shown: Shown) -> HttpResponse:
    """One step: a change more or less, a name, or all of it thrown away."""
    scenario, by = shown.scenario, request.user
    if "fjern" in request.POST:
        wanted = request.POST["fjern"]
        actions.remove_change(scenario=scenario, change_id=_number(wanted), by=by)
        return redirect(_address(shown))
    if "slett" in request.POST:
        actions.delete(scenario=scenario, by=by)
        messages.success(request, _("Scenarioet er slettet. Ingenting annet er endret."))
        return redirect(_draft_address(shown.opened))
    return _keep(request, shown) if "behold" in request.POST else _add(request, shown)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _add(request: SignedInRequest, shown: Shown) -> HttpResponse:
    form = _form(request.POST.get("endring", ""), shown, request.POST)
    if not form.is_valid():
        return _page(request, shown, form)
    new = form.change()
    stated = Stated(new.row(), tuple(new.people))
    refusal = shown.refusal_of(stated)
    if refusal is not None:
        said = wording.refusal(refusal, shown.told([*shown.asked, stated]))
        field = FIELDS.get(refusal.code)
        form.add_error(field if field in form.fields else None, said)
        return _page(request, shown, form)
    try:
        actions.add_change(scenario=shown.scenario, new=new, by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, shown, form)
    return redirect(f"{_address(shown)}#svar")


def _keep(request: SignedInRequest, shown: Shown) -> HttpResponse:
    form = KeepForm(request.POST)
    if shown.scenario.pk and form.is_valid():
        try:
            actions.keep(scenario=shown.scenario, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error("name", error)
        else:
            messages.success(request, _("Scenarioet er lagret. Ingenting annet er endret."))
            return redirect(_address(shown))
    if shown.scenario.pk:
        shown.scenario.refresh_from_db()  # the page is called what it was
    return _page(request, shown, keep=form)


def _form(kind: str, shown: Shown, data: Any = None) -> ChangeForm:
    """The form of a kind; of somebody leaving where none, or one there is not, is asked for."""
    form = FORMS.get(kind, FORMS[ChangeKind.LEAVE])
    return form(Chooser(shown.opened), data)


def _page(
    request: SignedInRequest, shown: Shown, form: ChangeForm | None = None, keep: KeepForm | None = None
) -> HttpResponse:
    """The scenario; the form is there when a kind is chosen, when it was sent back, or nothing is yet."""
    file = _file(request, shown.opened.file_name("hva-om"), lambda: sheets.of_tables(shown))
    _log(request, shown.opened, shown.named, exported=bool(file))
    context: dict[str, Any] = {"shown": shown, "kinds": ChangeKind.choices}
    if can_change_scenario(request.user, shown.scenario):
        context |= _forms(request, shown, form, keep)
    return file or render(request, "gaps/scenarios/scenario.html", _context(shown.opened) | context)


def _forms(
    request: SignedInRequest, shown: Shown, form: ChangeForm | None, keep: KeepForm | None
) -> dict[str, Any]:
    """What the maker fills in."""
    chosen = request.GET.get("endring", "")
    if form is None and (chosen in FORMS or not shown.stated):
        form = _form(chosen, shown)
    if keep is None and shown.stated:
        keep = KeepForm(initial={"name": shown.scenario.name, "shared": shown.scenario.shared})
    return {"mine": True, "form": form, "keep": keep}


def _file(request: SignedInRequest, name: str, sheet: Callable[[], Sheet]) -> HttpResponse | None:
    """The file, when one is asked for."""
    kind = request.GET.get("format", "")
    return downloads.answer(kind, name, *sheet()) if kind in KEPT_KINDS else None


@require_GET
@on_unit
def saved(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """Which scenarios of the unit are kept, by me and by others who share theirs?"""
    check_every_figure(opened.every_figure)
    found = Scenario.objects.visible_to(request.user).named().filter(unit=opened.unit)
    kept = list(found.select_related("made_by").order_by("-updated_at", "-pk"))
    return render(request, "gaps/scenarios/saved.html", {"opened": opened, "scenarios": kept})


@require_GET
@on_unit
def compare(request: SignedInRequest, opened: Opened) -> HttpResponse:
    """Which of two scenarios is better for the unit?"""
    check_every_figure(opened.every_figure)
    opened = replace(opened, looks_back=True)
    both = [_visible(request, opened, request.GET.get(name, "")) for name in ("a", "b")]
    one, other = (Shown(opened, each, everything="alt" in request.GET) for each in both)
    found = Compared(one, other)
    file = _file(request, opened.file_name("sammenlign"), lambda: sheets.of_comparison(found))
    _log(request, opened, one.named | other.named, exported=bool(file))
    context = _context(opened) | {"compared": found}
    return file or render(request, "gaps/scenarios/compare.html", context)


def _context(opened: Opened) -> dict[str, Any]:
    whole = summary.whole(opened)
    rests_on, confirmed = sentences.rests_on(whole), sentences.confirmed(whole)
    return {"opened": opened, "rests_on": rests_on, "confirmed": confirmed}


def _log(request: SignedInRequest, opened: Opened, named: set[str], *, exported: bool) -> None:
    """What changes when somebody leaves or learns tells what they hold."""
    action = AccessEvent.Action.EXPORT if exported else AccessEvent.Action.VIEW
    record_access(action, by=request.user, page="whatif", employee_numbers=named, unit_code=opened.unit.code)


def _address(shown: Shown) -> str:
    if not shown.scenario.name:
        return _draft_address(shown.opened)
    code = shown.opened.unit.code
    return f"{reverse('scenario', args=[code, shown.scenario.pk])}{shown.opened.asked.keep}"


def _draft_address(opened: Opened) -> str:
    return f"{reverse('whatif', args=[opened.unit.code])}{opened.asked.keep}"
