"""Which room answers which address."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("knub.home.urls")),
    path("omraader/", include("knub.areas.urls")),
    path("", include("knub.people.urls")),
    path("", include("knub.search.urls")),
]
