"""Choosing which of one's roles to act in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kyndig.accounts.requests import SignedInRequest
from kyndig.organisation.acting import acting, choose, role_text, roles_of
from kyndig.organisation.reach import reach_of


@require_http_methods(["GET", "HEAD", "POST"])
def acting_role(request: SignedInRequest) -> HttpResponse:
    """Which of my roles do I want to see the home page and the menu for?"""
    reach = reach_of(request.user)
    if request.method == "POST":
        held = choose(request, request.POST.get("rolle", ""))
        if held:
            text = _("Nå ser du forsiden og menyen for %(role)s.")
            messages.success(request, text % {"role": role_text(held, reach)})
            return redirect("home")
        messages.error(request, _("Du har ikke den rollen i dag. Velg en av dem under."))
        return redirect("acting_role")
    now = acting(request)
    roles = [(name, role_text(held, reach), held == now) for name, held in roles_of(reach).items()]
    return render(request, "organisation/acting.html", {"roles": roles})
