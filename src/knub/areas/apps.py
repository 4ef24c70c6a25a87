"""Areas, official lists, figures; classified when shown."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "knub.areas"
    label = "areas"

    def ready(self) -> None:
        """Listen to what the rooms below announce."""
        from knub.areas import receivers  # noqa: F401, PLC0415 - models must be loaded first
