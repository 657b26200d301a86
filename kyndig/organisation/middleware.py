"""Access ends with the last employment: checked on every request, so open sign-ins end too."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from kyndig.organisation.reach import reach_of


class CurrentAccess:
    """Signs a user out whose access has ended since they signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not reach_of(request.user).has_access:
            logout(request)
        return self.get_response(request)
