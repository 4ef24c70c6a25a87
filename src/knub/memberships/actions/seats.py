"""Change how many seats a municipality has at a meeting, and tell the members once."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knub.audit.actions import record
from knub.memberships.actions import mails
from knub.memberships.models import Membership, Season, SeatRule
from knub.memberships.queries import own_words
from knub.memberships.signals import seat_rule_changed
from knub.notify import actions as notify
from knub.people.models import Person, Role
from knub.ui.formats import day


@transaction.atomic
def set_seat_rule(
    season: Season,
    *,
    form: str,
    seats: int | None,
    from_day: date,
    reason: str,
    today: date,
    by: Person,
    reason_en: str = "",
) -> SeatRule:
    """Set how many seats a municipality has at each meeting of a format from a day; None is any number.

    While the season runs the members are told by mail, once, and the rooms above by a signal.
    """
    Season.objects.select_for_update(no_key=True).get(pk=season.pk)
    if not season.starts_on <= from_day <= season.ends_on:
        raise ValidationError({"from_day": _("Choose a day of the network year.")}, code="outside")
    if from_day < today and season.starts_on <= today:
        raise ValidationError(
            {"from_day": _("Choose today or a later day: what has been is not changed.")}, code="past"
        )
    rule, _made = SeatRule.objects.update_or_create(
        season=season, format=form, from_day=from_day,
        defaults={"seats": seats, "reason": reason, "reason_en": reason_en},
    )  # fmt: skip
    entry = record("seat_rule_set", season, by=by, form=form, seats=seats, from_day=from_day.isoformat(), reason=reason)
    if season.starts_on <= today <= season.ends_on:
        for person in _contact_people(season, today):
            _tell(rule, person, change=entry.pk)
        seat_rule_changed.send(SeatRule, season=season, rule=rule, by=by)
    return rule


def _contact_people(season: Season, today: date) -> list[Person]:
    members = Membership.on_day(today).filter(season=season).values("municipality")
    roles = Role.on_day(today).filter(kind=Role.Kind.COORDINATOR, organisation__in=members)
    return list(Person.objects.filter(is_active=True, pk__in=roles.values("person")).order_by("pk"))


def _tell(rule: SeatRule, person: Person, *, change: int) -> None:
    with translation.override(person.language):
        text = mails.signed(
            _("From %(day)s this holds for meetings of the kind “%(form)s”:")
            % {"day": day(rule.from_day), "form": rule.get_format_display()},
            _seats(rule.seats),
            own_words(rule, "reason", person.language).text,
        )
        subject = _("New number of seats at the meetings of %(season)s") % {"season": rule.season}
    notify.send(key=f"seat-rule-{change}-{person.pk}", to=person.email, subject=subject, text=text)


def _seats(seats: int | None) -> str:
    if seats is None:
        return _("Each municipality can bring as many as it likes.")
    return ngettext("Each municipality has %(count)s seat.", "Each municipality has %(count)s seats.", seats) % {
        "count": seats
    }
