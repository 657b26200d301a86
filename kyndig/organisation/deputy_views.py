"""A leader's own page about deputies: who stands in for me, for whom do I stand in."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kyndig.accounts.requests import SignedInRequest
from kyndig.organisation import access, access_queries
from kyndig.organisation.access_forms import DeputyForm
from kyndig.organisation.access_search import Candidate, candidates_for_deputy
from kyndig.organisation.models import Deputy, RoleGrant
from kyndig.organisation.reach import reach_of, today
from kyndig.web import picking


def deputies(request: SignedInRequest) -> HttpResponse:
    """Who stands in for me, and when? Only for those who lead something or stand in for somebody."""
    grants = list(access_queries.leader_grants(request.user))
    standing_in = list(access_queries.deputyships_of(request.user))
    if not grants and not standing_in:
        raise PermissionDenied
    named = list(access_queries.deputies_named_by(request.user))
    held = [*grants, *(each.grant for each in [*named, *standing_in])]
    names = access_queries.unit_names({grant.unit_id or 0 for grant in held}, reach_of(request.user).tree_id)
    form = _form(request, grants, names)
    if request.method == "POST" and form and form.is_valid() and _name(request, form):
        return redirect("deputies")
    context = {"form": form, "named": named, "standing_in": standing_in, "units": names}
    return render(request, "organisation/deputies.html", context)


def _form(request: SignedInRequest, grants: list[RoleGrant], names: dict[int, str]) -> DeputyForm | None:
    if not grants:
        return None
    choices = [
        (grant.pk, f"{grant.get_kind_display()}, {names.get(grant.unit_id or 0, '')}") for grant in grants
    ]
    first = {"valid_from": today(), "valid_to": today() + timedelta(days=14)}
    return DeputyForm(request.user, choices, request.POST or None, initial=first)


def _name(request: SignedInRequest, form: DeputyForm) -> bool:
    given = form.cleaned_data
    candidate: Candidate = given["candidate"]
    try:
        deputy = access.name_deputy(
            grant=RoleGrant.objects.get(pk=given["grant"]),
            user=candidate.as_user(by=request.user),
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            by=request.user,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    text = _("%(name)s er stedfortreder i perioden. Tilgangen slutter av seg selv.")
    messages.success(request, text % {"name": deputy.user.display_name})
    return True


@require_GET
def pick_deputy(request: SignedInRequest) -> HttpResponse:
    """The people that a text fits, for the form."""
    if not access_queries.leader_grants(request.user).exists():
        raise PermissionDenied
    return picking.answer(request, lambda text, most: candidates_for_deputy(request.user, text, most))


@require_POST
def end_deputy(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a deputyship that one has given."""
    mine = Deputy.objects.filter(grant__user=request.user)
    access.end_deputy(deputy=get_object_or_404(mine, pk=pk), by=request.user)
    messages.success(request, _("Stedfortrederen har ikke lenger tilgang."))
    return redirect("deputies")
