"""What areas, municipalities, lists and pages are found by. Texts are Danish, as most readers are."""

from django.urls import reverse

from knub.areas.access import visible_areas, visible_lists
from knub.parameters import criteria_on
from knub.people.access import User, visible_municipalities
from knub.search import actions as search
from knub.ui.formats import day

METHOD = (
    "Kriterier og grænser i almenboligloven § 61 a og § 61 b: udsat boligområde, parallelsamfund, omdannelsesområde, "
    "forebyggelsesområde; kilder, fejl og EU-Domstolens sag C-417/23."
)
PAGES = [
    ("areas:find", "Find et område", "Find et boligområde efter kommune, navn eller på kortet over Danmark."),
    ("areas:development", "Udviklingen siden 2010", "Antal områder år for år, ud, ind og tilbage; brud i reglerne."),
    ("home:own_figures", "Prøv med egne tal", "Skriv jeres egne nøgletal: kriterier, status, afstand til grænserne."),
    (
        "areas:method",
        "Sådan er tallene beregnet",
        METHOD,
    ),
    ("home:figures_use", "Sådan bruger vi tal", "Hvad KNUB gør og aldrig gør med tal om boligområder; for beboere."),
    ("home:accessibility", "Tilgængelighedserklæring", "Tastatur, skærmlæser, tekststørrelse."),
    ("home:privacy", "Privatliv", "Hvilke oplysninger KNUB har om dig, hvorfor og hvor længe; cookies."),
    ("home:contact", "Kontakt", "Skriv til sekretariatet; fejl i et tal."),
]


def index_areas(user: User) -> None:
    """Let every area be found by its names, its municipality and its note."""
    for area in visible_areas(user).prefetch_related("names"):
        names = " ".join(other.name for other in area.names.all())
        body = f"Boligområde i {area.municipality}. {area.municipality.name}."
        search.put("area", area.key, title=area.name, body=body, url=reverse("home:area", args=[area.key]), names=names)


def index_municipalities(user: User) -> None:
    """Let every municipality be found by its name."""
    for municipality in visible_municipalities(user):
        url = reverse("home:municipality", args=[municipality.slug])
        body = f"{municipality.name}: boligområder nu og før, og hvad der er indlæst i KNUB."
        search.put("municipality", municipality.slug, title=str(municipality), body=body, url=url)


def index_lists(user: User) -> None:
    """Let every list be found by its date and by the categories of its time and of today."""
    for found in visible_lists(user):
        categories = criteria_on(found.date).categories.values()
        words = ", ".join({word: None for one in categories for word in (one.today.da, one.label.da)})
        url = reverse("areas:list", args=[found.date.isoformat()])
        title = f"Listen pr. {day(found.date)}"
        search.put("list", found.date.isoformat(), title=title, body=f"Områder på listen: {words}.", url=url)


def index_pages() -> None:
    """Let the pages about the figures and the footer's pages be found."""
    for name, title, body in PAGES:
        search.put("page", name, title=title, body=body, url=reverse(name))
