"""What the law asks of an area, and how far a municipality is with it."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "knub.duties"
    label = "duties"
