"""Which learners need a decision of the team: what the learner model, the care and their own cycles say, with why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.foundation.references import Reference
from samenwijzer.learning.care.queries import group_care
from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.progress.attention import group_needs
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.learning.regulation.process_board import by_phase
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.agenda.rules import LEARNER_KIND
from samenwijzer.practice.goals.models import Goal
from samenwijzer.web.classroom.today.cards import Card, card_of
from samenwijzer.web.classroom.today.teams import classes_of_teams

#: Under this kind an action remembers which signal it answers.
SIGNAL = "team.signal"
GOAL = "goals.goal"
CARE, CYCLE = "care", "cycle"
#: At most this many of the care and of the own cycles each: a team decides on few things at once.
EACH = 3


@dataclass(frozen=True)
class Signal:
    """One thing to decide on: of whom, why, how sure that is, and what the team could do; nothing is assigned (R9).

    ``card`` is there for what the learner model says; ``matter`` is what an action that answers it remembers.
    """

    matter: str
    need: str
    title: str
    learners: Sequence[Person]
    what: str
    text: str
    certainty: str
    why: str = ""
    address: str = ""
    card: Card | None = None

    @property
    def about(self) -> list[Reference]:
        """What an action that answers it is about."""
        learners = [Reference(LEARNER_KIND, str(one.pk)) for one in self.learners]
        goals = [Reference(GOAL, str(self.card.goal_id))] if self.card and self.card.goal_id else []
        return [*learners, *goals, Reference(SIGNAL, self.matter)]

    @property
    def key(self) -> str:
        """What tells it apart on the page and in a form."""
        return f"{self.matter}-{self.learners[0].pk}"


def signals_of(*, viewer: Viewer, team: Function, actions: Collection[Action]) -> list[Signal]:
    """Return what needs a decision of the team now, what was never answered first and at most once each.

    ``actions`` are those of the team that are open: what they answer is left out. Who does not guide the learners of
    the team reads none.
    """
    if not _guides(viewer, team):
        return []
    needs = group_needs(viewer=viewer, unit=team.unit_id, goals=_goals(viewer, team))
    names = call_names(needs.learners)
    cards = [card_of(one, names, team.unit_id, viewer.on) for one in needs.cards if needs.anything_seen]
    found = [_of_card(card) for card in cards if card.need != FollowUp.Need.REVIEW]
    found += _of_care(viewer, team, names) + _of_cycles(viewer, needs.learners, names)
    answered = {
        (about.key, learner.learner_id)
        for action in actions
        for about in action.about.all()
        if about.kind == SIGNAL
        for learner in action.about.all()
        if learner.learner_id
    }
    return [one for one in found if (one.matter, one.learners[0].pk) not in answered]


def _goals(viewer: Viewer, team: Function) -> list[Goal]:
    """Return the goals at which the learners of the team work now (two queries)."""
    classes = classes_of_teams(viewer, [team])
    units = {team.unit_id, *chain.from_iterable(classes.values())}
    running = running_with_goals(groups=units, on=viewer.on)
    return list({goal.pk: goal for one in running for goal in one.goals}.values())


def _of_card(card: Card) -> Signal:
    deeds = {
        FollowUp.Need.SUPPORT.value: _("Extended instruction: %(goal)s"),
        FollowUp.Need.CHALLENGE.value: _("Enrichment beyond: %(goal)s"),
    }
    what = deeds.get(card.need, _("Go and look, and have a talk")) % {"goal": card.goal}
    return Signal(
        matter=f"{card.need}.{card.goal_id or 0}",
        need=card.need,
        title=card.title,
        learners=card.learners,
        what=what[:300],
        text=what[:300],
        certainty=card.certainty,
        address=card.address,
        card=card,
    )


def _of_care(viewer: Viewer, team: Function, names: dict[int, str]) -> list[Signal]:
    """Return whose care is due to be looked at again; a protected track says nothing here, whoever looks."""
    due = [one for one in group_care(viewer=viewer, group=team.unit_id).lines if one.is_due and one.review_on]
    return [
        Signal(
            matter=CARE,
            need="feedback",
            title=names.get(one.learner.pk, str(one.learner)),
            learners=[one.learner],
            what=_("Look again at the care, with the learner and the parents"),
            text=_("Care: looking again is due"),
            certainty=_("certain: the day was agreed"),
            why=_("The care was to be looked at again on %(day)s.") % {"day": _day(one.review_on)},
            address=reverse("care_file", args=[one.learner.pk]),
        )
        for one in due[:EACH]
    ]


def _of_cycles(viewer: Viewer, learners: Sequence[Person], names: dict[int, str]) -> list[Signal]:
    """Return whose own cycle ran past its last day."""
    late = [
        (column.title, one) for column in by_phase(learners, on=viewer.on) for one in column.standings if one.is_late
    ]
    return [
        Signal(
            matter=CYCLE,
            need="quiet",
            title=names.get(one.learner.pk, str(one.learner)),
            learners=[one.learner],
            what=_("Talk about the own goal: stop, adjust or go on?"),
            text=_("Own goal: past its last day"),
            certainty=_("certain: this was counted, not estimated"),
            why=_("The own cycle is past its last day and has been in “%(phase)s” since %(day)s.")
            % {"phase": phase, "day": _day(one.since)},
            address=reverse("learner", args=[one.learner.pk]),
        )
        for phase, one in late[:EACH]
    ]


def _guides(viewer: Viewer, team: Function) -> bool:
    """Whether ``viewer`` sees the learners of this team one by one; a student teacher does not."""
    return any(
        one.rights is not None and one.rights.sees in ("learners", "school_learners") and _holds(one, team)
        for one in viewer.functions
    )


def _holds(function: Function, team: Function) -> bool:
    whole = function.rights is not None and function.rights.sees == "school_learners"
    return team.unit_path.startswith(function.unit_path) if whole else function.unit_id == team.unit_id


def _day(day: date | None) -> str:
    return date_format(day, "j F") if day else ""


def shared_learners(signals: Collection[Signal]) -> list[int]:
    """Return the learners these signals name, each once."""
    return list({one.pk: None for signal in signals for one in signal.learners})
