"""What somebody follows, could follow, should read this week, and has in the own portfolio: all of it about oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.rules import works_in
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.documents.models import PlanGoal
from samenwijzer.practice.offers.training.models import Follow, OwnCheck, Piece, Place, PlanLine, Step
from samenwijzer.practice.offers.training.pack import News, Own, SelfCheck, Task, Track, titles, tracks, words
from samenwijzer.practice.offers.training.rules import check_track, check_works, is_for, team_goals

#: No digest is longer (D-166).
MOST_NEWS = 5
PROFESSIONAL = "professional"
PLAN = "sop"


@dataclass(frozen=True)
class TaskLine:
    """One task and how far somebody is in it."""

    task: Task
    step: Step | None

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.step is not None and self.step.done_at is not None

    @property
    def part(self) -> int:
        """At which part, from 1, one goes on; 0 where nothing was begun."""
        return self.step.part + 1 if self.step and self.task.parts else 0


@dataclass(frozen=True)
class TrackLine:
    """A track and, where it is followed, how far; it has no day by which it must be done (D-431)."""

    track: Track
    follow: Follow | None = None
    lines: Sequence[TaskLine] = ()

    @property
    def done(self) -> int:
        """How many tasks are done."""
        return sum(one.is_done for one in self.lines)

    @property
    def is_over(self) -> bool:
        """Whether everything is done."""
        return bool(self.lines) and self.done == len(self.lines)

    @property
    def over_at(self) -> Any:
        """When the last task was done."""
        days = [one.step.done_at for one in self.lines if one.step and one.step.done_at]
        return max(days) if self.is_over else None

    @property
    def next(self) -> TaskLine | None:
        """What comes next."""
        return next((one for one in self.lines if not one.is_done), None)

    @property
    def theme(self) -> str:
        """Which of the five priorities it serves."""
        return titles(words().themes).get(self.track.theme, "")


def _line(follow: Follow, track: Track, steps: Sequence[Step]) -> TrackLine:
    by_task = {one.task: one for one in steps}
    return TrackLine(track, follow, [TaskLine(one, by_task.get(one.key)) for one in track.tasks_for(follow.stage)])


def followed(*, viewer: Viewer) -> list[TrackLine]:
    """Return the tracks ``viewer`` follows, the last begun first (two queries)."""
    rows = Follow.objects.filter(person=viewer.person_id).prefetch_related("steps")
    return [_line(one, tracks()[one.track], list(one.steps.all())) for one in rows if one.track in tracks()]


def choices(*, viewer: Viewer, theme: str = "") -> list[Track]:
    """Return the tracks for ``viewer``, those for its own function first; of one theme where one was asked."""
    found = [one for one in tracks().values() if is_for(viewer, one) and theme in ("", one.theme)]
    return sorted(found, key=lambda one: not one.roles)


def track_page(*, viewer: Viewer, key: str) -> TrackLine:
    """Return one track with how far ``viewer`` is in it (two queries)."""
    track = check_track(viewer, key)
    follow = Follow.objects.filter(person=viewer.person_id, track=key).prefetch_related("steps").first()
    return _line(follow, track, list(follow.steps.all())) if follow else TrackLine(track)


@dataclass(frozen=True)
class OwnPlace:
    """What a task works with: the unit, the goals of its plan, and of a group how many schools it holds."""

    unit: Unit
    goals: Sequence[str] = ()
    schools: int = 0


def own_places(*, viewer: Viewer, own: Own) -> list[OwnPlace]:
    """Return the own schools with the goals of their plan, or the own school group with its schools (two queries)."""
    kinds = SCHOOLS if own == Own.PLAN else ("school_group", *SCHOOLS)
    ids = [one.unit_id for one in works_in(viewer) if one.unit_kind in kinds]
    found = list(Unit.objects.filter(pk__in=ids).order_by("name", "pk"))
    if own == Own.GROUP:
        return [
            OwnPlace(one, schools=Unit.objects.filter(path__startswith=one.path, kind__in=SCHOOLS).count())
            for one in found[:2]
        ]
    goals: dict[int, list[str]] = {}
    rows = PlanGoal.objects.filter(document__unit__in=ids, document__template=PLAN, left_at=None)
    for unit, text in rows.order_by("document", "position", "pk").values_list("document__unit", "text"):
        goals.setdefault(unit, []).append(text)
    return [OwnPlace(one, goals.get(one.pk, ())) for one in found]


def digest(*, viewer: Viewer) -> list[News]:
    """Return what is worth reading this week, at most five: for one's function and themes first, turning by week.

    What should have been looked at again by now is left out until somebody did (D-218).
    """
    roles = {one.role for one in works_in(viewer)}
    fresh = [one for one in words().news if viewer.on <= one.review_by and (not one.roles or roles & set(one.roles))]
    week = viewer.on.toordinal() // 7
    turned = [fresh[(week + n) % len(fresh)] for n in range(len(fresh))]
    return sorted(turned, key=lambda one: not one.roles)[:MOST_NEWS]


@dataclass(frozen=True)
class CheckPage:
    """A self-check, what was answered last, and the few tracks that help most."""

    check: SelfCheck
    answers: dict[str, int]
    suggested: Sequence[Track]


def own_check(*, viewer: Viewer, check: SelfCheck) -> CheckPage:
    """Return a self-check of ``viewer`` itself; it suggests as few steps as the pack says (one query)."""
    check_works(viewer)
    last = OwnCheck.objects.filter(person=viewer.person_id, check_key=check.key).last()
    answers = last.answers if last else {}
    weak = sorted((one for one in check.items if answers.get(one.key, 4) < 4), key=lambda one: answers[one.key])
    keys = dict.fromkeys(one.track for one in weak)
    suggested = [tracks()[key] for key in keys if key in tracks() and is_for(viewer, tracks()[key])]
    return CheckPage(check, answers, suggested[: check.suggests])


@dataclass(frozen=True)
class Planned:
    """A line of the own plan with the goal of the team it serves and the track one chose."""

    line: PlanLine
    goal: Cycle | None
    track: Track | None


@dataclass(frozen=True)
class Portfolio:
    """One portfolio: what one plans, followed, did in class, took as a course and kept."""

    plan: Sequence[Planned]
    tracks: Sequence[TrackLine]
    courses: Sequence[Place]
    pieces: Sequence[Piece]
    cycles: Sequence[Cycle]
    team_goals: Sequence[Cycle]
    themes: dict[str, str]

    @property
    def finished(self) -> list[TrackLine]:
        """The tracks that are done."""
        return [one for one in self.tasks_begun if one.is_over]

    @property
    def tasks_begun(self) -> list[TrackLine]:
        """The tracks in which something was done."""
        return [one for one in self.tracks if one.done]


def portfolio(*, viewer: Viewer) -> Portfolio:
    """Return the portfolio of ``viewer`` (seven queries); nobody else has an address at which to read it."""
    check_works(viewer)
    goals = list(team_goals(viewer))
    by_uid = {one.uid: one for one in goals}
    rows = PlanLine.objects.filter(person=viewer.person_id)
    taken = Place.objects.filter(person=viewer.person_id).select_related("course__unit", "course__provider")
    own = Cycle.objects.filter(template=PROFESSIONAL, owner_kind="people.person", owner_id=str(viewer.person_id))
    return Portfolio(
        [Planned(one, by_uid.get(one.team_goal) if one.team_goal else None, tracks().get(one.track)) for one in rows],
        followed(viewer=viewer),
        list(taken.order_by("-course__on", "-pk")),
        list(Piece.objects.filter(person=viewer.person_id)),
        list(own.order_by("-started_at", "-pk")),
        goals,
        titles(words().themes),
    )


def transfer_due(places: Sequence[Place], on: date) -> list[Place]:
    """Return the courses of which one is asked, months later, what is done differently now (D-221)."""
    after = timedelta(days=words().transfer_days)
    return [one for one in places if one.transfer_at is None and one.course.on + after <= on]


def strengthens(*, viewer: Viewer, expertise: str) -> list[Track]:
    """Return the tracks for ``viewer`` that make a role or topic of the frame stronger (D-116)."""
    check_works(viewer)
    return [one for one in choices(viewer=viewer) if expertise in one.expertise]
