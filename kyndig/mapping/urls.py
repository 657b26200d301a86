from django.urls import URLPattern, URLResolver, path

from kyndig.mapping import answer_views, cell_views, paste_views, reminder_views, review_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("runder/", views.rounds, name="rounds"),
    path("runder/ny/", views.new, name="round_new"),
    path("runder/<int:pk>/", views.one, name="round"),
    path("runder/<int:pk>/endre/", views.change, name="round_change"),
    path("runder/<int:pk>/kompetanser/", views.competences, name="round_competences"),
    path("runder/<int:pk>/enhet/<str:code>/", cell_views.cells, name="round_cells"),
    path("runder/<int:pk>/enhet/<str:code>/lim-inn/", paste_views.paste, name="round_paste"),
    path("runder/<int:pk>/enhet/<str:code>/se-over/", review_views.review, name="round_review"),
    path("runder/<int:pk>/enhet/<str:code>/sendt/", review_views.receipt, name="round_receipt"),
    path("runder/<int:pk>/enhet/<str:code>/svar/", reminder_views.answers, name="round_answers"),
    path("min/kartlegging/<int:pk>/", answer_views.start, name="own_round"),
    path("min/kartlegging/<int:pk>/stemmer/", answer_views.known, name="own_known"),
    path("min/kartlegging/<int:pk>/feil/", answer_views.wrong, name="own_wrong"),
    path("min/kartlegging/<int:pk>/sporsmal/<int:competence>/", answer_views.question, name="own_question"),
    path("min/kartlegging/<int:pk>/bevis/<int:competence>/", answer_views.evidence, name="own_evidence"),
    path("min/kartlegging/<int:pk>/bruk/", answer_views.use, name="own_use"),
    path("min/kartlegging/<int:pk>/mer/", answer_views.more, name="own_more"),
    path("min/kartlegging/<int:pk>/mer/<int:competence>/", answer_views.more_level, name="own_more_level"),
    path("min/kartlegging/<int:pk>/send/", answer_views.review, name="own_review"),
    path("min/kartlegging/<int:pk>/takk/", answer_views.receipt, name="own_receipt"),
    path("runder/<int:pk>/steg/", views.step, name="round_step"),
]
