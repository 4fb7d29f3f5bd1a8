"""What the page about growth is asked."""

from django import forms

LARGEST_ID = 2**63 - 1


class GrowthForm(forms.Form):
    """Which framework, since when, which two learners beside each other, and with whom the teacher works."""

    framework = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    since = forms.DateField(required=False)
    one = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    other = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)


class PaceForm(forms.Form):
    """Who goes at the pace of which level until when; without a level the agreement ends."""

    learner = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    framework = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    level = forms.CharField(required=False, max_length=40)
    reason = forms.CharField(required=False, max_length=300)
    until = forms.DateField()
