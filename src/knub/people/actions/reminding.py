"""What is done each morning with what nobody has answered."""

from datetime import datetime, timedelta

from knub.people import queries
from knub.people.actions.asking import tell_secretariat
from knub.people.actions.inviting import remind

REMIND_AFTER = timedelta(days=7)
REMIND_WITHIN = timedelta(days=14)


def remind_and_pass_on(*, now: datetime) -> None:
    """Remind of invitations a week old, and tell the secretariat of requests that have waited three days."""
    for invitation in queries.unanswered(since=now - REMIND_WITHIN, until=now - REMIND_AFTER, at=now):
        remind(invitation)
    for asked in queries.waiting_requests(now):
        tell_secretariat(asked)
