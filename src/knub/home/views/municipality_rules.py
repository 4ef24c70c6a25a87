"""The rules against the areas of a municipality, its year wheel, and how far it is."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.duties import actions, queries
from knub.duties.access import get_municipality_to_state, get_rule, may_state, visible_states
from knub.duties.forms import RuleFilterForm, StateForm
from knub.duties.templatetags.duties_law import ADDRESSEES, STATES, closed, subject_choices
from knub.home import municipality_rules as page
from knub.people.access import get_municipality
from knub.people.http import AuthenticatedRequest, login_required
from knub.ui.calendars import AllDay, calendar_response
from knub.ui.exports import Cell, Format, table_response


def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Show each rule against each area, by field; and to the municipality's own people how far it is."""
    municipality = get_municipality(request.user, slug)
    content = _rows(request, municipality.pk)
    own = may_state(request.user, municipality)
    states = queries.states_of(visible_states(request.user), municipality) if own else {}
    lines = [(row, states.get(row.rule.key)) for row in content["rows"]]
    more = {
        "municipality": municipality,
        "own": own,
        "lines": lines,
        "subjects": subject_choices(),
        "state_choices": StateForm.base_fields["state"].choices,  # type: ignore[attr-defined]
    }
    return render(request, "home/municipality_rules.html", content | more)


def rules_download(request: HttpRequest, slug: str, form: Format) -> HttpResponse:
    """Return each rule against each area with the same filter as on screen; answers stay on the page."""
    municipality = get_municipality(request.user, slug)
    content = _rows(request, municipality.pk)
    headings = [_("Rule"), _("Whom it speaks to"), _("Stands in"), *(column.name for column in content["columns"])]
    return table_response(f"regler-{slug}", headings, map(_line, content["rows"]), form)


def year_wheel(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is due for the areas of a municipality in the next twelve months, and what comes later."""
    municipality, today = get_municipality(request.user, slug), timezone.localdate()
    found = page.columns(request.user, municipality.pk)
    first, last = _year(today)
    content = {
        "municipality": municipality,
        "columns": found,
        "first": first,
        "last": last,
        "events": page.events(found, first=first, last=last),
        "later": page.later(found, after=last + timedelta(days=1)),
        "feed": f"{settings.SITE_URL}{reverse('home:year_wheel_calendar', args=[slug])}",
    }
    return render(request, "home/year_wheel.html", content)


def year_wheel_download(request: HttpRequest, slug: str, form: Format) -> HttpResponse:
    """Return the year wheel as a file."""
    headings = [_("Day"), _("Weekend or holiday"), _("Rule"), _("Whom it speaks to"), _("Stands in"), _("Areas")]
    return table_response(f"aarshjul-{slug}", headings, map(_event, _events(request, slug)), form)


def year_wheel_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the year wheel as a calendar that a mail program can follow; it holds nothing but open facts."""
    municipality = get_municipality(request.user, slug)
    return calendar_response(
        f"aarshjul-{slug}",
        _("Year wheel of %(name)s") % {"name": municipality},
        (_all_day(event, slug) for event in _events(request, slug)),
        at=timezone.now(),
    )


@login_required
def set_state(request: AuthenticatedRequest, slug: str, key: str) -> HttpResponseBase:
    """Store how far the municipality is with a rule, and go back to where it was said."""
    municipality, rule = get_municipality_to_state(request.user, slug), get_rule(request.user, key)
    form = StateForm(request.POST)
    if request.method == "POST" and form.is_valid():
        actions.set_state(municipality, rule, form.cleaned_data["state"], at=timezone.now(), by=request.user)
        messages.success(request, _("The answer is stored. Only people of your municipality can see it."))
    if request.GET.get("fra") == "kort":
        return redirect(f"{reverse('home:rule', args=[rule.key])}#svar")
    query = request.GET.urlencode()
    return redirect(f"{reverse('home:municipality_rules', args=[slug])}{'?' + query if query else ''}#{rule.key}")


def _rows(request: HttpRequest, municipality_id: int) -> dict[str, Any]:
    found = page.columns(request.user, municipality_id)
    form = RuleFilterForm(request.GET)
    every = page.rows(found, form.chosen())
    shown = every if "alle" in request.GET else tuple(row for row in every if row.matters)
    return {
        "columns": found,
        "rows": shown,
        "hidden": len(every) - len(shown),
        "chosen": form.chosen(),
        "query": request.GET.urlencode(),
    }


def _events(request: HttpRequest, slug: str) -> tuple[page.Event, ...]:
    municipality = get_municipality(request.user, slug)
    found = page.columns(request.user, municipality.pk)
    first, last = _year(timezone.localdate())
    return (*page.events(found, first=first, last=last), *page.later(found, after=last + timedelta(days=1)))


def _year(today: date) -> tuple[date, date]:
    """Return the first of this month and the last day of the twelve months from it."""
    first = today.replace(day=1)
    return first, date(first.year + 1, first.month, 1) - timedelta(days=1)


def _line(row: page.Row) -> list[Cell]:
    title = row.rule.title.in_language(get_language() or "da")
    stands = [str(STATES[duty.state]) for _name, duty in row.cells]
    return [title, str(ADDRESSEES[row.rule.addressee]), row.rule.paragraphs, *stands]


def _event(event: page.Event) -> list[Cell]:
    rule = event.rule
    title = rule.title.in_language(get_language() or "da")
    return [event.day.on, closed(event.day), title, str(ADDRESSEES[rule.addressee]), rule.paragraphs,
            ", ".join(event.areas)]  # fmt: skip


def _all_day(event: page.Event, slug: str) -> AllDay:
    rule, language = event.rule, get_language() or "da"
    told = [rule.says.in_language(language), rule.paragraphs, ", ".join(event.areas)]
    return AllDay(
        uid=f"{slug}-{rule.key}-{event.day.on:%Y%m%d}",
        on=event.day.on,
        title=rule.title.in_language(language),
        text="\n".join(filter(None, told)),
        url=f"{settings.SITE_URL}{reverse('home:rule', args=[rule.key])}",
    )
