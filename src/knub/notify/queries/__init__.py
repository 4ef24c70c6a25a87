"""Read what became of mails, and what a mail to many says to each receiver."""

from knub.notify.queries.bulk import Receiver, Results, Written, bulk_mails_for, receivers_of, results, written
from knub.notify.queries.digests import (
    DAILY,
    GATHERED,
    MONTHLY,
    WEEKLY,
    already_sent,
    digest_days,
    last_due,
    told_until,
)
from knub.notify.queries.mails import (
    Batch,
    about,
    batches_about,
    demo_mails,
    mails_about,
    not_arrived,
    waiting,
    written_on,
)

__all__ = [
    "DAILY",
    "GATHERED",
    "MONTHLY",
    "WEEKLY",
    "Batch",
    "Receiver",
    "Results",
    "Written",
    "about",
    "already_sent",
    "batches_about",
    "bulk_mails_for",
    "demo_mails",
    "digest_days",
    "last_due",
    "mails_about",
    "not_arrived",
    "receivers_of",
    "results",
    "told_until",
    "waiting",
    "written",
    "written_on",
]
