"""One table of documents and words; rights come from the room that asks."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "knub.search"
    label = "search"
