"""Read what became of mails, and what a mail to many says to each receiver."""

from knub.notify.queries.bulk import Receiver, Results, Written, receivers_of, results, written
from knub.notify.queries.digests import DAILY, WEEKLY, already_sent, digest_days, last_due, told_until
from knub.notify.queries.mails import about, demo_mails, not_arrived, waiting

__all__ = [
    "DAILY",
    "WEEKLY",
    "Receiver",
    "Results",
    "Written",
    "about",
    "already_sent",
    "demo_mails",
    "digest_days",
    "last_due",
    "not_arrived",
    "receivers_of",
    "results",
    "told_until",
    "waiting",
    "written",
]
