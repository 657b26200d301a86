"""Who can see and do what, and why: roles given and ended, leaders confirmed, users invited."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from kyndig.accounts import invitations
from kyndig.accounts.actions import create_outsider, invite
from kyndig.accounts.models import User
from kyndig.accounts.requests import SignedInRequest
from kyndig.organisation import access, access_queries
from kyndig.organisation.access_forms import EndForm, GrantForm, OutsiderForm
from kyndig.organisation.access_search import Candidate, candidates_for_access, units_by_name
from kyndig.organisation.models import RoleGrant
from kyndig.organisation.policies import (
    can_act_as_hr,
    can_give,
    check_can_act_as_hr,
    check_can_invite,
    check_can_manage_access,
)
from kyndig.organisation.reach import reach_of, today
from kyndig.web import picking

PER_PAGE = 50


@require_GET
def grants(request: SignedInRequest) -> HttpResponse:
    """Who can see and do what, and why?"""
    check_can_manage_access(request.user)
    text, kind = request.GET.get("q", "").strip(), request.GET.get("rolle", "")
    page = Paginator(access_queries.grants(text, kind), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "rows": access_queries.grant_rows(page, reach_of(request.user).tree_id),
        "q": text,
        "kind": kind,
        "kinds": RoleGrant.Kind.choices,
        "is_hr": can_act_as_hr(request.user),
    }
    return render(request, "organisation/access.html", context)


def new_grant(request: SignedInRequest) -> HttpResponse:
    """Give somebody a role at a unit."""
    check_can_manage_access(request.user)
    form = GrantForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid() and _give(request, form):
        return redirect("access")
    return render(request, "organisation/access_new.html", {"form": form})


def _give(request: SignedInRequest, form: GrantForm) -> bool:
    given = dict(form.cleaned_data)
    candidate: Candidate = given.pop("candidate")
    if candidate.user and candidate.user.pk == request.user.pk:
        form.add_error("candidate", _("Du kan ikke gi deg selv tilgang. Be en annen gjøre det."))
        return False
    user = candidate.as_user(by=request.user)
    if not can_give(request.user, user, given["kind"]):
        form.add_error("kind", _("Bare HR kan gi denne rollen til noen som ikke er ansatt."))
        return False
    try:
        grant = access.give(user=user, by=request.user, **given)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    text = _("%(name)s har fått rollen %(role)s.")
    messages.success(request, text % {"name": grant.user.display_name, "role": grant.get_kind_display()})
    return True


@require_GET
def pick_candidate(request: SignedInRequest) -> HttpResponse:
    """The people that a text fits, for the form."""
    check_can_manage_access(request.user)
    return picking.answer(request, lambda text, most: candidates_for_access(request.user, text, most))


@require_GET
def pick_unit(request: SignedInRequest) -> HttpResponse:
    """The units that a text fits, for the form."""
    check_can_manage_access(request.user)
    return picking.answer(request, units_by_name)


def end_grant(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a role, with a day and a reason."""
    check_can_manage_access(request.user)
    grant = get_object_or_404(RoleGrant.objects.select_related("user", "unit"), pk=pk)
    form = EndForm(request.POST or None, initial={"last_day": today()})
    if request.method == "POST" and form.is_valid():
        access.end(grant=grant, by=request.user, **form.cleaned_data)
        messages.success(request, _("Tilgangen er avsluttet."))
        return redirect("access")
    names = access_queries.unit_names({grant.unit_id or 0}, reach_of(request.user).tree_id)
    unit = names.get(grant.unit_id or 0, "")
    return render(request, "organisation/access_end.html", {"form": form, "grant": grant, "unit": unit})


def new_user(request: SignedInRequest) -> HttpResponse:
    """Make a user for somebody who is not employed, e.g. an evaluator."""
    check_can_manage_access(request.user)
    form = OutsiderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = create_outsider(by=request.user, **form.cleaned_data)
        text = _("Brukeren %(username)s er laget. Gi den en rolle, og send en invitasjon etterpå.")
        messages.success(request, text % {"username": user.username})
        return redirect("access_new")
    return render(request, "organisation/access_new_user.html", {"form": form})


@require_POST
def send_invitation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Invite a user; the link is shown once when it cannot be mailed."""
    check_can_manage_access(request.user)
    user = get_object_or_404(User, pk=pk, is_active=True)
    check_can_invite(request.user, user)
    address = invitations.link(invite(user=user, by=request.user), request)
    sent = invitations.send(user, address)
    context = {"invited": user, "address": address, "sent": sent}
    return render(request, "organisation/access_invited.html", context)


def leader_proposals(request: SignedInRequest) -> HttpResponse:
    """Leaders as the last delivery names them: confirm or turn down, many at once."""
    check_can_act_as_hr(request.user)
    waiting = access_queries.proposals()
    if request.method == "POST":
        ids = [each for each in request.POST.getlist("valgt") if each.isdigit()]
        accept = request.POST.get("svar") == "bekreft"
        decided = access.decide_proposals(
            proposals=list(waiting.filter(pk__in=ids)), accept=accept, by=request.user
        )
        _tell_decided(request, decided, accept=accept)
        return redirect("leader_proposals")
    rows = list(waiting)
    units = access_queries.unit_names({row.unit_id for row in rows}, reach_of(request.user).tree_id)
    return render(request, "organisation/leader_proposals.html", {"rows": rows, "units": units})


def _tell_decided(request: SignedInRequest, decided: int, *, accept: bool) -> None:
    if not decided:
        messages.warning(request, _("Ingen var valgt, så ingenting er endret."))
    elif accept:
        text = ngettext("%(n)d leder er bekreftet.", "%(n)d ledere er bekreftet.", decided)
        messages.success(request, text % {"n": decided})
    else:
        text = ngettext("%(n)d forslag er avvist.", "%(n)d forslag er avvist.", decided)
        messages.success(request, text % {"n": decided})
