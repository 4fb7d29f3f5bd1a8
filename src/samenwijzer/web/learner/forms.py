"""What a learner sends from the compass."""

from django import forms

NOTE_LENGTH = 300
LARGEST_ID = 2**63 - 1


class StepForm(forms.Form):
    """A goal of the route."""

    goal = forms.IntegerField()


class HandForm(forms.Form):
    """Where a hand goes up, at which goal, and with which words."""

    unit = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    goal = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    text = forms.CharField(max_length=200, required=False)


class SureForm(StepForm):
    """How sure the learner is of a goal, and what will help, in own words."""

    sure = forms.IntegerField(min_value=1, max_value=4)
    note = forms.CharField(max_length=NOTE_LENGTH, required=False)


class NotRightForm(StepForm):
    """A goal of which the picture is not right, and why, in own words."""

    note = forms.CharField(max_length=NOTE_LENGTH, required=False)
