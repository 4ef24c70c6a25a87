"""What mails announce to the rooms above, inside the transaction that sends them."""

from django.dispatch import Signal

mail_leaving = Signal()  # to, about: the room that knows returns False where the receiver may not read it any more
