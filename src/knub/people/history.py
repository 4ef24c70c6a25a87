"""The sentences of this room's verbs, and the words for keys among their facts."""

from django.utils.translation import gettext_lazy as _

from knub.people.models import AccessRequest, Role

SENTENCES = {
    "role_granted": _("%(who)s gave %(what)s the role “%(role)s” from %(starts)s."),
    "role_ended": _("%(who)s ended the role “%(role)s” of %(what)s. Its last day is %(on)s."),
    "role_undone": _("%(who)s took back the role “%(role)s” of %(what)s, which had not yet held a day."),
    "person_deactivated": _("%(who)s closed all access for %(what)s."),
    "person_reactivated": _("%(who)s opened the access of %(what)s again."),
    "person_left": _("%(who)s ended all roles of %(what)s in %(organisation)s."),
    "person_moved": _("%(who)s moved %(what)s from %(before)s to %(after)s, from %(on)s."),
    "person_changed": _("%(who)s changed the details of %(what)s."),
    "person_deleted": _("%(who)s deleted %(what)s."),
    "mail_choices_changed": _("%(who)s changed which mails %(what)s gets."),
    "acting_began": _("%(who)s began to act for %(what)s."),
    "acting_ended": _("%(who)s stopped acting for %(what)s."),
    "invitation_sent": _("%(who)s invited %(what)s."),
    "invitation_sent_again": _("%(who)s sent the invitation to %(what)s again."),
    "invitation_reminded": _("%(who)s sent a reminder to %(what)s."),
    "invitation_withdrawn": _("%(who)s withdrew the invitation to %(what)s."),
    "invitation_declined": _("%(what)s answered “It is not me”."),
    "invitation_accepted": _("%(who)s accepted the invitation."),
    "join_code_made": _("%(who)s made a new code for %(organisation)s. An earlier one no longer works."),
    "access_asked": _("%(what)s asked for access."),
    "access_granted": _("%(who)s gave access to %(what)s."),
    "access_refused": _("%(who)s refused access to %(what)s."),
    "still_here_answered": _("%(who)s looked through who is still there. Ended: %(ended)s."),
    "organisation_added": _("%(who)s added %(what)s."),
    "person_imported": _("%(who)s added %(what)s from a sheet."),
    "mail_domain_imported": _("%(who)s added the mail domain %(what)s from a sheet."),
    "population_imported": _("%(who)s stored a population figure from a sheet: %(what)s."),
}
WORDS = {"role": dict(Role.Kind.choices), "way": dict(AccessRequest.Way.choices)}
