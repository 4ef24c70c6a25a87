"""What people announce to the rooms above, inside the transaction that made it so."""

from django.dispatch import Signal

person_left = Signal()  # person, by: no role is left, or the access was taken away
person_deleted = Signal()  # person, still there: blank her name where a room keeps it as text
invitation_declined = Signal()  # invitation: whoever has the mail says it is not her, or that she does not want it
