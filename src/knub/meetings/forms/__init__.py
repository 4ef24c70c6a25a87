"""Strings into values, for meetings."""

from knub.meetings.forms.checklist import TaskForm
from knub.meetings.forms.evaluation import EvaluationForm, HoldBackForm, OpenForm, QuestionForm
from knub.meetings.forms.groups import GroupsForm
from knub.meetings.forms.next_meetings import NextMeetingsForm
from knub.meetings.forms.on_the_day import AskForm, IntendForm, LineForm, OutcomeForm
from knub.meetings.forms.planning import CopyForm, MeetingForm, PlaceForm
from knub.meetings.forms.programme import ItemForm, ReleaseForm, RemoveForm, SpeakerForm
from knub.meetings.forms.record import CardForm, RecordForm
from knub.meetings.forms.seats import ChoiceForm, DetailsForm, NewColleagueForm
from knub.meetings.forms.secretariat import (
    DoorNameForm,
    LateRequestForm,
    LeastForm,
    OthersForm,
    ReasonForm,
    RefusalForm,
)
from knub.meetings.forms.signing_up import SignUpForm, chosen_keys
from knub.meetings.forms.speaking import AboutSpeakerForm, AnswerForm, ConsentForm, TalkForm
from knub.meetings.forms.wishes import HideWishForm, TakeUpForm, WishForm

__all__ = [
    "AboutSpeakerForm",
    "AnswerForm",
    "ConsentForm",
    "CopyForm",
    "DetailsForm",
    "DoorNameForm",
    "ItemForm",
    "LateRequestForm",
    "LeastForm",
    "MeetingForm",
    "NewColleagueForm",
    "NextMeetingsForm",
    "OthersForm",
    "PlaceForm",
    "ReasonForm",
    "RefusalForm",
    "ReleaseForm",
    "RemoveForm",
    "SignUpForm",
    "SpeakerForm",
    "TalkForm",
    "TaskForm",
]
__all__ += ["EvaluationForm", "HoldBackForm", "OpenForm", "QuestionForm"]
__all__ += [
    "GroupsForm",
]
__all__ += ["AskForm", "IntendForm", "LineForm", "OutcomeForm"]
__all__ += ["HideWishForm", "TakeUpForm", "WishForm"]
__all__ += ["CardForm", "RecordForm"]
__all__ += ["ChoiceForm", "chosen_keys"]
