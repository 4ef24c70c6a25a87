"""What areas, municipalities, lists and pages are found by. Texts are Danish, as most readers are."""

from datetime import date, datetime, time

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_noop, override

from knub.areas.access import visible_areas, visible_lists
from knub.meetings import queries as meetings
from knub.meetings.access import visible_meetings
from knub.parameters import criteria_on, rule_book
from knub.people.access import User, visible_municipalities
from knub.search import actions as search
from knub.search.actions import Findable
from knub.ui.formats import day

METHOD = (
    "Forebyggelsesområde: kriterier og grænser i almenboligloven § 61 b. Udsat boligområde, parallelsamfund og "
    "omdannelsesområde: kriterier og grænser i § 61 a. Nøgletal, definitioner, kilder, kendte fejl og EU-Domstolens "
    "sag C-417/23."
)
RULE_WEIGHT = 0.1  # what stands in the catalogue comes after a page or an area that fits as well
PAGES = {
    "areas:find": (
        gettext_noop("Find an area"),
        "Find et boligområde efter kommune, navn eller på kortet over Danmark.",
    ),
    "areas:development": (
        gettext_noop("The development since 2010"),
        "Antal områder år for år, områder ind, ud og tilbage, og brud i reglerne.",
    ),
    "home:own_figures": (
        gettext_noop("Try your own figures"),
        "Skriv eller indsæt jeres egne nøgletal, og få kriterier, status og afstand til grænserne. Intet bliver gemt.",
    ),
    "areas:method": (gettext_noop("How the figures are computed"), METHOD),
    "areas:corrections": (
        gettext_noop("Corrections and answers"),
        "Rettelser af tal og svar på meldte fejl, nyeste først.",
    ),
    "duties:list": (
        gettext_noop("Rules and deadlines"),
        "Love og regler om udsatte boligområder: pligter, forbud, muligheder og frister for bolig, dagtilbud og skole.",
    ),
    "duties:overview": (
        gettext_noop("Rules by category"),
        "Skal, må ikke og kan for hver kategori på ét ark til print.",
    ),
    "duties:time_line": (
        gettext_noop("The acts through time"),
        "Parallelsamfundsaftalen, lovene og dommene i rækkefølge.",
    ),
    "duties:news": (
        gettext_noop("What has changed"),
        "Regler, der er begyndt, ophørt eller ændret siden sidste netværksår.",
    ),
    "duties:funding": (
        gettext_noop("Funding"),
        "Landsbyggefondens rammer og andre midler: beløb, år, frister, tiden efter 2026.",
    ),
    "home:municipalities": (gettext_noop("Municipalities"), "Alle 98 kommuner og deres boligområder nu og før."),
    "home:figures_use": (
        gettext_noop("How we use figures"),
        "Hvad KNUB gør og aldrig gør med tal om boligområder. For beboere: hvad listen er, og hvem du kan spørge.",
    ),
    "home:accessibility": (
        gettext_noop("Accessibility statement"),
        "Hvad vi ved om tastatur, skærmlæser og tekststørrelse, og hvor du kan klage.",
    ),
    "home:privacy": (gettext_noop("Privacy"), "Hvilke oplysninger KNUB har om dig, hvorfor og hvor længe. Cookies."),
    "home:contact": (gettext_noop("Contact"), "Skriv til sekretariatet, eller meld en fejl i et tal."),
}


@transaction.atomic
def index_everything(user: User) -> None:
    """Let all that a user may see of these kinds be found, and nothing else of them."""
    with override("da"):
        search.replace_kind("area", _areas(user))
        search.replace_kind("municipality", _municipalities(user))
        search.replace_kind("list", _lists(user))
        search.replace_kind("page", _pages())
        search.replace_kind("rule", _rules())
        search.replace_kind("meeting", meetings.findable(visible_meetings(user)))


def title_of(kind: str, object_id: str, *, otherwise: str) -> str:
    """Return a title in the reader's language, where it is ours to translate."""
    if kind == "page" and object_id in PAGES:
        return gettext(PAGES[object_id][0])
    if kind == "rule" and object_id in rule_book().rules:
        return rule_book().rules[object_id].title.in_language(get_language() or "da")
    if kind == "list":
        return _list_title(date.fromisoformat(object_id))
    return otherwise


def _list_title(on: date) -> str:
    return gettext("The list of %(day)s") % {"day": day(on)}


def _areas(user: User) -> list[Findable]:
    return [
        Findable(
            area.key,
            title=area.name,
            names=", ".join(other.name for other in area.names.all() if other.name != area.name),
            body=f"Boligområde i {area.municipality}.",
            url=reverse("home:area", args=[area.key]),
        )
        for area in visible_areas(user).prefetch_related("names")
    ]


def _municipalities(user: User) -> list[Findable]:
    return [
        Findable(
            municipality.slug,
            title=str(municipality),
            body=f"Boligområder i {municipality}, nu og før.",
            url=reverse("home:municipality", args=[municipality.slug]),
        )
        for municipality in visible_municipalities(user)
    ]


def _lists(user: User) -> list[Findable]:
    return [
        Findable(
            found.date.isoformat(),
            title=_list_title(found.date),
            body=f"Områder på listen: {', '.join(_categories(found.date))}.",
            url=reverse("areas:list", args=[found.date.isoformat()]),
            of=timezone.make_aware(datetime.combine(found.date, time())),
        )
        for found in visible_lists(user)
    ]


def _rules() -> list[Findable]:
    return [
        Findable(
            rule.key,
            title=rule.title.da,
            names=", ".join((*(basis.paragraph or "" for basis in rule.basis), *rule.words)),
            body=f"{rule.says.da} {'; '.join(basis.act.title.da for basis in rule.basis)}.",
            url=reverse("home:rule", args=[rule.key]),
            weight=RULE_WEIGHT if rule.standing == "law" else RULE_WEIGHT / 2,
        )
        for rule in rule_book().rules.values()
    ]


def _categories(on: date) -> dict[str, None]:
    """Return the categories of a list as they are called today and as the act called them then."""
    categories = criteria_on(on).categories.values()
    return dict.fromkeys(word for one in categories for word in (one.today.da, one.label.da))


def _pages() -> list[Findable]:
    return [
        Findable(name, title=gettext(title), names=title, body=body, url=reverse(name))
        for name, (title, body) in PAGES.items()
    ]
