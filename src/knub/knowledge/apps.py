"""Practices, rule interpretations, tools, talks, short advice and news."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knub.knowledge"
    label = "knowledge"
