"""Error pages, the administration page, the accessibility statement and the health check."""

import uuid
from collections.abc import Callable
from typing import TypeAlias

import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyndig.web import navigation

ErrorView: TypeAlias = Callable[[HttpRequest, Exception], HttpResponse]

log = structlog.get_logger("kyndig.web")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: something in the request cannot be used."""
    return _way_out(request, "web/400.html", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this user; names nothing of what is behind it."""
    return _way_out(request, "web/403.html", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page."""
    return _way_out(request, "web/404.html", 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; the number on the page is the one in the log. Uses neither database nor user."""
    error_id = uuid.uuid4().hex[:8]
    log.error("server_error", error_id=error_id)
    return HttpResponse(
        render(request, "web/500.html", {"error_id": error_id, "bare": True}).content, status=500
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long or came from elsewhere."""
    return _way_out(request, "web/csrf.html", 403)


def _way_out(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """An error page; without the frame when the request was refused before anybody was recognised."""
    return render(request, template, {"bare": not hasattr(request, "user")}, status=status)


@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """What HR and administrators look after, one line each; only entries that lead somewhere for the user."""
    links = navigation.links(request, administration=True)
    if not links:
        raise PermissionDenied
    return render(request, "web/administration.html", {"links": links})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """How Kyndig is made for everybody, what is not known, and where to tell what is wrong. Open to all."""
    return render(request, "web/accessibility.html")


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "no answer"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok"})
