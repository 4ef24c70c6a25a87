"""Tell of new pages and news, at once or gathered; rights are looked at when the mail is made, and when it is sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from knub.knowledge.access import visible_news, visible_pages
from knub.knowledge.models import News, Page, Seen, State
from knub.knowledge.queries.news import news_url
from knub.memberships.access import member_people
from knub.notify import actions as notify
from knub.notify.actions import Notice
from knub.people.actions import Gathering, Piece, send_gathered, unsubscribe_address
from knub.people.models import Person
from knub.people.queries import wanting
from knub.ui.markdown import as_plain_mail

KNOWLEDGE, NEWS = "knowledge", "news"  # the kinds of mail, and what a mail is about
AT_ONCE = "at_once"
Piecelike = Page | News


@transaction.atomic
def see(found: Piecelike, *, at: datetime, by: Person) -> None:
    """Note that somebody has read a page or a piece of news, so that no mail tells her again; one statement."""
    row = Seen(person=by, about=_about(found), seen_at=at)
    Seen.objects.bulk_create([row], update_conflicts=True, unique_fields=["person", "about"], update_fields=["seen_at"])


def forget_seen(*, now: datetime) -> int:
    """Delete what is noted of who read what, when no mail needs it any more; return how many."""
    gone, _each = Seen.objects.filter(seen_at__lt=now - timedelta(days=settings.KEPT_DAYS["seen"])).delete()
    return gone


@transaction.atomic
def tell_of(kind: str, pk: int, *, now: datetime) -> None:
    """Tell those of a new page or piece of news who want it at once and may read it."""
    for person in wanting(member_people(timezone.localdate(now)), kind, AT_ONCE).order_by("pk"):
        for found in _fresh(kind, person).filter(pk=pk):
            _tell(found, person, kind, now=now)


def send_digests(*, now: datetime) -> int:
    """Send each mail that gathers and is due, unless it would be empty; return how many."""
    readers = member_people(timezone.localdate(now))
    return sum(send_gathered(_gathering(kind, now), readers, now=now) for kind in (KNOWLEDGE, NEWS))


def may_get(to: str, about: str) -> bool | None:
    """Return whether the receiver of a mail may still read what it is about; None where that is no affair of ours."""
    kind, _colon, key = about.partition(":")
    if kind not in (KNOWLEDGE, NEWS):
        return None
    person = member_people(timezone.localdate()).filter(email=to).first()
    return person is not None and (not key or _visible(kind, person).filter(pk=key).exists())


def _visible(kind: str, person: Person) -> QuerySet[Page] | QuerySet[News]:
    return visible_pages(person).filter(state=State.PUBLISHED) if kind == KNOWLEDGE else visible_news(person)


def _fresh(kind: str, person: Person) -> QuerySet[Page] | QuerySet[News]:
    """Return what somebody may read of a kind and has neither written nor read."""
    read = [int(about.split(":")[1]) for about in _read(kind, person)]
    mine = {"named_owner": person.pk} if kind == KNOWLEDGE else {"proposed_by": person.pk}
    found: QuerySet[Page] | QuerySet[News] = _visible(kind, person)
    return found.exclude(pk__in=read).exclude(**mine)


def _read(kind: str, person: Person) -> Iterable[str]:
    return Seen.objects.filter(person=person, about__startswith=f"{kind}:").values_list("about", flat=True)


def _gathering(kind: str, now: datetime) -> Gathering:
    field = "published_at" if kind == KNOWLEDGE else "released_at"

    def fresh(person: Person, since: datetime, until: datetime) -> list[Piece]:
        found = _fresh(kind, person).filter(**{f"{field}__gt": since, f"{field}__lte": until}).order_by(field, "pk")
        return [Piece(_key(one, person), f"{one.title}\n{one.summary}\n{_address(one)}") for one in found]

    def notice(person: Person, pieces: Sequence[Piece]) -> Notice:
        return _gathered(person, pieces, kind, now=now)

    return Gathering(kind, fresh, notice)


def _gathered(person: Person, pieces: Sequence[Piece], kind: str, *, now: datetime) -> Notice:
    out, lines, number = unsubscribe_address(person, kind, at=now), [one.line for one in pieces], {"n": len(pieces)}
    if kind == KNOWLEDGE:
        subject = ngettext("KNUB: %(n)d new page in Viden", "KNUB: %(n)d new pages in Viden", len(pieces)) % number
        url = f"{settings.SITE_URL}{reverse('knowledge:list')}"
        return Notice(subject, [_("Since last time:"), *lines], _("Open Viden"), url, out, about=kind)
    subject = ngettext("KNUB: %(n)d piece of news", "KNUB: %(n)d pieces of news", len(pieces)) % number
    url = f"{settings.SITE_URL}{reverse('news:list')}"
    return Notice(subject, [_("Since last time:"), *lines], _("Open Nyt"), url, out, about=kind)


def _tell(found: Piecelike, person: Person, kind: str, *, now: datetime) -> None:
    with override(person.language):
        subject = _("New in Viden: %(title)s") if kind == KNOWLEDGE else _("News: %(title)s")
        said = [found.title, found.summary, as_plain_mail(found.text) if isinstance(found, News) else ""]
        notice = Notice(
            subject % {"title": found.title}, [one for one in said if one], _("Read it on KNUB"), _address(found),
            unsubscribe_address(person, kind, at=now), about=_about(found),
        )  # fmt: skip
    notify.send_notice(notice, key=_key(found, person), to=person.email)


def _address(found: Piecelike) -> str:
    inside = news_url(found) if isinstance(found, News) else reverse("knowledge:page", args=[found.slug])
    return f"{settings.SITE_URL}{inside}"


def _about(found: Piecelike) -> str:
    return f"{NEWS if isinstance(found, News) else KNOWLEDGE}:{found.pk}"


def _key(found: Piecelike, person: Person) -> str:
    return f"new-{_about(found)}-{person.pk}"
