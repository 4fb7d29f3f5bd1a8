"""A plan as one picture: ambitions, goals, actions and what was measured; and what does not hang together yet."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.models import About, Action
from samenwijzer.practice.agenda.rules import visible_actions
from samenwijzer.practice.documents.content import Part
from samenwijzer.practice.documents.goal_queries import GoalLine, GoalState, goal_lines
from samenwijzer.practice.documents.models import Document
from samenwijzer.practice.documents.pack import Ambition, all_ambitions
from samenwijzer.practice.documents.titles import DOCUMENT, GOAL
from samenwijzer.quality.plans.actions import CORE, EFFECT, FIELD, PPGO
from samenwijzer.quality.plans.pack import Link, links


@dataclass(frozen=True)
class ActionLine:
    """An action of a plan with what it is linked to: keys of the pack, and ids of goals of the plan."""

    action: Action
    core: list[str]
    effects: list[str]
    ppgo: list[str]
    fields: list[str]
    goals: list[int]

    @property
    def is_linked(self) -> bool:
        """Whether it serves the core process or an effect on learners (D-092)."""
        return bool(self.core or self.effects)


@dataclass(frozen=True)
class GoalBranch:
    """A goal with its actions."""

    line: GoalLine
    actions: list[ActionLine]

    @property
    def has_core_action(self) -> bool:
        """Whether its question ends in an action on the core process (R12)."""
        return any(one.core for one in self.actions)


@dataclass(frozen=True)
class AmbitionBranch:
    """An ambition with the goals that serve it first, and how many of these are reached."""

    ambition: Ambition
    goals: list[GoalBranch]

    @property
    def reached(self) -> int:
        """How many of its goals are reached."""
        return sum(1 for one in self.goals if one.line.state == GoalState.REACHED)


@dataclass(frozen=True)
class PlanPicture:
    """The whole plan; ``actions`` are all of it, each once."""

    document: Document
    branches: list[AmbitionBranch]
    actions: list[ActionLine]
    viewer: Viewer

    @property
    def goals(self) -> list[GoalBranch]:
        """Every goal, in order."""
        return [goal for branch in self.branches for goal in branch.goals]

    @property
    def unlinked(self) -> list[ActionLine]:
        """Actions linked neither to the core process nor to an effect on learners (D-092)."""
        return [one for one in self.actions if not one.is_linked]

    @property
    def without_outcome(self) -> list[ActionLine]:
        """Actions whose last day is over and of which nobody said what came of it (D-209)."""
        return [one for one in self.actions if one.action.due < self.viewer.on and not one.action.outcome]

    @property
    def ppgo_without_action(self) -> list[Link]:
        """Core elements of the PPGO! that no action serves (D-117)."""
        served = {key for one in self.actions for key in one.ppgo}
        return [one for one in links().ppgo if one.key not in served]

    @property
    def staff_actions(self) -> list[ActionLine]:
        """Actions of staff policy (D-132)."""
        return [one for one in self.actions if "hr" in one.fields]

    def goal_text(self, goal: int) -> str:
        """Return the words of a goal of this plan."""
        return next((one.line.goal.text for one in self.goals if one.line.goal.pk == goal), "")


def plan_picture(*, viewer: Viewer, document: Document) -> PlanPicture:
    """Return a plan as ``viewer``, who works in its unit, reads it; a constant number of queries."""
    lines = goal_lines(document)
    actions = plan_actions(viewer=viewer, document=document)
    of_goal: dict[int, list[ActionLine]] = defaultdict(list)
    for one in actions:
        for goal in one.goals:
            of_goal[goal].append(one)
    by_ambition: dict[str, list[GoalBranch]] = defaultdict(list)
    for line in lines:
        by_ambition[line.goal.ambitions[0]].append(GoalBranch(line, of_goal[line.goal.pk]))
    branches = [AmbitionBranch(one, by_ambition[one.key]) for one in all_ambitions() if by_ambition[one.key]]
    return PlanPicture(document, branches, actions, viewer)


def plan_actions(*, viewer: Viewer, document: Document) -> list[ActionLine]:
    """Return the actions of a plan with their links, soonest first; two queries."""
    whole = About.objects.filter(kind=DOCUMENT, key=str(document.pk)).values("action")
    rows = visible_actions(viewer).filter(pk__in=whole, dropped_at=None)
    actions = list(rows.select_related("owner").prefetch_related("about").order_by("due", "pk"))
    tied: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for action in actions:
        for about in action.about.all():
            tied[action.pk][about.kind].append(about.key)
    return [
        ActionLine(
            one, tied[one.pk][CORE], tied[one.pk][EFFECT], tied[one.pk][PPGO], tied[one.pk][FIELD],
            [int(key) for key in tied[one.pk][GOAL]],
        )
        for one in actions
    ]  # fmt: skip


def action_parts(*, viewer: Viewer, document: Document) -> list[Part]:
    """Return the actions of a plan as parts of a version: what and by when; whose they are stays inside."""
    return [
        Part(
            f"action-{one.action.pk}",
            _("Action: %(action)s") % {"action": one.action.what},
            _("%(action)s, by %(day)s.")
            % {"action": one.action.what.rstrip("."), "day": date_format(one.action.due, "j F Y")},
        )
        for one in plan_actions(viewer=viewer, document=document)
    ]
