"""A new sheet, and marks as they arrive: from the cells of a form, or in a batch from the browser's outbox."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any

from django import forms
from django.utils.formats import sanitize_separators
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, Field, ValidationError

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.evidence.content import Mark
from samenwijzer.practice.goals.models import Goal

STEPS, POINTS = "steps", "points"
MOST_POINTS = 200
Place = tuple[int, int]


class NewSheet(forms.Form):
    """The name, day, goals and scale of a test; every field has a default that is usually right."""

    title = forms.CharField(label=gettext_lazy("Name of the test"), max_length=200)
    on = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), localize=False
    )
    scale = forms.ChoiceField(
        widget=forms.RadioSelect, choices=[(STEPS, gettext_lazy("four steps")), (POINTS, gettext_lazy("points"))]
    )
    points = forms.IntegerField(min_value=1, max_value=MOST_POINTS, required=False)
    is_draft = forms.BooleanField(required=False)
    goals = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choosable: Sequence[Goal], **kwargs: Any) -> None:
        """Offer ``choosable`` as goals."""
        super().__init__(*args, **kwargs)
        goals = self.fields["goals"]
        assert isinstance(goals, forms.TypedMultipleChoiceField)  # noqa: S101  # narrows the type, declared above
        goals.choices = [(goal.pk, goal.title) for goal in choosable]

    def clean(self) -> dict[str, Any]:
        """Ask for the highest mark where points were chosen."""
        cleaned = super().clean() or {}
        if cleaned.get("scale") == POINTS and not cleaned.get("points") and "points" not in self.errors:
            self.add_error("points", _("How many points can one get?"))
        return cleaned

    @property
    def highest(self) -> int:
        """The highest mark; 0 means the four-step scale."""
        points: int = self.cleaned_data["points"] if self.cleaned_data["scale"] == POINTS else 0
        return points


class SentMark(BaseModel):
    """One cell in the outbox of a browser: the mark, and what stood there when it was entered."""

    learner: int
    column: int
    value: Annotated[float, Field(ge=0)] | None
    seen: float | None


class Batch(BaseModel):
    """What a browser sends at once: each cell at most once."""

    marks: Annotated[list[SentMark], Field(max_length=2000)]

    def unique(self) -> dict[Place, SentMark]:
        """Return the marks by cell, the last one where a cell came twice."""
        return {(one.learner, one.column): one for one in self.marks}


def sent(body: bytes) -> tuple[list[Mark], dict[Place, float | None]]:
    """Return the marks in ``body`` and what was seen in their cells; refuse what is no batch."""
    try:
        marks = Batch.model_validate_json(body).unique()
    except ValidationError as error:
        raise Refused(_("These results could not be read.")) from error
    values = [Mark(*place, None if one.value is None else round(one.value, 2)) for place, one in marks.items()]
    return values, {place: one.seen for place, one in marks.items()}


def cell_name(learner: int, column: int) -> str:
    """Return the name of a cell in the form."""
    return f"mark-{learner}-{column}"


def seen_text(marks: dict[Place, float]) -> str:
    """Return ``marks`` as the hidden field that says what stood in the form when it was drawn."""
    return json.dumps([[*place, value] for place, value in marks.items()])


def filled_in(post: Mapping[str, str]) -> tuple[list[Mark], dict[Place, float | None]]:
    """Return the cells of a form sent without the browser's help that differ from what stood in it, and what stood."""
    try:
        seen: dict[Place, float | None] = {(int(a), int(b)): float(value) for a, b, value in json.loads(post["seen"])}
        cells = [name.split("-")[1:] for name in post if name.startswith("mark-")]
        entered = {(int(a), int(b)): _number(post[cell_name(int(a), int(b))]) for a, b in cells}
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(_("These results could not be read.")) from error
    changed = [Mark(*place, value) for place, value in entered.items() if value != seen.get(place)]
    return changed, {place: seen.get(place) for place in entered}


def _number(text: str) -> float | None:
    """Return a mark with a decimal comma or point; ``None`` where nothing was filled in."""
    cleaned = str(sanitize_separators(text.strip())).replace(",", ".")
    return round(float(cleaned), 2) if cleaned else None


def initial(*, title: str, on: date, goal: Goal | None) -> dict[str, Any]:
    """Return what a new sheet starts with: all that is needed to open it at once."""
    name = _("Test %(title)s") % {"title": title} if title else _("Test")
    return {"title": name, "on": on, "scale": STEPS, "points": 10, "goals": [goal.pk] if goal else []}
