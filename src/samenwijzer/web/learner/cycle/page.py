"""What *Mijn cyclus* shows: the cycles of a learner and its groups, and how sure it was beside how it came out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.groups.cycle_owners import running_groups_of
from samenwijzer.learning.lessons.compass import compass
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.regulation.autonomy.companions import buddy_of, helped_by, possible_buddies
from samenwijzer.learning.regulation.autonomy.prompts import asked_at, setting_of
from samenwijzer.learning.regulation.calibration import (
    CLOSE,
    Calibration,
    calibration_of,
    calibrations,
    how_far,
    tendency,
)
from samenwijzer.learning.regulation.corners.queries import board_for
from samenwijzer.learning.regulation.own_cycles import OWN_GOAL
from samenwijzer.learning.regulation.pack import Mode
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.learning.regulation.strategies.pack import Area, repertoire
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.pack import Owner, Process
from samenwijzer.practice.cycles.queries import Work, cycles_of, folded, shown_to_class
from samenwijzer.practice.goals.models import OwnGoal
from samenwijzer.web.cycles.fields import Shown, shown_of
from samenwijzer.web.learner.words import step_words

SHOWN = 8


@dataclass(frozen=True)
class Beside:
    """One cycle: the words of how sure and how it came out, their steps, and a kind sentence about time."""

    title: str
    sure: int
    sure_words: str
    result: int
    result_words: str
    time: str


def beside(found: Calibration, mode: str = "full") -> Beside:
    """Return what a finished cycle tells, in words."""
    return Beside(
        title=found.cycle.title,
        sure=found.sure_choice.value or 0,
        sure_words=found.sure_choice.title.words(mode),
        result=found.result_choice.value or 0,
        result_words=found.result_choice.title.words(mode),
        time=_time(found),
    )


def _time(found: Calibration) -> str:
    if not (found.planned and found.took):
        return ""
    return _("You thought of %(planned)s minutes, it took %(took)s.") % {"planned": found.planned, "took": found.took}


def tendency_sentence(found: Sequence[Calibration]) -> str:
    """Say kindly how sure somebody mostly is beside how it comes out."""
    value = tendency(found)
    if value is None:
        return _("After two cycles you read here how well you know yourself.")
    if abs(value) < CLOSE:
        return _("What you think beforehand and what comes out lie close together. You know yourself well.")
    if value > 0:
        return _("It often works better than you think beforehand. You may be a little surer.")
    return _("You begin with much confidence. While preparing, also look at what may be difficult.")


def reading_mode(viewer: Viewer) -> str:
    """Return how ``viewer`` reads a cycle. Who reads in pictures gets the few words, read aloud beside pictures."""
    mode = mode_of(learner=viewer.person_id, on=viewer.on)
    return Mode.FULL.value if mode == Mode.FULL else Mode.SIMPLE.value


def overview(viewer: Viewer) -> dict[str, Any]:
    """Return what the list of cycles shows to ``viewer``."""
    works = cycles_of(viewer=viewer, owners=(Owner.LEARNER, Owner.GROUP))
    own = [one for one in works if one.template.owner == Owner.LEARNER]
    found = calibrations(own)
    route = compass(viewer=viewer)
    return {
        "running": [one for one in works if not one.is_over],
        "over": [one for one in works if one.is_over],
        "calibrations": [beside(one) for one in found[:SHOWN]],
        "tendency": tendency_sentence(found) if found else "",
        "goals": [stop.goal for stop in route.stops],
        "next_goal": route.now.goal.pk if route.now else None,
        "groups": list(running_groups_of(viewer)),
        "helped": helped_by(viewer),
        "of_teachers": [(work, phases_of(work)) for work in shown_to_class(viewer=viewer)],
        "has_board": board_for(viewer) is not None,
    }


def one_cycle(viewer: Viewer, cycle: UUID) -> Work:
    """Return one cycle of ``viewer`` or its group, folded by those it finished, or as an adult switched its prompts."""
    works = cycles_of(viewer=viewer, owners=(Owner.LEARNER, Owner.GROUP))
    found = next((one for one in works if one.cycle.uid == cycle), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    own = [one for one in works if one.template.owner == Owner.LEARNER]
    setting = setting_of(viewer=viewer, learner=viewer.person_id)
    return folded(found, how_far=asked_at(setting=setting, how_far=how_far(own)))


def phases_of(work: Work) -> list[tuple[str, list[Shown]]]:
    """Return the phases that may be read, each with what stands in it."""
    return [(one.phase.title.words(), [shown_of(each) for each in one.everything]) for one in work.phases]


def going_along(work: Work, viewer: Viewer) -> dict[str, Any]:
    """Return who goes along with an own cycle, who could, and what helps who tried but is stuck (D-411)."""
    is_own = work.template.owner == Owner.LEARNER
    tried = any(phase.check_ins for phase in work.phases)
    return {
        "buddy": buddy_of(work.cycle) if is_own else None,
        "may_ask": possible_buddies(viewer) if is_own else [],
        "is_own": is_own,
        "tried": tried,
        "helps": repertoire().of(Area.MOTIVATION) if tried else [],
    }


def looking_back(work: Work, viewer: Viewer, mode: str) -> dict[str, Any]:
    """Return what stands beside a look back: the goal, how sure before, what was seen, and the cause."""
    goal, seen = _goal_of(work, viewer)
    found = calibration_of(work)
    sure = work.chosen(Process.SELF_EFFICACY)
    cause = work.chosen(Process.ATTRIBUTION)
    choice = cause.prompt.choice(cause.value) if cause and cause.value else None
    return {
        "goal": goal,
        "beside": beside(found, mode) if found else None,
        "sure": sure.prompt.choice(sure.value) if sure and sure.value else None,
        "seen": seen,
        "cause": cause_sentence(choice.controllable) if choice else "",
    }


def cause_sentence(controllable: bool | None) -> str:
    """Say what can be done with a cause: training looks for what one can change (Weiner)."""
    if controllable:
        return _("You have that in your own hands. That is good news: you can do it again, or differently.")
    return _("You cannot choose that. What can you do yourself next time?")


def _goal_of(work: Work, viewer: Viewer) -> tuple[OwnGoal | None, tuple[int, str] | None]:
    """Return the goal in own words that the cycle is about, and the step seen of its official goal, with its word."""
    about = work.cycle.about
    if about is None or about.kind != OWN_GOAL:
        return None, None
    estimates = Estimate.objects.filter(learner=viewer.person_id, goal=OuterRef("official"))
    rows = OwnGoal.objects.annotate(step=Subquery(estimates.values("step")[:1]))
    goal = rows.filter(pk=about.id).select_related("official").first()
    if goal is None or goal.official_id is None:
        return goal, None
    step = goal.step or 0
    return goal, (step, step_words()[step])
