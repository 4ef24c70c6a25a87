"""Send a mail once, mark what came back, and keep drafts of mails to many."""

from knub.notify.actions.bulk import change_bulk, correct, put_away, send_bulk, take_out, write_bulk
from knub.notify.actions.mails import (
    ALIVE_WITHIN,
    Outcome,
    forget_address,
    forget_old,
    give_up,
    report_back,
    send,
    send_due,
    set_aside,
)
from knub.notify.actions.notices import Notice, choose_digest_day, note_told, send_notice

__all__ = [
    "ALIVE_WITHIN",
    "Notice",
    "Outcome",
    "change_bulk",
    "choose_digest_day",
    "correct",
    "forget_address",
    "forget_old",
    "give_up",
    "note_told",
    "put_away",
    "report_back",
    "send",
    "send_bulk",
    "send_due",
    "send_notice",
    "set_aside",
    "take_out",
    "write_bulk",
]
