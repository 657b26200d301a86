"""One log line a request: the route's name, not its address, which may hold somebody's number."""

import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

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
