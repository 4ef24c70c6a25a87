"""Every page that shows several rooms: front pages, area, municipality, search."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "knub.home"
    label = "home"
