"""The sentences of this room's verbs."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "knowledge_started": _("%(who)s began the page “%(what)s”."),
    "knowledge_stored": _("%(who)s stored version %(number)s of “%(what)s”."),
    "knowledge_submitted": _("%(who)s sent “%(what)s” to the secretariat."),
    "knowledge_published": _("%(who)s published “%(what)s”."),
    "knowledge_approved": _("%(who)s approved version %(number)s of “%(what)s”."),
    "knowledge_sent_back": _("%(who)s sent “%(what)s” back: %(reason)s"),
    "knowledge_owner_named": _("%(who)s answers for “%(what)s”."),
    "knowledge_draft_deleted": _("%(who)s deleted the draft “%(what)s”."),
    "knowledge_still_right": _("%(who)s looked through “%(what)s”: still right."),
    "knowledge_archived": _("%(who)s put “%(what)s” in the archive: %(reason)s"),
    "knowledge_restored": _("%(who)s took “%(what)s” out of the archive."),
    "knowledge_superseded": _("%(who)s said which reading takes the place of “%(what)s”."),
    "knowledge_file_added": _("%(who)s put the file “%(file)s” on “%(what)s”."),
    "knowledge_file_replaced": _("%(who)s put version %(number)s of the file “%(file)s” on “%(what)s”."),
    "knowledge_file_removed": _("%(who)s took the file “%(file)s” off “%(what)s”."),
    "tool_used": _("%(who)s said that %(municipality)s uses “%(what)s”."),
    "tool_not_used": _("%(who)s said that %(municipality)s no longer uses “%(what)s”."),
    "news_proposed": _("%(who)s proposed the news “%(what)s”."),
    "news_released": _("%(who)s released the news “%(what)s”."),
    "news_corrected": _("%(who)s corrected the news “%(what)s”."),
    "news_refused": _("%(who)s did not release the news “%(what)s”: %(reason)s"),
    "news_source_invited": _("%(who)s sent %(what)s a link to send news."),
    "news_source_ended": _("%(who)s ended the link of %(what)s."),
}
