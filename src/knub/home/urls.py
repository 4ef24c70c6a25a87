"""Addresses of the pages that show several rooms."""

from django.conf import settings
from django.urls import URLPattern, path

from knub.home.views import (
    area,
    arrivals,
    front,
    history,
    members,
    municipality,
    network,
    outbox,
    own_figures,
    own_page,
    pages,
    rule,
    search,
    secretariat,
    tour,
)

app_name = "home"
urlpatterns: list[URLPattern] = [
    path("", front.front, name="front"),
    path("om/", network.network, name="network"),
    path("bliv-medlem/", network.is_it_for_you, name="is_it_for_you"),
    path("omraader/egne-tal/", own_figures.own_figures, name="own_figures"),
    path("omraader/<slug:key>/", area.area, name="area"),
    path("omraader/<slug:key>/tal.<format:form>", area.download, name="area_download"),
    path("omraader/<slug:key>/meld-en-fejl/", area.report_fault, name="report_fault"),
    path("omraader/<slug:key>/meld-en-fejl/modtaget/", area.fault_received, name="fault_received"),
    path("kommuner/", municipality.municipalities, name="municipalities"),
    path("kommuner/<slug:slug>/", municipality.municipality, name="municipality"),
    path("kommuner/<slug:slug>/omraader.<format:form>", municipality.download, name="municipality_download"),
    path("regler/<slug:key>/", rule.rule, name="rule"),
    path("soeg/", search.search, name="search"),
    path("sekretariat/", secretariat.secretariat, name="secretariat"),
    path("sekretariat/soegninger/", search.misses, name="misses"),
    path("sekretariat/mails/<int:pk>/", secretariat.mail, name="mail"),
    path("sekretariat/medlemmer/", members.table, name="members"),
    path("sekretariat/medlemmer/medlemmer.<format:form>", members.download, name="members_download"),
    path("sekretariat/indlaes/<slug:kind>/", arrivals.arrivals, name="arrivals"),
    path("sekretariat/indlaes/<slug:kind>/skabelon.<format:form>", arrivals.template, name="arrivals_template"),
    path("sekretariat/udbakke/", outbox.overview, name="outbox"),
    path("sekretariat/udbakke/ny/", outbox.new, name="outbox_new"),
    path("sekretariat/udbakke/<int:pk>/", outbox.draft, name="outbox_draft"),
    path("sekretariat/udbakke/<int:pk>/se/", outbox.look, name="outbox_look"),
    path("sekretariat/udbakke/<int:pk>/sendt/", outbox.results, name="outbox_results"),
    path("sekretariat/udbakke/<int:pk>/rettelse/", outbox.correct, name="outbox_correct"),
    path("sekretariat/udbakke/<int:pk>/laeg-vaek/", outbox.put_away, name="outbox_put_away"),
    path("min-side/", own_page.own_page, name="own_page"),
    path("min-side/mine-data.zip", own_page.own_data, name="own_data"),
    path("historik/<slug:kind>/<int:pk>/", history.history, name="history"),
    path("tilgaengelighed/", pages.accessibility, name="accessibility"),
    path("was/", pages.statement, name="was"),
    path("was", pages.statement),
    path("privatliv/", pages.privacy, name="privacy"),
    path("kontakt/", pages.contact, name="contact"),
    path("saadan-bruger-vi-tal/", pages.figures_use, name="figures_use"),
]
if settings.DEMO:
    urlpatterns += [path("demo/rundtur/", tour.tour, name="tour")]
