"""The tags that people, meetings, questions, knowledge and news share."""

from knub.parameters import tags


def test_every_tag_has_a_name_in_both_languages():
    labels = [*tags().themes.values(), *tags().subject_areas.values(), *tags().levels.values()]
    assert len(labels) == 4 + 9 + 3
    assert all(label.da and label.en for label in labels)
