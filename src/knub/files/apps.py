"""Uploads: checked, stored outside the web root, served after a rights check by the room that asks."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "knub.files"
    label = "files"
