"""Propose news, release it, and give senders without login a link of their own."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app

from knub.audit.actions import record
from knub.knowledge.access import LINK
from knub.knowledge.intake import MailedNews
from knub.knowledge.models import LETTERS, News, NewsSource
from knub.knowledge.queries.news import news_findable, news_url
from knub.notify import actions as notify
from knub.people.actions import end_tokens, make_token
from knub.people.models import Person
from knub.search import actions as search
from knub.ui.writing import refuse_personal_number

KIND = "news"
MOST_WAITING = 20  # proposals of one link that wait at the same time
LONGEST_SLUG = 70
LINK_LASTS = timedelta(days=365)
LINKED = ("areas", "pages")


@transaction.atomic
def propose(
    values: Mapping[str, Any], *, at: datetime, by: Person | None = None, source: NewsSource | None = None
) -> News:
    """Take in a piece of news; only the secretariat sees it until it is released."""
    if source is not None and source.news.filter(state=News.State.PROPOSED).count() >= MOST_WAITING:
        raise ValidationError(
            _("%(count)s of your pieces of news wait for the secretariat. Send the next when they have been read."),
            code="many", params={"count": MOST_WAITING},
        )  # fmt: skip
    news = News(proposed_at=at, proposed_by=by, source=source)
    if source is not None:
        news.sender, news.sender_name = source.sender, source.organisation
    _fill(news, values)
    record("news_proposed", news, by=by)
    return news


@transaction.atomic
def propose_mailed(mailed: MailedNews, *, at: datetime) -> News:
    """Take in news that a sender with a living link has mailed; others are told nothing but that it was not used."""
    living = NewsSource.objects.filter(ended_at__isnull=True, made_at__gt=at - LINK_LASTS)
    source = living.filter(email__iexact=mailed.sender).order_by("-made_at").first()
    if source is None:
        raise ValidationError(_("The address may not send news. Nothing is stored."), code="unknown")
    values = {"title": mailed.title, "summary": mailed.summary, "text": mailed.text}
    return propose(values, at=at, source=source)


@transaction.atomic
def release(news: News, values: Mapping[str, Any], *, at: datetime, by: Person) -> News:
    """Show a proposal to its readers with what the secretariat corrected, and tell who proposed it; twice is once."""
    news = News.objects.select_for_update(no_key=True, of=("self",)).get(pk=news.pk)
    if news.state == News.State.REFUSED:
        raise ValidationError(_("Somebody has already decided that it is not released."), code="refused")
    first = news.state == News.State.PROPOSED
    if first:
        news.state, news.released_at, news.year = News.State.RELEASED, at, timezone.localdate(at).year
        news.slug = _free_slug(values["title"], news.year)
    _fill(news, values)
    with override("da"):
        search.put(KIND, news_findable(news, on=timezone.localdate(at)))
    record("news_released" if first else "news_corrected", news, by=by)
    if first:
        app.configure_task("knowledge.tell_of").defer(kind=KIND, pk=news.pk)
        _tell(news, _("Your news is on KNUB now: %(title)s"), f"{settings.SITE_URL}{news_url(news)}")
    return news


@transaction.atomic
def refuse(news: News, *, reason: str, by: Person) -> None:
    """Decide that a proposal is not released, and tell who proposed it why."""
    news = News.objects.select_for_update(no_key=True, of=("self",)).get(pk=news.pk)
    if news.state != News.State.PROPOSED:
        raise ValidationError(_("It has already been decided."), code="decided")
    news.state, news.refusal = News.State.REFUSED, reason
    news.save(update_fields=["state", "refusal"])
    record("news_refused", news, by=by, reason=reason)
    _tell(news, _("Your news is not shown on KNUB: %(title)s"), reason)


@transaction.atomic
def index_all_news(*, on: date) -> None:
    """Let every released piece of news be found, and no other; also lets what has become old come later."""
    released = News.objects.filter(state=News.State.RELEASED).prefetch_related("areas")
    with override("da"):
        search.replace_kind(KIND, (news_findable(news, on=on) for news in released))


@transaction.atomic
def invite_source(*, name: str, organisation: str, sender: str, email: str, at: datetime, by: Person) -> NewsSource:
    """Send somebody a link by which she can send news without login."""
    source = NewsSource.objects.create(name=name, organisation=organisation, sender=sender, email=email, made_at=at)
    code = make_token(LINK, str(source.pk), at=at, expires_at=at + LINK_LASTS)
    with override("da"):
        text = "\n\n".join(
            [
                _("Dear %(name)s") % {"name": name},
                _("With this link you can send news to the municipalities of the network. You need no login:"),
                f"{settings.SITE_URL}{reverse('news:send', args=[code])}",
                _("The secretariat reads what you send before others see it. The link is yours and lasts a year."),
                "Netværk om Udsatte Boligområder",
            ]
        )
        notify.send(key=f"news-source-{source.pk}", to=email, subject=_("Your link to send news"), text=text)
    record("news_source_invited", source, by=by)
    return source


@transaction.atomic
def end_source(source: NewsSource, *, at: datetime, by: Person) -> None:
    """Let a link no longer work."""
    end_tokens(at=at, kind=LINK, about=str(source.pk))
    NewsSource.objects.filter(pk=source.pk, ended_at__isnull=True).update(ended_at=at)
    record("news_source_ended", source, by=by)


@transaction.atomic
def forget_sources(*, now: datetime) -> int:
    """Delete the senders whose links have run out; their news stay. Return how many."""
    oldest = now - timedelta(days=settings.KEPT_DAYS["news_sources"])
    gone, _per_model = NewsSource.objects.filter(made_at__lt=oldest).delete()
    return gone


def _fill(news: News, values: Mapping[str, Any]) -> None:
    refuse_personal_number("\n".join([values["title"], values["summary"], values.get("text", "")]))
    for name, value in values.items():
        if name not in LINKED:
            setattr(news, name, value)
    news.save()
    for name in LINKED:
        if name in values:
            getattr(news, name).set(values[name])


def _free_slug(title: str, year: int) -> str:
    wanted = slugify(title.casefold().translate(LETTERS))[:LONGEST_SLUG].strip("-") or "nyt"
    taken = set(News.objects.filter(year=year, slug__startswith=wanted).values_list("slug", flat=True))
    endings = ("", *(f"-{number}" for number in range(2, len(taken) + 3)))
    return next(wanted + ending for ending in endings if wanted + ending not in taken)


def _tell(news: News, subject: str, text: str) -> None:
    """Tell who proposed it what became of it; the secretariat itself needs no mail."""
    to = news.source.email if news.source else news.proposed_by.email if news.proposed_by else ""
    if to:
        key = f"news-{news.state}-{news.pk}"
        notify.send(key=key, to=to, subject=subject % {"title": news.title}, text=f"{text}\n")
