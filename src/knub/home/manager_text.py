"""A text that a colleague can send to the manager who decides: short, with the price and where it comes from."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from knub.memberships.queries import Offer
from knub.ui.formats import day


def subject(municipality: Any) -> str:
    """Return the subject of the mail."""
    return _("Shall %(municipality)s join the network on vulnerable housing areas?") % {"municipality": municipality}


def for_manager(municipality: Any, offers: Sequence[Offer], *, members: int, address: str) -> str:
    """Return the text: what it is, who is in, what it costs, what to answer."""
    paragraphs = [
        _("I suggest that %(municipality)s joins Netværk om Udsatte Boligområder.") % {"municipality": municipality},
        _(
            "It is a network for municipalities that work with vulnerable housing areas, also preventively. We get "
            "meetings, knowledge from other municipalities, and colleagues to ask. One membership covers us all."
        ),
        ngettext(
            "%(count)s municipality is a member.", "%(count)s municipalities are members.", members
        ) % {"count": members} if members else "",
        *(_price(offer) for offer in offers),
        _("You will get a copy and can object within 14 days after we have signed up."),
        _("Read more: %(address)s") % {"address": address},
        _("Questions: %(contact)s") % {"contact": contact()},
    ]  # fmt: skip
    return "\n\n".join(part for part in paragraphs if part)


def _price(offer: Offer) -> str:
    language = get_language() or "da"
    period = _("%(season)s (%(first)s – %(last)s):") % {
        "season": offer.season, "first": day(offer.season.starts_on), "last": day(offer.season.ends_on),
    }  # fmt: skip
    return f"{period} {offer.price.reason.in_language(language)}"


def contact() -> str:
    """Return the secretariat's mail, and its phone where it has one."""
    return ", ".join(part for part in (settings.CONTACT_MAIL, settings.CONTACT_PHONE) if part)
