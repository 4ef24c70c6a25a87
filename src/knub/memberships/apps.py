"""Networks, seasons, which municipality is a member, when and at what price."""

from django.apps import AppConfig


class MembershipsConfig(AppConfig):
    name = "knub.memberships"
    label = "memberships"
