"""Practices, rule interpretations, tools, talks, short advice and news."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knub.knowledge"
    label = "knowledge"

    def ready(self) -> None:
        """Listen to what the rooms below announce."""
        from knub.knowledge import receivers  # noqa: F401, PLC0415 - models must be loaded first
