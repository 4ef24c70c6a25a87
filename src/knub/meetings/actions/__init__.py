"""What can be done with meetings, seats and programmes."""

from knub.meetings.actions.answering import tell_refused
from knub.meetings.actions.archive import store_archived_meetings, store_example_meetings
from knub.meetings.actions.asking import ask_for_evaluation, remind_of_evaluations
from knub.meetings.actions.attendance import mark_attendance, name_at_the_door
from knub.meetings.actions.checking import check_seats
from knub.meetings.actions.checklist import add_task, change_task, remove_task, set_done, start_checklist
from knub.meetings.actions.counting import answer_evaluation
from knub.meetings.actions.evaluation import (
    OPEN_DAYS,
    add_question,
    change_question,
    close_evaluation,
    close_those_due,
    forget_who_was_asked,
    hold_text_back,
    keep_names,
    move_question,
    open_evaluation,
    prepare_evaluation,
    release_text,
    remove_question,
)
from knub.meetings.actions.examples_afterwards import store_example_afterwards
from knub.meetings.actions.feeding import end_feed, make_feed
from knub.meetings.actions.following_up import action_to_page, ask_what_came_of_it, forget_owners, tell_what_came_of_it
from knub.meetings.actions.groups import (
    Wishes,
    drop_groups,
    make_groups,
    mark_people,
    move_people,
    place_groups,
    release_groups,
    repair_groups,
)
from knub.meetings.actions.leaving import (
    accept_fewer,
    accept_offer,
    cancel_for,
    cancel_seat,
    choose_items,
    forget_needs,
    prioritise,
    substitute,
    switch_mode,
    tell_about_oneself,
    unname,
)
from knub.meetings.actions.meetings import change_meeting, copy_meeting, create_meeting, publish_meeting
from knub.meetings.actions.on_the_day import (
    ask_on_the_day,
    forget_the_day,
    intend,
    let_go,
    mark_answered,
    remove_day_question,
    remove_intended,
    remove_line,
    take_on,
    wish_too,
    write_line,
)
from knub.meetings.actions.outside import (
    ask_queues,
    end_with_invitation,
    end_with_membership,
    end_with_person,
    move_queues,
)
from knub.meetings.actions.programme import add_item, change_item, release_programme, remove_item
from knub.meetings.actions.proposals import (
    answer_proposal,
    ask_before_moving,
    carry_out,
    drop_proposal,
    needs_asking,
    propose_move,
)
from knub.meetings.actions.record import (
    approve_card,
    ask_for_approval,
    card_to_page,
    end_summaries,
    release_record,
    share_summary,
    take_card_back,
    write_card,
    write_record,
)
from knub.meetings.actions.seating import Busy
from knub.meetings.actions.secretariat import ask_late, give_late, refuse_late, sign_up_for
from knub.meetings.actions.signing_up import Full, Wish, sign_up
from knub.meetings.actions.speakers import add_speaker, change_speaker, remove_speaker
from knub.meetings.actions.speaking import consent, describe_talk, hand_in, take_back_slides, tell_of_oneself
from knub.meetings.actions.telling import remind, tell_moved, tell_seats
from knub.meetings.actions.telling_groups import tell_groups
from knub.meetings.actions.telling_orderers import tell_orderers, tell_orderers_moved
from knub.meetings.actions.telling_programme import tell_programme
from knub.meetings.actions.telling_record import ask_for_card, tell_record
from knub.meetings.actions.telling_speakers import (
    ask_speakers,
    send_link,
    tell_speakers_it_stays,
    tell_speakers_link,
    tell_speakers_moved,
    tell_speakers_of_programme,
)
from knub.meetings.actions.wishes import (
    forget_wishers,
    hide_wish,
    move_on_list,
    propose_theme,
    put_on_list,
    show_wish,
    store_example_wishes,
    take_off_list,
    take_up,
    withdraw_wish,
)

__all__ = [
    "Busy",
    "Full",
    "Wish",
    "accept_fewer",
    "accept_offer",
    "add_item",
    "add_speaker",
    "add_task",
    "answer_proposal",
    "ask_before_moving",
    "ask_late",
    "ask_queues",
    "ask_speakers",
    "cancel_for",
    "cancel_seat",
    "carry_out",
    "change_item",
    "change_meeting",
    "change_speaker",
    "change_task",
    "check_seats",
    "consent",
    "copy_meeting",
    "create_meeting",
    "describe_talk",
    "drop_proposal",
    "end_feed",
    "end_with_invitation",
    "end_with_membership",
    "end_with_person",
    "forget_needs",
    "give_late",
    "hand_in",
    "make_feed",
    "mark_attendance",
    "move_queues",
    "name_at_the_door",
    "needs_asking",
    "prioritise",
    "propose_move",
    "publish_meeting",
    "refuse_late",
    "release_programme",
    "remind",
    "remove_item",
    "remove_speaker",
    "remove_task",
    "send_link",
    "set_done",
    "sign_up",
    "sign_up_for",
    "start_checklist",
    "store_archived_meetings",
    "store_example_meetings",
    "substitute",
    "switch_mode",
    "take_back_slides",
    "tell_about_oneself",
    "tell_moved",
    "tell_of_oneself",
    "tell_orderers",
    "tell_orderers_moved",
    "tell_programme",
    "tell_refused",
    "tell_seats",
    "tell_speakers_it_stays",
    "tell_speakers_link",
    "tell_speakers_moved",
    "tell_speakers_of_programme",
    "unname",
]
__all__ += [
    "OPEN_DAYS",
    "add_question",
    "answer_evaluation",
    "ask_for_evaluation",
    "change_question",
    "close_evaluation",
    "close_those_due",
    "forget_who_was_asked",
    "hold_text_back",
    "keep_names",
    "move_question",
    "open_evaluation",
    "prepare_evaluation",
    "release_text",
    "remind_of_evaluations",
    "remove_question",
]
__all__ += [
    "Wishes",
    "drop_groups",
    "make_groups",
    "mark_people",
    "move_people",
    "place_groups",
    "release_groups",
    "repair_groups",
    "tell_groups",
]
__all__ += [
    "ask_on_the_day",
    "forget_the_day",
    "forget_wishers",
    "hide_wish",
    "intend",
    "let_go",
    "mark_answered",
    "move_on_list",
    "propose_theme",
    "put_on_list",
    "remove_day_question",
    "remove_intended",
    "remove_line",
    "show_wish",
    "store_example_wishes",
    "take_off_list",
    "take_on",
    "take_up",
    "wish_too",
    "withdraw_wish",
    "write_line",
]
__all__ += [
    "approve_card",
    "ask_for_approval",
    "ask_for_card",
    "card_to_page",
    "end_summaries",
    "release_record",
    "share_summary",
    "take_card_back",
    "tell_record",
    "write_card",
    "write_record",
]
__all__ += ["choose_items"]
__all__ += ["action_to_page", "ask_what_came_of_it", "store_example_afterwards", "tell_what_came_of_it"]
__all__ += ["forget_owners"]
