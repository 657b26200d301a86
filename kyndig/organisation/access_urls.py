from django.urls import path

from kyndig.organisation import access_views, acting_views, correction_views, deputy_views, log_views

urlpatterns = [
    path("tilgang/", access_views.grants, name="access"),
    path("tilgang/ny/", access_views.new_grant, name="access_new"),
    path("tilgang/ny/hvem/", access_views.pick_candidate, name="access_pick"),
    path("tilgang/ny/enhet/", access_views.pick_unit, name="access_unit_pick"),
    path("tilgang/ny-bruker/", access_views.new_user, name="access_new_user"),
    path("tilgang/<int:pk>/avslutt/", access_views.end_grant, name="access_end"),
    path("tilgang/bruker/<int:pk>/inviter/", access_views.send_invitation, name="access_invite"),
    path("tilgang/ledere/", access_views.leader_proposals, name="leader_proposals"),
    path("min/stedfortreder/", deputy_views.deputies, name="deputies"),
    path("min/stedfortreder/hvem/", deputy_views.pick_deputy, name="deputy_pick"),
    path("min/stedfortreder/<int:pk>/avslutt/", deputy_views.end_deputy, name="deputy_end"),
    path("min/rolle/", acting_views.acting_role, name="acting_role"),
    path("rettinger/", correction_views.corrections, name="corrections"),
    path("rettinger/<int:pk>/", correction_views.correction, name="correction"),
    path("logg/", log_views.log, name="log"),
]
