"""The sentences of this room's verbs."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "mail_reported_back": _("A server reported that the mail did not arrive."),
    "mail_set_aside": _("%(who)s set the mail that did not arrive aside."),
}
