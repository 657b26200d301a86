from django.urls import URLPattern, URLResolver, path

from kyndig.notices import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("forvaltning/utsendinger/", views.outbox, name="outbox"),
    path("forvaltning/utsendinger/nar-ikke/", views.unreached, name="outbox_unreached"),
    path("forvaltning/utsendinger/prov-igjen/", views.try_again, name="outbox_try_again"),
    path("plakat/", views.poster, name="poster"),
]
