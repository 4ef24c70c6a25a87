"""The sentences of this room's verbs."""

from django.utils.translation import gettext_lazy as _

from knub.areas.models import MasterValue

SENTENCES = {
    "fault_reported": _("An error was reported."),
    "fault_answered": _("%(who)s answered the report. Something was corrected: %(corrected)s."),
    "list_stored": _("%(who)s stored the list: %(new)s new numbers, %(changed)s corrected."),
    "list_released": _("%(who)s released the list."),
    "area_added": _("%(who)s added the area %(what)s."),
    "master_data_stored": _("%(who)s stated %(keys)s of %(what)s as of %(on)s."),
    "master_value_removed": _("%(who)s removed %(keys)s of %(what)s as of %(on)s."),
}
WORDS = {"keys": dict(MasterValue.Key.choices)}
