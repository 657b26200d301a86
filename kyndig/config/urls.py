"""Every address, by app. Paths are Norwegian: people read and share them."""

from django.urls import include, path

urlpatterns = [
    path("", include("kyndig.insights.urls")),
    path("", include("kyndig.dialogues.urls")),
    path("", include("kyndig.mobilisation.urls")),
    path("", include("kyndig.mapping.urls")),
    path("", include("kyndig.gaps.urls")),
    path("", include("kyndig.library.urls")),
    path("", include("kyndig.requirements.urls")),
    path("", include("kyndig.holdings.urls")),
    path("", include("kyndig.catalogue.urls")),
    path("", include("kyndig.organisation.urls")),
    path("", include("kyndig.imports.urls")),
    path("", include("kyndig.notices.urls")),
    path("", include("kyndig.accounts.urls")),
    path("", include("kyndig.web.urls")),
]

handler400 = "kyndig.web.views.bad_request"
handler403 = "kyndig.web.views.forbidden"
handler404 = "kyndig.web.views.not_found"
handler500 = "kyndig.web.views.server_error"
