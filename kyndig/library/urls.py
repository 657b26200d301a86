from django.urls import URLPattern, URLResolver, path

from kyndig.library import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("bibliotek/", views.library, name="library"),
    path("bibliotek/oppdater/", views.update, name="library_update"),
    path("bibliotek/<slug:code>/", views.role, name="library_role"),
    path("bibliotek/<slug:code>/ta-i-bruk/", views.adopt, name="library_adopt"),
]
