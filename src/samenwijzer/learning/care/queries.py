"""Care as it is read: the file of a learner, the plan of a group, a school by phase, and whose turn it is."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from samenwijzer.learning.care.facts import Facts, Said, standing
from samenwijzer.learning.care.models import CareDraft, CareTrack, Fact
from samenwijzer.learning.care.pack import BASIC, continuum, cycle
from samenwijzer.learning.care.rules import (
    care_learners,
    check_care_group,
    check_care_learner,
    check_reads_group,
    coordinated_schools,
    readable_tracks,
    secret_learners,
    writable_tracks,
)
from samenwijzer.learning.lessons.queries import goals_of, running
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.pack import Template
from samenwijzer.practice.goals.models import Goal

TIMELINE = (Fact.Kind.STEP, Fact.Kind.AGREEMENT, Fact.Kind.OUTCOME, Fact.Kind.ADVICE, Fact.Kind.REVIEW, Fact.Kind.TALK)
#: What the one line of a file rests on.
OF_A_LINE = (Fact.Kind.STEP, Fact.Kind.REVIEW, Fact.Kind.AGREEMENT, Fact.Kind.OUTCOME, Fact.Kind.WITHDRAWN)


@dataclass(frozen=True)
class CarePage:
    """A track with what counts in it; ``group_goals`` are those of the care plans of the learner's groups (D-301)."""

    track: CareTrack
    facts: Facts
    template: Template
    writes: bool
    group_goals: Sequence[Goal] = ()

    @property
    def goals(self) -> list[Goal]:
        """The goals of this track."""
        return [one.fact.goal for one in self.facts.of(Fact.Kind.GOAL) if one.fact.goal is not None]

    @property
    def timeline(self) -> list[Said]:
        """What was offered, decided and what came of it, newest first (D-121)."""
        said = [one for kind in TIMELINE for one in self.facts.of(kind) if one.fact.text]
        return sorted(said, key=lambda one: one.fact.pk, reverse=True)

    @property
    def history(self) -> list[tuple[int, dict[str, str]]]:
        """The earlier times around the cycle with their answers, newest first."""
        now = self.facts.round(self.template)
        return [(one, self.facts.answers(self.template, one)) for one in range(now - 1, 0, -1)]


def file_of(*, viewer: Viewer, learner: int, protected: bool = False) -> tuple[Person, CarePage | None]:
    """Return the learner and its care file, or its protected track; ``None`` where none was opened."""
    person = check_care_learner(viewer, learner, protected=protected)
    track = CareTrack.objects.filter(learner=person, protected=protected).select_related("learner").first()
    return person, _page(track, viewer) if track else None


def plan_of(*, viewer: Viewer, group: int) -> tuple[Unit, CarePage | None]:
    """Return the group and its care plan; ``None`` where none was made."""
    unit = check_care_group(viewer, group)
    track = CareTrack.objects.filter(group=unit).select_related("group").first()
    return unit, _page(track, viewer) if track else None


def page_of(*, viewer: Viewer, track: CareTrack) -> CarePage:
    """Return a track that ``viewer`` may read, as a page."""
    return _page(track, viewer)


def _page(track: CareTrack, viewer: Viewer) -> CarePage:
    facts = standing(list(track.facts.select_related("by", "goal").order_by("pk")))
    writes = writable_tracks(viewer).filter(pk=track.pk).exists()
    shared = _group_goals(track.learner_id, viewer.on) if track.learner_id and not track.protected else []
    return CarePage(track, facts, cycle(track.template, track.version), writes, shared)


def _group_goals(learner: int, on: date) -> list[Goal]:
    """Return the goals of the care plans of the groups the learner is in."""
    groups = Membership.objects.filter(active(on), person=learner, role=LEARNER).values("unit")
    plans = Fact.objects.filter(track__group__in=groups, kind__in=(Fact.Kind.GOAL, Fact.Kind.WITHDRAWN))
    facts = standing(list(plans.select_related("goal").order_by("pk")))
    return [one.fact.goal for one in facts.of(Fact.Kind.GOAL) if one.fact.goal is not None]


def goals_to_choose(*, groups: Collection[int], on: date) -> list[Goal]:
    """Return the goals at which these groups work now."""
    return goals_of(units=[one.pk for one in running(groups=groups, on=on)])


def draft_in(*, track: CareTrack, phase: str, viewer: Viewer) -> CareDraft | None:
    """Return what ``viewer`` is writing in a phase of a track it reads."""
    return CareDraft.objects.filter(track=track, phase=phase, by=viewer.person_id).first()


@dataclass(frozen=True)
class Line:
    """One care file in a list: in which phase, when it is looked at again, whether that day has come."""

    learner: Person
    phase: str
    review_on: date | None
    is_due: bool
    place: str = ""
    open_agreements: int = 0


def line_of(*, viewer: Viewer, learner: int) -> Line | None:
    """Return the one line on the page of a learner, when ``viewer`` reads its care and a file is open; two queries."""
    tracks = readable_tracks(viewer).filter(learner=learner, protected=False).select_related("learner")
    lines = lines_of(list(tracks), viewer.on)
    return lines[0] if lines else None


def lines_of(tracks: Sequence[CareTrack], on: date, places: dict[int, str] | None = None) -> list[Line]:
    """Return a line a file, those due first; one query."""
    return _lines(tracks, Fact.objects.filter(track__in=tracks, kind__in=OF_A_LINE).order_by("pk"), on, places or {})


def _lines(tracks: Sequence[CareTrack], facts: Iterable[Fact], on: date, places: dict[int, str]) -> list[Line]:
    rows: dict[int, list[Fact]] = defaultdict(list)
    for row in facts:
        rows[row.track_id].append(row)
    return sorted((_line(one, standing(rows[one.pk]), on, places) for one in tracks), key=_soonest)


def _line(track: CareTrack, facts: Facts, on: date, places: dict[int, str]) -> Line:
    review = facts.review_on
    undone = [one for one in facts.of(Fact.Kind.AGREEMENT) if one.last_outcome is None]
    person = track.learner or Person()
    return Line(
        person, facts.phase or BASIC, review, bool(review and review <= on), places.get(person.pk, ""), len(undone)
    )


def _soonest(line: Line) -> tuple[date, str]:
    return line.review_on or date.max, str(line.learner)


@dataclass(frozen=True)
class SchoolCare:
    """The care of the learners somebody looks after: how many in each phase, and every file, those due first."""

    counts: dict[str, int]
    lines: Sequence[Line]
    learners: int

    @property
    def due(self) -> list[Line]:
        """The files whose day of review has come."""
        return [one for one in self.lines if one.is_due]


def school_care(*, viewer: Viewer) -> SchoolCare:
    """Return the care of the schools ``viewer`` coordinates; six queries, however many files there are."""
    condition = Q(pk__in=[])
    for one in coordinated_schools(viewer):
        condition |= Q(unit__path__startswith=one.unit_path)
    rows = Membership.objects.filter(active(viewer.on), condition, role=LEARNER).select_related("unit")
    places: dict[int, str] = {}
    for row in rows.order_by("-unit__path"):
        places.setdefault(row.person_id, row.unit.name)
        if row.unit.kind == "class":
            places[row.person_id] = row.unit.name
    tracks = CareTrack.objects.filter(protected=False, learner__in=list(places)).select_related("learner")
    lines = lines_of(list(tracks), viewer.on, places)
    return SchoolCare(phase_counts([one.phase for one in lines], len(places)), lines, len(places))


def phase_counts(phases: Sequence[str], learners: int) -> dict[str, int]:
    """Return how many learners are in each phase; who has no file is in basic care."""
    counted = Counter(phases)
    counts = {one.key: counted[one.key] for one in continuum().phases}
    counts[BASIC] += learners - sum(counts.values())
    return counts


def tied_care(*, viewer: Viewer) -> list[tuple[Line, bool]]:
    """Return a line a learner with whom ``viewer`` is involved, with whether a protected track is open to it.

    The second is always ``False`` for who is not held to secrecy towards the learner.
    """
    learners = list(care_learners(viewer))
    tracks = CareTrack.objects.filter(protected=False, learner__in=learners).select_related("learner")
    lines = {one.learner.pk: one for one in lines_of(list(tracks), viewer.on)}
    secret = set(secret_learners(viewer).values_list("pk", flat=True))
    nothing = [Line(one, "", None, False) for one in learners if one.pk not in lines]
    found = [*lines.values(), *nothing]
    return [(one, one.learner.pk in secret) for one in found]


@dataclass(frozen=True)
class GroupCare:
    """The care in a group: its lines, and which learners share which goal of the plan."""

    lines: Sequence[Line]
    sharing: dict[int, list[Person]]
    learners: int


def group_care(*, viewer: Viewer, group: int) -> GroupCare:
    """Return the care files of the learners of a group that ``viewer`` guides, and who shares a goal of its plan."""
    check_reads_group(viewer, group)
    inside = Membership.objects.filter(active(viewer.on), unit=group, role=LEARNER)
    learners = list(inside.values_list("person", flat=True))
    tracks = CareTrack.objects.filter(protected=False, learner__in=learners).select_related("learner")
    files = list(tracks)
    facts = list(Fact.objects.filter(track__in=files, kind__in=(*OF_A_LINE, Fact.Kind.GOAL)).order_by("pk"))
    persons = {one.pk: one.learner for one in files}
    sharing: dict[int, list[Person]] = defaultdict(list)
    for said in standing(facts).of(Fact.Kind.GOAL):
        person = persons[said.fact.track_id]
        if said.fact.goal_id and person and person not in sharing[said.fact.goal_id]:
            sharing[said.fact.goal_id].append(person)
    return GroupCare(_lines(files, facts, viewer.on, {}), dict(sharing), len(learners))


def who_to_ask(*, viewer: Viewer) -> list[Membership]:
    """Return whom somebody at work in a school can ask about care today: those who look after it, and who is involved.

    Of a CLB and a learning support centre: the people of the centres beside or above the school (D-472).
    """
    paths = [one.unit_path for one in viewer.functions if one.rights is not None]
    above = {int(part) for path in paths for part in path.split("/") if part}
    inside = ("care_coordinator", "pupil_counsellor", "remedial_teacher", "psychological_assistant", "paramedic")
    beside = ("clb_staff", "learning_supporter")
    rows = Membership.objects.filter(active(viewer.on)).filter(
        Q(role__in=inside, unit__in=above) | Q(role__in=beside, unit__parent__in=above)
    )
    return list(rows.select_related("person", "unit").order_by("role", "person__given_name", "pk"))
