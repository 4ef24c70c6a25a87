"""What is typed about meetings and seats."""

from knub.meetings.forms.planning import CopyForm, MeetingForm, PlaceForm
from knub.meetings.forms.seats import DetailsForm, NewColleagueForm
from knub.meetings.forms.signing_up import SignUpForm

__all__ = ["CopyForm", "DetailsForm", "MeetingForm", "NewColleagueForm", "PlaceForm", "SignUpForm"]
