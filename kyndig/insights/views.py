"""Home pages and dashboards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def home(request: HttpRequest) -> HttpResponse:
    """What should I do now?"""
    return render(request, "insights/home.html")
