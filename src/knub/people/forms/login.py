"""What is typed when logging in."""

from allauth.account.fields import EmailField
from allauth.account.forms import RequestLoginCodeForm

LONGEST_ADDRESS = 254


class LoginCodeForm(RequestLoginCodeForm):  # type: ignore[misc] # the library is untyped
    """Asks for an address that a mail can be sent to."""

    email = EmailField(max_length=LONGEST_ADDRESS)
