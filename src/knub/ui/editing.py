"""Two people edit the same thing: the second is told, and nothing of what either wrote is lost.

A form that may meet this is an `EditingForm`; the action locks the row and calls `refuse_if_edited`; the view shows
`ui/components/edited_meanwhile.html` with what the other wrote. docs/howto/editing.md shows all three.
"""

from collections.abc import Callable
from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

__all__ = ["EditedMeanwhileError", "EditingForm", "refuse_if_edited"]


class EditedMeanwhileError(ValidationError):
    """Somebody else has stored another version since the writer opened the form."""

    def __init__(self, *, seen: str, now: str) -> None:
        self.seen, self.now = seen, now
        super().__init__(
            _(
                "Somebody else has changed this while you were writing. Your text is still here, and nothing is lost. "
                "Compare with what stands now, below; press the button again to put yours in its place."
            ),
            code="edited_meanwhile",
        )


def refuse_if_edited(*, seen: str, now: str) -> None:
    """Raise EditedMeanwhileError if what the writer saw is no longer what stands; call it with the row locked."""
    if seen != now:
        raise EditedMeanwhileError(seen=seen, now=now)


class EditingForm(forms.Form):
    """A form on something that others may edit too; it remembers which version its writer saw."""

    conflict = False
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, version: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version

    @property
    def seen(self) -> str:
        """The version the writer saw."""
        return str(self.cleaned_data.get("version", ""))

    def stored(self, store: Callable[[], object]) -> bool:
        """Call an action with what was typed; where it refuses, say so with everything typed still there."""
        try:
            store()
        except EditedMeanwhileError as error:
            self.edited_meanwhile(error)
        except ValidationError as error:
            self.add_error(None, error)
        return not self.errors

    def edited_meanwhile(self, error: EditedMeanwhileError) -> None:
        """Say that another version has come, keep what was typed, and let the next press put it in its place."""
        typed: Any = copy(self.data)
        typed[self.add_prefix("version")] = error.now
        self.data, self.conflict = typed, True
        self.add_error(None, error)
