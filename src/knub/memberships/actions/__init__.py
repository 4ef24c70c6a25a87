"""Make network years, join them, leave them, and keep what an invoice needs."""

from knub.memberships.actions.billing import (
    add_profile,
    archive_profile,
    change_profile,
    choose_profile,
    confirm_billing,
    correct_billing,
)
from knub.memberships.actions.demo import store_demo_members, store_demo_seasons
from knub.memberships.actions.ending import (
    forget_approvers,
    object_to,
    override_dates,
    override_price,
    settle_objection,
    tell_ended,
    withdraw,
)
from knub.memberships.actions.enrolling import Contact, Enrolment, enrol, renew
from knub.memberships.actions.joining import Approver, join
from knub.memberships.actions.releasing import release_prices
from knub.memberships.actions.reminding import ask_about_billing
from knub.memberships.actions.seasons import copy_season, create_season, edit_season, store_archive, store_network
from knub.memberships.actions.seats import set_seat_rule

__all__ = [
    "Approver",
    "Contact",
    "Enrolment",
    "add_profile",
    "archive_profile",
    "ask_about_billing",
    "change_profile",
    "choose_profile",
    "confirm_billing",
    "copy_season",
    "correct_billing",
    "create_season",
    "edit_season",
    "enrol",
    "forget_approvers",
    "join",
    "object_to",
    "override_dates",
    "override_price",
    "release_prices",
    "renew",
    "set_seat_rule",
    "settle_objection",
    "store_archive",
    "store_demo_members",
    "store_demo_seasons",
    "store_network",
    "tell_ended",
    "withdraw",
]
