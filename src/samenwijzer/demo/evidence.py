"""A year and more of evidence for each class, recorded through the verbs that imports and screens use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

import numpy as np

from samenwijzer.demo.blueprint import SHOWN_CLASS, ClassSpec
from samenwijzer.demo.happenings import POINTS, ZONE, LivingClass, Setting, TestTaken
from samenwijzer.demo.moments import silent_since, story_rows, withheld
from samenwijzer.demo.plans import Curriculum, Stretch
from samenwijzer.demo.population import Pupil, lots
from samenwijzer.demo.schedule import DENSE, KINDERGARTEN, SHOWN, THIN, sessions
from samenwijzer.demo.story import CAST
from samenwijzer.demo.truth import DIFFICULTY, SPREAD, Makeup, Truth
from samenwijzer.demo.wording import TEST_TITLES
from samenwijzer.learning.evidence.actions import record_batch
from samenwijzer.learning.evidence.content import EvidenceRow, Mark
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.sheet_actions import enter_marks, open_sheet
from samenwijzer.network.access.viewer import viewer_of
from samenwijzer.network.organisation.models import Unit

#: Tests of this span until today were entered on a sheet; older ones came in as a file.
ON_SHEETS_FOR = timedelta(days=45)
#: Share of the other classes in which somebody has grown quiet.
A_QUIET_ONE = 0.6
#: How far learners of a class differ in ability (logits).
ABILITY_SPREAD = 0.85


@dataclass(frozen=True)
class SchoolTime:
    """A class's time in one school year: its school days before today, its work, and the ids of who records it."""

    days: Sequence[date]
    stretches: Sequence[Stretch]
    teachers: Sequence[int]


@dataclass(frozen=True)
class ClassHistory:
    """One class of this year with its pupils and the two years they lived through."""

    spec: ClassSpec
    unit: Unit
    pupils: Sequence[Pupil]
    last: SchoolTime
    this: SchoolTime


@dataclass(frozen=True)
class SheetToEnter:
    """A test that a teacher still has to put on a sheet for a class."""

    unit: Unit
    title: str
    test: TestTaken


def record_class(*, history: ClassHistory, curriculum: Curriculum, today: date, seed: int) -> list[SheetToEnter]:
    """Let a class live until yesterday and record what was seen; return the tests that are left to enter on sheets."""
    rng = lots(seed, "evidence", history.spec.name)
    living = _enter_school(history, curriculum, rng)
    young = history.spec.level == "kleuter"
    earlier = [] if young else [goal.pk for stretch in history.last.stretches for goal in stretch.goals]
    rhythm = SHOWN if history.spec.name == SHOWN_CLASS else DENSE
    for time_in, pace, back in (
        (history.last, KINDERGARTEN if young else THIN, []),
        (history.this, KINDERGARTEN if young else rhythm, earlier),
    ):
        for session in sessions(stretches=time_in.stretches, days=time_in.days, today=today, rhythm=pace, earlier=back):
            living.live(session, teachers=time_in.teachers, withholds=time_in is history.this)
    recent = [test for test in living.tests if test.day > today - ON_SHEETS_FOR and test.day in history.this.days]
    rows = [*living.rows, *_results(living, [test for test in living.tests if test not in recent])]
    if history.spec.name == SHOWN_CLASS:
        rows += story_rows(
            pupils=history.pupils, days=history.this.days, stretches=history.this.stretches, today=today,
            curriculum=curriculum, teacher=history.this.teachers[0], living=living,
        )  # fmt: skip
    source = f"Demo {history.spec.name}"
    record_batch(source=source, digest=sha256(source.encode()).hexdigest(), rows=rows, by=None)
    return [SheetToEnter(history.unit, _title(history, test, number), test) for number, test in enumerate(recent)]


def enter_sheet(sheet: SheetToEnter) -> None:
    """Let the teacher of a test enter its marks."""
    test = sheet.test
    viewer = viewer_of(person_id=test.teacher, on=test.day)
    goals = list(test.goals)
    occasion = open_sheet(
        unit=sheet.unit.pk, title=sheet.title, on=test.day, goals=goals, points=test.points, by=viewer
    )
    column_of = {column.goal_id: column.pk for column in occasion.columns.all()}
    marks = [Mark(learner, column_of[goal], value) for (learner, goal), value in test.marks.items()]
    enter_marks(occasion=occasion.pk, marks=marks, by=viewer)


def _enter_school(history: ClassHistory, curriculum: Curriculum, rng: np.random.Generator) -> LivingClass:
    """Return the class as it was before anything happened."""
    shown = history.spec.name == SHOWN_CLASS
    stretches = [*history.last.stretches, *history.this.stretches]
    goals = {goal.pk: goal for stretch in stretches for goal in stretch.goals}
    place = {goal: n for n, goal in enumerate(goals)}
    count = len(history.pupils)
    ability = np.array([one.ability for one in CAST]) if shown else rng.normal(0, ABILITY_SPREAD, count)
    needs = np.zeros((len(goals), len(goals)), dtype=bool)
    for origin, destination in curriculum.links:
        if origin in place and destination in place:
            needs[place[origin], place[destination]] = True
    hard = rng.normal(DIFFICULTY, SPREAD, len(goals)) + rng.normal(0, SPREAD, (count, len(goals)))
    setting = Setting(
        level=history.spec.level,
        learners=[pupil.person.pk for pupil in history.pupils],
        joined=[pupil.joined for pupil in history.pupils],
        presence=[pupil.presence for pupil in history.pupils],
        silent_from=_silences(history, rng),
        goals=goals,
        place=place,
        withheld=withheld(curriculum) if shown else frozenset(),
    )
    return LivingClass(setting, Truth(Makeup(ability, hard, needs), rng), rng)


def _silences(history: ClassHistory, rng: np.random.Generator) -> list[date]:
    """Return from when each pupil is not heard of any more; ``date.max`` for most."""
    since = silent_since([*history.last.days, *history.this.days])
    quiet = {place for place, one in enumerate(CAST) if one.is_quiet}
    if history.spec.name != SHOWN_CLASS:
        quiet = {int(rng.integers(len(history.pupils)))} if rng.random() < A_QUIET_ONE else set()
    return [since if place in quiet else date.max for place in range(len(history.pupils))]


def _results(living: LivingClass, tests: Sequence[TestTaken]) -> Iterator[EvidenceRow]:
    """Yield the marks of tests as rows of a file."""
    for test in tests:
        at = datetime.combine(test.day, time(12), ZONE)
        for (learner, goal), mark in test.marks.items():
            step = None if test.points else int(mark)
            outcome = scales().step(step).outcome if step else mark / POINTS
            yield EvidenceRow(
                living.uid(), learner, (goal,), Evidence.Kind.TEST_RESULT.value, outcome, at,
                seen_by_id=test.teacher, step=step,
            )  # fmt: skip


def _title(history: ClassHistory, test: TestTaken, number: int) -> str:
    """Name a test after the unit of work it was part of."""
    stretch = next(
        one for one in history.this.stretches if one.subject == test.subject and one.starts <= test.day <= one.ends
    )
    return f"{TEST_TITLES[number % len(TEST_TITLES)]}: {stretch.title}"
