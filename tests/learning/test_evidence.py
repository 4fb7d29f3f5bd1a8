"""Evidence is only ever added; a correction is a new row; the same thing sent twice is stored once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.actions import record_batch, record_observation, record_statement, retract
from samenwijzer.learning.evidence.content import EvidenceRow, Mark
from samenwijzer.learning.evidence.models import Evidence, Occasion
from samenwijzer.learning.evidence.queries import facts
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.evidence.sheet_actions import enter_marks, open_sheet
from samenwijzer.learning.evidence.sheets import sheet
from tests.worlds import World


def observe(world: World, *, step: int = 2) -> Evidence:
    learner, goal = world.learners[0].pk, world.goals["add"].pk
    by = world.viewer(world.teacher)
    return record_observation(learners=[learner], goal=goal, step=step, uids=[uuid4()], by=by)[0]


def sheet_for(world: World, *, points: int = 0) -> Occasion:
    viewer = world.viewer(world.teacher)
    goals = [world.goals["compare"].pk, world.goals["add"].pk]
    return open_sheet(unit=world.group.pk, title="Toets", on=viewer.on, goals=goals, points=points, by=viewer)


class TestObservations:
    def test_an_observation_of_several_learners_is_one_audit_event(self, world: World) -> None:
        learners = [one.pk for one in world.learners[:3]]
        record_observation(
            learners=learners,
            goal=world.goals["add"].pk,
            step=3,
            note=" met strookjes wel ",
            uids=[uuid4() for _ in learners],
            by=world.viewer(world.teacher),
        )
        assert {(one.learner_id, one.step, one.note) for one in current()} == {
            (learner, 3, "met strookjes wel") for learner in learners
        }
        assert AuditEvent.objects.filter(verb="record observation", count=3).count() == 1

    def test_sending_the_same_observation_twice_stores_it_once(self, world: World) -> None:
        uid = uuid4()
        for _ in range(2):
            record_observation(
                learners=[world.learners[0].pk],
                goal=world.goals["add"].pk,
                step=3,
                uids=[uid],
                by=world.viewer(world.teacher),
            )
        assert current().count() == 1

    def test_nobody_records_about_a_learner_of_another_group(self, world: World) -> None:
        for adult in (world.colleague, world.other_teacher, world.head, world.central_staff, world.learners[1]):
            with pytest.raises(NotVisible):
                record_observation(
                    learners=[world.learners[0].pk],
                    goal=world.goals["add"].pk,
                    step=3,
                    uids=[uuid4()],
                    by=world.viewer(adult),
                )
        assert not Evidence.objects.exists()

    def test_a_step_outside_the_scale_is_refused(self, world: World) -> None:
        with pytest.raises(Refused):
            observe(world, step=5)

    def test_taking_back_adds_a_row_and_removes_none(self, world: World) -> None:
        seen = observe(world)
        assert retract(uids=[seen.uid], by=world.viewer(world.teacher)) == 1
        assert (Evidence.objects.count(), current().count()) == (2, 0)

    def test_only_who_recorded_it_takes_it_back(self, world: World) -> None:
        seen = observe(world)
        assert retract(uids=[seen.uid], by=world.viewer(world.colleague)) == 0
        assert current().get() == seen

    def test_a_row_is_corrected_only_once(self, world: World) -> None:
        seen = observe(world)
        retract(uids=[seen.uid], by=world.viewer(world.teacher))
        with pytest.raises(IntegrityError), transaction.atomic():
            Evidence.objects.create(
                learner=seen.learner, kind=seen.kind, seen_at=timezone.now(), corrects=seen, retracts=True
            )


class TestBatches:
    def row(self, world: World, **values: object) -> EvidenceRow:
        given = {
            "uid": uuid4(),
            "learner_id": world.learners[0].pk,
            "goal_ids": (world.goals["add"].pk, world.goals["compare"].pk),
            "kind": "item_response",
            "outcome": 1.0,
            "seen_at": timezone.now(),
        }
        return EvidenceRow(**(given | values))

    def test_the_same_content_comes_in_once(self, world: World) -> None:
        rows = [self.row(world), self.row(world)]
        first = record_batch(source="a.csv", digest="x", rows=rows, by=None)
        assert record_batch(source="a.csv", digest="x", rows=rows, by=None) == first
        assert Evidence.objects.count() == 2

    def test_rows_known_from_another_file_are_left_as_they_are(self, world: World) -> None:
        row = self.row(world)
        record_batch(source="a.csv", digest="x", rows=[row], by=None)
        assert record_batch(source="b.csv", digest="y", rows=[row, self.row(world)], by=None).rows == 1

    def test_one_wrong_row_keeps_the_whole_file_out(self, world: World) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            record_batch(source="a.csv", digest="x", rows=[self.row(world), self.row(world, outcome=3.0)], by=None)
        assert not Evidence.objects.exists()

    def test_one_row_may_say_something_about_several_goals(self, world: World) -> None:
        record_batch(source="a.csv", digest="x", rows=[self.row(world)], by=None)
        assert current().get().goals.count() == 2


class TestSheets:
    def test_a_sheet_has_the_learners_of_the_group_and_a_column_a_goal(self, world: World) -> None:
        found = sheet(viewer=world.viewer(world.teacher), occasion=sheet_for(world).pk)
        assert set(found.learners) == set(world.learners)
        assert [column.goal for column in found.columns] == [world.goals["compare"], world.goals["add"]]

    def test_a_mark_is_read_back_as_it_was_entered(self, world: World) -> None:
        occasion = sheet_for(world, points=8)
        column = occasion.columns.first().pk
        by = world.viewer(world.teacher)
        enter_marks(occasion=occasion.pk, marks=[Mark(world.learners[0].pk, column, 5.5)], by=by)
        assert sheet(viewer=by, occasion=occasion.pk).marks == {(world.learners[0].pk, column): 5.5}
        assert current().get().outcome == pytest.approx(5.5 / 8)

    def test_entering_over_a_mark_corrects_it_and_what_stood_there_undoes_that(self, world: World) -> None:
        occasion = sheet_for(world)
        column, learner, by = occasion.columns.first().pk, world.learners[0].pk, world.viewer(world.teacher)
        first = enter_marks(occasion=occasion.pk, marks=[Mark(learner, column, 2)], by=by)
        assert first.before == [Mark(learner, column, None)]
        before = enter_marks(occasion=occasion.pk, marks=[Mark(learner, column, 4)], by=by).before
        assert before == [Mark(learner, column, 2)]
        enter_marks(occasion=occasion.pk, marks=before, by=by)
        assert sheet(viewer=by, occasion=occasion.pk).marks == {(learner, column): 2}
        assert Evidence.objects.count() == 3

    def test_entering_what_stands_stores_nothing(self, world: World) -> None:
        occasion = sheet_for(world)
        mark = Mark(world.learners[0].pk, occasion.columns.first().pk, 2)
        by = world.viewer(world.teacher)
        enter_marks(occasion=occasion.pk, marks=[mark], by=by)
        assert enter_marks(occasion=occasion.pk, marks=[mark], by=by).before == []
        assert Evidence.objects.count() == 1

    def test_a_cleared_mark_is_gone_and_can_be_given_again(self, world: World) -> None:
        occasion = sheet_for(world)
        learner, column, by = world.learners[0].pk, occasion.columns.first().pk, world.viewer(world.teacher)
        for value in (2, None, 3):
            enter_marks(occasion=occasion.pk, marks=[Mark(learner, column, value)], by=by)
        assert sheet(viewer=by, occasion=occasion.pk).marks == {(learner, column): 3}

    @pytest.mark.parametrize(("points", "value"), [(0, 5), (0, 0), (0, 2.5), (10, 11), (10, -1)])
    def test_a_mark_outside_its_column_is_refused_and_nothing_is_stored(
        self, world: World, points: int, value: float
    ) -> None:
        occasion = sheet_for(world, points=points)
        column, by = occasion.columns.first().pk, world.viewer(world.teacher)
        marks = [Mark(world.learners[0].pk, column, 1), Mark(world.learners[1].pk, column, value)]
        with pytest.raises(Refused):
            enter_marks(occasion=occasion.pk, marks=marks, by=by)
        assert not Evidence.objects.exists()

    def test_a_colleague_of_another_group_has_no_such_sheet(self, world: World) -> None:
        occasion = sheet_for(world)
        for adult in (world.colleague, world.other_teacher, world.central_staff, world.learners[0]):
            with pytest.raises(NotVisible):
                sheet(viewer=world.viewer(adult), occasion=occasion.pk)

    def test_a_sheet_of_an_earlier_day_is_seen_that_day(self, world: World) -> None:
        by = world.viewer(world.teacher)
        on = by.on - timedelta(days=3)
        occasion = open_sheet(unit=world.group.pk, title="Toets", on=on, goals=[world.goals["add"].pk], by=by)
        mark = Mark(world.learners[0].pk, occasion.columns.first().pk, 2)
        enter_marks(occasion=occasion.pk, marks=[mark], by=by)
        assert timezone.localdate(current().get().seen_at) == on


class TestFacts:
    def test_what_was_seen_is_listed_newest_first_with_its_kind_and_source(self, world: World) -> None:
        observe(world)
        learner = world.learners[0]
        record_statement(goal=world.goals["add"].pk, outcome=0.4, note="met pizza's", by=world.viewer(learner))
        found = facts(viewer=world.viewer(world.teacher), learner=learner.pk, goal=world.goals["add"].pk)
        assert [(fact.kind, fact.seen_by) for fact in found] == [
            ("self", str(learner)),
            ("observation", str(world.teacher)),
        ]

    def test_answers_of_one_day_are_one_line(self, world: World) -> None:
        now = timezone.now()
        rows = [
            EvidenceRow(uuid4(), world.learners[0].pk, (world.goals["add"].pk,), "item_response", outcome, now)
            for outcome in (1.0, 0.0, 1.0, 1.0)
        ]
        record_batch(source="a.csv", digest="x", rows=rows, by=None)
        found = facts(viewer=world.viewer(world.teacher), learner=world.learners[0].pk, goal=world.goals["add"].pk)
        assert [(fact.times, fact.outcome) for fact in found] == [(4, 0.75)]
