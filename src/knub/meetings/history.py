"""The sentences of this room's verbs, and the words for keys among their facts."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


def _ended(facts: Mapping[str, Any]) -> StrOrPromise:
    """Say why, where the secretariat has given a reason."""
    if facts.get("reason"):
        return _("%(who)s ended seats at “%(what)s” for somebody else: %(reason)s.")
    return _("%(who)s ended seats at “%(what)s”: %(cause)s.")


SENTENCES = {
    "meeting_created": _("%(who)s planned the meeting “%(what)s”."),
    "meeting_published": _("%(who)s published the meeting “%(what)s”."),
    "meeting_changed": _("%(who)s changed the meeting “%(what)s”."),
    "item_added": _("%(who)s put “%(title)s” on the programme of “%(what)s”."),
    "item_changed": _("%(who)s changed “%(title)s” on the programme of “%(what)s”."),
    "item_removed": _("%(who)s took “%(title)s” off the programme of “%(what)s”."),
    "programme_released": _("%(who)s released version %(version)s of the programme of “%(what)s”."),
    "speaker_added": _("%(who)s added a speaker to “%(what)s”."),
    "speaker_changed": _("%(who)s changed what is noted of a speaker at “%(what)s”."),
    "speaker_removed": _("%(who)s deleted a speaker of “%(what)s”."),
    "speaker_invited": _("%(who)s sent a speaker at “%(what)s” the link."),
    "consent_changed": _("A speaker at “%(what)s” changed what may be shared."),
    "slides_handed_in": _("A speaker at “%(what)s” handed in slides."),
    "slides_taken_back": _("A speaker at “%(what)s” deleted slides."),
    "move_proposed": _("%(who)s asked the speakers about moving “%(what)s”."),
    "proposal_answered": _("A speaker at “%(what)s” answered whether she can come at another time: %(can_come)s."),
    "proposal_dropped": _("%(who)s let “%(what)s” stay as it was."),
    "checklist_started": _("%(who)s gave “%(what)s” the usual checklist."),
    "task_added": _("%(who)s added “%(title)s” to the checklist of “%(what)s”."),
    "task_changed": _("%(who)s changed “%(title)s” on the checklist of “%(what)s”."),
    "task_done": _("%(who)s marked “%(title)s” as done for “%(what)s”."),
    "task_undone": _("%(who)s marked “%(title)s” as not done after all for “%(what)s”."),
    "task_removed": _("%(who)s took “%(title)s” off the checklist of “%(what)s”."),
    "signed_up": _("%(who)s signed up for “%(what)s”. Seats given: %(given)s."),
    "promoted": _(
        "A seat became free at “%(what)s” and was given to the first of the waiting list. What made it free: %(cause)s."
    ),
    "offered": _(
        "A seat became free at “%(what)s” and was offered to the first of the waiting list. What made it free: "
        "%(cause)s."
    ),
    "offer_accepted": _("%(who)s took the seat that was offered at “%(what)s”."),
    "passed_over": _("Seats of “%(what)s” went to the next, since this entry did not accept them: %(seats)s."),
    "seats_ended": _ended,
    "substituted": _("%(who)s let a colleague take a seat at “%(what)s”."),
    "unnamed": _("%(who)s took the name off a seat at “%(what)s”."),
    "items_chosen": _("%(who)s chose a part of “%(what)s”."),
    "whole_chosen": _("%(who)s chose the whole of “%(what)s”."),
    "switched": _("%(who)s changed how somebody takes part in “%(what)s”."),
    "prioritised": _("%(who)s let an entry of “%(what)s” come first: %(reason)s."),
    "accepts_fewer": _("%(who)s changed how few seats an entry of “%(what)s” accepts: %(least)s."),
    "attended": _("%(who)s ticked somebody as here at “%(what)s”."),
    "not_attended": _("%(who)s took back that somebody was here at “%(what)s”."),
    "named_at_the_door": _("%(who)s wrote a name at the door of “%(what)s”."),
    "feed_made": _("%(who)s made a calendar address."),
    "feed_ended": _("%(who)s ended the calendar address."),
    "late_request_made": _("%(who)s asked for seats after the deadline: %(seats)s."),
    "late_request_answered": _("%(who)s answered a request after the deadline. Seats given: %(given)s."),
    "seat_details_changed": _("%(who)s changed what is noted for a seat at “%(what)s”."),
    "evaluation_prepared": _("%(who)s prepared the evaluation of “%(what)s”."),
    "evaluation_questions_changed": _("%(who)s changed the questions of the evaluation of “%(what)s”."),
    "evaluation_names_decided": _("%(who)s decided whether the evaluation of “%(what)s” keeps names with texts."),
    "evaluation_opened": _("%(who)s asked those who came for their evaluation of “%(what)s”: %(asked)s."),
    "evaluation_closed": _("The evaluation of “%(what)s” closed. Answers: %(answers)s."),
    "written_answer_read": _("%(who)s read a text of the evaluation of “%(what)s”."),
    "theme_proposed": _("%(who)s proposed the theme “%(what)s”."),
    "theme_list_changed": _("%(who)s put theme wishes in order."),
    "theme_withdrawn": _("%(who)s withdrew the theme “%(what)s”."),
    "theme_taken_up": _("%(who)s said that “%(meeting)s” takes the theme “%(what)s” up."),
    "theme_put_back": _("%(who)s said that no meeting takes the theme “%(what)s” up after all."),
    "theme_hidden": _("%(who)s hid the theme “%(what)s”: %(reason)s."),
    "theme_shown": _("%(who)s let members see the theme “%(what)s” again."),
    "groups_made": _("%(who)s made the discussion groups of “%(what)s”."),
    "groups_repaired": _("%(who)s mended the discussion groups of “%(what)s”."),
    "people_moved": _("%(who)s moved people to another group of “%(what)s”."),
    "people_marked": _("%(who)s locked people in groups of “%(what)s”, or said who can lead."),
    "groups_placed": _("%(who)s said where the groups of “%(what)s” sit."),
    "groups_dropped": _("%(who)s deleted the groups of one discussion of “%(what)s” before anybody was told of them."),
    "groups_released": _("%(who)s released the discussion groups of “%(what)s”. Told: %(told)s."),
    "day_question_asked": _("%(who)s asked a question at “%(what)s”."),
    "day_question_answered": _("%(who)s said whether a question at “%(what)s” has been answered."),
    "day_question_removed": _("%(who)s took a question at “%(what)s” away."),
    "line_written": _("%(who)s wrote a line of a group at “%(what)s”."),
    "line_removed": _("%(who)s took a line of a group at “%(what)s” away."),
    "action_intended": _("%(who)s wrote what will be tried after “%(what)s”."),
    "action_taken_on": _("%(who)s took on something to try after “%(what)s”."),
    "action_let_go": _("%(who)s left something to try after “%(what)s” to somebody else."),
    "action_removed": _("%(who)s took away something to try after “%(what)s”."),
    "record_written": _("%(who)s wrote in the record of “%(what)s”."),
    "record_released": _("%(who)s released the record of “%(what)s”."),
    "card_written": _("%(who)s wrote what “%(title)s” at “%(what)s” said."),
    "card_approval_asked": _("%(who)s asked the speaker to approve the card of “%(title)s” at “%(what)s”."),
    "card_approved": _("The speaker approved the card of “%(title)s” at “%(what)s”."),
    "card_taken_back": _("The speaker took the card of “%(title)s” at “%(what)s” back."),
    "card_to_page": _("%(who)s began a page of knowledge from “%(title)s” at “%(what)s”."),
    "summary_shared": _("%(who)s made a link to the summary of “%(what)s”."),
    "summary_ended": _("%(who)s ended the links to the summary of “%(what)s”."),
    "outcome_told": _("%(who)s told what came of something to try after “%(what)s”."),
    "action_to_page": _("%(who)s began a page of knowledge from something tried after “%(what)s”."),
}
WORDS = {
    "cause": {
        "cancelled": _("somebody cancelled"),
        "cancelled_for": _("the secretariat cancelled for somebody"),
        "membership_ended": _("a membership ended"),
        "seat_rule_changed": _("the network year gave municipalities more seats"),
        "person_left": _("somebody left the municipality"),
        "lapsed": _("nobody took an offer in time"),
        "meeting_changed": _("the meeting was changed"),
        "switched": _("somebody changed how she takes part"),
        "accepted": _("somebody took an offer"),
        "accepts_fewer": _("the entry accepts fewer"),
        "prioritised": _("the entry comes first"),
        "sign_up": _("somebody signed up"),
        "substituted": _("a colleague came instead"),
        "unnamed": _("a name was taken off"),
    },
}
