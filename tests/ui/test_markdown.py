"""Simple Markdown becomes safe HTML, whatever is written."""

import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from knub.ui.markdown import TAGS, as_html, as_plain_mail, as_text
from knub.ui.writing import CitizenSafeCharField, MarkdownField


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found, self.links = set(), []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.add((tag, frozenset(name for name, _value in attrs)))
        self.links += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize(
    ("written", "html"),
    [
        ("En *vigtig* **ting**", "<p>En <em>vigtig</em> <strong>ting</strong></p>"),
        ("# Stor\n### Lille", "<h3>Stor</h3>\n<h4>Lille</h4>"),
        ("- en\n- to", "<ul>\n<li>en</li>\n<li>to</li>\n</ul>"),
        ("en\nto", "<p>en<br>\nto</p>"),
        ("<b>fed</b>", "<p>&lt;b&gt;fed&lt;/b&gt;</p>"),
        ("[her](https://kl.dk)", '<p><a href="https://kl.dk" rel="noopener nofollow">her</a></p>'),
        ("https://kl.dk/a_b", '<p><a href="https://kl.dk/a_b" rel="noopener nofollow">https://kl.dk/a_b</a></p>'),
        ("§ 61 a_b_c", "<p>§ 61 a_b_c</p>"),
    ],
)
def test_marks_become_markup(written, html):
    assert as_html(written).strip() == html


@pytest.mark.parametrize("link", ["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_that_runs_something_is_no_link(link):
    assert Tags(as_html(f"[her]({link})")).links == []


def test_an_image_is_text():
    assert "<img" not in as_html("![x](https://example.org/x.png)")


@given(st.text(alphabet=st.sampled_from("<>[]()!*_#`\"'&;:/\\ \n-abjs\x00") | st.characters(codec="utf-8")))
def test_nothing_written_becomes_other_markup(written):
    for tag, attributes in Tags(as_html(written)).found:
        assert tag in TAGS
        assert attributes <= {"href", "rel"}


@given(st.text())
def test_a_script_written_anywhere_stays_text(before):
    found = as_html(f"{before}\n\n<script>alert(1)</script><img src=x onerror=alert(1)>")
    assert not re.search(r"<(script|img)", found)


def test_words_stand_without_marks():
    assert as_text("## Hvad\n\nEt *godt* [råd](https://kl.dk)\nher") == "Hvad Et godt råd her"


class Note(forms.Form):
    line = CitizenSafeCharField(label="Linje")
    text = MarkdownField(label="Tekst", help_text="Tre linjer.")


def test_a_personal_number_is_refused_with_the_text_kept():
    with override("da"):
        form = Note({"line": "Kort", "text": "Borgeren 010190-1234 klager."})
        assert not form.is_valid()
        assert "010190-1234" in str(form.errors["text"])
        assert "Borgeren 010190-1234 klager." in str(form)
        assert list(form.errors) == ["text"]


def test_every_text_field_says_not_to_write_about_citizens():
    with override("da"):
        assert str(Note()).count("Skriv ikke om borgere, så de kan genkendes.") == 2


def test_a_mail_keeps_lists_and_says_where_links_lead():
    written = "# Hej\n\nSe **[listen](https://example.org/a)**:\n\n- en\n- to\n\n1. først\n2. så\n\n<https://a.dk> <b>"
    assert as_plain_mail(written) == (
        "Hej\n\nSe listen (https://example.org/a):\n\n- en\n- to\n\n1. først\n2. så\n\nhttps://a.dk <b>"
    )
