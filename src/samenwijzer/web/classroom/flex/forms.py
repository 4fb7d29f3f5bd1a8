"""What the forms of *Flexuren* send, read and checked for its shape."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.offers.models import Offer
from samenwijzer.practice.offers.rounds import Content, Weekly
from samenwijzer.web.classroom.today.forms import LARGEST_ID, NumbersField

SCHOOL_WEEK = 5
USUAL_WEEKS = 2
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoundForm(forms.Form):
    """A round: for whom, from when until when, at which times a week, and how free learners choose."""

    title = forms.CharField(label=_("Title"), max_length=120)
    groups = NumbersField()
    starts = forms.DateField(label=_("First day"), widget=_day(), localize=False)
    ends = forms.DateField(label=_("Last day"), widget=_day(), localize=False)
    weekday = NumbersField()
    begins = forms.TimeField(label=_("Begins at"), widget=forms.TimeInput(attrs={"type": "time"}))
    finishes = forms.TimeField(label=_("Ends at"), widget=forms.TimeInput(attrs={"type": "time"}))
    freedom = forms.CharField(max_length=20)
    choose_until = forms.DateField(
        label=_("Choosing until and including"), widget=_day(), required=False, localize=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a moment that is over before it begins."""
        values = super().clean() or {}
        begins, finishes = values.get("begins"), values.get("finishes")
        if begins and finishes and begins >= finishes:
            self.add_error("finishes", str(_("The end lies before the beginning.")))
        return values

    @property
    def weekly(self) -> list[Weekly]:
        """The moments of a week."""
        values = self.cleaned_data
        return [(day, values["begins"], values["finishes"]) for day in values["weekday"] if day < 7]

    @property
    def choosing_ends(self) -> datetime | None:
        """The last moment to choose: the end of the day that was sent."""
        day: date | None = self.cleaned_data["choose_until"]
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59))) if day else None


def first_values(viewer: Viewer, groups: list[int], times: tuple[time, time]) -> dict[str, Any]:
    """Return what stands filled in: two weeks from the coming Monday, for everybody the viewer guides."""
    monday = viewer.on + timedelta(days=(7 - viewer.on.weekday()) % 7)
    return {
        "groups": groups,
        "starts": monday,
        "ends": monday + timedelta(days=7 * USUAL_WEEKS - 3),
        "begins": times[0],
        "finishes": times[1],
    }


class OfferForm(forms.Form):
    """An offer: what it is, at which moments, where, by whom, on which goals, for how many and for whom."""

    title = forms.CharField(label=_("What do you offer?"), max_length=120)
    what = forms.CharField(
        label=_("What do they do there?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    form = forms.CharField(max_length=60)
    moment = NumbersField(required=False)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=500)
    room = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    place = forms.CharField(label=_("Or another place"), required=False, max_length=120)
    adults = NumbersField(required=False)
    goals = NumbersField(required=False)
    groups = NumbersField(required=False)
    choice = forms.ChoiceField(choices=Offer.Choice.choices)

    @property
    def content(self) -> Content:
        """What the offer says."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "moment"}
        return Content(**values)


class AbsenceForm(forms.Form):
    """Who is absent, from when until when."""

    person = forms.IntegerField(label=_("Who is absent?"), min_value=1, max_value=LARGEST_ID, widget=forms.Select())
    first = forms.DateField(label=_("First day"), widget=_day(), localize=False)
    last = forms.DateField(label=_("Last day"), widget=_day(), localize=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an absence that is over before it begins."""
        values = super().clean() or {}
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error("last", str(_("The end lies before the beginning.")))
        return values


class MoveForm(forms.Form):
    """Who goes where at which moment; ``to`` is an offer, or *rest* for nowhere."""

    moment = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    picked = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    to = forms.CharField(max_length=20)


class PublishForm(forms.Form):
    """The last day for which places are told."""

    until = forms.DateField()


class TickForm(forms.Form):
    """Who came (1), did not (0), or neither was said (empty)."""

    person = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    present = forms.ChoiceField(required=False, choices=[("1", "1"), ("0", "0"), ("", "")])
