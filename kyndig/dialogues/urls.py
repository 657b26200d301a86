from django.urls import URLPattern, URLResolver, path

from kyndig.dialogues import step_views, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("min/samtale/", views.mine, name="my_dialogue"),
    path("samtaler/", views.overview, name="dialogues"),
    path("samtaler/ansatt/<str:employee_number>/", views.person, name="dialogue_person"),
    path("samtaler/ny/<str:employee_number>/", views.new, name="dialogue_new"),
    path("samtaler/avtale/<int:pk>/", step_views.end_point, name="dialogue_point"),
    path("samtaler/notat/<int:pk>/slett/", step_views.remove_note, name="dialogue_note_remove"),
    path("samtaler/<int:pk>/", views.show, name="dialogue"),
    path("samtaler/<int:pk>/forberedelse/", step_views.prepare, name="dialogue_prepare"),
    path("samtaler/<int:pk>/tema/", step_views.add_topic, name="dialogue_topic"),
    path("samtaler/<int:pk>/notat/", step_views.write_note, name="dialogue_note"),
    path("samtaler/<int:pk>/avtale/", step_views.agree, name="dialogue_agree"),
    path("samtaler/<int:pk>/flytt/", step_views.change, name="dialogue_change"),
    path("samtaler/<int:pk>/avlys/", step_views.cancel, name="dialogue_cancel"),
    path("samtaler/<int:pk>/holdt/", step_views.hold, name="dialogue_hold"),
]
