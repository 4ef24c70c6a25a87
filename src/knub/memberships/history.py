"""The sentences of this room's verbs, and the words for keys among their facts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from knub.memberships.models import MeetingFormat
from knub.ui.formats import day
from knub.ui.history import DAY

LONG = 60  # a text longer than this is named, not repeated
NOT_DECIDED = "None"  # as it is written among the facts


def _started(facts: Mapping[str, Any]) -> StrOrPromise:
    if facts.get("reason"):
        return _("%(who)s signed up %(what)s on its behalf. Reason: %(reason)s")
    return _("%(who)s signed up %(what)s.")


def _price(facts: Mapping[str, Any]) -> StrOrPromise:
    if facts.get("after") == NOT_DECIDED:
        return _("%(who)s set the price to not decided. Reason: %(reason)s")
    if facts.get("before") == NOT_DECIDED:
        return _("%(who)s set the price to %(after)s kr. Reason: %(reason)s")
    return _("%(who)s changed the price from %(before)s to %(after)s kr. Reason: %(reason)s")


def _seats(facts: Mapping[str, Any]) -> StrOrPromise:
    if facts.get("seats") is None:
        return _("%(who)s set no limit on seats (%(form)s) from %(from_day)s. Reason: %(reason)s")
    return _("%(who)s set %(seats)s seats for each municipality (%(form)s) from %(from_day)s. Reason: %(reason)s")


def _season(facts: Mapping[str, Any]) -> StrOrPromise:
    changed = "; ".join(_change(name, *facts[name]) for name in facts)
    return gettext("%(who)s changed %(what)s:") + f" {changed}".replace("%", "%%")


def _change(name: str, before: str, after: str) -> str:
    label = str(FIELDS.get(name, name))
    return label if len(before) + len(after) > LONG else f"{label} {_shown(before)} → {_shown(after)}"


def _shown(value: str) -> str:
    if value in {NOT_DECIDED, ""}:
        return gettext("not decided")
    return day(date.fromisoformat(value)) if DAY.fullmatch(value) else value


FIELDS = {
    "name": _("Name"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "opens_on": _("One can join from"),
    "notice_on": _("Last day to say that one leaves"),
    "invoice_on": _("Invoices are sent on"),
    "price_list": _("Price list"),
    "themes": _("Themes"),
    "text": _("What it is for"),
    "audience": _("Whom it is for"),
    "text_en": _("What it is for, in English"),
    "audience_en": _("Whom it is for, in English"),
    "cancellation_steps": _("What a late cancellation of a seat costs"),
}

SENTENCES = {
    "membership_started": _started,
    "membership_withdrawn": _("%(who)s withdrew %(what)s. The last day is %(ends_on)s. Reason: %(reason)s"),
    "membership_ended": _("The last day of %(what)s has passed."),
    "membership_objected": _("The manager objected to %(what)s."),
    "objection_settled": _("%(who)s answered the objection."),
    "price_overridden": _price,
    "price_released": _("%(who)s let the price list decide the price: %(price)s kr."),
    "dates_overridden": _("%(who)s changed the days from %(before)s to %(after)s. Reason: %(reason)s"),
    "billing_profile_chosen": _("%(who)s let the invoice go to %(profile)s."),
    "billing_confirmed": _("%(who)s confirmed the billing data."),
    "billing_asked": _("%(who)s asked by mail whether the billing data are right."),
    "billing_profile_added": _("%(who)s added the billing data %(what)s."),
    "billing_profile_changed": _("%(who)s changed the billing data %(what)s."),
    "billing_profile_archived": _("%(who)s took the billing data %(what)s out of use."),
    "season_created": _("%(who)s made %(what)s."),
    "season_changed": _season,
    "seat_rule_set": _seats,
}
WORDS = {"form": dict(MeetingFormat.choices)}
