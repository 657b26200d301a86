from django.urls import URLPattern, URLResolver, path

from kyndig.mobilisation import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("finn-kompetanse/", views.find, name="find_people"),
    path("enhet/<str:code>/latent/", views.latent, name="unit_latent"),
]
