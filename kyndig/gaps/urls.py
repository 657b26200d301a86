from django.urls import URLPattern, URLResolver, path

from kyndig.gaps import definition_views, views
from kyndig.gaps.needing import overview, said_views
from kyndig.gaps.needing import views as needing
from kyndig.gaps.scenarios import views as scenarios
from kyndig.gaps.working import views as working

urlpatterns: list[URLPattern | URLResolver] = [
    path("hjelp/tallene/", definition_views.definitions, name="figures_help"),
    path("kommune/", views.municipality, name="municipality"),
    path("sektor/<str:code>/gap/", views.sector_gap, name="sector_gap"),
    path("enhet/<str:code>/", views.unit, name="unit"),
    path("enhet/<str:code>/gap/", views.unit_gap, name="unit_gap"),
    path("enhet/<str:code>/dekning/", views.coverage, name="unit_coverage"),
    path("enhet/<str:code>/sarbarhet/", views.vulnerability, name="unit_vulnerability"),
    path("enhet/<str:code>/tall/", working.rows, name="figure_rows"),
    path("enhet/<str:code>/tall/<str:competence>/", working.rows, name="figure_rows"),
    path("enhet/<str:code>/matrise/", views.matrix, name="matrix"),
    path("enhet/<str:code>/hva-om/", scenarios.whatif, name="whatif"),
    path("enhet/<str:code>/hva-om/tall/<str:competence>/", scenarios.whatif_rows, name="whatif_rows"),
    path(
        "enhet/<str:code>/hva-om/<int:pk>/tall/<str:competence>/",
        scenarios.scenario_rows,
        name="scenario_rows",
    ),
    path("enhet/<str:code>/hva-om/lagrede/", scenarios.saved, name="scenarios"),
    path("enhet/<str:code>/hva-om/sammenlign/", scenarios.compare, name="scenarios_compare"),
    path("enhet/<str:code>/hva-om/<int:pk>/", scenarios.scenario, name="scenario"),
    path("enhet/<str:code>/ansatt/<str:employee_number>/", views.person, name="unit_person"),
    path("enhet/<str:code>/behov/", needing.unit_needs, name="unit_needs"),
    path("enhet/<str:code>/behov/svar/<str:competence>/", needing.judge, name="need_judge"),
    path("enhet/<str:code>/behov/meld/", said_views.register, name="need_register"),
    path("enhet/<str:code>/behov/ingen/", said_views.none, name="no_needs"),
    path("enhet/<str:code>/behov/ledige-stillinger/", said_views.vacancies, name="vacancies"),
    path("behov/", overview.overview, name="needs_overview"),
    path("behov/meldt/<int:pk>/trekk/", said_views.withdraw, name="need_withdraw"),
    path("behov/ledig/<int:pk>/lukk/", said_views.close_vacancy, name="vacancy_close"),
]
