"""What is sent from a trajectory and from what stands beside it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused

LARGEST_ID = 2**63 - 1


class StepForm(forms.Form):
    """A step of a trajectory."""

    goal = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    kind = forms.CharField(max_length=10)
    title = forms.CharField(required=False, max_length=200)
    place = forms.CharField(required=False, max_length=200)


class FellowForm(forms.Form):
    """What was seen of a fellow learner; ``capture`` is made with the form, so that a double tap is one."""

    capture = forms.UUIDField()
    fellow = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    goal = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    step = forms.IntegerField(min_value=1, max_value=4)
    note = forms.CharField(required=False, max_length=300)


def read(form: forms.Form) -> dict[str, Any]:
    """Return what ``form`` holds, or refuse."""
    if not form.is_valid():
        raise Refused(_("Something in this form was not understood. Load the page again."))
    return form.cleaned_data
