"""What a view behind sign-in may count on."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from kyndig.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request that `LoginRequiredMiddleware` let through: its user is one of ours."""

    user: User
    htmx: HtmxDetails
