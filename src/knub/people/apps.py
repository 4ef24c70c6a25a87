"""Organisations, municipalities, persons, roles, login."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "knub.people"
    label = "people"
