from django.urls import URLPattern, URLResolver, path

from kyndig.holdings import (
    consent_views,
    disagreement_views,
    document_views,
    exemption_views,
    expiry_views,
    views,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("min/kompetanse/", views.mine, name="my_competences"),
    path("min/kompetanse/ny/", views.assess_myself, name="assess_myself"),
    path("min/kompetanse/dokument/", document_views.add_own, name="document_add_own"),
    path("kompetanse/ansatt/<str:employee_number>/dokument/", document_views.add, name="document_add"),
    path("dokument/", document_views.waiting, name="documents_waiting"),
    path("dokument/<int:pk>/", document_views.show, name="document"),
    path("dokument/<int:pk>/fil/", document_views.file, name="document_file"),
    path("dokument/<int:pk>/ikke-godkjent/", document_views.refuse, name="document_refuse"),
    path("dokument/<int:pk>/trekk-tilbake/", document_views.withdraw, name="document_withdraw"),
    path("dokument/<int:pk>/forny/", document_views.renew, name="document_renew"),
    path("min/samtykke/", consent_views.mine, name="my_consent"),
    path("uenig/<int:assessment>/", disagreement_views.new, name="disagree"),
    path("uenig/<int:pk>/trekk-tilbake/", disagreement_views.withdraw, name="disagreement_withdraw"),
    path("uenig/<int:pk>/avklar/", disagreement_views.resolve, name="disagreement_resolve"),
    path("utlop/", expiry_views.of_mine, name="expiring"),
    path("enhet/<str:code>/utlop/", expiry_views.of_unit, name="unit_expiring"),
    path("kompetanse/", views.find, name="find_person"),
    path("kompetanse/velg/", views.options, name="person_options"),
    path("kompetanse/vurdering/<int:pk>/annuller/", views.annul, name="assessment_annul"),
    path("kompetanse/ansatt/<str:employee_number>/", views.person, name="person_competences"),
    path("kompetanse/ansatt/<str:employee_number>/vurder/", views.assess, name="assess"),
    path("kompetanse/ansatt/<str:employee_number>/unntak/", exemption_views.new, name="exempt"),
    path("unntak/", exemption_views.exemptions, name="exemptions"),
    path("unntak/<int:pk>/avslutt/", exemption_views.end, name="exemption_end"),
    path("unntak/<int:pk>/annuller/", exemption_views.annul, name="exemption_annul"),
]
