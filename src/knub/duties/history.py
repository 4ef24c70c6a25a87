"""The sentences of this room's verbs; no answer stands in them, since others may read a history."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "status_confirmed": _("%(who)s confirmed the status of %(what)s as of %(as_of)s."),
    "rule_state_set": _("%(who)s answered how far it is: %(what)s."),
    "rule_state_cleared": _("%(who)s took back the answer on how far it is: %(what)s."),
}
