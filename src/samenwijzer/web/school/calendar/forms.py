"""What the forms of *Kalender* send."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samenwijzer.web.classroom.flex.forms import WEEKDAYS
from samenwijzer.web.classroom.today.forms import LARGEST_ID, NumbersField


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _time() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PeriodsForm(forms.Form):
    """A part of the year, or several of the same length between two days."""

    title = forms.CharField(label=_("Name of a part"), max_length=100)
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=40)
    first = forms.DateField(label=_("First day"), widget=_day(), localize=False)
    last = forms.DateField(label=_("Last day"), widget=_day(), localize=False)


class PeriodForm(forms.Form):
    """One part of the year that stands already."""

    title = forms.CharField(label=_("Name"), max_length=120)
    first = forms.DateField(label=_("First day"), widget=_day(), localize=False)
    last = forms.DateField(label=_("Last day"), widget=_day(), localize=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a part that is over before it begins."""
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and first > last:
            self.add_error("last", str(_("The end lies before the beginning.")))
        return values


class SlotsForm(forms.Form):
    """A weekly meeting of groups, of any length, in a part of the year or all year."""

    title = forms.CharField(label=_("What"), max_length=120)
    groups = NumbersField()
    weekday = NumbersField()
    begins = forms.TimeField(label=_("Begins at"), widget=_time())
    finishes = forms.TimeField(label=_("Ends at"), widget=_time())
    place = forms.CharField(label=_("Where"), max_length=120, required=False)
    period = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting that is over before it begins."""
        values = super().clean() or {}
        begins, finishes = values.get("begins"), values.get("finishes")
        if begins and finishes and begins >= finishes:
            self.add_error("finishes", str(_("The end lies before the beginning.")))
        if any(one >= len(WEEKDAYS) for one in values.get("weekday", [])):
            self.add_error("weekday", str(_("Choose a day.")))
        return values


class LineForm(forms.Form):
    """What groups do at one time of the week: ``groups`` (ids) are those that still do."""

    title = forms.CharField(label=_("What"), max_length=120)
    begins = forms.TimeField(label=_("Begins at"), widget=_time())
    finishes = forms.TimeField(label=_("Ends at"), widget=_time())
    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int, choices=list(enumerate(WEEKDAYS)))
    groups = NumbersField(required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting that is over before it begins."""
        values = super().clean() or {}
        begins, finishes = values.get("begins"), values.get("finishes")
        if begins and finishes and begins >= finishes:
            self.add_error("finishes", str(_("The end lies before the beginning.")))
        return values


class RoomForm(forms.Form):
    """A room: how many find a place, in how many separate groups."""

    name = forms.CharField(label=_("Name of the room"), max_length=120)
    seats = forms.IntegerField(label=_("Places"), min_value=0, max_value=2000)
    groups = forms.IntegerField(label=_("Separate groups"), min_value=1, max_value=50)
