"""The catalogue of rules loads only what has a source and a date, and says what is missing where."""

import re
from datetime import date

import pytest

from knub.domain.errors import ParameterError
from knub.parameters import rule_book
from knub.parameters.opening import PARAMETERS
from knub.parameters.rulebook import read_rule_book

ACTS = """
acts:
  almenboligloven:
    title: {da: almenboligloven, en: the act}
    link: https://example.org/act
"""
RULE = """
order: 1
theme: {da: Tema, en: Theme}
rules:
  a-rule:
    title: {da: Titel, en: Title}
    says: {da: Det siger reglen., en: What the rule says.}
    kind: duty
    addressee: municipality
    subject_area: housing
    holds: area
    categories: [vulnerable]
    basis:
      - {act: almenboligloven, paragraph: "§ 1"}
    from: 2018-12-01
    sources:
      - https://example.org/1
    confidence: verified
    read_on: 2026-11-22
    review_on: 2027-10-01
"""


def book(tmp_path, rule=RULE, name="theme"):
    (tmp_path / "acts.yaml").write_text(ACTS)
    (tmp_path / f"{name}.yaml").write_text(rule)
    return read_rule_book(tmp_path)


def without(line):
    return re.sub(rf"^    {line}:.*\n(      .*\n)*", "", RULE, flags=re.MULTILINE)


def test_a_rule_that_has_everything_loads(tmp_path):
    rule = book(tmp_path).rules["a-rule"]
    assert (rule.paragraphs, rule.starts, rule.verified) == ("almenboligloven § 1", date(2018, 12, 1), True)


@pytest.mark.parametrize(
    "name",
    ["title", "says", "kind", "addressee", "subject_area", "holds", "basis", "from", "sources", "confidence",
     "read_on", "review_on"],
)  # fmt: skip
def test_a_rule_without_one_of_these_does_not_load(tmp_path, name):
    with pytest.raises(ParameterError, match=rf"theme\.yaml, rules, a-rule.*'{name}' is missing"):
        book(tmp_path, without(name))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: duty", "kind: pligt", "Choose one of duty, ban"),
        ("act: almenboligloven", "act: huslejeloven", "Choose one of almenboligloven"),
        ("from: 2018-12-01", "from: engang", "Choose one of not_read"),
        ("[vulnerable]", "[udsat]", "is no category"),
        ("holds: area", "holds: everywhere", "names none"),
        ("review_on: 2027-10-01", "review_on: 2026-01-01", "Write a later day"),
        ("    kind: duty", "    standing: dropped\n    kind: duty", "proposals.yaml"),
        ("    kind: duty", "    kinds: x\n    kind: duty", "'kinds' is not known here"),
        ("    from: 2018-12-01", '    deadline: {yearly: "1. dec", says: {da: a, en: a}}\n    from: 2018-12-01',
         "Write month and day"),
        ("    from: 2018-12-01", "    after_leaving: {because: plan, rule: findes-ikke}\n    from: 2018-12-01",
         "there is no rule 'findes-ikke'"),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_what_to_write(tmp_path, old, new, said):
    with pytest.raises(ParameterError, match=re.escape(said)):
        book(tmp_path, RULE.replace(old, new))


def test_a_rule_without_an_address_needs_a_word_on_where_it_was_read_and_is_not_verified(tmp_path):
    told = without("sources") + "    source_note: {da: Et sted, en: Somewhere}\n"
    with pytest.raises(ParameterError, match="cannot be 'verified'"):
        book(tmp_path, told)
    assert book(tmp_path, told.replace("verified", "reported")).rules["a-rule"].sources == ()


def test_the_same_id_in_two_files_is_refused(tmp_path):
    (tmp_path / "other.yaml").write_text(RULE)
    with pytest.raises(ParameterError, match=r"a-rule stands in other\.yaml and in theme\.yaml"):
        book(tmp_path)


def test_a_start_that_was_not_read_must_be_said(tmp_path):
    assert book(tmp_path, RULE.replace("from: 2018-12-01", "from: not_read")).rules["a-rule"].starts is None


# ---- the catalogue itself


def test_every_entry_of_the_catalogue_is_there_and_what_is_not_law_is_apart():
    assert (len(rule_book().law), len(rule_book().apart)) == (108, 4)
    assert {rule.key: rule.standing for rule in rule_book().apart} == {
        "draft-bill-end-state-approval": "proposal",
        "result-bonus-dropped": "dropped",
        "lower-benefit-for-movers-dropped": "dropped",
        "school-sanction-2019": "unsettled",
    }


def test_an_act_that_no_rule_names_has_a_day_on_the_time_line():
    named = {basis.act.key for rule in rule_book().rules.values() for basis in rule.basis}
    assert [act.key for act in rule_book().acts.values() if act.key not in named and act.step is None] == []


def test_the_disputed_rules_are_those_of_the_case():
    disputed = {rule.key for rule in rule_book().law if rule.is_disputed}
    paragraphs = {rule.key for rule in rule_book().law if re.search(r"§ (168 [abc]|51 c)", rule.paragraphs)}
    assert paragraphs <= disputed
    assert {"status-parallel-society", "status-transformation-area"} <= disputed
    assert "status-vulnerable-area" not in disputed


def test_old_words_are_only_quoted():
    texts = [(rule.key, text) for rule in rule_book().rules.values() for text in (rule.title.da, rule.says.da)]
    unquoted = [(key, text) for key, text in texts if "ghetto" in re.sub("»[^»]*«", "", text).casefold()]
    assert unquoted == []


def test_titles_are_different():
    titles = [rule.title.da for rule in rule_book().rules.values()]
    assert len(set(titles)) == len(titles)


def test_the_files_say_in_a_comment_where_the_recipe_is():
    files = [path for path in (PARAMETERS / "rules").glob("*.yaml") if path.name != "acts.yaml"]
    assert [path.name for path in files if "docs/howto/rules.md" not in path.read_text()] == []
