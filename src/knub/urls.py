"""Which room answers which address."""

from django.urls import URLPattern, URLResolver, include, path

from knub.people.urls import login_patterns

urlpatterns: list[URLPattern | URLResolver] = [
    path("omraader/", include("knub.areas.urls")),  # before the names of areas, which home answers
    path("viden/", include("knub.knowledge.urls")),
    path("sparring/", include("knub.sparring.urls")),
    path("moeder/", include("knub.meetings.urls")),
    path("oplaeg/", include("knub.meetings.urls.speaking")),
    path("regler/", include("knub.duties.urls")),  # before the names of rules, which home answers
    path("nyt/", include("knub.knowledge.urls.news")),
    path("", include("knub.home.urls")),
    path("", include("knub.memberships.urls")),
    path("", include("knub.people.urls")),
    path("", include(login_patterns)),
    path("", include("knub.notify.urls")),
    path("sprog/", include("django.conf.urls.i18n")),
]
