"""Read seasons, memberships, prices and seat rules; every function costs a fixed number of queries."""

from knub.memberships.queries.about import Panel, about, open_seasons, panel, renewable
from knub.memberships.queries.billing import profiles_of, remembered
from knub.memberships.queries.contacts import Contact, ContactFilter, as_shown, contacts
from knub.memberships.queries.prices import Offer, offer, price_for, price_list_of, written
from knub.memberships.queries.releasing import Unpriced, unpriced, without_price
from knub.memberships.queries.releasing import seen as seen_prices
from knub.memberships.queries.seasons import CountedSeason, Words, own_words, season_shown, with_counts
from knub.memberships.queries.seats import contact_names, is_member, is_taken, rules_on, seats_per_municipality
from knub.memberships.queries.waiting import waiting

__all__ = [
    "Contact",
    "ContactFilter",
    "CountedSeason",
    "Offer",
    "Panel",
    "Unpriced",
    "Words",
    "about",
    "as_shown",
    "contact_names",
    "contacts",
    "is_member",
    "is_taken",
    "offer",
    "open_seasons",
    "own_words",
    "panel",
    "price_for",
    "price_list_of",
    "profiles_of",
    "remembered",
    "renewable",
    "rules_on",
    "season_shown",
    "seats_per_municipality",
    "seen_prices",
    "unpriced",
    "waiting",
    "with_counts",
    "without_price",
    "written",
]
