"""What memberships announce to the rooms above, inside the transaction that made it so."""

from django.dispatch import Signal

membership_started = Signal()  # membership
membership_ended = Signal()  # membership, by
seat_rule_changed = Signal()  # season, rule, by
