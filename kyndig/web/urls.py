from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.i18n import set_language

from kyndig.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("forvaltning/", views.administration, name="administration"),
    path("tilgjengelighet/", views.accessibility, name="accessibility"),
    path("sprak/", login_not_required(set_language), name="set_language"),
]
