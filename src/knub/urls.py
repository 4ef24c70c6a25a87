"""Which room answers which address."""

from django.urls import URLPattern, URLResolver, include, path

from knub.people.urls import login_patterns

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("knub.home.urls")),
    path("omraader/", include("knub.areas.urls")),
    path("", include("knub.people.urls")),
    path("", include(login_patterns)),
    path("", include("knub.notify.urls")),
    path("sprog/", include("django.conf.urls.i18n")),
]
