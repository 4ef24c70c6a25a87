"""The sentences of this room's verbs."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "question_asked": _("%(who)s asked “%(what)s”."),
    "question_edited": _("%(who)s corrected the question “%(what)s”."),
    "question_answered": _("%(who)s answered “%(what)s”."),
    "answer_edited": _("%(who)s corrected an answer to “%(what)s”."),
    "answer_withdrawn": _("%(who)s took an answer to “%(what)s” back."),
    "answer_helped": _("%(who)s said that an answer to “%(what)s” helped."),
    "answer_helped_not": _("%(who)s no longer says that an answer to “%(what)s” helped."),
    "answer_turned": _("%(who)s proposed that an answer to “%(what)s” becomes a page."),
    "turning_confirmed": _("%(who)s confirmed that an answer to “%(what)s” becomes a page."),
    "answer_used": _("%(who)s said that %(municipality)s can use an answer to “%(what)s”."),
    "answer_not_used": _("%(who)s no longer says that %(municipality)s can use an answer to “%(what)s”."),
    "earlier_texts_deleted": _("%(who)s deleted what “%(what)s” said before it was corrected."),
    "question_closed": _("%(who)s closed “%(what)s”: %(line)s"),
    "question_reopened": _("%(who)s opened “%(what)s” again."),
    "colleague_asked": _("%(who)s asked a colleague to answer “%(what)s”."),
    "asked_passed_on": _("%(who)s passed “%(what)s” on to a colleague."),
    "asked_not_now": _("%(who)s cannot answer “%(what)s” right now."),
    "question_merged": _("%(who)s put “%(what)s” under question %(into)s: %(reason)s"),
    "question_moved": _("%(who)s gave “%(what)s” other topics: %(reason)s"),
    "post_hidden": _("%(who)s hid a post on “%(what)s”: %(reason)s"),
    "post_shown": _("%(who)s showed a post on “%(what)s” again."),
    "post_reported": _("%(who)s reported a post on “%(what)s”."),
    "post_report_settled": _("%(who)s has looked at a report on “%(what)s”."),
    "sparring_file_added": _("%(who)s put the file “%(file)s” on “%(what)s”."),
    "sparring_file_removed": _("%(who)s took the file “%(file)s” off “%(what)s”."),
}
