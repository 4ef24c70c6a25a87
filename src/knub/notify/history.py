"""The sentences of this room's verbs."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "mail_reported_back": _("A server reported that the mail did not arrive."),
    "mail_set_aside": _("%(who)s set the mail that did not arrive aside."),
    "bulk_mail_put_away": _("%(who)s put the draft “%(what)s” away."),
    "bulk_mail_taken_out": _("%(who)s took the draft “%(what)s” out again."),
    "bulk_mail_sent": _("%(who)s sent “%(what)s” to %(count)s receivers."),
}
