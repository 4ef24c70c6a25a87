"""Jeres oplæg: everything a speaker sees and does by her link, without an account."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from knub.files.access import get_document, get_version
from knub.files.forms import UploadForm
from knub.files.views import serve
from knub.meetings import actions, queries
from knub.meetings.access import get_speaker_by_link, is_open_to
from knub.meetings.access.afterwards import get_card_of_speaker
from knub.meetings.calendar import talk_invitation
from knub.meetings.forms import AboutSpeakerForm, AnswerForm, CardForm, ConsentForm, TalkForm

WRONG = 400


def _open(raw: str) -> Any:
    """Return the speaker of a link that is still open for changes, or 404."""
    speaker = get_speaker_by_link(raw)
    if not is_open_to(speaker, timezone.now()):
        raise Http404
    return speaker


@never_cache
def talk(request: HttpRequest, raw: str) -> HttpResponse:
    """Show a speaker her points, who comes, what they ask, and what she has told; after the meeting her consents."""
    speaker = get_speaker_by_link(raw)
    if not is_open_to(speaker, timezone.now()):
        return redirect("speaking:consents", raw=raw)
    meeting = speaker.meeting
    content = {
        "raw": raw,
        "speaker": speaker,
        "meeting": meeting,
        "items": speaker.items.all(),
        "proposal": queries.proposal_for(speaker),
        "audience": queries.audience(meeting),
        "questions": queries.questions(meeting),
        "cards": queries.cards_for(speaker),
        "asked_today": queries.asked_on_the_day(meeting),
        "slides": queries.slides_of(speaker),
        "talk": queries.talk_of(speaker),
        "contact": settings.CONTACT_MAIL,
    }
    return render(request, "meetings/talk.html", content)


@never_cache
def calendar(_request: HttpRequest, raw: str) -> HttpResponse:
    """Return what a speaker is on for as an entry for her calendar."""
    found = queries.talk_of(_open(raw))
    if found.is_off:
        raise Http404
    response = HttpResponse(talk_invitation(found), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="oplaeg.ics"'
    return response


@never_cache
def about(request: HttpRequest, raw: str) -> HttpResponse:
    """Let a speaker say who she is and what she needs."""
    speaker = _open(raw)
    form = AboutSpeakerForm(request.POST or None, speaker=speaker)
    if form.is_valid() and form.stored(
        lambda: actions.tell_of_oneself(speaker, form.values(), seen=form.seen, at=timezone.now())
    ):
        messages.success(request, _("Saved."))
        return redirect("speaking:talk", raw=raw)
    return _rendered(request, "meetings/talk_about.html", raw, speaker, form)


@never_cache
def point(request: HttpRequest, raw: str, pk: int) -> HttpResponse:
    """Let a speaker say what her talk is called and what it is about."""
    speaker = _open(raw)
    item = get_object_or_404(speaker.items.all(), pk=pk)
    form = TalkForm(request.POST or None, item=item)
    if form.is_valid() and form.stored(
        lambda: actions.describe_talk(speaker, item, form.values(), seen=form.seen, at=timezone.now())
    ):
        messages.success(request, _("Saved. It stands in the programme from the next version on."))
        return redirect("speaking:talk", raw=raw)
    return _rendered(request, "meetings/talk_point.html", raw, speaker, form, item=item)


@never_cache
def slides(request: HttpRequest, raw: str) -> HttpResponse:
    """Take in slides, and show those that are handed in."""
    speaker = _open(raw)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        actions.hand_in(speaker, typed["file"], title=typed["title"], at=timezone.now())
        messages.success(request, _("The slides are handed in."))
        return redirect("speaking:slides", raw=raw)
    return _rendered(request, "meetings/talk_slides.html", raw, speaker, form, slides=queries.slides_of(speaker))


@never_cache
def own_slides(_request: HttpRequest, raw: str, pk: int) -> FileResponse:
    """Hand a speaker her own slides."""
    return serve(get_version(_open(raw), pk))


@never_cache
@require_POST
def remove_slides(request: HttpRequest, raw: str, pk: int) -> HttpResponse:
    """Take slides back."""
    speaker = _open(raw)
    actions.take_back_slides(speaker, get_document(speaker, pk), at=timezone.now())
    messages.success(request, _("The slides are deleted."))
    return redirect("speaking:slides", raw=raw)


@never_cache
def consents(request: HttpRequest, raw: str) -> HttpResponse:
    """Let a speaker agree to each thing for itself, and take it back at any time."""
    speaker, at = get_speaker_by_link(raw), timezone.now()
    is_open = is_open_to(speaker, at)
    form = ConsentForm(request.POST or None, speaker=speaker, is_open=is_open)
    if request.method == "POST" and form.is_valid():
        actions.consent(speaker, form.cleaned_data, at=at)
        messages.success(request, _consented(speaker))
        return redirect("speaking:talk" if is_open else "speaking:consents", raw=raw)
    return _rendered(request, "meetings/talk_consents.html", raw, speaker, form, is_open=is_open)


def _consented(speaker: Any) -> str:
    saved = _("Saved. What you have taken back holds from now on.")
    if not queries.is_named_in_knowledge(speaker):
        return saved
    return f"{saved} " + _("Your name still stands on a page in Viden. The secretariat has been asked to take it off.")


@never_cache
def card(request: HttpRequest, raw: str, pk: int) -> HttpResponse:
    """Let a speaker change and approve what stands of her talk, and at any time take it back."""
    speaker, at = get_speaker_by_link(raw), timezone.now()
    found, is_open = get_card_of_speaker(speaker, pk), is_open_to(speaker, timezone.now())
    if request.POST.get("do") == "back":
        actions.take_card_back(found, speaker=speaker, at=at)
        messages.success(request, _taken_back(found))
        return redirect("speaking:card", raw=raw, pk=pk)
    form = CardForm((request.POST or None) if is_open else None, card=found)
    if form.is_valid() and form.stored(
        lambda: actions.approve_card(found, form.values(), speaker=speaker, seen=form.seen, at=at)
    ):
        messages.success(request, _("Thank you. Members see it together with the rest from the meeting."))
        return redirect("speaking:card", raw=raw, pk=pk)
    return _rendered(request, "meetings/talk_card.html", raw, speaker, form, card=found, is_open=is_open)


def _taken_back(card: Any) -> str:
    if not card.has_page:
        return _("It is shown no more.")
    return _("It is shown no more with the rest from the meeting. The secretariat looks at the page in Viden.")


@never_cache
def answer_move(request: HttpRequest, raw: str) -> HttpResponse:
    """Let a speaker say whether she can come at the time that is proposed."""
    speaker = _open(raw)
    found, form = queries.proposal_for(speaker), AnswerForm(request.POST or None)
    if found is None:
        return redirect("speaking:talk", raw=raw)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.answer_proposal(
                speaker, can_come=typed["can_come"] == "yes", text=typed["text"], at=timezone.now()
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("Thank you. The secretariat has your answer."))
        return redirect("speaking:talk", raw=raw)
    return _rendered(request, "meetings/talk_answer.html", raw, speaker, form, proposal=found)


def _rendered(request: HttpRequest, page: str, raw: str, speaker: Any, form: Any, **more: Any) -> HttpResponse:
    content = {"raw": raw, "speaker": speaker, "meeting": speaker.meeting, "form": form, **more}
    return render(request, page, content, status=WRONG if form.errors else 200)
