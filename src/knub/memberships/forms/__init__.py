"""Strings about memberships into values."""

from knub.memberships.forms.billing import BillingForm, InvoiceForm
from knub.memberships.forms.changing import AnswerForm, DatesForm, ObjectionForm, PriceForm, WithdrawalForm
from knub.memberships.forms.seasons import CopyForm, SeasonForm, SeatRuleForm

__all__ = [
    "AnswerForm",
    "BillingForm",
    "CopyForm",
    "DatesForm",
    "InvoiceForm",
    "ObjectionForm",
    "PriceForm",
    "SeasonForm",
    "SeatRuleForm",
    "WithdrawalForm",
]
