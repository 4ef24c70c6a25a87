"""Forms in the markup of the design system: names, hints and errors are tied to their fields."""

import pytest
from django.utils.translation import override

from tests.ui.gallery import EveryField
from tests.ui.markup import read


@pytest.fixture
def unbound():
    with override("da"):
        return read(str(EveryField()))


@pytest.fixture
def wrong():
    with override("da"):
        return read(str(EveryField({"mail": "ikke en mail"})))


@pytest.mark.parametrize(
    ("name", "tag", "css"),
    [
        ("name", "input", "form-input"),
        ("mail", "input", "form-input"),
        ("number", "input", "form-input"),
        ("text", "textarea", "form-input"),
        ("level", "select", "form-select"),
        ("agreed", "input", "form-checkbox"),
        ("file", "input", "file-input"),
    ],
)
def test_a_field_has_a_label_and_the_class_the_design_system_styles(unbound, name, tag, css):
    assert unbound.one(tag, name=name).attributes["class"] == css
    assert unbound.one("label", for_=f"id_{name}", class_="form-label")


@pytest.mark.parametrize(("name", "css"), [("kind", "form-radio"), ("fields_of_work", "form-checkbox")])
def test_a_group_is_a_fieldset_of_boxes_each_followed_by_its_label(unbound, name, css):
    boxes = unbound.all("input", name=name)
    assert [box.attributes["class"] for box in boxes] == [css, css]
    for box in boxes:
        assert box.parent.attributes["class"] == css.replace("form-", "form-group-")
        assert [child.tag for child in box.parent.children if child.tag != "#text"] == ["input", "label"]
        assert box.parent.one("label").attributes["for"] == box.attributes["id"]
        assert box.parent.parent.tag == "fieldset"
    assert boxes[0].parent.parent.one("legend").attributes == {"class": "form-label"}


def test_only_what_must_be_filled_in_says_so(unbound):
    assert unbound.one("label", for_="id_name").words() == "Navn (skal udfyldes)"
    assert unbound.one("label", for_="id_number").words() == "Beboere"
    assert unbound.one("label", for_="id_agreed").words() == "Jeg har læst det (skal udfyldes)"


def test_a_hint_is_read_with_its_field(unbound):
    assert unbound.one("input", name="name").attributes["aria-describedby"] == "id_name_helptext"
    assert unbound.one(id="id_name_helptext").words() == "Som på listen."
    assert unbound.one(id="id_name_helptext").attributes["class"] == "form-hint"
    assert unbound.one("fieldset", aria_describedby="id_kind_helptext").one("legend").words() == "Slags (skal udfyldes)"


def test_an_error_stands_at_its_field_with_what_was_typed(wrong):
    field = wrong.one("input", name="mail")
    assert field.attributes["value"] == "ikke en mail"
    assert field.attributes["aria-invalid"] == "true"
    assert field.attributes["aria-describedby"] == "id_mail_error"
    assert wrong.one(id="id_mail_error").words().startswith("Fejl: ")
    assert field.parent.attributes["class"] == "form-group form-error"


def test_the_summary_of_errors_leads_to_every_field(wrong):
    summary = wrong.one(class_="error-summary")
    assert summary.attributes["role"] == "alert"
    targets = [link.attributes["href"].lstrip("#") for link in summary.all("a")]
    assert targets == ["id_name", "id_mail", "id_level", "id_kind_0", "id_fields_of_work_0", "id_agreed"]
    assert [len(wrong.all(id=target)) for target in targets] == [1] * 6


def test_a_form_without_errors_has_no_summary(unbound):
    assert unbound.all(class_="error-summary") == []


def test_a_hidden_field_is_only_its_input(unbound):
    hidden = unbound.one("input", name="token")
    assert hidden.attributes["type"] == "hidden"
    assert hidden.parent is unbound
