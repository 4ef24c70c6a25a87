"""Eleven people and one of every thing, all of Aarhus, for the table of who may what."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from knub.areas.models import Area, FaultReport, ImportDraft, MasterValue, OfficialList
from knub.duties.models import RuleState, StatusConfirmation
from knub.knowledge.models import News, NewsSource, Page
from knub.meetings.models import ChecklistTask, Item, LateRequest, Meeting, Seat, SignUp, Speaker, ThemeWish
from knub.memberships.models import BillingProfile, Membership, Network, Season
from knub.parameters import rule_book
from knub.people import actions
from knub.people.models import AccessRequest, Invitation, Organisation, Person, Token
from knub.sparring.models import Answer, Asked, Follow, PostReport, Question, Turning
from tests.access.evaluations import of_evaluations, of_the_day

NOW, SINCE = "2026-06-01 12:00+02:00", date(2020, 1, 1)
ACTORS = [
    "secretariat", "coordinator", "member", "guest", "outsider",
    "manager", "former_member", "deactivated", "speaker", "state_body", "nobody",
]  # fmt: skip


@pytest.fixture
def summer(time_machine):
    time_machine.move_to(NOW)


@pytest.fixture
def municipality(db):
    return Organisation.objects.get(slug="aarhus")


def somebody(name, organisation, kind="member", **more):
    person = Person.objects.create(name=f"Eksempel {name}", email=f"{name}@example.com", **more)
    return actions.grant_role(person, organisation, kind, starts_on=SINCE)


@pytest.fixture
def manager(municipality):
    return somebody("leder", municipality, "manager").person


@pytest.fixture
def former_member(municipality, summer):
    role = somebody("tidligere", municipality)
    actions.end_role(role, on=timezone.localdate() - timedelta(days=1))
    return role.person


@pytest.fixture
def deactivated(municipality):
    person = somebody("lukket", municipality).person
    actions.deactivate(person)
    return person


@pytest.fixture
def speaker(municipality):
    return somebody("oplaeg", municipality, "speaker").person


@pytest.fixture
def state_body(db):
    body = Organisation.objects.create(kind="state", name="Eksempel Styrelse", slug="eksempel-styrelse")
    return somebody("stat", body).person


@pytest.fixture
def nobody():
    return AnonymousUser()


# ---- one of every thing, by the name the tables use: the thing, and the key by which an address names it


@pytest.fixture
def things(municipality, member, summer):
    """Return a function that makes the thing of a name."""
    now = timezone.now()

    def season():
        Membership.objects.all().delete()
        network = Network.objects.create(key="test", name="Netværk")
        return Season.objects.create(
            network=network, year=2126, name="2126", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31)
        )

    def membership():
        found = season()
        return Membership.objects.create(
            season=found, municipality=municipality, joined_at=now, starts_on=found.starts_on, ends_on=found.ends_on
        )

    def colleague_invited():
        return Invitation.objects.create(
            organisation=municipality, email="ny@example.com", invited_at=now, expires_at=now + timedelta(days=1)
        )

    def profile():
        return BillingProfile.objects.create(
            municipality=municipality, name="x", gln="5790000000000", cvr="1", person_reference="x", made_at=now
        )

    def page(state):
        membership()
        return Page.objects.create(
            kind="practice", slug="eksempel", state=state, title="Eksempel", municipality=municipality, made_at=now,
            changed_at=now, published_at=now,
        )  # fmt: skip

    def meeting(*, published=True):
        return Meeting.objects.create(
            season=membership().season, number=2, title="Eksempel", starts_at=now, ends_at=now + timedelta(hours=6),
            format="physical", published_at=now if published else None,
        )  # fmt: skip

    def news():
        membership()
        return News.objects.create(
            state="released", year=2026, slug="eksempel", sender="network", title="Eksempel", visible_to="members",
            proposed_at=now, released_at=now, proposed_by=member,
        )  # fmt: skip

    def seat(state="confirmed"):
        found = meeting()
        sign_up = SignUp.objects.create(
            meeting=found, municipality=municipality, mode="physical", ordered_by=member, made_at=now, queued_at=now
        )
        return Seat.objects.create(
            sign_up=sign_up, meeting=found, mode="physical", state=state, person=member, confirmed_at=now
        )

    made = {
        **of_sparring(municipality, member, membership, now),
        "municipality": lambda: (municipality, municipality.slug),
        "colleague": lambda: with_pk(member),
        "role": lambda: with_pk(member.roles.get()),
        "invitation": lambda: with_pk(colleague_invited()),
        "access_request": lambda: with_pk(
            AccessRequest.objects.create(organisation=municipality, email="x@x.dk", asked_at=now, confirmed_at=now)
        ),
        "season": lambda: with_key(season(), "year"),
        "membership": lambda: with_pk(membership()),
        "profile": lambda: with_pk(profile()),
        "member_municipality": lambda: (membership().municipality, municipality.slug),
        "page": lambda: with_key(page("published"), "slug"),
        "draft_page": lambda: with_key(page("draft"), "slug"),
        "meeting": lambda: with_year_and_number(meeting()),
        "meeting_by_number": lambda: with_pk(meeting()),
        "late_request": lambda: with_pk(
            LateRequest.objects.create(
                meeting=meeting(), municipality=municipality, asked_by=member, asked_at=now, mode="physical", seats=1
            )
        ),
        "feed": lambda: with_pk(Token.objects.create(kind="calendar", digest="x", made_at=now, person=member)),
        "draft_meeting": lambda: with_year_and_number(meeting(published=False)),
        "item": lambda: of_meeting(Item.objects.create(meeting=meeting(), title="Eksempel")),
        "meeting_speaker": lambda: of_meeting(Speaker.objects.create(meeting=meeting(), name="Eksempel")),
        "shared_speaker": lambda: of_meeting(
            Speaker.objects.create(meeting=meeting(), name="Eksempel", shares_slides=True)
        ),
        "task": lambda: of_meeting(ChecklistTask.objects.create(meeting=meeting(), title="Eksempel", days=-7)),
        "seat": lambda: with_pk(seat()),
        "meeting_with_seat": lambda: with_pk(seat().meeting),
        "meeting_with_queue": lambda: with_pk(seat("waiting").meeting),
        "sign_up": lambda: with_pk(seat().sign_up),
        "season_of_members": lambda: with_key(membership().season, "year"),
        "theme_wish": lambda: with_pk(
            ThemeWish.objects.create(season=membership().season, title="x", proposed_at=now, proposed_by=member)
        ),
        "news": lambda: (news(), (2026, "eksempel")),
        "proposal": lambda: with_pk(news()),
        "news_source": lambda: with_pk(NewsSource.objects.create(name="Eksempel", organisation="x", made_at=now)),
        "area": lambda: with_key(Area.objects.get(key="aarhus-bispehaven"), "key"),
        "area_by_number": lambda: with_pk(Area.objects.get(key="aarhus-bispehaven")),
        "municipality_by_number": lambda: with_pk(municipality),
        "master_value": lambda: master_value(now),
        "rule": lambda: with_key(next(iter(rule_book().rules.values())), "key"),
        "confirmation": lambda: with_pk(
            StatusConfirmation.objects.create(
                area=Area.objects.get(key="aarhus-bispehaven"), as_of=SINCE, basis="own_statement", source="x",
                confirmed_at=now,
            )
        ),
        "state_by_number": lambda: with_pk(
            RuleState.objects.create(municipality=municipality, rule="x", state="done", changed_at=now)
        ),
        "rule_state": lambda: with_pk(
            RuleState.objects.create(
                municipality=municipality, rule="refugee-placement-ban", state="done", changed_at=now
            )
        ),
        "unreleased_list": lambda: with_key(OfficialList.objects.create(date=date(2030, 12, 1)), "date"),
        "list_by_number": lambda: with_pk(OfficialList.objects.get(date=date(2024, 12, 1))),
        "draft": lambda: with_pk(
            ImportDraft.objects.create(on=SINCE, cells=[], source="x", made_at=now, made_by=member)
        ),
        "report": lambda: with_pk(FaultReport.objects.create(text="x", received_at=now, answer_by=SINCE)),
        "": lambda: with_pk(membership()),
    }
    made |= of_evaluations(meeting, member) | of_the_day(seat, member)
    return lambda name: made[name]()


def of_sparring(municipality, member, membership, now):
    """Return what makes each thing of sparring; the member asks."""

    def question(**more):
        membership()
        return Question.objects.create(
            title="Eksempel", challenge="x", municipality=municipality, asked_by=member, asked_at=now, changed_at=now,
            touched_at=now, **more,
        )  # fmt: skip

    def answer(*, secret=False, **more):
        return Answer.objects.create(
            question=question(hides_municipality=secret), municipality=municipality, written_by=member, by_asker=True,
            text="x", written_at=now, changed_at=now, **more,
        )  # fmt: skip

    contact = Person.objects.get(email="kontaktperson@example.org")
    return {
        "question": lambda: with_pk(question()),
        "hidden_question": lambda: with_pk(question(hidden_at=now)),
        "secret_question": lambda: with_pk(question(hides_municipality=True)),
        "answer": lambda: with_pk(answer()),
        "hidden_answer": lambda: with_pk(answer(hidden_at=now)),
        "secret_answer": lambda: with_pk(answer(secret=True)),
        "turning": lambda: with_key(Turning.objects.create(answer=answer(), proposed_at=now), "answer_id"),
        "post_report": lambda: with_pk(PostReport.objects.create(question=question(), reason="x", made_at=now)),
        "asked": lambda: with_pk(Asked.objects.create(question=question(), person=contact, asked_at=now)),
        "member_colleague": lambda: (membership() and member, member.pk),
        "follow": lambda: with_pk(Follow.objects.create(person=member, kind="theme", key="social", made_at=now)),
    }


def master_value(now):
    area = Area.objects.get(key="aarhus-bispehaven")
    value = MasterValue.objects.create(area=area, key="all_dwellings", on=SINCE, number=1, source="x", made_at=now)
    return value, (area.key, value.pk)


def with_pk(thing):
    return thing, thing.pk


def with_key(thing, field):
    return thing, getattr(thing, field)


def with_year_and_number(meeting):
    return meeting, (meeting.season.year, meeting.number)


def of_meeting(thing):
    return thing, (*with_year_and_number(thing.meeting)[1], thing.pk)
