"""Read meetings, their rooms, seats and programmes; every function costs a fixed number of queries."""

from knub.meetings.queries.about import about
from knub.meetings.queries.pages import (
    Listed,
    Mine,
    Participant,
    Place,
    Receipt,
    cost_of,
    listed,
    mine,
    moved_from,
    moved_sentence,
    other_modes,
    participants,
    programme_of,
    receipt,
    sign_up_state,
    signed_up,
    waiting_list,
)
from knub.meetings.queries.room import State, day_of, queue_of, state_of

__all__ = [
    "Listed",
    "Mine",
    "Participant",
    "Place",
    "Receipt",
    "State",
    "about",
    "cost_of",
    "day_of",
    "listed",
    "mine",
    "moved_from",
    "moved_sentence",
    "other_modes",
    "participants",
    "programme_of",
    "queue_of",
    "receipt",
    "sign_up_state",
    "signed_up",
    "state_of",
    "waiting_list",
]
