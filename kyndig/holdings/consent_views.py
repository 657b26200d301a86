"""One's own consent to be found by others: what it means, giving it and withdrawing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from kyndig.accounts.requests import SignedInRequest
from kyndig.holdings import consents, policies
from kyndig.holdings.persons import oneself


def mine(request: SignedInRequest) -> HttpResponse:
    """May others than my leaders find me? Off until I say so, and off again at once when I say so."""
    policies.check_can_assess_oneself(request.user)
    person = oneself(request)
    if person and request.method == "POST":
        if request.POST.get("svar") == "ja":
            consents.give_consent(person=person, by=request.user)
            messages.success(request, _("Andre kan finne deg fra nå av."))
        else:
            consents.withdraw_consent(person=person, by=request.user)
            messages.success(request, _("Ingen andre finner deg lenger."))
        return redirect("my_consent")
    context = {
        "given": consents.consent_of(person) if person else None,
        "history": consents.history_of(person) if person else [],
    }
    return render(request, "holdings/consent.html", context)
