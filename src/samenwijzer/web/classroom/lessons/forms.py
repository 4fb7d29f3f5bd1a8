"""What a teacher writes in a plan: the unit as a whole, an activity, a variation, a task."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenwijzer.learning.lessons.kinds import Approach, Basis, Channel, Kind, Mode, Principle, Setting, Tier, Timing
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.learning.lessons.pack import Words, content
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.today.forms import LARGEST_ID, NumbersField

DAY = {"type": "date"}


def day(label: Any, *, required: bool = True) -> forms.DateField:
    """Return a field for a day."""
    widget = forms.DateInput(attrs=DAY, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=required, localize=False)


def text(label: Any, length: int = 200, *, rows: int = 0, required: bool = False) -> forms.CharField:
    """Return a field for words, of several lines where ``rows`` says so."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=length, widget=widget, required=required)


class NewUnit(forms.Form):
    """A new unit of work: name, span and first goals."""

    title = text(gettext_lazy("Name of the unit"), required=True)
    starts = day(gettext_lazy("First day"))
    ends = day(gettext_lazy("Last day"))
    goal = NumbersField(required=False)


class CopyUnit(forms.Form):
    """A plan to copy, and from when it holds here."""

    source = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    starts = day(gettext_lazy("First day"))


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]
    """The unit as a whole, in the words of the teacher; nothing needs to be complete."""

    class Meta:
        model = UnitOfWork
        fields = ("title", "starts", "ends", "common_goal", "no_variation", "equity", "aim_low", "aim_high")
        labels = {
            "title": gettext_lazy("Name of the unit"),
            "starts": gettext_lazy("First day"),
            "ends": gettext_lazy("Last day"),
            "common_goal": gettext_lazy("What does everybody reach?"),
            "no_variation": gettext_lazy("No variation is needed here"),
            "equity": gettext_lazy("Who could be left out, and what do you arrange?"),
            "aim_low": gettext_lazy("Suggestions aim at a success of at least (%)"),
            "aim_high": gettext_lazy("and at most (%)"),
        }
        widgets = {
            "starts": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "ends": forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
            "common_goal": forms.Textarea(attrs={"rows": 2}),
            "equity": forms.Textarea(attrs={"rows": 2}),
        }

    @property
    def written(self) -> dict[str, Any]:
        """Everything that was written, with the phases of team teaching."""
        phases = {one.key for one in content(Words).phases}
        data = self.data
        teaming = {
            key: {"model": data.get(f"model-{key}", ""), "who": data.get(f"who-{key}", "").strip()[:300]}
            for key in phases
        }
        return self.cleaned_data | {"teaming": teaming}


class ActivityForm(forms.Form):
    """One activity; only a name is needed."""

    title = text(gettext_lazy("What will you do?"), required=True)
    purpose = text(gettext_lazy("What for?"), 500, rows=2)
    goal = forms.TypedChoiceField(label=gettext_lazy("Goal"), coerce=int, empty_value=None, required=False)
    on = day(gettext_lazy("Day"), required=False)
    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=5, max_value=600, initial=50)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    approach = forms.ChoiceField(label=gettext_lazy("Knowledge is"), choices=Approach.choices)
    setting = forms.ChoiceField(label=gettext_lazy("Grouping"), choices=Setting.choices)
    is_retrieval = forms.BooleanField(label=gettext_lazy("Something learned before comes back"), required=False)
    mode = forms.ChoiceField(label=gettext_lazy("Contact or distance"), choices=Mode.choices)
    timing = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=Timing.choices,
        help_text=gettext_lazy("In own time: open for a week from its day, and no room is needed."),
    )
    why = text(gettext_lazy("Why in contact, or why at a distance?"), 300)
    place = text(gettext_lazy("Place"), 120)
    material = text(gettext_lazy("Material"), 300)
    link = forms.URLField(
        label=gettext_lazy("Link to the material"), required=False, max_length=500, assume_scheme="https"
    )
    adults = text(gettext_lazy("Adults, and who does what"))
    blocks = forms.MultipleChoiceField(
        label=gettext_lazy("Building blocks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    steering = forms.MultipleChoiceField(
        label=gettext_lazy("Steering"), required=False, widget=forms.CheckboxSelectMultiple
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Your role"), required=False, help_text=gettext_lazy("Only you see this.")
    )

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:
        """Offer ``goals``, and the words of the pack."""
        super().__init__(*args, **kwargs)
        words = content(Words)
        offer(self, "goal", [("", _("all goals of the unit")), *((one.pk, one.title) for one in goals)])
        offer(self, "blocks", [(one.key, one.name) for one in words.blocks])
        offer(self, "steering", [(one.key, one.name) for one in words.steering])
        offer(self, "role", [("", "–"), *((one.key, one.name) for one in words.roles)])

    @property
    def written(self) -> dict[str, Any]:
        """The values of an activity."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("role", "goal")}
        return values | {"goal_id": self.cleaned_data["goal"]}


class VariationForm(forms.Form):
    """Another way to reach a goal."""

    goal = forms.TypedChoiceField(label=gettext_lazy("Goal"), coerce=int)
    title = text(gettext_lazy("What is different?"), required=True)
    description = text(gettext_lazy("How does it go?"), 1000, rows=2)
    basis = forms.ChoiceField(label=gettext_lazy("It rests on"), choices=Basis.choices)
    tier = forms.ChoiceField(label=gettext_lazy("Support or challenge"), choices=Tier.choices, initial=Tier.CORE)
    channel = forms.ChoiceField(label=gettext_lazy("Through"), choices=Channel.choices)
    principle = forms.ChoiceField(label=gettext_lazy("Another way to"), choices=Principle.choices)
    features = forms.MultipleChoiceField(
        label=gettext_lazy("Accessible because it is"), required=False, widget=forms.CheckboxSelectMultiple
    )
    link = forms.URLField(label=gettext_lazy("Link"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:
        """Offer ``goals``, and the features of the pack."""
        super().__init__(*args, **kwargs)
        self.goals = {one.pk: one for one in goals}
        offer(self, "goal", [(one.pk, one.title) for one in goals])
        offer(self, "features", [(one.key, one.name) for one in content(Words).features])

    @property
    def written(self) -> dict[str, Any]:
        """The values of a variation."""
        return self.cleaned_data | {"goal": self.goals[self.cleaned_data["goal"]]}


class TaskForm(forms.Form):
    """A task: its name, what it is about and for whom, and its questions as lines of text."""

    title = text(gettext_lazy("Name of the task"), required=True)
    goal = forms.TypedChoiceField(label=gettext_lazy("Goal"), coerce=int)
    variation = forms.TypedChoiceField(label=gettext_lazy("For whom"), coerce=int, empty_value=None, required=False)
    setting = text(gettext_lazy("Context, above the questions"), 1000, rows=3)
    text = text(gettext_lazy("Questions, one a line"), 8000, rows=8, required=True)

    def __init__(self, *args: Any, goals: Sequence[Goal], variations: Sequence[Any], **kwargs: Any) -> None:
        """Offer ``goals`` and ``variations``."""
        super().__init__(*args, **kwargs)
        offer(self, "goal", [(one.pk, one.title) for one in goals])
        named = [(one.pk, _("who goes with “%(variation)s”") % {"variation": one}) for one in variations]
        offer(self, "variation", [("", _("everybody")), *named])


class CheckForm(forms.Form):
    """One question with three answers; all of it can be said aloud and stay empty."""

    goal = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    question = forms.CharField(max_length=300, required=False)
    right = forms.IntegerField(min_value=0, max_value=2, initial=0)

    @property
    def answers(self) -> list[str]:
        """The three answers, empty where they are said aloud."""
        data: QueryDict = self.data  # type: ignore[assignment]
        return [data.get(f"answer-{place}", "")[:200] for place in range(3)]


class GoWithForm(forms.Form):
    """Learners who go with a variation."""

    learner = NumbersField()


class LeaveForm(forms.Form):
    """A learner leaves a goal: who, which, and the decision of the class council."""

    learner = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    goal = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    decided_on = forms.DateField(required=False)
    motivation = forms.CharField(required=False, max_length=1000)


def offer(form: forms.Form, name: str, choices: Sequence[tuple[Any, str]]) -> None:
    """Let the field ``name`` of ``form`` be chosen from ``choices``."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  # narrows the type, declared above
    field.choices = list(choices)
