"""The sentences of this room's verbs, and the words for keys among their facts."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "meeting_created": _("%(who)s planned the meeting “%(what)s”."),
    "meeting_published": _("%(who)s published the meeting “%(what)s”."),
    "meeting_changed": _("%(who)s changed the meeting “%(what)s”."),
    "signed_up": _("%(who)s signed up for “%(what)s”. Seats given: %(given)s."),
    "promoted": _("A seat became free at “%(what)s” and was given to the first of the waiting list."),
    "offered": _("A seat became free at “%(what)s” and was offered to the first of the waiting list."),
    "offer_accepted": _("%(who)s took the seat that was offered at “%(what)s”."),
    "passed_over": _("Seats of “%(what)s” went to the next, since this entry did not accept them: %(seats)s."),
    "seats_ended": _("%(who)s ended seats at “%(what)s”."),
    "substituted": _("%(who)s let a colleague take a seat at “%(what)s”."),
    "unnamed": _("%(who)s took the name off a seat at “%(what)s”."),
    "switched": _("%(who)s changed how somebody takes part in “%(what)s”."),
    "prioritised": _("%(who)s let an entry of “%(what)s” come first: %(reason)s."),
    "accepts_fewer": _("%(who)s changed how few seats an entry of “%(what)s” accepts: %(least)s."),
    "seat_details_changed": _("%(who)s changed what is noted for a seat at “%(what)s”."),
}
