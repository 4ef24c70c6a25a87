"""What uploads announce to the rooms above, inside the transaction that made it so."""

from django.dispatch import Signal

documents_changed = Signal()  # kind, object_id: what is uploaded for a thing is another, or its text has been read
