from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.cache import never_cache

from kyndig.dialogues import step_views, views


def _page(route: str, view: Callable[..., HttpResponse], name: str) -> Any:
    """A page that no browser keeps: on a shared machine the next person could step back to it."""
    return path(route, never_cache(view), name=name)


urlpatterns: list[URLPattern | URLResolver] = [
    _page("min/samtale/", views.mine, "my_dialogue"),
    _page("samtaler/", views.overview, "dialogues"),
    _page("samtaler/ansatt/<str:employee_number>/", views.person, "dialogue_person"),
    _page("samtaler/ny/<str:employee_number>/", views.new, "dialogue_new"),
    _page("samtaler/avtale/<int:pk>/", step_views.end_point, "dialogue_point"),
    _page("samtaler/notat/<int:pk>/slett/", step_views.remove_note, "dialogue_note_remove"),
    _page("samtaler/<int:pk>/", views.show, "dialogue"),
    _page("samtaler/<int:pk>/forberedelse/", step_views.prepare, "dialogue_prepare"),
    _page("samtaler/<int:pk>/tema/", step_views.add_topic, "dialogue_topic"),
    _page("samtaler/<int:pk>/notat/", step_views.write_note, "dialogue_note"),
    _page("samtaler/<int:pk>/avtale/", step_views.agree, "dialogue_agree"),
    _page("samtaler/<int:pk>/flytt/", step_views.change, "dialogue_change"),
    _page("samtaler/<int:pk>/avlys/", step_views.cancel, "dialogue_cancel"),
    _page("samtaler/<int:pk>/holdt/", step_views.hold, "dialogue_hold"),
]
