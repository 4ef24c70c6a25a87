"""Ask, answer, settle, and keep order."""

from knub.sparring.actions.answering import answer, edit_answer, version_of_answer, withdraw_answer
from knub.sparring.actions.asking import (
    add_file,
    ask,
    edit_question,
    index_all_questions,
    index_of_files,
    remove_file,
    version_of,
)
from knub.sparring.actions.asking_around import answer_as_asked, ask_colleagues, not_now, pass_on, tell_of_unanswered
from knub.sparring.actions.correcting import delete_earlier
from knub.sparring.actions.following import (
    forget_seen,
    may_get,
    see,
    send_digests,
    set_follow,
    set_tags_followed,
    tell_of_answer,
    tell_of_question,
)
from knub.sparring.actions.moderating import hide, merge, move, report_post, settle_report, show
from knub.sparring.actions.settling import close, reopen, set_helped, set_use
from knub.sparring.actions.turning import confirm, turn

__all__ = [
    "add_file",
    "answer",
    "answer_as_asked",
    "ask",
    "ask_colleagues",
    "close",
    "confirm",
    "delete_earlier",
    "edit_answer",
    "edit_question",
    "forget_seen",
    "hide",
    "index_all_questions",
    "index_of_files",
    "may_get",
    "merge",
    "move",
    "not_now",
    "pass_on",
    "remove_file",
    "reopen",
    "report_post",
    "see",
    "send_digests",
    "set_follow",
    "set_helped",
    "set_tags_followed",
    "set_use",
    "settle_report",
    "show",
    "tell_of_answer",
    "tell_of_question",
    "tell_of_unanswered",
    "turn",
    "version_of",
    "version_of_answer",
    "withdraw_answer",
]
