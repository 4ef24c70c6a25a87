"""The tables of meetings, each subject in a module of its own."""

from knub.meetings.models.evaluation import Degree, Evaluation, Invited, Question, Tally, WrittenAnswer
from knub.meetings.models.groups import Group, Grouping, GroupSeat
from knub.meetings.models.late_requests import LateRequest
from knub.meetings.models.meetings import Meeting, Move, Theme
from knub.meetings.models.on_the_day import DayQuestion, GroupLine, IntendedAction, QuestionWish
from knub.meetings.models.preparation import ChecklistTask
from knub.meetings.models.programme import Item, Programme
from knub.meetings.models.proposals import Proposal, SpeakerAnswer
from knub.meetings.models.record import Record, TalkCard
from knub.meetings.models.seats import ModeChoice, Seat, SignUp
from knub.meetings.models.speakers import Speaker
from knub.meetings.models.wishes import ThemeWish, WishRank

__all__ = [
    "ChecklistTask",
    "Item",
    "LateRequest",
    "Meeting",
    "ModeChoice",
    "Move",
    "Programme",
    "Proposal",
    "Seat",
    "SignUp",
    "Speaker",
    "SpeakerAnswer",
    "Theme",
]
__all__ += ["Degree", "Evaluation", "Invited", "Question", "Tally", "WrittenAnswer"]
__all__ += [
    "Group",
    "GroupSeat",
    "Grouping",
]
__all__ += ["DayQuestion", "GroupLine", "IntendedAction", "QuestionWish"]
__all__ += ["ThemeWish", "WishRank"]
__all__ += ["Record", "TalkCard"]
