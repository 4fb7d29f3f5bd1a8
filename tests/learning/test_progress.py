"""Estimates follow the evidence; signals name who needs what, at most ten, and why."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db.models import Q
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.evidence.actions import record_observation, record_statement, retract
from samenwijzer.learning.evidence.content import Mark
from samenwijzer.learning.evidence.queries import facts
from samenwijzer.learning.evidence.sheet_actions import enter_marks, open_sheet
from samenwijzer.learning.progress import reading
from samenwijzer.learning.progress.actions import follow_up, withdraw_follow_ups
from samenwijzer.learning.progress.attention import Attention, group_needs
from samenwijzer.learning.progress.class_grids import class_grid
from samenwijzer.learning.progress.models import Estimate, FollowUp, GoalPrior
from samenwijzer.learning.progress.queries import standing
from samenwijzer.learning.progress.refresh import refresh_all
from samenwijzer.network.people.models import Person
from tests.worlds import World, seen, small_world


def cards(world: World) -> list[Attention]:
    goals = [world.goals["compare"], world.goals["add"]]
    return group_needs(viewer=world.viewer(world.teacher), unit=world.group.pk, goals=goals).cards


def of(found: list[Attention], need: str) -> list[tuple[Person, ...]]:
    return [tuple(card.learners) for card in found if card.signal.need == need]


class TestEstimates:
    def test_an_observation_is_in_the_estimate_at_once_and_out_when_taken_back(self, world: World) -> None:
        uid, by = uuid4(), world.viewer(world.teacher)
        learner, goal = world.learners[0], world.goals["add"]
        record_observation(learners=[learner.pk], goal=goal.pk, step=4, uids=[uid], by=by)
        assert Estimate.objects.get(learner=learner, goal=goal).count == 1
        retract(uids=[uid], by=by)
        assert not Estimate.objects.exists()

    def test_a_refresh_of_all_gives_what_stands_already(self, world: World) -> None:
        for learner in world.learners[:3]:
            seen(learner, world.goals["add"], [0.2, 0.8, 1.0])
        refresh_all(progress=lambda done, total: None)
        whole = {one.learner_id: one.mean for one in Estimate.objects.all()}
        uid = uuid4()
        record_observation(
            learners=[world.learners[0].pk],
            goal=world.goals["add"].pk,
            step=4,
            uids=[uid],
            by=world.viewer(world.teacher),
        )
        retract(uids=[uid], by=world.viewer(world.teacher))
        again = {one.learner_id: one.mean for one in Estimate.objects.all()}
        assert again == pytest.approx(whole, abs=1e-6)

    def test_what_is_usual_for_a_goal_is_kept(self, world: World) -> None:
        seen(world.learners[0], world.goals["add"], [1.0] * 20)
        refresh_all(progress=lambda done, total: None)
        assert GoalPrior.objects.get().mean > 0.9

    def test_what_learners_say_of_themselves_is_never_mixed_in(self, world: World) -> None:
        by = world.viewer(world.learners[0])
        record_statement(goal=world.goals["add"].pk, outcome=0.95, note="", by=by)
        assert not Estimate.objects.exists()

    @pytest.mark.demand("D-412")
    def test_drafts_and_first_attempts_never_count(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        """Neither noted nor on a sheet, in no figure; and a planted fault in the one rule about it is found."""
        learner, goal, by = world.learners[0], world.goals["add"], world.viewer(world.teacher)
        record_observation(learners=[learner.pk], goal=goal.pk, step=4, is_draft=True, uids=[uuid4()], by=by)
        first = open_sheet(unit=world.group.pk, title="Klad", on=by.on, goals=[goal.pk], is_draft=True, by=by)
        column = first.columns.get().pk
        for value in (4, 1, None, 3):
            enter_marks(occasion=first.pk, marks=[Mark(learner.pk, column, value)], by=by)
        assert [fact.is_draft for fact in facts(viewer=by, learner=learner.pk, goal=goal.pk)] == [True, True]

        def summed_up() -> tuple[object, ...]:
            refresh_all(progress=lambda done, total: None)
            grid = class_grid(viewer=by, unit=world.group.pk, goals=[goal])
            standing = [(one.mean, one.count) for one in Estimate.objects.filter(learner=learner)]
            return standing, list(GoalPrior.objects.all()), grid.summaries[0].at_least(1)

        assert summed_up() == ([], [], 0)
        monkeypatch.setattr(reading, "counting", lambda prefix: Q(**{f"{prefix}correction": None}))
        assert summed_up() != ([], [], 0)


class TestGrid:
    @pytest.mark.demand("D-015", partly=True)
    def test_the_grid_counts_how_many_stand_at_a_step(self, world: World) -> None:
        for learner in world.learners[:4]:
            seen(learner, world.goals["add"], [1.0] * 6)
        seen(world.learners[4], world.goals["add"], [0.1] * 6)
        grid = class_grid(viewer=world.viewer(world.teacher), unit=world.group.pk, goals=[world.goals["add"]])
        summary = grid.summaries[0]
        assert (summary.size, summary.at_least(1), summary.at_least(4)) == (6, 5, 4)

    @pytest.mark.demand("D-004", partly=True)
    def test_a_colleague_outside_the_group_sees_nothing(self, world: World) -> None:
        for adult in (world.colleague, world.other_teacher, world.central_staff):
            with pytest.raises(NotVisible):
                class_grid(viewer=world.viewer(adult), unit=world.group.pk, goals=[world.goals["add"]])


class TestStanding:
    @pytest.mark.demand("D-432", partly=True)
    def test_it_says_what_it_rests_on_and_what_comes_before(self, world: World) -> None:
        seen(world.learners[0], world.goals["compare"], [0.1, 0.1, 0.9], days_ago=3)
        found = standing(
            viewer=world.viewer(world.teacher), learner=world.learners[0].pk, goal=world.goals["compare"].pk
        )
        assert found.sentence == "Lukte ongeveer 1 van de 3 keer, laatste keer 3 dagen geleden."
        assert [(one.goal.identifier, one.step) for one in found.prerequisites] == [("equivalent", 0)]
        assert found.estimate is not None
        assert sum(part.amount for part in found.parts) == pytest.approx(found.estimate.mean)
        assert len(found.facts) == 3

    def test_nothing_seen_is_said_and_not_a_zero(self, world: World) -> None:
        found = standing(viewer=world.viewer(world.teacher), learner=world.learners[0].pk, goal=world.goals["add"].pk)
        assert (found.estimate, found.facts, found.sentence) == (None, [], "")


class TestAttention:
    @pytest.mark.demand("D-032", partly=True)
    def test_a_missing_prerequisite_of_what_is_running_asks_for_support(self, world: World) -> None:
        seen(world.learners[0], world.goals["equivalent"], [0.1] * 4)
        card = next(one for one in cards(world) if one.signal.need == "support")
        assert card.learners == [world.learners[0]]
        assert (card.goal, card.for_goal) == (world.goals["equivalent"], world.goals["compare"])

    def test_one_weak_answer_is_too_little_for_a_signal(self, world: World) -> None:
        seen(world.learners[0], world.goals["add"], [0.0], kind="item_response")
        assert of(cards(world), "support") == []

    def test_who_masters_all_that_is_running_is_named_for_challenge(self, world: World) -> None:
        learner = world.learners[1]
        for goal in world.goals.values():
            seen(learner, goal, [1.0] * 6)
        viewer, goals = world.viewer(world.teacher), list(world.goals.values())
        found = group_needs(viewer=viewer, unit=world.group.pk, goals=goals)
        assert of(found.cards, "challenge") == [(learner,)]

    def test_what_was_learned_long_ago_is_due_for_review(self, world: World) -> None:
        for learner in world.learners[:2]:
            seen(learner, world.goals["clock"], [1.0] * 3, days_ago=120)
        refresh_all(progress=lambda done, total: None)
        assert {frozenset(people) for people in of(cards(world), "review")} == {frozenset(world.learners[:2])}

    def test_a_learner_of_whom_nothing_was_seen_for_ten_school_days_is_quiet(self, world: World) -> None:
        for learner in world.learners[1:]:
            seen(learner, world.goals["add"], [0.7], days_ago=1)
        seen(world.learners[0], world.goals["add"], [0.7], days_ago=30)
        assert of(cards(world), "quiet") == [(world.learners[0],)]

    @pytest.mark.demand("D-178", partly=True)
    def test_the_list_never_holds_more_than_ten(self, db: None) -> None:
        world = small_world(learners=30)
        for number, learner in enumerate(world.learners):
            key = ("compare", "add", "equivalent")[number % 3]
            seen(learner, world.goals[key], [0.1] * 4, days_ago=40)
            seen(learner, world.goals["clock"], [1.0] * 4, days_ago=150)
        refresh_all(progress=lambda done, total: None)
        found = cards(world)
        assert len(found) == 10
        assert {card.signal.need for card in found} == {"support", "review", "quiet"}

    def test_both_ends_of_the_group_are_in_view(self, db: None) -> None:
        world = small_world(learners=30)
        goals = list(world.goals.values())
        for number, learner in enumerate(world.learners):
            for goal in goals:
                seen(learner, goal, [0.1 if number < 26 else 1.0] * 6)
        found = group_needs(viewer=world.viewer(world.teacher), unit=world.group.pk, goals=goals).cards
        assert len(found) == 10
        assert set(of(found, "challenge")) == {(one,) for one in world.learners[26:]}

    def test_learners_who_need_support_on_the_same_goal_share_a_card_of_at_most_four(self, world: World) -> None:
        for number, learner in enumerate(world.learners):
            seen(learner, world.goals["compare"], [0.1] * (4 + number))
        first, second = of(cards(world), "support")
        assert (len(first), len(second)) == (4, 2)
        assert {*first, *second} == set(world.learners)

    def test_the_most_urgent_share_the_first_card(self, world: World) -> None:
        for learner in world.learners[:3]:
            seen(learner, world.goals["compare"], [0.3, 0.4, 0.3, 0.4])
        for learner in world.learners[3:]:
            seen(learner, world.goals["compare"], [0.0] * 8)
        first = of(cards(world), "support")[0]
        assert set(world.learners[3:]) < set(first)

    def test_who_was_decided_on_leaves_the_shared_card_and_the_others_stay(self, world: World) -> None:
        for learner in world.learners[:3]:
            seen(learner, world.goals["compare"], [0.1] * 4)
        by, goal = world.viewer(world.teacher), world.goals["compare"].pk
        follow_up(learners=[world.learners[0].pk], goal=goal, need="support", choice="not_now", by=by)
        assert {frozenset(one) for one in of(cards(world), "support")} == {frozenset(world.learners[1:3])}

    def test_not_now_takes_the_card_away_and_undo_brings_it_back(self, world: World) -> None:
        seen(world.learners[0], world.goals["add"], [0.1] * 4)
        by = world.viewer(world.teacher)
        rows = follow_up(
            learners=[world.learners[0].pk], goal=world.goals["add"].pk, need="support", choice="not_now", by=by
        )
        assert of(cards(world), "support") == []
        withdraw_follow_ups(ids=[row.pk for row in rows], by=by)
        assert of(cards(world), "support") == [(world.learners[0],)]

    def test_not_now_ends_after_a_week(self, world: World) -> None:
        seen(world.learners[0], world.goals["add"], [0.1] * 4)
        by = world.viewer(world.teacher)
        follow_up(learners=[world.learners[0].pk], goal=None, need="support", choice="not_now", by=by)
        FollowUp.objects.update(until=by.on)
        assert of(cards(world), "support") == [(world.learners[0],)]

    def test_nobody_decides_for_a_learner_of_another_group(self, world: World) -> None:
        with pytest.raises(NotVisible):
            follow_up(
                learners=[world.learners[0].pk],
                goal=None,
                need="support",
                choice="not_now",
                by=world.viewer(world.colleague),
            )

    def test_a_choice_of_another_adult_cannot_be_undone(self, world: World) -> None:
        by = world.viewer(world.teacher)
        rows = follow_up(learners=[world.learners[0].pk], goal=None, need="support", choice="planned", by=by)
        assert withdraw_follow_ups(ids=[row.pk for row in rows], by=world.viewer(world.colleague)) == 0


def test_estimates_are_as_of_the_day_they_are_made(world: World) -> None:
    seen(world.learners[0], world.goals["add"], [1.0] * 4, days_ago=2)
    estimate = Estimate.objects.get()
    assert estimate.last_seen_on == timezone.localdate() - timedelta(days=2)
    assert isinstance(estimate.computed_at, datetime)


@pytest.mark.django_db
class TestWeek:
    @pytest.mark.demand("D-178", partly=True)
    @pytest.mark.demand("D-387", partly=True)
    def test_a_group_gets_ten_cards_a_week_and_both_ends_until_the_last(self) -> None:
        world = small_world(learners=40)
        goals = list(world.goals.values())
        for n, learner in enumerate(world.learners):
            for goal in goals:
                seen(learner, goal, [1.0] * 6 if n % 3 else [0.0] * 6)
        by = world.viewer(world.teacher)

        def listed() -> list[Attention]:
            return group_needs(viewer=by, unit=world.group.pk, goals=goals).cards

        assert len(listed()) == 10
        follow_up(learners=[world.learners[0].pk], goal=goals[0].pk, need="support", choice="planned", by=by)
        assert len(listed()) == 10, "what is planned beside the list takes no place of it"
        for left in range(9, -1, -1):
            card = listed()[left // 2]
            choice = "not_now" if left % 2 else "planned"
            ids = [one.pk for one in card.learners]
            follow_up(learners=ids, goal=card.signal.goal, need=card.signal.need, choice=choice, by=by, is_listed=True)
            assert len(listed()) == left
            if left >= 2:
                assert {"support", "challenge"} <= {one.signal.need for one in listed()}

    def test_what_too_little_was_seen_of_is_not_called_back(self, world: World) -> None:
        seen(world.learners[0], world.goals["clock"], [1.0] * 4, days_ago=120)
        assert of(cards(world), "review") == [(world.learners[0],)]
        Estimate.objects.update(step=0)
        assert of(cards(world), "review") == []
