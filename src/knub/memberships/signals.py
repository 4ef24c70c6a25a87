"""What memberships announce to the rooms above, inside the transaction that made it so.

A membership that is withdrawn ends twice: on the day somebody withdraws it, when `membership.ends_on` may still
lie ahead, and in the night after its last day. Receivers free what lies after `ends_on`, and must bear to be told
again. One that simply runs out is told of once, in that night.
"""

from django.dispatch import Signal

membership_started = Signal()  # membership, by
membership_ended = Signal()  # membership, by: None in the night after its last day
seat_rule_changed = Signal()  # season, rule, by
