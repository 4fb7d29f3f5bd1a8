"""What the forms of *Vandaag* send, read and checked for its shape."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.evidence.models import Evidence

LARGEST_ID = 2**63 - 1
NOTE_LENGTH = 2000


class NumbersField(forms.Field):
    """Ids, sent under one name as often as there are."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[int]:
        """Return the ids, each once, in the order they came."""
        texts = [str(one) for one in value or []]
        if not all(text.isdecimal() and int(text) <= LARGEST_ID for text in texts):
            raise forms.ValidationError(_("Something in this form was not understood. Load the page again."))
        return list(dict.fromkeys(int(text) for text in texts))


class CaptureForm(forms.Form):
    """Who was seen, on which goal, at which step; ``capture`` is made by the client and names this one observation.

    Without a kind it is an observation; photos and voice come as files beside it.
    """

    capture = forms.UUIDField()
    learner = NumbersField(required=False)
    goal = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    step = forms.IntegerField(min_value=1, max_value=4)
    note = forms.CharField(required=False, max_length=NOTE_LENGTH)
    kind = forms.CharField(required=False, empty_value=Evidence.Kind.OBSERVATION)
    draft = forms.BooleanField(required=False)


class LateCaptureForm(CaptureForm):
    """The same, noted without a connection: by whom, and when by the clock of that device."""

    person = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    seen_at = forms.DateTimeField()


class ChoiceForm(forms.Form):
    """What is chosen for the learners of one card."""

    learner = NumbersField()
    goal = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    need = forms.CharField()
    choice = forms.CharField()


class AnswerForm(forms.Form):
    """What was seen when a question was answered, if anything."""

    step = forms.IntegerField(required=False, min_value=1, max_value=4)


class FinishForm(forms.Form):
    """Which planned follow-ups are done."""

    planned = NumbersField()


def read(form: forms.Form) -> dict[str, Any]:
    """Return what ``form`` holds, or refuse with its first complaint."""
    if not form.is_valid():
        raise Refused(next(iter(form.errors.values()))[0])
    return form.cleaned_data
