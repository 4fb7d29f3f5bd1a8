"""What is asked when somebody is involved, acts for a learner, or looks along."""

from collections.abc import Iterable
from datetime import timedelta
from typing import cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.actions import LONGEST_INVOLVEMENT, LONGEST_SUPPORT_MINUTES
from samenwijzer.network.organisation.models import Membership
from samenwijzer.web.own_data.timeline import role_title


class InvolveForm(forms.Form):
    """Who, what for, until when."""

    function = forms.ChoiceField(label=_("Who?"))
    reason = forms.CharField(
        label=_("What for?"), max_length=200, help_text=_("The learner and the parents read this too.")
    )
    ends = forms.DateField(
        label=_("Up to and including"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: object, people: Iterable[Membership] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        today = timezone.localdate()
        shown = cast(forms.ChoiceField, self.fields["function"])
        shown.choices = [(one.pk, f"{one.person} · {role_title(one.role)}, {one.unit}") for one in people]
        self.fields["ends"].initial = min(SchoolYear.of(today).last_day, today + LONGEST_INVOLVEMENT)
        self.fields["ends"].widget.attrs |= {"min": today.isoformat(), "max": (today + timedelta(days=366)).isoformat()}


class GuardianForm(forms.Form):
    """Who acts for a learner."""

    given_name = forms.CharField(label=_("First name"), max_length=120)
    family_name = forms.CharField(label=_("Family name"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"), required=False, help_text=_("To invite this person to an account.")
    )


class SupportForm(forms.Form):
    """Who of the support desk looks along, why, and for how long."""

    person = forms.ChoiceField(label=_("Who of the support desk?"))
    reason = forms.CharField(label=_("What is the question?"), max_length=200)
    minutes = forms.IntegerField(
        label=_("For how many minutes?"), min_value=1, max_value=LONGEST_SUPPORT_MINUTES, initial=30
    )

    def __init__(self, *args: object, people: Iterable[Membership] = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        shown = cast(forms.ChoiceField, self.fields["person"])
        shown.choices = [(one.person_id, str(one.person)) for one in people]
