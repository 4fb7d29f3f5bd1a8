"""What a team reads: its sessions, and counts on the goals its question is about; never who."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from samenwijzer.learning.lessons.queries import running_with_goals
from samenwijzer.learning.progress.class_grids import INDEPENDENT
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.goals.models import Framework, Goal
from samenwijzer.quality.indicators.pack import central_set
from samenwijzer.quality.indicators.rules import tells_too_much
from samenwijzer.quality.reflections.models import Session, Success, TeamSubject
from samenwijzer.quality.reflections.rules import AROUND, SUBJECT_TEAM, TEAMS, is_in

#: Goals shown to a team at most: what was seen most comes first.
MOST = 12


@dataclass(frozen=True)
class GoalCount:
    """How many learners of whom enough was seen work independently at a goal; ``None`` where that tells too much."""

    goal: Goal
    independent: int | None
    of: int | None

    @property
    def percent(self) -> int:
        """The share in whole percents."""
        return round(100 * (self.independent or 0) / self.of) if self.of else 0


def results_for(*, viewer: Viewer, session: Session) -> list[GoalCount]:
    """Return counts on the goals of a session, what was seen most first; four queries at most.

    A team around learners looks at these; any other team at the learners of its school, and then small counts are
    hidden. Without a framework the goals are those at which the learners work now.
    """
    around = session.unit.kind in AROUND
    place = session.unit if around else school_of(session.unit)
    inside = Membership.objects.filter(active(viewer.on), unit__path__startswith=place.path, role=LEARNER)
    people = inside.values("person")
    goals = Q(goal__framework=session.framework_id, goal__gone_at=None)
    if session.framework_id is None:
        groups = set(Membership.objects.filter(active(viewer.on), person__in=people).values_list("unit", flat=True))
        running = running_with_goals(groups=groups, on=viewer.on)
        goals = Q(goal__in={goal.pk for one in running for goal in one.goals})
    rows = Estimate.objects.filter(goals, learner__in=people, step__gt=0).values("goal")
    counted = rows.annotate(of=Count("pk"), independent=Count("pk", filter=Q(step__gte=INDEPENDENT)))
    most = list(counted.order_by("-of", "goal")[:MOST])
    known = Goal.objects.in_bulk([one["goal"] for one in most])
    return [_count(known[one["goal"]], one["independent"], one["of"], around=around) for one in most]


def _count(goal: Goal, independent: int, of: int, *, around: bool) -> GoalCount:
    hidden = not around and tells_too_much((independent, of), fewest=central_set().fewest)
    return GoalCount(goal, None, None) if hidden else GoalCount(goal, independent, of)


def school_of(unit: Unit) -> Unit:
    """Return the school a team stands in, or what it stands under where that is none."""
    above = {one.pk: one for one in Unit.objects.filter(pk__in=unit.ancestor_ids)}
    ordered = [above[pk] for pk in unit.ancestor_ids if pk in above]
    return next((one for one in ordered if one.kind in SCHOOLS), ordered[-2] if len(ordered) > 1 else unit)


@dataclass(frozen=True)
class TeamPage:
    """A team with its sessions, newest first, and the subjects it may ask about; ``None``: any."""

    unit: Unit
    sessions: list[Session]
    subjects: list[Framework] | None
    is_in: bool


def team_page(*, viewer: Viewer, team: Unit) -> TeamPage:
    """Return the sessions of a team ``viewer`` was found to read; two queries."""
    own = [one.framework for one in TeamSubject.objects.filter(unit=team).select_related("framework")]
    sessions = Session.objects.filter(unit=team).select_related("framework", "action__owner")
    subjects = own if own or team.kind == SUBJECT_TEAM else None
    return TeamPage(team, list(sessions[:20]), subjects, is_in(viewer, team))


def teams_in(school: Unit) -> list[Unit]:
    """Return the teams of a school, subject teams first (one query)."""
    found = Unit.objects.filter(path__startswith=school.path, kind__in=TEAMS, ends=None)
    return sorted(found, key=lambda one: (one.kind != SUBJECT_TEAM, one.kind, one.name, one.pk))


def successes_of(team: Unit) -> list[Success]:
    """Return what a team wrote down that went well, newest first."""
    return list(team.successes.all()[:20])


def worked(team: Unit) -> Sequence[Action]:
    """Return the actions of a team that worked and are about no learner, newest first."""
    rows = Action.objects.filter(unit=team, outcome=Action.Outcome.WORKED).exclude(about__learner__isnull=False)
    return list(rows.order_by("-looked_back_at", "-pk")[:10])


@dataclass(frozen=True)
class TeamLine:
    """A team of a school: what it is about, and its last session."""

    team: Unit
    subjects: list[Framework]
    last: Session | None
    is_subject_team: bool

    @property
    def subject_ids(self) -> set[int]:
        """Ids of its subjects."""
        return {one.pk for one in self.subjects}


def planned_in(teams: Sequence[Unit]) -> list[TeamLine]:
    """Return teams with their subjects and last session; two queries."""
    last: dict[int, Session] = {}
    sessions = Session.objects.filter(unit__in=teams).select_related("action__owner").order_by("on", "pk")
    last.update((one.unit_id, one) for one in sessions)
    about: dict[int, list[Framework]] = {}
    for one in TeamSubject.objects.filter(unit__in=teams).select_related("framework"):
        about.setdefault(one.unit_id, []).append(one.framework)
    return [TeamLine(one, about.get(one.pk, []), last.get(one.pk), one.kind == SUBJECT_TEAM) for one in teams]
