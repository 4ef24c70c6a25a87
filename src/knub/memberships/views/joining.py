"""The guide by which a municipality joins: a page per step, a summary, and only then a login."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from knub.memberships import access, actions, queries
from knub.memberships.forms import STEPS, Draft, SummaryForm
from knub.memberships.views.membership import done
from knub.people.access import is_secretariat, own_municipalities
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.context_processors import address_of

NAMES = [name for name, _label in STEPS]
LEADS = {
    "kommune": _("Joining takes about five minutes. Nothing binds before you have seen a summary."),
    "kontaktperson": _("The network writes to the contact person, who keeps the municipality's people up to date."),
    "kolleger": _("They each get a mail with an invitation. One membership covers the whole municipality."),
    "faktura": _("What your billing clerk needs to accept the invoice. One membership, one invoice."),
    "leder": _("Name the manager who approves the expense. The manager need not log in."),
}


@never_cache
def step(request: HttpRequest, name: str) -> HttpResponse:
    """Show a step with what was typed in it; keep what is typed, right or wrong, and lead on."""
    if name not in NAMES:
        raise Http404
    draft = Draft(request.session, request.user, today=timezone.localdate())
    if missing := draft.unfinished(until=name):
        return redirect("memberships:join_step", name=missing)
    if request.method == "POST":
        draft.keep(name, request.POST)
        if draft.form_to_answer(name).is_valid():
            return redirect(_after(name))
    form = draft.form_to_answer(name)
    wrong = form.is_bound and not form.is_valid() and request.method == "POST"
    return render(request, "memberships/join_step.html", _step_content(draft, name, form), status=400 if wrong else 200)


def start(request: HttpRequest) -> HttpResponse:
    """Begin with the municipality and the network year that a page has led here with."""
    draft = Draft(request.session, request.user, today=timezone.localdate())
    if request.GET.get("kommune"):
        draft.keep("kommune", request.GET)
    return redirect("memberships:join_step", name=NAMES[0])


@never_cache
@login_required
def summary(request: AuthenticatedRequest) -> HttpResponse:
    """Show everything before it binds; on POST sign the municipality up."""
    draft = Draft(request.session, request.user, today=timezone.localdate())
    if missing := draft.unfinished():
        return redirect("memberships:join_step", name=missing)
    if not draft.may_see:
        return render(request, "memberships/join_refused.html", _refused_content(draft), status=403)
    form = SummaryForm(request.POST or None, on_behalf=is_secretariat(request.user))
    made: list[Any] = []
    if form.is_valid() and done(form, lambda: made.append(_enrol(draft, form, by=request.user))):
        draft.forget()
        return redirect("memberships:joined", pk=made[0].pk)
    content = _summary_content(draft, form)
    return render(request, "memberships/join_summary.html", content, status=400 if form.errors else 200)


@login_required
def joined(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say that it is done, what happens now, and ask who comes to the next meetings."""
    found = access.get_membership(request.user, pk)
    may_keep = own_municipalities(request.user).filter(pk=found.municipality_id).exists()
    step = _address_of("meetings:next_meetings", found.municipality.slug) if may_keep else None
    content = {"membership": found, "season": found.season, "meetings": step or address_of("meetings:list")}
    return render(request, "memberships/joined.html", content)


def _address_of(name: str, *args: str) -> str | None:
    """Return the address of a page of a room above, or None while that room does not exist."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return None


def _after(name: str) -> str:
    """Return the address of what comes after a step."""
    following = NAMES[NAMES.index(name) + 1 :]
    return reverse("memberships:join_step", args=[following[0]]) if following else reverse("memberships:summary")


def _enrol(draft: Draft, form: SummaryForm, *, by: Any) -> Any:
    invoice = draft.values("faktura")
    billing = access.visible_profiles(by).get(pk=invoice.chosen) if invoice.chosen else invoice.billing
    enrolment = actions.Enrolment(
        billing=billing, approver=draft.approver, contact=draft.contact,
        colleagues=draft.values("kolleger").addresses, reason=form.cleaned_data.get("reason", ""),
    )  # fmt: skip
    season, municipality = draft.settled
    return actions.enrol(season, municipality, enrolment, at=timezone.now(), by=by)


def _steps(here: str) -> dict[str, Any]:
    """Return the steps for the line of steps: those before are links back."""
    number = NAMES.index(here) + 1 if here in NAMES else len(NAMES) + 1
    links = [reverse("memberships:join_step", args=[name]) for name in NAMES]
    steps = [
        (label, link if place < number else "")
        for place, ((_n, label), link) in enumerate(zip(STEPS, links, strict=True), 1)
    ]
    return {"steps": [*steps, (_("Summary"), "")], "current": number, "back": links[number - 2] if number > 1 else ""}


def _step_content(draft: Draft, name: str, form: Any) -> dict[str, Any]:
    labels = dict(STEPS)
    present = queries.contact_names(draft.municipality, on=draft.today) if draft.municipality and draft.may_see else []
    return {
        **_steps(name),
        "form": form,
        "heading": labels[name],
        "lead": LEADS[name],
        "municipality": draft.municipality,
        "present": present if name == "kontaktperson" else [],
        "none_open": name == "kommune" and not queries.open_seasons(draft.today),
    }


def _summary_content(draft: Draft, form: SummaryForm) -> dict[str, Any]:
    season, municipality = draft.settled
    invoice = draft.values("faktura")
    profile = (
        access.visible_profiles(draft.user).filter(pk=invoice.chosen).first() if invoice.chosen else invoice.billing
    )
    return {
        **_steps("resume"),
        "form": form,
        "season": season,
        "municipality": municipality,
        "offer": queries.offer(season, municipality, on=draft.today),
        "profile": profile,
        "approver": draft.approver,
        "contact": draft.contact,
        "present": queries.contact_names(municipality, on=draft.today),
        "colleagues": draft.values("kolleger").addresses,
        "rules": queries.rules_on(season, max(draft.today, season.starts_on)),
        "starts_on": max(draft.today, season.starts_on),
    }


def _refused_content(draft: Draft) -> dict[str, Any]:
    return {
        "municipality": draft.municipality,
        "ask": address_of("people:ask"),
        "summary": reverse("memberships:summary"),
    }
