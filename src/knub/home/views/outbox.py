"""The outbox: drafts of mails to many, a look at each before it is sent, and what became of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from knub.home import outbox
from knub.notify import actions, queries
from knub.notify.access import get_bulk_mail, visible_bulk_mails
from knub.notify.queries import Receiver
from knub.people.http import AuthenticatedRequest, secretariat_required

SHOWN = 50


@secretariat_required
def overview(request: AuthenticatedRequest) -> HttpResponse:
    """Show drafts, mails that were sent, and drafts that were put away."""
    mails = visible_bulk_mails()
    sent = Paginator(mails.filter(sent_at__isnull=False).order_by("-sent_at"), SHOWN)
    content = {
        "drafts": mails.filter(sent_at__isnull=True, put_away_at__isnull=True),
        "away": mails.filter(sent_at__isnull=True, put_away_at__isnull=False),
        "page": sent.get_page(request.GET.get("side")),
    }
    return render(request, "home/outbox.html", content)


@secretariat_required
def new(request: AuthenticatedRequest) -> HttpResponse:
    """Take the first words of a mail to those who were chosen, and keep it as a draft."""
    choice = outbox.started_choice(request.user, request.GET)
    form = outbox.BulkMailForm(request.POST or None)
    if form.is_valid():
        bulk = actions.write_bulk(
            subject=form.cleaned_data["subject"], body=form.cleaned_data["body"], choice=choice, by=request.user
        )
        return redirect("home:outbox_look", pk=bulk.pk)
    return _writing(request, form, choice)


@secretariat_required
def draft(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Change a draft; one that was sent shows what became of it."""
    bulk = get_bulk_mail(pk)
    if bulk.sent_at is not None:
        return redirect("home:outbox_results", pk=pk)
    kept = {"subject": bulk.subject, "body": bulk.body, "seen": bulk.changed_at.isoformat()}
    form = outbox.BulkMailForm(request.POST or None, initial=kept)
    if form.is_valid() and _is_saved(form, pk, request):
        return redirect("home:outbox_look", pk=pk)
    return _writing(request, form, bulk.choice, bulk=bulk)


def _is_saved(form: outbox.BulkMailForm, pk: int, request: AuthenticatedRequest) -> bool:
    bulk, values = get_bulk_mail(pk), form.cleaned_data
    try:
        actions.change_bulk(
            bulk, subject=values["subject"], body=values["body"], choice=bulk.choice, seen_at=values["seen"],
            by=request.user,
        )  # fmt: skip
    except ValidationError as error:
        form.add_error(None, error)
        _seen_now(form, bulk)
        return False
    return True


def _seen_now(form: Any, bulk: Any) -> None:
    """Let what was typed stand, as typed after a look at the draft as it is now."""
    form.data = form.data.copy()
    form.data["seen"] = bulk.changed_at.isoformat()


@secretariat_required
def receivers(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Change whom a draft goes to; a correction, or one to a meeting, has them already."""
    bulk = get_bulk_mail(pk)
    if bulk.sent_at is not None or bulk.corrects_id is not None or "moede" in bulk.choice:
        return redirect("home:outbox_look", pk=pk)
    form = outbox.ReceiversForm(request.POST or None, bulk=bulk)
    if form.is_valid() and _is_changed(form, bulk, request):
        return redirect("home:outbox_look", pk=pk)
    content = {"form": form, "bulk": bulk, "to": outbox.addressed(request.user, bulk.choice, bulk)}
    return render(request, "home/outbox_receivers.html", content, status=400 if form.errors else 200)


def _is_changed(form: outbox.ReceiversForm, bulk: Any, request: AuthenticatedRequest) -> bool:
    values = {"subject": bulk.subject, "body": bulk.body, "choice": form.choice()}
    try:
        actions.change_bulk(bulk, **values, seen_at=form.cleaned_data["seen"], by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        _seen_now(form, bulk)
        return False
    return True


def _writing(request: AuthenticatedRequest, form: outbox.BulkMailForm, choice: Any, **more: Any) -> HttpResponse:
    content = {
        "form": form,
        "fields": outbox.FIELDS.items(),
        "to": outbox.addressed(request.user, choice, more.get("bulk")),
        **more,
    }
    return render(request, "home/outbox_write.html", content, status=400 if form.errors else 200)


@secretariat_required
def look(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the mail as each receiver gets it; on POST send it, if the number typed is the number there is."""
    bulk, form = get_bulk_mail(pk), outbox.SendForm(request.POST or None)
    if bulk.sent_at is not None and request.method != "POST":
        return redirect("home:outbox_results", pk=pk)
    found = outbox.receivers(request.user, pk)
    if form.is_valid():
        try:
            actions.send_bulk(bulk, found, expected=form.cleaned_data["count"], by=request.user)
        except ValidationError as error:
            form.add_error("count", error)
        else:
            return redirect("home:outbox_results", pk=pk)
    content = _looked(request, bulk, found, form=form)
    return render(request, "home/outbox_look.html", content, status=400 if form.errors else 200)


def _looked(request: AuthenticatedRequest, bulk: Any, found: tuple[Receiver, ...], *, form: Any) -> dict[str, Any]:
    page = Paginator(found, 1).get_page(request.GET.get("nr"))
    shown = page.object_list[0] if found else None
    return {
        "bulk": bulk,
        "to": outbox.addressed(request.user, bulk.choice, bulk),
        "count": len(found),
        "one": page,
        "shown": shown,
        "written": queries.written(bulk, shown) if shown else None,
        "page": Paginator(found, SHOWN).get_page(request.GET.get("side")),
        "form": form,
        "merged": outbox.merged(bulk, shown) if shown else [],
        "lacking": outbox.lacking(bulk, found),
    }


@secretariat_required
def results(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show how far the sending has come, and each mail with what became of it."""
    bulk = get_bulk_mail(pk)
    if bulk.sent_at is None:
        return redirect("home:outbox_draft", pk=pk)
    content = {
        "bulk": bulk,
        "results": queries.results(bulk),
        "page": Paginator(bulk.mails.order_by("state", "to"), SHOWN).get_page(request.GET.get("side")),
        "corrections": bulk.corrections.all(),
        "to": outbox.addressed(request.user, bulk.choice, bulk),
    }
    template = "home/outbox_progress.html" if request.headers.get("HX-Request") else "home/outbox_results.html"
    return render(request, template, content)


@secretariat_required
@require_POST
def correct(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Start a correction to those who got a mail."""
    try:
        correction = actions.correct(get_bulk_mail(pk), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("home:outbox_draft", pk=pk)
    return redirect("home:outbox_draft", pk=correction.pk)


@secretariat_required
@require_POST
def put_away(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a draft away, or take it out again."""
    bulk = get_bulk_mail(pk)
    is_out = bulk.put_away_at is None
    try:
        (actions.put_away if is_out else actions.take_out)(bulk, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("home:outbox")
    done = _("The draft is put away. You can take it out again.") if is_out else _("The draft is out again.")
    messages.success(request, done)
    return redirect("home:outbox")
