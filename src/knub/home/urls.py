"""Addresses of the pages that show several rooms."""

from django.urls import URLPattern, path

from knub.home.views import pages

app_name = "home"
urlpatterns: list[URLPattern] = [
    path("tilgaengelighed/", pages.accessibility, name="accessibility"),
    path("was/", pages.statement, name="was"),
    path("was", pages.statement),
    path("privatliv/", pages.privacy, name="privacy"),
    path("kontakt/", pages.contact, name="contact"),
    path("saadan-bruger-vi-tal/", pages.figures_use, name="figures_use"),
]
