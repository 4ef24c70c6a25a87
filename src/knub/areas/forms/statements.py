"""What a municipality says in its own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knub.ui.editing import EditingForm
from knub.ui.writing import CitizenSafeCharField, refuse_personal_number

LONGEST_REMARK = 3000


class RemarkForm(EditingForm):
    """The municipality's remark on an area: plain text, signed."""

    text = CitizenSafeCharField(
        label=_("Remark"),
        help_text=_("Plain text. At most 3,000 characters."),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=LONGEST_REMARK,
        error_messages={"required": _("Write the remark. To take it away, choose “Withdraw the remark”.")},
    )
    title = forms.CharField(
        label=_("Signed"),
        validators=[refuse_personal_number],
        help_text=_("Your title or your unit, for instance “Head of housing policy”. Everybody sees it."),
        max_length=120,
        error_messages={"required": _("Write the title or unit that stands behind the remark.")},
    )
    shows_name = forms.BooleanField(
        label=_("Show my name too"),
        required=False,
        help_text=_("Without it, only your municipality and the secretariat see your name."),
    )


class NetworkUseForm(EditingForm):
    """What a municipality uses the network for."""

    text = CitizenSafeCharField(
        label=_("What we use the network for"),
        help_text=_("For instance what you work on now, and what you would like to hear from others about."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_REMARK,
        error_messages={"required": _("Write a few lines, or go back.")},
    )
