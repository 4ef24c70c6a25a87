"""List day for the secretariat: look, practise, send every municipality its pack, draft news, slides."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from knub.areas import queries
from knub.areas.access import get_list, visible_lists
from knub.home import list_day as lists
from knub.home import list_day_mails as mails
from knub.home.list_day_slides import meetings_to_show, slides_of
from knub.home.list_day_words import changed_words, news_draft
from knub.home.outbox import SendForm
from knub.home.waiting import days_until_lists
from knub.knowledge import actions as knowledge
from knub.knowledge.queries import open_draft
from knub.people.http import AuthenticatedRequest, secretariat_required
from knub.ui.pdf import pdf_response

PRACTICE = (date(2021, 12, 1), date(2016, 12, 1))  # areas that came in and went out; a list with all its figures


class PracticeForm(forms.Form):
    """The key of a practice: the same form sent twice sends the mails once."""

    key = forms.UUIDField(widget=forms.HiddenInput)


@secretariat_required
def overview(request: AuthenticatedRequest) -> HttpResponse:
    """Show how the day goes, the lists to practise on, and every list."""
    found = list(visible_lists(request.user))
    content = {
        "lists": found,
        "practice": [one for on in PRACTICE for one in found if one.date == on],
        "days": days_until_lists(timezone.localdate()),
    }
    return render(request, "home/list_days.html", content)


@secretariat_required
def day(request: AuthenticatedRequest, on: date) -> HttpResponse:
    """Show control totals, changes and every pack, with what has been sent of it."""
    return render(request, "home/list_day.html", _content(request, on))


@secretariat_required
def send(request: AuthenticatedRequest, on: date) -> HttpResponse:
    """Show the mails that are due; on POST send them, if the number typed is the number there is."""
    found, form = lists.list_day(request.user, get_list(request.user, on)), SendForm(request.POST or None)
    if not _is_newest(request, found):
        return redirect("home:list_day", on=on)
    if form.is_valid() and _sent(request, form, found):
        return redirect("home:list_day", on=on)
    due = mails.to_send(mails.letters(found))
    shown = [(letter, *mails.written(letter, found)) for letter in due]
    content = {"day": found, "letters": shown, "form": form}
    return render(request, "home/list_day_send.html", content, status=400 if form.errors else 200)


def _sent(request: AuthenticatedRequest, form: SendForm, found: lists.ListDay) -> bool:
    try:
        count = mails.send_packs(found, expected=form.cleaned_data["count"], by=request.user)
    except ValidationError as error:
        form.add_error("count", error)
        return False
    said = ngettext("%(n)d mail is on its way.", "%(n)d mails are on their way.", count)
    messages.success(request, said % {"n": count})
    return True


@secretariat_required
@require_POST
def practise(request: AuthenticatedRequest, on: date) -> HttpResponse:
    """Send every pack to oneself, marked as practice."""
    form = PracticeForm(request.POST)
    if form.is_valid():
        found = lists.list_day(request.user, get_list(request.user, on))
        count = mails.rehearse(found, key=form.cleaned_data["key"], by=request.user)
        said = ngettext("%(n)d mail is on its way to you.", "%(n)d mails are on their way to you.", count)
        messages.success(request, said % {"n": count} + " " + _("Nobody else gets anything."))
    return redirect("home:list_day", on=on)


@secretariat_required
@require_POST
def news(request: AuthenticatedRequest, on: date) -> HttpResponse:
    """Draft a piece of news from the facts, or lead to the draft there is: nothing is shown before it is released."""
    found = lists.list_day(request.user, get_list(request.user, on))
    values = {**news_draft(found), "sender": "sekretariatet", "sender_name": _("The secretariat")}
    made = open_draft(values["title"]) or knowledge.propose(values, at=timezone.now(), by=request.user)
    messages.success(request, _("The draft is ready. Read it, and release it when it is right."))
    return redirect("news:proposal", pk=made.pk)


@secretariat_required
def slides(request: AuthenticatedRequest, on: date) -> HttpResponse:
    """Return slides of a list; with a meeting only the municipalities that take part in it."""
    found = lists.list_day(request.user, get_list(request.user, on))
    chosen = request.GET.get("moede", "")
    title, content = slides_of(found, request.user, chosen=int(chosen) if chosen.isdecimal() else None)
    return pdf_response(f"listen-{on}", "home/list_slides.typ", title=title, at=timezone.now(), content=content)


def _content(request: AuthenticatedRequest, on: date) -> dict[str, Any]:
    chosen = get_list(request.user, on)
    found = lists.list_day(request.user, chosen)
    letters = mails.letters(found) if _is_newest(request, found) else ()
    return {
        "day": found,
        "counts": queries.counts(chosen).values(),
        "rows": [(pack, changed_words(pack, found), _of(pack, letters)) for pack in _told(found, letters)],
        "is_newest": _is_newest(request, found),
        "due": len(mails.to_send(letters)),
        "corrects": any(letter.corrects for letter in letters),
        "practice": PracticeForm(initial={"key": uuid.uuid4()}),
        "meetings": meetings_to_show(request.user, at=timezone.now()),
        "days": days_until_lists(timezone.localdate()),
    }


def _told(found: lists.ListDay, letters: Iterable[mails.Letter]) -> list[lists.Pack]:
    """Return every pack, and last those of municipalities that a correction took off the list."""
    taken_off = {letter.pack.municipality: letter.pack for letter in letters if not letter.pack.areas}
    return [*found.packs, *taken_off.values()]


def _of(pack: lists.Pack, letters: tuple[mails.Letter, ...]) -> list[mails.Letter]:
    return [letter for letter in letters if letter.pack == pack]


def _is_newest(request: AuthenticatedRequest, found: lists.ListDay) -> bool:
    """Return whether packs can be sent in earnest: the list is released, and none after it."""
    newest = queries.newest_list(visible_lists(request.user).filter(released_at__isnull=False))
    return bool(newest == found.found)
