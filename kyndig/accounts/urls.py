from django.urls import URLPattern, URLResolver, include, path

from kyndig.accounts import privacy_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("personvern/", privacy_views.about_privacy, name="privacy"),
    path("min/personvern/", privacy_views.my_privacy, name="my_privacy"),
    path("min/personvern/last-ned/", privacy_views.my_data, name="my_data"),
    path("konto/invitasjon/<str:token>/", views.invitation, name="invitation"),
    # Addresses come from HR and are not confirmed by letter, so these pages of the library are closed.
    path("konto/email/", views.email, name="account_email"),
    path("konto/confirm-email/", views.closed, name="account_email_verification_sent"),
    path("konto/confirm-email/<str:key>/", views.closed, name="account_confirm_email"),
    path("konto/", include("allauth.urls")),
]
