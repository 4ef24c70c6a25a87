"""Every component on one page, so that tests can look at them together."""

from datetime import UTC, date, datetime
from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from knub.ui.charts import Break, Chart, Series
from knub.urls import urlpatterns as site

PAGE = Path(__file__).with_name("gallery.html")
LEVELS = [("borger", "Borgerniveau"), ("omraade", "Områdeniveau")]
DECEMBERS = [date(year, 12, 1) for year in range(2015, 2022)]


class EveryField(forms.Form):
    name = forms.CharField(label="Navn", help_text="Som på listen.")
    mail = forms.EmailField(label="Arbejdsmail")
    number = forms.IntegerField(label="Beboere", required=False)
    text = forms.CharField(label="Bemærkning", widget=forms.Textarea, required=False)
    level = forms.ChoiceField(label="Niveau", choices=LEVELS)
    kind = forms.ChoiceField(label="Slags", choices=LEVELS, widget=forms.RadioSelect, help_text="Vælg én.")
    fields_of_work = forms.MultipleChoiceField(label="Fagområder", choices=LEVELS, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="Jeg har læst det", help_text="Det tager et minut.")
    file = forms.FileField(label="Fil", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False, initial="gemt")


def chart() -> Chart:
    return Chart(
        key="unattached",
        title="Uden tilknytning",
        summary="Fra 43,1 pct. i 2015 til 39,0 pct. i 2021.",
        unit="share",
        series=[
            Series("Tallet", "figure", list(zip(DECEMBERS, [43.1, 42.0, None, 41.5, 40.2, 39.5, 39.0], strict=True))),
            Series("Lovens grænse", "limit", [(day, 40.0) for day in DECEMBERS]),
        ],
        breaks=[Break(date(2018, 12, 1), "ny opgørelse")],
    )


def gallery(request: HttpRequest) -> HttpResponse:
    for level in (messages.INFO, messages.SUCCESS, messages.WARNING, messages.ERROR):
        messages.add_message(request, level, "Besked")
    content = {
        "form": EveryField({"mail": "ikke en mail"}),
        "chart": chart(),
        "places": {
            "0751": {"kind": "now", "label": "Aarhus", "url": "/"},
            "0461": {"kind": "before", "label": "Odense", "url": "/"},
        },
        "page": Paginator(range(30), 10).page(2),
        "tabs": [("Listen", "/", True), ("Hvad er ændret?", "/", False)],
        "pills": [("Aarhus", "?"), ("Parallelsamfund", "?")],
        "steps": [("Indsæt", "/"), ("Se efter", ""), ("Gem", "")],
        "crumbs": [("Find et område", "/")],
        "when": datetime(2021, 12, 8, 8, 30, tzinfo=UTC),
    }
    return HttpResponse(engines["django"].from_string(PAGE.read_text(encoding="utf-8")).render(content, request))


urlpatterns = [path("gallery/", gallery), *site]
