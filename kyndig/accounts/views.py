"""One's own account: the password of an invitation, the address, and what is closed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kyndig.accounts.actions import InvitationUnusableError, accept_invitation, invitation_for
from kyndig.accounts.forms import ChoosePasswordForm


@login_not_required
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose the first password. The link works once; opening it does not use it."""
    try:
        invited = invitation_for(token).user
        form = ChoosePasswordForm(invited, request.POST or None)
        if request.method == "POST" and form.is_valid():
            accept_invitation(token=token, password=form.cleaned_data["new_password1"])
            messages.success(request, _("Passordet er lagret. Logg inn med det."))
            return redirect("account_login")
    except InvitationUnusableError:
        return render(request, "accounts/invitation.html", {"form": None}, status=404)
    return render(request, "accounts/invitation.html", {"form": form, "invited": invited})


@require_safe
def email(request: HttpRequest) -> HttpResponse:
    """Where does my address come from? One added here would be a way in that HR knows nothing of."""
    return render(request, "account/email.html")


@login_not_required
def closed(request: HttpRequest, key: str = "") -> HttpResponse:
    """A page of the sign-in library that Kyndig does not use."""
    raise Http404
