"""Render Django's forms in the markup of the design system."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

__all__ = ["DesignSystemField", "DesignSystemRenderer"]

# The first kind that fits decides; forms.widgets.Input is the parent of all boxes for text.
CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.HiddenInput, ""),
    (forms.CheckboxSelectMultiple, "form-checkbox"),
    (forms.RadioSelect, "form-radio"),
    (forms.CheckboxInput, "form-checkbox"),
    (forms.Select, "form-select"),
    (forms.FileInput, "file-input"),
    (forms.Textarea, "form-input"),
    (forms.widgets.Input, "form-input"),
]


class DesignSystemField(BoundField):
    """A field that gives its widget the class the design system styles."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the class of the widget to what Django sets."""
        found = super().build_widget_attrs(attrs, widget)
        own = widget or self.field.widget
        name = next((name for kind, name in CLASSES if isinstance(own, kind)), "")
        found["class"] = " ".join(part for part in (name, str(own.attrs.get("class", ""))) if part)
        return found

    @property
    def is_group(self) -> bool:
        """Whether the field is several boxes, which need a fieldset."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def is_single_box(self) -> bool:
        """Whether the field is one box, whose label stands after it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def first_id(self) -> str:
        """The id that a link in the error summary leads to: the field, or the first box of a group."""
        return f"{self.auto_id}_0" if self.is_group else self.id_for_label


class DesignSystemRenderer(TemplatesSetting):
    """Django's renderer with our templates."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = DesignSystemField
