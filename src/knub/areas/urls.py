"""Addresses of areas and lists. Reserved words stand before the names of areas."""

from datetime import date

from django.urls import URLPattern, path, register_converter

from knub.areas.views import development, downloads, find, imports, lists, master, method, remarks


class DayConverter:
    """A date in an address, such as 2023-12-01."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Return the date; an impossible one is no address."""
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        """Return the date as it stands in the address."""
        return str(value)


class FormatConverter:
    """The kind of file in an address."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        """Return the kind."""
        return value

    def to_url(self, value: str) -> str:
        """Return the kind."""
        return value


register_converter(DayConverter, "day")
register_converter(FormatConverter, "format")

app_name = "areas"
urlpatterns: list[URLPattern] = [
    path("", find.find, name="find"),
    path("udvikling/", development.development, name="development"),
    path("omraader.<format:form>", downloads.municipalities, name="find_download"),
    path("udvikling/udvikling.<format:form>", downloads.counts, name="development_download"),
    path("udvikling/ind-og-ud.<format:form>", downloads.moves, name="moves_download"),
    path("metode/", method.method, name="method"),
    path("metode/kriterier.<format:form>", downloads.criteria, name="criteria_download"),
    path("metode/graenser.<format:form>", downloads.limits, name="limits_download"),
    path("metode/rettelser/", method.corrections, name="corrections"),
    path("lister/", lists.index, name="lists"),
    path("lister/indlaes/", imports.importer, name="import"),
    path("lister/indlaes/skabelon.<format:form>", imports.template, name="import_template"),
    path("lister/indlaes/nyt-omraade/", imports.add_area, name="add_area"),
    path("lister/indlaes/<int:pk>/", imports.preview, name="import_preview"),
    path("lister/<day:on>/udgiv/", imports.release, name="release"),
    path("fejl/<int:pk>/", imports.answer, name="answer"),
    path("lister/<day:on>/", lists.official_list, name="list"),
    path("lister/<day:on>/meld-en-fejl/", lists.report_fault, name="report_fault"),
    path("lister/<day:on>/liste.<format:form>", downloads.areas_of_list, name="list_download"),
    path("lister/<day:on>/aendringer.<format:form>", downloads.changes, name="changes_download"),
    path("<slug:key>/bemaerkning/", remarks.remark, name="remark"),
    path("<slug:key>/bemaerkning/traek-tilbage/", remarks.withdraw, name="withdraw_remark"),
    path("<slug:key>/stamdata/<slug:group>/", master.state, name="state"),
    path("<slug:key>/stamdata/fjern/<int:pk>/", master.remove, name="remove_value"),
]
