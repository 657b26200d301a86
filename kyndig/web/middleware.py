"""What happens round every request: its language, and one log line.

The line has the route's name and not its address, which may hold somebody's number.
"""

import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

log = structlog.get_logger("kyndig.web")


class RequestLog:
    """Logs route, method, status and milliseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = self.get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else ""
        log.info(
            "request",
            route=route,
            method=request.method,
            status=response.status_code,
            milliseconds=round((time.perf_counter() - begun) * 1000),
        )
        return response


class ChosenLanguage:
    """The language chosen at the foot of the page; else bokmål, or nynorsk for a browser that asks for it.

    Browsers ask for English in most Norwegian offices because nobody has set them up, so English is given
    to those who choose it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else _asked_by_browser(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _asked_by_browser(request: HttpRequest) -> str:
    first = request.headers.get("Accept-Language", "").lower()
    return "nn" if first.startswith("nn") else settings.LANGUAGE_CODE
