"""Read news: lists, what touches an area, and the deadlines of hearings for calendars."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from knub.areas.models import Area
from knub.knowledge.models import News
from knub.search.actions import Findable, tag_keys
from knub.search.queries import Standing
from knub.ui.markdown import as_text
from knub.ui.waiting import Kind, Waiting

OLD_NEWS = 0.4


@dataclass(frozen=True)
class Deadline:
    """The last day of a hearing, for a calendar."""

    key: str
    day: date
    title: str
    url: str


def news_filtered(news: QuerySet[News], *, sender: str = "", theme: str = "") -> QuerySet[News]:
    """Return the news that fit, newest first."""
    wanted: dict[str, object] = {"sender": sender} if sender else {}
    wanted |= {"themes__contains": [theme]} if theme else {}
    return news.filter(**wanted).order_by("-released_at", "-pk")


def current_news(news: QuerySet[News], *, on: date) -> QuerySet[News]:
    """Return the news that are more than history on a day, newest first."""
    return news.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on)).order_by("-released_at", "-pk")


def news_of_area(news: QuerySet[News], area: Area, categories: list[str], *, on: date) -> QuerySet[News]:
    """Return the news that touch an area itself or a category it stands in."""
    touched = Q(areas=area) | Q(categories__overlap=categories)
    return current_news(news.filter(touched).distinct(), on=on)


def hearing_deadlines(news: QuerySet[News], *, since: date) -> tuple[Deadline, ...]:
    """Return the hearings that end on a day or later, the next first; one query."""
    found = news.filter(hearing_deadline__gte=since).order_by("hearing_deadline", "pk")
    return tuple(_deadline(one) for one in found)


def _deadline(news: News) -> Deadline:
    assert news.hearing_deadline is not None  # noqa: S101 - filtered above
    title = _("Hearing ends: %(title)s") % {"title": news.title}
    return Deadline(f"hearing-{news.pk}", news.hearing_deadline, title, news_url(news))


def news_url(news: News) -> str:
    """Return the address of a released piece of news."""
    return reverse("news:news", args=[news.year, news.slug])


def news_findable(news: News, *, on: date) -> Findable:
    """Return what a piece of news is found by; its areas cost one query."""
    places = [str(area) for area in news.areas.all()]
    return Findable(
        str(news.pk),
        title=news.title,
        url=news_url(news),
        names=" ".join([news.sender_name, *news.paragraphs, *places]),
        body=f"{news.summary} {as_text(news.text)}",
        weight=OLD_NEWS if news.is_of_its_time(on) else 1.0,
        of=news.released_at,
        tags=tag_keys(news),
        standing=Standing.PAST if news.is_of_its_time(on) else Standing.CURRENT,
    )


def open_draft(title: str) -> News | None:
    """Return the secretariat's own proposal of that title that waits to be released, if there is one; one query."""
    return News.objects.filter(state=News.State.PROPOSED, source=None, title=title).order_by("pk").first()


def waiting_news() -> tuple[Waiting, ...]:
    """Return the proposals that wait for the secretariat; one query."""
    found = News.objects.filter(state=News.State.PROPOSED)
    return tuple(
        Waiting(
            Kind.TEXT, _("News: “%(title)s”") % {"title": one.title}, one.proposed_at,
            reverse("news:proposal", args=[one.pk]), who=one.sender_name,
        )
        for one in found
    )  # fmt: skip
