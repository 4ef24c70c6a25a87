"""Meetings, their programme, and who comes."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "knub.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Listen to what the rooms below announce."""
        from knub.meetings import receivers  # noqa: F401, PLC0415 - models must be loaded first
