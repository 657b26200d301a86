from django.urls import URLPattern, URLResolver, path

from kyndig.requirements import coverage_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("krav/", views.requirements, name="requirements"),
    path("krav/nytt/", views.new, name="requirement_new"),
    path("krav/velg/stilling/", views.roles, name="role_options"),
    path("krav/velg/enhet/", views.units, name="unit_options"),
    path("krav/<int:pk>/endre/", views.change, name="requirement_change"),
    path("krav/<int:pk>/avslutt/", views.end, name="requirement_end"),
    path("krav/<int:pk>/annuller/", views.annul, name="requirement_annul"),
    path("krav/dekning/", coverage_views.coverage, name="coverage"),
    path("krav/dekning/ny/", coverage_views.new, name="coverage_new"),
    path("krav/dekning/<int:pk>/endre/", coverage_views.change, name="coverage_change"),
    path("krav/dekning/<int:pk>/avslutt/", coverage_views.end, name="coverage_end"),
    path("krav/dekning/<int:pk>/annuller/", coverage_views.annul, name="coverage_annul"),
]
