"""The box on the pending case says when somebody last looked."""

from datetime import timedelta

from knub.parameters.pending import pending_case


def test_the_case_is_stale_after_thirty_days_and_not_before():
    case = pending_case()
    assert not case.is_stale(case.checked_on + timedelta(days=30))
    assert case.is_stale(case.checked_on + timedelta(days=31))


def test_the_texts_have_their_places():
    case = pending_case()
    assert [case.text.da.count("{checked}"), case.text.en.count("{checked}")] == [1, 1]
    assert case.checked.da == "Sidst kontrolleret {date} af {name}."
    assert case.stale.da == "Ikke kontrolleret siden {date}."


def test_the_text_gives_no_verdict_of_its_own():
    assert [word for word in ("underkendt", "uændret gældende") if word in pending_case().text.da] == []
