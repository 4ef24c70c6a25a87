"""Questions between colleagues, their answers, and who can help."""

from django.apps import AppConfig


class SparringConfig(AppConfig):
    name = "knub.sparring"
    label = "sparring"

    def ready(self) -> None:
        """Listen to what the rooms below announce."""
        from knub.sparring import receivers  # noqa: F401, PLC0415 - models must be loaded first
