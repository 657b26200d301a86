from django.urls import URLPattern, URLResolver

from kyndig.organisation.access_urls import urlpatterns as access
from kyndig.organisation.tree_urls import urlpatterns as tree

urlpatterns: list[URLPattern | URLResolver] = [
    *access,
    *tree,
]
