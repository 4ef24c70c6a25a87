"""Read persons and organisations; every function costs a fixed number of queries."""

from knub.people.queries.about import about
from knub.people.queries.asking import (
    has_role_in,
    join_code,
    old_requests,
    organisation_of,
    undecided,
    waiting,
    waiting_requests,
    written_code,
)
from knub.people.queries.history import history_of_person
from knub.people.queries.inviting import (
    invited_or_in,
    old_invitations,
    open_invitations,
    unanswered,
    who_is_told,
    written_day,
)
from knub.people.queries.mailing import mail_choices, wanting, wanting_at_once, wants
from knub.people.queries.places import active_people, demo_cast, regions_on, regions_through_time
from knub.people.queries.roles import (
    Signature,
    contact_people,
    contact_people_of,
    is_only_contact_person,
    organisations_of,
    others,
    panel,
    people_of,
    roles_of,
    search_people,
    signatures,
)
from knub.people.queries.still_here import half_due, half_of, still_here, to_look_through

__all__ = [
    "Signature",
    "about",
    "active_people",
    "contact_people",
    "contact_people_of",
    "demo_cast",
    "half_due",
    "half_of",
    "has_role_in",
    "history_of_person",
    "invited_or_in",
    "is_only_contact_person",
    "join_code",
    "mail_choices",
    "old_invitations",
    "old_requests",
    "open_invitations",
    "organisation_of",
    "organisations_of",
    "others",
    "panel",
    "people_of",
    "regions_on",
    "regions_through_time",
    "roles_of",
    "search_people",
    "signatures",
    "still_here",
    "to_look_through",
    "unanswered",
    "undecided",
    "waiting",
    "waiting_requests",
    "wanting",
    "wanting_at_once",
    "wants",
    "who_is_told",
    "written_code",
    "written_day",
]
