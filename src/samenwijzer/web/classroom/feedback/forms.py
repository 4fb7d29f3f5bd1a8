"""What the form of feedback sends."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from samenwijzer.learning.feedback.pack import Phrase, feedback_content
from samenwijzer.learning.feedback.rules import LONGEST_STEP, LONGEST_WORDS
from samenwijzer.web.classroom.today.forms import LARGEST_ID, NumbersField


class FeedbackForm(forms.Form):
    """For whom, on which goal, what was seen and what comes next: chosen phrases, own words, or both.

    After reading, ``said`` holds everything that was seen and ``step`` the next step.
    """

    capture = forms.UUIDField()
    learner = NumbersField(required=False)
    goal = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    strength = forms.MultipleChoiceField(required=False)
    words = forms.CharField(required=False, max_length=LONGEST_WORDS)
    next = forms.CharField(required=False)
    own_step = forms.CharField(required=False, max_length=LONGEST_STEP)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        strengths = self.fields["strength"]
        if isinstance(strengths, forms.MultipleChoiceField):
            strengths.choices = [(one.key, one.name) for one in feedback_content().strengths]

    def clean(self) -> dict[str, Any]:
        """Put chosen phrases and own words together."""
        sent = super().clean() or {}
        if not sent.get("learner"):
            raise forms.ValidationError(_("Tap first for whom it is."))
        content = feedback_content()
        chosen = [one.name + "." for one in content.strengths if one.key in sent.get("strength", [])]
        steps: dict[str, Phrase] = {one.key: one for one in content.next_steps}
        own = sent.get("own_step", "").strip()
        step = own or (steps[sent["next"]].name if sent.get("next") in steps else "")
        return sent | {"said": " ".join([*chosen, sent.get("words", "").strip()]).strip(), "step": step}
