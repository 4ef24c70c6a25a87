"""Who did what, when; facts only, no foreign keys to rooms above."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "knub.audit"
    label = "audit"
