from django.urls import URLPattern, URLResolver, include, path

from kyndig.accounts import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("konto/invitasjon/<str:token>/", views.invitation, name="invitation"),
    path("konto/", include("allauth.urls")),
]
