"""Send a mail, once, and remember that it was sent."""

from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "knub.notify"
    label = "notify"
