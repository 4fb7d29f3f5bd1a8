"""What is sent to switch the learner model."""

from django import forms

REASON_LENGTH = 300


class SwitchForm(forms.Form):
    """On or off, and why, where somebody wants to say so."""

    is_on = forms.TypedChoiceField(choices=[("1", "on"), ("0", "off")], coerce=lambda value: value == "1")
    reason = forms.CharField(max_length=REASON_LENGTH, required=False)
