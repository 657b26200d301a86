from django.urls import URLPattern, URLResolver, include, path

from kyndig.accounts import privacy_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("personvern/", privacy_views.about_privacy, name="privacy"),
    path("min/personvern/", privacy_views.my_privacy, name="my_privacy"),
    path("min/personvern/last-ned/", privacy_views.my_data, name="my_data"),
    path("konto/invitasjon/<str:token>/", views.invitation, name="invitation"),
    path("konto/", include("allauth.urls")),
]
