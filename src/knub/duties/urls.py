"""Addresses of the rules. Reserved words stand before the names of rules, which home answers."""

from django.urls import URLPattern, path

from knub.duties.views import downloads, progress, rules

app_name = "duties"
urlpatterns: list[URLPattern] = [
    path("", rules.index, name="list"),
    path("regler.<format:form>", downloads.rules, name="list_download"),
    path("oversigt/", rules.overview, name="overview"),
    path("oversigt/oversigt.<format:form>", downloads.overview, name="overview_download"),
    path("tidslinje/", rules.time_line, name="time_line"),
    path("aendret/", rules.news, name="news"),
    path("aendret/aendret.<format:form>", downloads.news, name="news_download"),
    path("gennemfoerelse/", progress.progress, name="progress"),
    path("gennemfoerelse/lysbillede/", progress.slide, name="progress_slide"),
    path("midler/", rules.funding, name="funding"),
    path("midler/midler.<format:form>", downloads.funding, name="funding_download"),
]
