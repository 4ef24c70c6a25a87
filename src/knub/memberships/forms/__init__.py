"""Strings about memberships into values."""

from knub.memberships.forms.billing import BillingForm, InvoiceForm
from knub.memberships.forms.changing import AnswerForm, DatesForm, ObjectionForm, PriceForm, WithdrawalForm
from knub.memberships.forms.contacts import ContactsForm
from knub.memberships.forms.draft import STEPS, Draft
from knub.memberships.forms.joining import (
    ApproverForm,
    ColleaguesForm,
    ContactForm,
    MunicipalityForm,
    SummaryForm,
)
from knub.memberships.forms.seasons import CopyForm, SeasonForm, SeatRuleForm, SeenForm
from knub.memberships.forms.steps import StepsField

__all__ = [
    "STEPS",
    "AnswerForm",
    "ApproverForm",
    "BillingForm",
    "ColleaguesForm",
    "ContactForm",
    "ContactsForm",
    "CopyForm",
    "DatesForm",
    "Draft",
    "InvoiceForm",
    "MunicipalityForm",
    "ObjectionForm",
    "PriceForm",
    "SeasonForm",
    "SeatRuleForm",
    "SeenForm",
    "StepsField",
    "SummaryForm",
    "WithdrawalForm",
]
