"""A class lives through its sessions: what is seen of whom, as evidence and as marks on sheets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from samenwijzer.demo.schedule import Session, Sort
from samenwijzer.demo.truth import Truth
from samenwijzer.demo.wording import CONFIDENCES, STATEMENTS, notes_of
from samenwijzer.learning.evidence.content import EvidenceRow
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.practice.goals.models import Goal

ZONE = ZoneInfo("Europe/Brussels")
#: When the first subject and the second are on, and how long a session lasts.
HOURS = (time(8, 55), time(10, 50))
SESSION_SECONDS = 50 * 60
#: The highest mark of a test, and the share of tests on the four-step scale instead.
POINTS, ON_STEPS = 10, 0.4
NOTED, SAID, SAID_SHARE = 0.6, 0.5, 0.15
#: Bounds between the steps as somebody sees them, and what a session gives in hours of practice.
STEP_BOUNDS = np.array([0.3, 0.6, 0.87])
AMOUNTS = {Sort.PRACTICE: 0.6, Sort.TEST: 0.3, Sort.OBSERVATION: 0.0}
KINDERGARTEN_AMOUNT = 0.15

Present = NDArray[np.bool_]
Kind = Evidence.Kind


@dataclass(frozen=True)
class Setting:
    """Who is in the class, where they are in the arrays, who teaches, and which goals there are."""

    level: str
    learners: Sequence[int]
    joined: Sequence[date]
    presence: Sequence[float]
    #: First day from which a learner is not heard of any more; ``date.max`` for most.
    silent_from: Sequence[date]
    goals: dict[int, Goal]
    #: Position of each goal id in the arrays of the simulation.
    place: dict[int, int]
    #: Pairs (position of learner, goal id) on which this year's sessions are silent.
    withheld: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class TestTaken:
    """A test of the class: who gave it, its goals, highest mark (0: steps), and the marks by learner and goal id."""

    day: date
    teacher: int
    subject: int
    goals: tuple[int, ...]
    points: int
    marks: dict[tuple[int, int], float] = field(default_factory=dict)


class LivingClass:
    """Turns sessions into evidence, day after day."""

    def __init__(self, setting: Setting, truth: Truth, rng: np.random.Generator) -> None:
        self._setting = setting
        self._truth = truth
        self._rng = rng
        self._day: date | None = None
        self._here: Present = np.zeros(len(setting.learners), dtype=bool)
        self.rows: list[EvidenceRow] = []
        self.tests: list[TestTaken] = []

    def live(self, session: Session, *, teachers: Sequence[int], withholds: bool) -> None:
        """Let ``session`` happen; ``teachers`` are the ids of who records each subject."""
        present = self._present(session.day)
        teacher = teachers[min(session.subject, len(teachers) - 1)]
        if session.sort is Sort.TEST:
            self._test(session, present, teacher, withholds)
            return
        for goal in session.goals:
            seen = self._seen(present, goal, withholds)
            if session.sort is Sort.PRACTICE:
                self._practice(session, goal, seen)
            elif session.sort is Sort.STATEMENT:
                self._statements(session, goal, seen)
            else:
                self._looked_at(session, goal, seen, teacher)

    def _present(self, day: date) -> Present:
        """Return who is in school: once drawn a day."""
        if day != self._day:
            setting = self._setting
            self._day = day
            self._here = self._rng.random(len(setting.learners)) < np.array(setting.presence)
            self._here &= np.array([joined <= day for joined in setting.joined])
            self._here &= np.array([day < silent for silent in setting.silent_from])
        return self._here

    def _seen(self, present: Present, goal: int, withholds: bool) -> Present:
        if not withholds:
            return present
        kept = np.array([(place, goal) not in self._setting.withheld for place in range(len(present))])
        return np.asarray(present & kept)

    def _practice(self, session: Session, goal: int, seen: Present) -> None:
        place, day = self._setting.place[goal], session.day.toordinal()
        self._truth.practise(place, day, seen, AMOUNTS[Sort.PRACTICE])
        right = self._truth.answers(place, day, session.amount)
        code = self._setting.goals[goal].code
        for learner in np.flatnonzero(seen).tolist():
            for outcome in right[learner]:
                item = f"{code}/{self._rng.integers(1, 25):02d}"
                self._add(learner, goal, Kind.ITEM_RESPONSE, float(outcome), session, item=item)

    def _statements(self, session: Session, goal: int, seen: Present) -> None:
        if self._setting.level in ("kleuter", "L1", "L2"):
            return
        impression = self._truth.impression(self._setting.place[goal], session.day.toordinal())
        speaks = seen & (self._rng.random(len(seen)) < SAID_SHARE)
        for learner in np.flatnonzero(speaks).tolist():
            step = min(3, int(impression[learner] * 4))
            self._add(
                learner, goal, Kind.SELF, CONFIDENCES[step], session,
                note=self._maybe(STATEMENTS[step], SAID), by=self._setting.learners[learner],
            )  # fmt: skip

    def _looked_at(self, session: Session, goal: int, seen: Present, teacher: int) -> None:
        place, day = self._setting.place[goal], session.day.toordinal()
        steps = self._steps(place, day)
        who = np.flatnonzero(seen)
        kind = {Sort.PRODUCT: Kind.PRODUCT, Sort.JUDGEMENT: Kind.TEACHER_JUDGEMENT}.get(session.sort, Kind.OBSERVATION)
        if kind is Kind.OBSERVATION:
            who = np.sort(self._rng.permutation(who)[: session.amount])
            kind = Kind.CONVERSATION if self._rng.random() < 0.08 else kind
        notes = notes_of(self._setting.level, session.subject)
        for learner in who.tolist():
            step = int(steps[learner])
            note = self._maybe(notes[step - 1], NOTED)
            outcome = scales().step(step).outcome
            self._add(learner, goal, kind, outcome, session, step=step, note=note, by=teacher)
        if self._setting.level == "kleuter":
            self._truth.practise(place, day, seen, KINDERGARTEN_AMOUNT)

    def _test(self, session: Session, present: Present, teacher: int, withholds: bool) -> None:
        points = 0 if self._rng.random() < ON_STEPS else POINTS
        test = TestTaken(session.day, teacher, session.subject, session.goals, points)
        for goal in session.goals:
            place, day = self._setting.place[goal], session.day.toordinal()
            seen = self._seen(present, goal, withholds)
            right = self._truth.answers(place, day, POINTS).sum(axis=1)
            marks = right if points else self._steps(place, day)
            for learner in np.flatnonzero(seen).tolist():
                test.marks[self._setting.learners[learner], goal] = float(marks[learner])
            self._truth.practise(place, day, seen, AMOUNTS[Sort.TEST])
        self.tests.append(test)

    def _steps(self, place: int, day: int) -> NDArray[np.intp]:
        return np.searchsorted(STEP_BOUNDS, self._truth.impression(place, day), side="right") + 1

    def _maybe(self, words: tuple[str, ...], chance: float) -> str:
        return str(words[self._rng.integers(len(words))]) if self._rng.random() < chance else ""

    def _add(
        self, learner: int, goal: int, kind: Kind, outcome: float, session: Session,
        *, step: int | None = None, note: str = "", item: str = "", by: int | None = None,
    ) -> None:  # fmt: skip
        starts = HOURS[min(session.subject, len(HOURS) - 1)]
        moment = self.moment(session.day, starts)
        person = self._setting.learners[learner]
        row = EvidenceRow(self.uid(), person, (goal,), kind.value, outcome, moment, item, by, step, note)
        self.rows.append(row)

    def moment(self, day: date, starts: time) -> datetime:
        """Return a moment in the session that starts then."""
        return datetime.combine(day, starts, ZONE) + timedelta(seconds=int(self._rng.integers(SESSION_SECONDS)))

    def uid(self) -> UUID:
        """Return a new identifier from the lots."""
        return UUID(bytes=self._rng.bytes(16), version=4)
