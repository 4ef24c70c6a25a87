"""Base page, components, formats, static files, htmx."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "knub.ui"
    label = "ui"
