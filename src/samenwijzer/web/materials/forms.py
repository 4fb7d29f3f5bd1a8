"""What somebody writes of a material, and numbers as people type them."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samenwijzer.foundation.errors import Refused
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.pack import bank, vocabulary
from samenwijzer.web.classroom.lessons.forms import day, offer, text

MOST_DIGITS = 9


class MaterialForm(forms.Form):
    """A material: what it is, for whom, under which licence and at which cost."""

    title = text(gettext_lazy("What is it called?"), required=True)
    description = text(gettext_lazy("How does a lesson go with it?"), 3000, rows=4)
    kind = forms.ChoiceField(label=gettext_lazy("What is it?"))
    area = forms.ChoiceField(label=gettext_lazy("Learning area"))
    from_age = forms.IntegerField(label=gettext_lazy("From age"), min_value=2, max_value=99, initial=2)
    to_age = forms.IntegerField(label=gettext_lazy("Until age"), min_value=2, max_value=99, initial=18)
    minutes = forms.IntegerField(label=gettext_lazy("How many minutes?"), required=False, min_value=1, max_value=9999)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    features = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    terms = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    origin = forms.ChoiceField(label=gettext_lazy("How did it come about?"))
    licence = forms.ChoiceField(label=gettext_lazy("What may others do with it?"))
    publisher = text(gettext_lazy("Publisher"), 120)
    link = forms.URLField(
        label=gettext_lazy("Link to the material"), required=False, max_length=500, assume_scheme="https"
    )
    price = forms.DecimalField(
        label=gettext_lazy("Euro a learner and year"), required=False, min_value=0, max_digits=8, decimal_places=2,
        localize=True,
    )  # fmt: skip
    changed_how = text(gettext_lazy("What did you change?"), 300)
    source = text(gettext_lazy("Source"), 300)
    source_year = forms.IntegerField(
        label=gettext_lazy("Year of the source"), required=False, min_value=1900, max_value=2100
    )
    certainty = forms.ChoiceField(label=gettext_lazy("How certain?"), required=False)
    effort = text(gettext_lazy("What does it ask of time and money?"), 120)
    review_on = day(gettext_lazy("Look at it again on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the words of the pack."""
        super().__init__(*args, **kwargs)
        words = bank()
        for name, choices in (
            ("kind", words.kinds), ("area", words.areas), ("language", words.languages), ("features", words.features),
            ("terms", vocabulary().terms), ("origin", words.origins), ("licence", words.licences),
        ):  # fmt: skip
            offer(self, name, [(one.key, one.name) for one in choices])
        offer(self, "certainty", [("", "–"), *((one.key, one.name) for one in words.certainties)])

    @property
    def written(self) -> dict[str, Any]:
        """The values of a material."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "terms"}
        return values | {"price": self.cleaned_data["price"] or Decimal(0)}

    @staticmethod
    def values_of(material: Material) -> dict[str, Any]:
        """Return what stands of a material, to begin a form with."""
        names = [name for name in MaterialForm.base_fields if name != "terms"]
        return {name: getattr(material, name) for name in names} | {"terms": material.terms.strip("|").split("|")}


def number(value: str) -> int:
    """Return a whole number that was sent; refuse anything else."""
    if not value.isdecimal() or len(value) > MOST_DIGITS:
        raise Refused(_("Fill in a number."))
    return int(value)


def amount(value: str) -> Decimal:
    """Return an amount in euro that was sent, with a comma or a point; refuse anything else."""
    try:
        found = Decimal(value.strip().replace(",", "."))
    except InvalidOperation as error:
        raise Refused(_("Fill in an amount, such as 12,50.")) from error
    if not found.is_finite() or abs(found) >= Decimal(10) ** 6:
        raise Refused(_("Fill in an amount, such as 12,50."))
    return round(found, 2)


def date_in(value: str) -> date:
    """Return a day that was sent; refuse anything else."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise Refused(_("Choose a day.")) from error
