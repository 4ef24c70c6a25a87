"""What the secretariat has planned of a meeting."""

import hashlib

from knub.meetings.models import Meeting

PLANNED = (
    "title", "theme", "starts_at", "ends_at", "format", "venue", "link", "text", "sign_up_opens_at",
    "sign_up_closes_at", "physical_capacity", "online_capacity", "follows_seat_rule", "seats_per_municipality", "fee",
    "cancellation_steps",
)  # fmt: skip


def version_of_meeting(meeting: Meeting) -> str:
    """Return what changes with every change of what is planned: 40 letters and digits."""
    planned = [str(getattr(meeting, name)) for name in PLANNED]
    return hashlib.sha256(repr(planned).encode()).hexdigest()[:40]
