"""What the areas of the catalogue are called in each language."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.requests import SignedInRequest
from kyndig.catalogue import actions, policies
from kyndig.catalogue.forms import AreaForm
from kyndig.catalogue.models import Area


@require_GET
def areas(request: SignedInRequest) -> HttpResponse:
    """Which areas are there, and which lack a name in a language?"""
    policies.check_can_edit_catalogue(request.user)
    return render(request, "catalogue/areas.html", {"areas": Area.objects.all()})


def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is the area called?"""
    policies.check_can_edit_catalogue(request.user)
    area = get_object_or_404(Area, pk=pk)
    name = area.name_nb
    form = AreaForm(request.POST or None, instance=area)
    if request.method == "POST" and form.is_valid():
        actions.rename_area(area=form.save(commit=False), by=request.user)
        messages.success(request, _("Navnene på området er lagret."))
        return redirect("areas")
    return render(request, "catalogue/area.html", {"form": form, "name": name})
