"""Give and end roles, invite and let in, and keep the register of municipalities."""

from knub.people.actions.acting import begin_acting, end_acting
from knub.people.actions.asking import (
    answer_request,
    ask_for_access,
    confirm_request,
    grant_access,
    refuse_access,
    renew_join_code,
    tell_secretariat,
)
from knub.people.actions.forgetting import forget_old
from knub.people.actions.gathering import Gathering, Piece, send_gathered
from knub.people.actions.inviting import Invited, accept, decline, invite, remind, send_again, withdraw
from knub.people.actions.own import change_details, choose_mails, delete_person
from knub.people.actions.register import (
    add_organisation,
    slug_of,
    store_demo_person,
    store_municipality,
    store_secretariat,
    store_secretary,
)
from knub.people.actions.reminding import remind_and_pass_on
from knub.people.actions.roles import deactivate, end_role, grant_role, leave, move, reactivate, take_role
from knub.people.actions.still_here import answer_still_here, ask_who_is_still_here
from knub.people.actions.tokens import end_sessions, end_tokens, forget_sessions, make_token
from knub.people.actions.unsubscribing import unsubscribe, unsubscribe_address

__all__ = [
    "Gathering",
    "Invited",
    "Piece",
    "accept",
    "add_organisation",
    "answer_request",
    "answer_still_here",
    "ask_for_access",
    "ask_who_is_still_here",
    "begin_acting",
    "change_details",
    "choose_mails",
    "confirm_request",
    "deactivate",
    "decline",
    "delete_person",
    "end_acting",
    "end_role",
    "end_sessions",
    "end_tokens",
    "forget_old",
    "forget_sessions",
    "grant_access",
    "grant_role",
    "invite",
    "leave",
    "make_token",
    "move",
    "reactivate",
    "refuse_access",
    "remind",
    "remind_and_pass_on",
    "renew_join_code",
    "send_again",
    "send_gathered",
    "slug_of",
    "store_demo_person",
    "store_municipality",
    "store_secretariat",
    "store_secretary",
    "take_role",
    "tell_secretariat",
    "unsubscribe",
    "unsubscribe_address",
    "withdraw",
]
