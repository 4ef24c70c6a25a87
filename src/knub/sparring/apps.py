"""Questions between colleagues, their answers, and who can help."""

from django.apps import AppConfig


class SparringConfig(AppConfig):
    name = "knub.sparring"
    label = "sparring"
