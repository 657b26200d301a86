from django.urls import URLPattern, URLResolver, path

from kyndig.insights import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("sektor/<str:code>/", views.sector, name="sector"),
]
