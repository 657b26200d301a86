from django.urls import path

from kyndig.organisation import tree_views

urlpatterns = [
    path("organisasjon/", tree_views.organisation, name="organisation"),
    path("organisasjon/velg/enhet/", tree_views.pick_successor, name="successor_pick"),
    path("organisasjon/<str:code>/", tree_views.unit, name="organisation_unit"),
    path("organisasjon/<str:code>/etterfolgere/", tree_views.successors, name="successors"),
]
