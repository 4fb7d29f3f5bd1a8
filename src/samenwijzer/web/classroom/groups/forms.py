"""What a teacher asks, and the arrangement that travels with the page: nothing is stored before it is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from pydantic import TypeAdapter, ValidationError

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.groups.models import Grouping, Tie
from samenwijzer.learning.groups.pack import grouping_content
from samenwijzer.learning.groups.proposals import Proposed
from samenwijzer.learning.groups.rules import LARGEST_SIZE, SMALLEST_SIZE
from samenwijzer.web.classroom.today.forms import LARGEST_ID, NumbersField, read

USUAL_SIZE = 4
MOST_ADULTS = 4
MOST_STEPS_BACK = 20
Groups = tuple[Placed, ...]
_GROUPS = TypeAdapter(list[tuple[int | None, list[int]]])


class AskedForm(forms.Form):
    """Purpose, goal, size, who is there, who comes along into instruction, when, and with which adults.

    What may be ticked to spread it stands in the pack, a field for each trait.
    """

    purpose = forms.ChoiceField(choices=Grouping.Purpose.choices)
    goal = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)
    size = forms.IntegerField(min_value=SMALLEST_SIZE, max_value=LARGEST_SIZE)
    here = NumbersField()
    along = NumbersField(required=False)
    meeting = forms.CharField(required=False, max_length=20)
    adults = forms.IntegerField(required=False, min_value=1, max_value=MOST_ADULTS)
    adult = forms.IntegerField(required=False, min_value=1, max_value=LARGEST_ID)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for key in trait_keys():
            self.fields[key] = NumbersField(required=False)


class PublishForm(forms.Form):
    """The last day of the groups."""

    ends = forms.DateField()


class PreferencesForm(forms.Form):
    """Whom learners like to work with, a line a learner."""

    lines = forms.CharField(max_length=20_000)


class TieForm(forms.Form):
    """Two learners and what is known about them; empty kind forgets it."""

    learner = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    other = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    kind = forms.ChoiceField(required=False, choices=Tie.Kind.choices)


@dataclass(frozen=True)
class Draft:
    """Groups in the making: what was asked, the proposals, which of them is under hand, and how it stands now."""

    asked: Asked
    proposals: tuple[Proposed, ...]
    names: tuple[str, ...]
    chosen: int
    groups: Groups
    fixed: frozenset[int] = frozenset()
    before: tuple[Groups, ...] = ()

    def changed(self, groups: Groups, *, chosen: int | None = None) -> "Draft":
        """Return the draft with other groups; the present ones can be taken back."""
        trail = (*self.before, self.groups)[-MOST_STEPS_BACK:]
        return replace(self, groups=groups, before=trail, chosen=self.chosen if chosen is None else chosen)

    def undone(self) -> "Draft":
        """Return the draft as it was before the last change."""
        return replace(self, groups=self.before[-1], before=self.before[:-1]) if self.before else self

    def moved(self, learner: int, to: int | None) -> "Draft":
        """Return the draft with ``learner`` in group number ``to``, or in no group."""
        kept = [Placed(one.goal, tuple(who for who in one.learners if who != learner)) for one in self.groups]
        if to is not None:
            kept[to] = Placed(kept[to].goal, (*kept[to].learners, learner))
        return self.changed(tuple(kept))

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What travels with the page, as (name, value) of hidden fields.

        The fixed places, and who watches over pairs, stand on the page themselves.
        """
        asked = self.asked
        fields = [("purpose", asked.purpose), ("goal", str(asked.goal or "")), ("size", str(asked.largest))]
        fields += [("here", str(one)) for one in asked.here]
        fields += [(key, str(one)) for key, having in asked.ticks.items() for one in sorted(having)]
        fields += [("along", str(one)) for one in sorted(asked.along)]
        fields += [("meeting", asked.meeting)] if asked.meeting else []
        fields += [("adults", str(asked.adults))] if asked.adults else []
        fields += [("name", name) for name in self.names]
        fields += [("proposal", f"{one.aim}:{written(one.groups)}") for one in self.proposals]
        fields += [("before", written(groups)) for groups in self.before]
        return [*fields, ("chosen", str(self.chosen)), ("groups", written(self.groups))]


def asked_in(data: QueryDict) -> Asked:
    """Return what a teacher asks, or refuse what is no question."""
    values = read(AskedForm(listed(data, ("here", "along", *trait_keys()))))
    here = tuple(values["here"])
    return Asked(
        purpose=values["purpose"],
        goal=values["goal"],
        largest=values["size"],
        here=here,
        ticks={key: frozenset(values[key]) & set(here) for key in trait_keys()},
        along=frozenset(values["along"]) & set(here),
        meeting=values["meeting"],
        adults=values["adults"],
        adult=values["adult"],
    )


def trait_keys() -> list[str]:
    """Return under which names the ticks of a trait are sent."""
    return [one.key for one in grouping_content().traits]


def listed(data: QueryDict, several: Sequence[str]) -> dict[str, Any]:
    """Return the values by name, a list for each of ``several``."""
    single: Mapping[str, Any] = data.dict()
    return dict(single) | {name: data.getlist(name) for name in several}


def draft_in(data: QueryDict) -> Draft:
    """Return the groups in the making that a page sent back, checked for their shape and for who may sit in them."""
    asked = asked_in(data)
    proposals = []
    for sent in data.getlist("proposal"):
        aim, _colon, groups = sent.partition(":")
        proposals.append(Proposed(aim, groups_in(groups, asked)))
    chosen, fixed = data.get("chosen", ""), data.getlist("fixed")
    if not proposals or not chosen.isdecimal() or int(chosen) >= len(proposals):
        raise _not_understood()
    return Draft(
        asked=asked,
        proposals=tuple(proposals),
        names=tuple(data.getlist("name")),
        chosen=int(chosen),
        groups=groups_in(data.get("groups", ""), asked),
        fixed=frozenset(int(one) for one in fixed if one.isdecimal()) & set(asked.here),
        before=tuple(groups_in(one, asked) for one in data.getlist("before")[-MOST_STEPS_BACK:]),
    )


def groups_in(text: str, asked: Asked) -> Groups:
    """Return the groups written in ``text``; refuse somebody twice and somebody who does not take part."""
    try:
        groups = tuple(Placed(goal, tuple(learners)) for goal, learners in _GROUPS.validate_json(text))
    except ValidationError as error:
        raise _not_understood() from error
    seated = [learner for one in groups for learner in one.learners]
    if len(set(seated)) < len(seated) or not set(seated) <= set(asked.here):
        raise _not_understood()
    return groups


def written(groups: Sequence[Placed]) -> str:
    """Return ``groups`` as text that `groups_in` reads."""
    return _GROUPS.dump_json([(one.goal, list(one.learners)) for one in groups]).decode()


def _not_understood() -> Refused:
    return Refused(_("Something in this form was not understood. Load the page again."))
