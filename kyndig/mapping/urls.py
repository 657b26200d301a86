from django.urls import URLPattern, URLResolver, path

from kyndig.mapping import cell_views, review_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("runder/", views.rounds, name="rounds"),
    path("runder/ny/", views.new, name="round_new"),
    path("runder/<int:pk>/", views.one, name="round"),
    path("runder/<int:pk>/endre/", views.change, name="round_change"),
    path("runder/<int:pk>/kompetanser/", views.competences, name="round_competences"),
    path("runder/<int:pk>/enhet/<str:code>/", cell_views.cells, name="round_cells"),
    path("runder/<int:pk>/enhet/<str:code>/se-over/", review_views.review, name="round_review"),
    path("runder/<int:pk>/enhet/<str:code>/sendt/", review_views.receipt, name="round_receipt"),
    path("runder/<int:pk>/steg/", views.step, name="round_step"),
]
