from django.urls import URLPattern, URLResolver, path

from kyndig.catalogue import area_views, suggestion_views, views

# A code is whatever the municipality's file says, so it may hold a slash.
urlpatterns: list[URLPattern | URLResolver] = [
    path("katalog/", views.catalogue, name="catalogue"),
    path("katalog/ny/", views.new, name="competence_new"),
    path("katalog/velg/", views.options, name="competence_options"),
    path("katalog/omrader/", area_views.areas, name="areas"),
    path("katalog/omrader/<int:pk>/", area_views.edit, name="area_edit"),
    path("katalog/forslag/", suggestion_views.suggestions, name="suggestions"),
    path("katalog/forslag/nytt/", suggestion_views.suggest, name="suggest_competence"),
    path("katalog/forslag/<int:pk>/", suggestion_views.decide, name="suggestion"),
    path("katalog/<path:code>/rediger/", views.edit, name="competence_edit"),
    path("katalog/<path:code>/arkiver/", views.archive, name="competence_archive"),
    path("katalog/<path:code>/gjenopprett/", views.restore, name="competence_restore"),
    path("katalog/<path:code>/erstatt/", views.replace, name="competence_replace"),
    path("katalog/<path:code>/", views.competence, name="competence"),
]
