from django.urls import URLPattern, URLResolver

from kyndig.organisation.access_urls import urlpatterns as access

urlpatterns: list[URLPattern | URLResolver] = [
    *access,
]
