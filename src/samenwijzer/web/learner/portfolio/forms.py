"""What a learner puts in its portfolio."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenwijzer.practice.goals.models import Goal

LONGEST = 2000


class PieceForm(forms.Form):
    """A piece of work in words, with its goal, why it was chosen, and whether the adults around may see it."""

    capture = forms.UUIDField(required=False, widget=forms.HiddenInput)
    goal = forms.TypedChoiceField(label=_("Which goal does it go with?"), coerce=int)
    text = forms.CharField(
        label=_("What did you make?"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    why = forms.CharField(label=_("Why do you choose this?"), max_length=300, required=False)
    shared = forms.BooleanField(label=_("My teacher may see this"), required=False, initial=True)

    def piece(self) -> dict[str, Any]:
        """Return what is kept, with the id that was made where the piece was made."""
        given = dict(self.cleaned_data)
        return given | {"uid": given.pop("capture")}

    def __init__(self, *args: object, goals: Iterable[Goal], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["goal"].choices = [(goal.pk, goal.title) for goal in goals]  # type: ignore[attr-defined]


class LatePieceForm(PieceForm):
    """The same, made without a connection, and when by the clock of that device."""

    capture = forms.UUIDField()
    seen_at = forms.DateTimeField()

    def piece(self) -> dict[str, Any]:
        """Return what is kept, as of the moment it was made."""
        given = super().piece()
        return given | {"made_at": given.pop("seen_at")}
