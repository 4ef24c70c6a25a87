"""The sentences of this room's verbs."""

from django.utils.translation import gettext_lazy as _

from knub.areas.models import MasterValue

SENTENCES = {
    "fault_reported": _("An error was reported."),
    "fault_answered": _("%(who)s answered the report. Something was corrected: %(corrected)s."),
    "list_stored": _("%(who)s stored the list: %(new)s new numbers, %(changed)s corrected."),
    "list_released": _("%(who)s released the list."),
    "list_packs_sent": _("%(who)s sent %(mails)s mails about the list."),
    "area_added": _("%(who)s added the area %(what)s."),
    "master_data_stored": _("%(who)s stated %(keys)s of %(what)s as of %(on)s."),
    "master_value_removed": _("%(who)s removed %(keys)s of %(what)s as of %(on)s."),
    "remark_written": _("%(who)s wrote the municipality's remark on %(what)s."),
    "remark_withdrawn": _("%(who)s withdrew the municipality's remark on %(what)s."),
    "network_use_written": _("%(who)s wrote what %(what)s uses the network for."),
    "network_use_withdrawn": _("%(who)s withdrew what %(what)s uses the network for."),
    "document_uploaded": _("%(who)s uploaded the document “%(title)s”."),
    "document_replaced": _("%(who)s replaced the document “%(title)s” with a new version."),
    "document_deleted": _("%(who)s deleted the document “%(title)s”."),
    "document_restored": _("%(who)s brought the document “%(title)s” back."),
}
WORDS = {"keys": dict(MasterValue.Key.choices)}
