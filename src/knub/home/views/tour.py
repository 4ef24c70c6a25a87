"""The demo's tour: the things worth seeing, growing with the house."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

STOPS: list[tuple[str, tuple[str, ...], StrOrPromise, StrOrPromise]] = [
    ("meetings:list", (), _("Meetings"), _("Be a colleague in Aarhus, and sign up for the next meeting.")),
    ("meetings:sign_up", ("2026", "3"), _("A part of a meeting"), _("Be a colleague: choose some of its points.")),
    ("meetings:checklist", ("2026", "3"), _("The checklist of a meeting"), _("Mark a task as done.")),
    ("meetings:programme", ("2026", "3"), _("The programme of a meeting"), _("Be the secretariat, and change it.")),
    ("meetings:today", ("2026", "3"), _("The day of a meeting"), _("Be the secretariat, on a phone: write a line.")),
    ("meetings:lists", ("2026", "3"), _("The lists of a meeting"), _("Be the secretariat, and fetch a list as PDF.")),
    ("meetings:wishes", ("2026",), _("Theme wishes"), _("Be a colleague: propose a theme, and move it to the top.")),
    ("meetings:groups", ("2026", "2"), _("Discussion groups"), _("Be the secretariat: who has met whom, in words.")),
    ("meetings:record", ("2026", "2"), _("From the meeting"), _("Be a colleague: talks, lines, what was tried.")),
    ("meetings:evaluation", ("2026", "2"), _("Evaluation"), _("What those who came say; never who says it.")),
    ("home:own_calendar", (), _("Your meetings in your calendar"), _("Be a colleague, and make your address.")),
    ("areas:find", (), _("Find an area"), _("Choose your municipality, or write a name of today or of its time.")),
    (
        "home:area",
        ("aarhus-gellerupparken-toveshoej",),
        "Gellerupparken/Toveshøj",
        _("Status since 2010, why, and what is not known."),
    ),
    ("home:area", ("hoeje-taastrup-taastrupgaard",), "Tåstrupgård", _("All figures are known: see the distances.")),
    ("areas:list", ("2016-12-01",), _("A list with all its figures"), _("Filter by criterion and download.")),
    ("areas:development", (), _("The development since 2010"), _("Areas in, out and back, with breaks in the rules.")),
    ("home:own_figures", (), _("Try your own figures"), _("The same answer for figures that KNUB does not have.")),
    ("duties:list", (), _("Rules and deadlines"), _("Choose day care or school, and see what an area asks of it.")),
    (
        "home:municipality_rules",
        ("aarhus",),
        _("Rules against areas"),
        _("Be a colleague in Aarhus, and say how far you are."),
    ),
    ("home:year_wheel", ("aarhus",), _("Year wheel"), _("Deadlines of twelve months, also in your calendar.")),
    ("duties:overview", (), _("Rules by category"), _("Print it: it fits on one sheet.")),
    ("areas:method", (), _("How the figures are computed"), _("The criteria of every version side by side.")),
    ("home:network", (), _("The network"), _("Its purpose, meetings, members and price, made from data.")),
    ("home:is_it_for_you", (), _("Is the network for you?"), _("Choose Vejle: who has areas like its own?")),
    ("knowledge:list", (), _("Knowledge"), _("What others have done, and how they read the rules.")),
    ("knowledge:paragraphs", (), _("How a paragraph is read"), _("Two readings of one paragraph, side by side.")),
    ("sparring:list", (), _("Ask the network"), _("Be a colleague in Aarhus: ask, and see what is like it.")),
    ("home:secretariat", (), _("Waiting for the secretariat"), _("Be the secretariat, and see what waits.")),
    ("home:members", (), _("Members"), _("Filter, map and sheet; write to some, and see each mail before it goes.")),
    ("home:arrivals", ("personer",), _("The first day"), _("Paste a table of people, and see every fault by row.")),
    ("home:inside", ("aarhus",), _("Your municipality"), _("Be the contact person: remarks, master data, documents.")),
    (
        "home:value_receipt",
        ("aarhus", "2026"),
        _("What the year came to"),
        _("Be a colleague in Aarhus: what you tried, and what came of it."),
    ),
    ("areas:import", (), _("Import a list"), _("Be the secretariat, and paste a table.")),
    ("home:list_days", (), _("List day"), _("Be the secretariat, and practise with a list of an earlier year.")),
    ("people:people", ("aarhus",), _("People and roles"), _("Be a contact person, and invite a colleague.")),
    ("people:ask", (), _("Get access"), _("Nobody learns here whether an address is known. Look in the mailbox.")),
    ("memberships:contacts", (), _("Contacts"), _("Be a colleague, and see whom to ask in other municipalities.")),
    ("people:every_person", (), _("People"), _("Be the secretariat: give roles, and act on behalf of others.")),
]


def tour(request: HttpRequest) -> HttpResponse:
    """Show every stop that exists."""
    return render(request, "home/tour.html", {"stops": list(filter(None, map(_stop, STOPS)))})


def _stop(stop: tuple[str, tuple[str, ...], StrOrPromise, StrOrPromise]) -> dict[str, StrOrPromise] | None:
    name, arguments, title, why = stop
    try:
        return {"url": reverse(name, args=arguments), "title": title, "why": why}
    except NoReverseMatch:
        return None
