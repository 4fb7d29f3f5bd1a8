"""What a learner sends from the compass."""

from django import forms

NOTE_LENGTH = 300


class StepForm(forms.Form):
    """A goal of the route."""

    goal = forms.IntegerField()


class SureForm(StepForm):
    """How sure the learner is of a goal, and what will help, in own words."""

    sure = forms.IntegerField(min_value=1, max_value=4)
    note = forms.CharField(max_length=NOTE_LENGTH, required=False)
