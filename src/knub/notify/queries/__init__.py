"""Read what became of mails, and what a mail to many says to each receiver."""

from knub.notify.queries.bulk import Receiver, Results, Written, receivers_of, results, written
from knub.notify.queries.mails import about, demo_mails, not_arrived, waiting

__all__ = [
    "Receiver",
    "Results",
    "Written",
    "about",
    "demo_mails",
    "not_arrived",
    "receivers_of",
    "results",
    "waiting",
    "written",
]
