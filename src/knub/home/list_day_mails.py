"""The mails of list day: one to each contact person of a municipality that the list touches; known by their keys."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from knub.areas import queries as areas
from knub.audit.actions import record
from knub.home.list_day import ListDay, Pack
from knub.home.list_day_pack import Told, told
from knub.home.list_day_words import changed_words, in_full, rules_words, said, standing_words
from knub.notify import actions as notify
from knub.notify import queries as mails
from knub.people.access import visible_municipalities
from knub.people.queries import active_people, contact_people_of
from knub.ui.formats import day


@dataclass(frozen=True)
class Letter:
    """A pack for a person: told when, of the list as it is now; corrects: she has had it as it was before."""

    pack: Pack
    person: Any
    key: str
    sent_at: datetime | None
    corrects: bool


@dataclass(frozen=True)
class Sent:
    """A pack that was sent: known by its key, which begins with the version of the list, and when."""

    key: str
    at: datetime


Had = dict[tuple[int, int], list[Sent]]  # by municipality and person, the oldest first


def letters(found: ListDay) -> tuple[Letter, ...]:
    """Return every pack and whom it is for, by municipality: its contact people, and who has had it before.

    Four queries, five where a correction took some away, six where somebody who had one is contact person no more.
    """
    start, version = f"list-{found.found.date}-", areas.fingerprint(found.found)
    had = _had(mails.written_on(start), start)
    packs = (*found.packs, *_no_longer_touched(found, {place for place, _person in had}))
    people = contact_people_of((pack.municipality for pack in packs), on=timezone.localdate())
    earlier = _earlier_readers(had, people)
    return tuple(
        _letter(pack, person, had.get((pack.municipality.pk, person.pk), []), f"{start}{version}")
        for pack in packs
        for person in (*people.get(pack.municipality.pk, []), *earlier.get(pack.municipality.pk, []))
    )


def _had(written: Mapping[str, datetime], start: str) -> Had:
    """Return the packs that were sent: "list-DAY-VERSION-MUNICIPALITY-PERSON", with a number from the second on."""
    found: Had = defaultdict(list)
    for key, at in sorted(written.items(), key=lambda one: one[1]):
        _version, municipality, person, *_number = key.removeprefix(start).split("-")
        found[int(municipality), int(person)].append(Sent(key, at))
    return found


def _earlier_readers(had: Had, people: Mapping[int, list[Any]]) -> Mapping[int, list[Any]]:
    """Return who has had a pack and is contact person no more, by municipality; they are told of a correction too."""
    gone = [(place, who) for place, who in had if all(who != one.pk for one in people.get(place, []))]
    found = active_people({who for _place, who in gone}) if gone else {}
    readers: dict[int, list[Any]] = defaultdict(list)
    for place, who in gone:
        readers[place] += [found[who]] if who in found else []
    return readers


def _letter(pack: Pack, person: Any, own: list[Sent], version: str) -> Letter:
    """Return a letter: sent, if the last that its reader got says what the list says now."""
    same = [one for one in own if one.key.startswith(f"{version}-")]
    if own and own[-1] in same:
        return Letter(pack, person, own[-1].key, own[-1].at, corrects=False)
    number = f"-{len(same) + 1}" if same else ""
    key = f"{version}-{pack.municipality.pk}-{person.pk}{number}"
    return Letter(pack, person, key, None, corrects=bool(own))


def _no_longer_touched(found: ListDay, had: Collection[int]) -> list[Pack]:
    """Return empty packs for those who have had one of the list as it was, and of whom it says nothing any more."""
    gone = set(had) - {pack.municipality.pk for pack in found.packs}
    if not gone:
        return []
    return [found.pack_of(one) for one in visible_municipalities(AnonymousUser()).filter(pk__in=gone)]


def to_send(found: Iterable[Letter]) -> tuple[Letter, ...]:
    """Return the letters that have not been sent of the list as it is now."""
    return tuple(letter for letter in found if letter.sent_at is None)


@transaction.atomic
def send_packs(found: ListDay, *, expected: int, by: Any) -> int:
    """Send every pack that is due, if they are as many as somebody saw; a pack that was sent is not sent again."""
    due = to_send(letters(found))
    if len(due) != expected:
        raise ValidationError(_("There are %(n)d mails now. Look at them again."), params={"n": len(due)})
    for letter in due:
        _send(letter, found)
    record("list_packs_sent", found.found, by=by, mails=len(due))
    return len(due)


@transaction.atomic
def rehearse(found: ListDay, *, key: uuid.UUID, by: Any) -> int:
    """Send every pack to who practises, marked as practice, whatever is released; the same form sends once."""
    for pack in found.packs:
        letter = Letter(pack, by, f"list-practice-{key}-{pack.municipality.pk}", None, corrects=False)
        _send(letter, found, is_practice=True)
    return len(found.packs)


def written(letter: Letter, found: ListDay, *, is_practice: bool = False) -> tuple[str, str]:
    """Return subject and text of a letter in the language of its reader."""
    with translation.override(letter.person.language):
        words = {"municipality": letter.pack.municipality, "day": day(found.found.date)}
        subject = _("The list of %(day)s: %(municipality)s") % words
        if letter.corrects:
            subject = _("Corrected: %(subject)s") % {"subject": subject}
        if is_practice:
            subject = _("PRACTICE: %(subject)s") % {"subject": subject}
        return subject, render_to_string("home/mails/list_pack.txt", _content(letter, found, is_practice=is_practice))


def _content(letter: Letter, found: ListDay, *, is_practice: bool) -> dict[str, Any]:
    pack, first = letter.pack, _first(letter, found)
    return {
        "name": letter.person.name,
        "day": day(found.found.date),
        "municipality": pack.municipality,
        "changed": changed_words(pack, found),
        "rules": rules_words(found),
        "lines": [(said(one), in_full(one.turned)) for one in pack.areas] or [(standing_words(pack, found), "")],
        "url": settings.SITE_URL + pack_address(pack.municipality, found),
        "first": first,
        "site": settings.SITE_URL,
        "corrects": letter.corrects,
        "is_practice": is_practice,
    }


def _first(letter: Letter, found: ListDay) -> Told | None:
    """Return what a municipality gets with its first area; whom to ask only where the reader may see contacts."""
    return told(letter.person, letter.pack, found, at=timezone.now()) if letter.pack.is_first else None


def pack_address(municipality: Any, found: ListDay) -> str:
    """Return the address of a municipality's pack."""
    return reverse("home:list_pack", args=[municipality.slug, found.found.date])


def _send(letter: Letter, found: ListDay, *, is_practice: bool = False) -> None:
    subject, text = written(letter, found, is_practice=is_practice)
    notify.send(key=letter.key, to=letter.person.email, subject=subject, text=text)
