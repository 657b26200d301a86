"""What is held, why and for how long; and one's own page: who has looked, one's own copy, corrections."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kyndig.accounts import audit, own_data, privacy
from kyndig.accounts.actions import ask_for_correction
from kyndig.accounts.forms import CorrectionForm
from kyndig.accounts.models import AccessSubject
from kyndig.accounts.requests import SignedInRequest

PER_PAGE = 25


@login_not_required
@require_GET
def about_privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, why and how long? Open to all; written from the declarations."""
    context = {"held": privacy.personal(), "places": privacy.places()}
    return render(request, "accounts/privacy.html", context)


@never_cache
def my_privacy(request: SignedInRequest) -> HttpResponse:
    """Who sees what about me, and who has seen it?"""
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_for_correction(by=request.user, **form.cleaned_data)
        messages.success(request, _("Takk. Lederen din og HR har fått det. Svaret kommer her."))
        return redirect("my_privacy")
    looked = AccessSubject.objects.filter(employee_number=request.user.employee_number or "-")
    events = looked.select_related("event").order_by("-event_id")
    context = {
        "form": form,
        "page": Paginator(events, PER_PAGE).get_page(request.GET.get("side")),
        "requests": request.user.correction_requests.select_related("answered_by"),
        "is_employee": bool(request.user.employee_number),
        "choices": privacy.choices(),
    }
    return render(request, "accounts/my_privacy.html", context)


@require_GET
@never_cache
def my_data(request: SignedInRequest) -> HttpResponse:
    """Everything held about oneself, to take along."""
    content = own_data.as_zip(request.user)
    audit.record("accounts.own_data.exported", by=request.user)
    name = f"om-meg-{timezone.localdate().isoformat()}.zip"
    return HttpResponse(
        content,
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
