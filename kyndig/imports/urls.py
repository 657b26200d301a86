from django.urls import URLPattern, URLResolver, path

from kyndig.imports import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("import/", views.history, name="imports"),
    path("import/ny/<slug:slug>/", views.new, name="import_new"),
    path("import/<int:pk>/", views.detail, name="import"),
    path("import/<int:pk>/bekreft/", views.confirm, name="import_confirm"),
    path("import/<int:pk>/start/", views.start_again, name="import_start_again"),
    path("import/<int:pk>/forkast/", views.discard, name="import_discard"),
    path("import/<int:pk>/framdrift/", views.progress, name="import_progress"),
    path("import/<int:pk>/avviste/<int:number>/", views.rejected, name="import_rejected"),
]
