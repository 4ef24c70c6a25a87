"""Addresses of news."""

from django.urls import URLPattern, path

from knub.knowledge.views import news

app_name = "news"
urlpatterns: list[URLPattern] = [
    path("", news.news_list, name="list"),
    path("foreslaa/", news.propose, name="propose"),
    path("forslag/<int:pk>/", news.proposal, name="proposal"),
    path("forslag/<int:pk>/afvis/", news.refuse, name="refuse"),
    path("afsendere/", news.sources, name="sources"),
    path("afsendere/<int:pk>/luk/", news.end_source, name="end_source"),
    path("indsend/<str:code>/", news.send, name="send"),
    path("indsend/<str:code>/modtaget/", news.sent, name="sent"),
    path("<int:year>/<slug:slug>/", news.news, name="news"),
]
