"""HR's page about what was sent, and the poster for the duty room."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kyndig.accounts.requests import SignedInRequest
from kyndig.notices import actions, paths, policies, posters, queries, setup, sms

PER_PAGE = 50


@require_safe
def outbox(request: SignedInRequest) -> HttpResponse:
    """Did what we sent arrive?"""
    policies.check_can_see_outbox(request.user)
    context = {
        "page": Paginator(queries.sendings(), PER_PAGE).get_page(request.GET.get("side")),
        "statuses": queries.SHOWN,
        "not_arrived": queries.not_arrived(),
        "waiting_since": queries.waiting_since(),
        "problems": setup.problems(),
    }
    return render(request, "notices/outbox.html", context)


@require_safe
def unreached(request: SignedInRequest) -> HttpResponse:
    """Whom does no letter reach?"""
    policies.check_can_see_outbox(request.user)
    since = queries.all_unreached()
    page = Paginator(list(since), PER_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "people": queries.named(since, list(page)), "has_sms": sms.is_set_up()}
    return render(request, "notices/unreached.html", context)


@require_POST
def try_again(request: SignedInRequest) -> HttpResponse:
    """Queue once more what did not arrive."""
    policies.check_can_see_outbox(request.user)
    number = actions.try_again(by=request.user)
    if number:
        text = ngettext("%(n)d påminnelse prøves på nytt.", "%(n)d påminnelser prøves på nytt.", number)
        messages.success(request, text % {"n": number})
    else:
        messages.info(request, _("Ingenting fra de siste 14 dagene kan sendes på nytt."))
    return redirect("outbox")


@require_safe
def poster(request: SignedInRequest) -> HttpResponse:
    """A sheet with a code to hang where people are who get no e-mail."""
    policies.check_can_print_posters(request.user)
    path = request.GET.get("til", "/")
    if not posters.may_hang_on_a_wall(path):
        raise Http404
    base = settings.ENVIRONMENT.base_url
    address = paths.link(path) if base else request.build_absolute_uri(path)
    return render(request, "notices/poster.html", {"address": address, "code": posters.drawn(address)})
