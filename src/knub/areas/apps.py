"""Areas, official lists, figures; classified when shown."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "knub.areas"
    label = "areas"
