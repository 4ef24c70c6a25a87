"""What is said to those who asked for seats, and why nobody in a queue moves."""

from typing import Literal

from knub.domain.seats import Answer, Mode, Room, Why
from knub.domain.values import Text

__all__ = ["count_of_seats", "given", "in_words", "not_all", "not_possible", "waits", "why_nobody_moves"]

Voice = Literal["du", "I"]
DANISH = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
ENGLISH = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
MODE_WORDS: dict[Mode, Text] = {
    "physical": Text("i lokalet", "in the room"),
    "online": Text("online", "online"),
}


def in_words(number: int) -> Text:
    """Return a number up to twelve as a word.

    >>> in_words(5), in_words(13).da
    (Text(da='fem', en='five'), '13')
    """
    known = 0 <= number < len(DANISH)
    return Text(DANISH[number], ENGLISH[number]) if known else Text(str(number), str(number))


def count_of_seats(number: int) -> Text:
    """Return how many seats it is, in words.

    >>> count_of_seats(1).da, count_of_seats(3)
    ('en plads', Text(da='tre pladser', en='three seats'))
    """
    word = in_words(number)
    return Text(
        f"{word.da} {'plads' if number == 1 else 'pladser'}", f"{word.en} {'seat' if number == 1 else 'seats'}"
    )


def given(count: int, *, voice: Voice = "du") -> Text:
    """Return what is said to somebody who got all she asked for.

    >>> given(1).da, given(3, voice="I").da
    ('Du har en plads.', 'I har tre pladser.')
    """
    seats = count_of_seats(count)
    return Text(f"{'Du' if voice == 'du' else 'I'} har {seats.da}.", f"You have {seats.en}.")


def waits(answer: Answer, room: Room, *, place: int, voice: Voice = "du") -> Text:
    """Return what is said to somebody who waits: her place and why.

    >>> from datetime import UTC, datetime
    >>> from knub.domain.seats import Waiting
    >>> entry = Waiting(1, "physical", 751, 1, 1, datetime(2026, 1, 1, tzinfo=UTC))
    >>> room = Room({"physical": 40}, cap=5, members=frozenset({751}))
    >>> waits(Answer(entry, 0, Why.MUNICIPALITY_FULL), room, place=3).da
    'Du er nr. 3 på ventelisten til mødet, fordi jeres kommune har brugt sine fem pladser.'
    """
    because = _because(answer, room)
    who = "Du" if voice == "du" else "I"
    some = Text("", "")
    if answer.given:
        seats = count_of_seats(answer.given)
        some = Text(f"I har fået {seats.da}. ", f"You have got {seats.en}. ")
    return Text(
        f"{some.da}{who} er nr. {place} på ventelisten til mødet, fordi {because.da}.",
        f"{some.en}You are number {place} on the waiting list of the meeting, because {because.en}.",
    )


def not_all(answer: Answer, room: Room) -> Text:
    """Return what is said before anything is saved, when not everybody can have a seat.

    >>> from datetime import UTC, datetime
    >>> from knub.domain.seats import Waiting
    >>> entry = Waiting(1, "physical", 751, 3, 3, datetime(2026, 1, 1, tzinfo=UTC))
    >>> not_all(Answer(entry, 0, Why.TOO_FEW, fits=1), Room({"physical": 40})).da
    'Der er kun en plads at få.'
    """
    if answer.fits:
        seats = count_of_seats(answer.fits)
        return Text(
            f"Der er kun {seats.da} at få.",
            f"There {'is' if answer.fits == 1 else 'are'} only {seats.en} to be had.",
        )
    because = _because(answer, room)
    return Text(f"{because.da[0].upper()}{because.da[1:]}.", f"{because.en[0].upper()}{because.en[1:]}.")


def why_nobody_moves(answer: Answer, room: Room) -> Text:
    """Return, for the page of the queue, what is free and why it does not go to an entry.

    >>> from datetime import UTC, datetime
    >>> from knub.domain.seats import Waiting
    >>> entry = Waiting(1, "physical", 751, 5, 5, datetime(2026, 1, 1, tzinfo=UTC))
    >>> room = Room({"physical": 40}, taken={"physical": 37}, members=frozenset({751}))
    >>> why_nobody_moves(Answer(entry, 0, Why.TOO_FEW), room).da
    'Tre pladser er ledige i lokalet, men den næste vil have mindst fem pladser på én gang.'
    """
    because, mode = _because_of_other(answer, room), MODE_WORDS[answer.entry.mode]
    free = room.free(answer.entry.mode)
    if not free:
        return Text(f"Ingen pladser er ledige {mode.da}.", f"No seats are free {mode.en}.")
    seats = count_of_seats(free)
    return Text(
        f"{seats.da.capitalize()} er {'ledig' if free == 1 else 'ledige'} {mode.da}, men {because.da}.",
        f"{seats.en.capitalize()} {'is' if free == 1 else 'are'} free {mode.en}, but {because.en}.",
    )


def not_possible(why: Why, contact: str) -> Text:
    """Return why somebody can get neither a seat nor a place in the queue, and whom to ask."""
    reason = {
        Why.NOT_A_MEMBER: Text(
            "Kommunen er ikke medlem af netværket den dag, mødet holdes.",
            "The municipality is not a member of the network on the day of the meeting.",
        ),
        Why.NOT_IN_THIS_MODE: Text(
            "Man kan ikke deltage i mødet på den måde.", "One cannot take part in the meeting that way."
        ),
    }.get(why, Text("Der er ikke flere pladser.", "There are no more seats."))
    return Text(f"{reason.da} Spørg sekretariatet: {contact}.", f"{reason.en} Ask the secretariat: {contact}.")


def _because(answer: Answer, room: Room) -> Text:
    entry = answer.entry
    if answer.why is Why.MUNICIPALITY_FULL:
        cap = count_of_seats(room.cap or 0)
        one = room.cap == 1
        return Text(
            f"jeres kommune har brugt {'sin ene plads' if one else f'sine {cap.da}'}",
            f"your municipality has used its {cap.en}",
        )
    if answer.why is Why.TOO_FEW:
        free, least = count_of_seats(answer.fits), count_of_seats(entry.least)
        return Text(
            f"der kun er {free.da} at få, og I vil have mindst {least.da}",
            f"there {'is' if answer.fits == 1 else 'are'} only {free.en} to be had, "
            f"and you want at least {least.en}",
        )
    mode = MODE_WORDS[entry.mode]
    return Text(f"alle pladser {mode.da} er taget", f"all seats {mode.en} are taken")


def _because_of_other(answer: Answer, room: Room) -> Text:
    if answer.why is Why.MUNICIPALITY_FULL:
        cap = count_of_seats(room.cap or 0)
        one = room.cap == 1
        return Text(
            f"kommunen har brugt {'sin ene plads' if one else f'sine {cap.da}'}",
            f"the municipality has used its {cap.en}",
        )
    if answer.why is Why.NOT_A_MEMBER:
        return Text("kommunen er ikke medlem den dag", "the municipality is not a member that day")
    least = count_of_seats(answer.entry.least)
    return Text(
        f"den næste vil have mindst {least.da} på én gang", f"the next in line wants at least {least.en} at once"
    )

