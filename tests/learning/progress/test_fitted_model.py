"""The fitted model is used where a school wants it and nobody objects, and nowhere else."""

from collections.abc import Callable
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.learning.progress import refit as refitting
from samenwijzer.learning.progress import refresh
from samenwijzer.learning.progress.attention import group_needs
from samenwijzer.learning.progress.class_grids import class_grid
from samenwijzer.learning.progress.models import Estimate, LearnerDecision, LearnerModel, SchoolDecision
from samenwijzer.learning.progress.queries import standing
from samenwijzer.learning.progress.refit import refit
from samenwijzer.learning.progress.refresh import refresh_all
from samenwijzer.learning.progress.rules import learners_with_model
from samenwijzer.learning.progress.sentences import certainty, parts
from samenwijzer.learning.progress.switch_actions import (
    decide_for_school,
    refresh_school,
    switch_learner,
    switch_school,
)
from samenwijzer.learning.progress.versions import pack, unpack, version_in_use
from samenwijzer.network.people.models import Person
from tests.fitted import NAME, parameters, work_with_the_model
from tests.worlds import World, people, seen


def quietly(done: int, total: int) -> None:
    """Take no notice of how far it is."""


def rules_of(learner: Person) -> set[str]:
    return set(Estimate.objects.filter(learner=learner).values_list("rule", flat=True))


@pytest.fixture
def modelled(world: World) -> World:
    """The world with something seen of everybody; the school of L3A works with the model."""
    for n, learner in enumerate([*world.learners, *world.other_learners]):
        seen(learner, world.goals["compare"], [0.2, 0.8, 1.0] if n % 2 else [0.0, 0.2, 0.1, 0.4], days_ago=n + 1)
        seen(learner, world.goals["clock"], [0.9, 1.0, 1.0], days_ago=30, kind="item_response")
    work_with_the_model(world)
    refresh_all(progress=quietly)
    return world


class TestUse:
    def test_every_estimate_names_what_made_it(self, modelled: World) -> None:
        assert rules_of(modelled.learners[0]) == {NAME}
        assert rules_of(modelled.other_learners[0]) == {"plain-1"}

    def test_the_parts_add_up_to_the_estimate_and_are_sentences(self, modelled: World) -> None:
        for one in Estimate.objects.filter(rule=NAME):
            found = parts(one)
            assert sum(part.amount for part in found) == pytest.approx(one.mean, abs=1e-9)
            assert one.low <= one.mean <= one.high
            assert (certainty(one) == "te weinig gezien") == (one.step == 0)
            assert all(part.sentence for part in found)

    @pytest.mark.demand("D-438", partly=True)
    @pytest.mark.demand("D-419", partly=True)
    def test_a_sentence_follows_the_sign_of_its_contribution(self, modelled: World) -> None:
        one = Estimate.objects.filter(rule=NAME).first()
        assert one is not None
        one.contributions = [("usual", 0.6), ("recent", 0.1), ("prerequisites", -0.05), ("pace", -0.15)]
        with translation.override("nl"):
            said = [part.sentence for part in parts(one)]
        assert said == [
            "Waar we voor elk doel beginnen",
            "De laatste keren gingen vlot",
            "Wat ervoor komt, helpt hier minder mee",
            "Ook andere doelen lopen dezer dagen moeizamer",
        ]

    def test_new_evidence_gives_what_making_all_anew_gives(
        self, modelled: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        now = timezone.now() + timedelta(hours=1)
        monkeypatch.setattr(refresh, "timezone", SimpleNamespace(now=lambda: now, localdate=timezone.localdate))
        learner, goal = modelled.learners[0], modelled.goals["compare"]
        record_observation(
            learners=[learner.pk], goal=goal.pk, step=4, uids=[uuid4()], by=modelled.viewer(modelled.teacher)
        )
        online = Estimate.objects.get(learner=learner, goal=goal)
        refresh_all(progress=quietly)
        batch = Estimate.objects.get(learner=learner, goal=goal)
        assert (online.rule, online.count) == (NAME, 5)
        for name in ("mean", "low", "high"):
            assert getattr(online, name) == pytest.approx(getattr(batch, name), abs=1e-9)

    def test_a_version_is_kept_without_code_and_comes_back_the_same(self, db: None) -> None:
        model = unpack(parameters())
        assert pack(model) == parameters()

    def test_a_version_of_another_form_is_left_aside(self, modelled: World) -> None:
        LearnerModel.objects.update(form="of another time")
        assert version_in_use() is None
        refresh_all(progress=quietly)
        assert rules_of(modelled.learners[0]) == {"plain-1"}

    @pytest.mark.demand("D-023")
    def test_what_was_mastered_three_weeks_ago_returns_and_a_review_puts_it_off(self, modelled: World) -> None:
        learner, goal = modelled.learners[2], modelled.goals["equivalent"]
        for _ in range(5):
            seen(learner, goal, [0.8, 0.8, 0.8, 0.8], days_ago=21, kind="item_response")
        viewer = modelled.viewer(modelled.teacher)
        work = [modelled.goals["compare"], modelled.goals["add"]]
        due = Estimate.objects.get(learner=learner, goal=goal)
        assert due.step
        assert due.review_on is not None
        assert due.review_on <= viewer.on
        found = group_needs(viewer=viewer, unit=modelled.group.pk, goals=work).cards
        assert learner in [one for card in found if card.signal.need == "review" for one in card.learners]
        seen(learner, goal, [0.9], days_ago=0)
        again = Estimate.objects.get(learner=learner, goal=goal)
        assert again.review_on is not None
        assert again.review_on - viewer.on > timedelta(days=21)


class TestSwitch:
    @pytest.mark.demand("D-438", partly=True)
    def test_off_for_a_school_holds_at_once_and_every_screen_reads_on(self, modelled: World) -> None:
        head = modelled.viewer(modelled.head)
        switch_school(unit=modelled.school.pk, is_on=False, reason="Eerst overleg met ouders.", by=head)
        assert rules_of(modelled.learners[0]) == {"plain-1"}
        teacher = modelled.viewer(modelled.teacher)
        goals = list(modelled.goals.values())
        assert group_needs(viewer=teacher, unit=modelled.group.pk, goals=goals).cards
        assert class_grid(viewer=teacher, unit=modelled.group.pk, goals=goals).rows[0].cells
        own = standing(viewer=teacher, learner=modelled.learners[0].pk, goal=modelled.goals["compare"].pk)
        assert own.estimate is not None
        assert own.estimate.count == 4
        last = SchoolDecision.objects.first()
        assert last is not None
        assert (last.is_on, last.by, last.reason) == (False, modelled.head, "Eerst overleg met ouders.")
        assert SchoolDecision.objects.count() == 2

    def test_on_again_holds_when_the_worker_has_been_there(self, modelled: World) -> None:
        head = modelled.viewer(modelled.head)
        switch_school(unit=modelled.school.pk, is_on=False, reason="", by=head)
        switch_school(unit=modelled.school.pk, is_on=True, reason="", by=head)
        assert Task.objects.get().name == "refresh estimates of a school"
        refresh_school(unit=modelled.school.pk, progress=quietly)
        assert rules_of(modelled.learners[0]) == {NAME}

    @pytest.mark.parametrize("who", ["learner", "guardian", "care_coordinator"])
    def test_who_objects_for_a_learner_is_heard_at_once(self, modelled: World, who: str) -> None:
        learner = modelled.learners[0]
        person = learner if who == "learner" else getattr(modelled, who)
        switch_learner(learner=learner.pk, is_on=False, by=modelled.viewer(person))
        assert rules_of(learner) == {"plain-1"}
        assert rules_of(modelled.learners[1]) == {NAME}
        switch_learner(learner=learner.pk, is_on=True, by=modelled.viewer(person))
        assert rules_of(learner) == {NAME}
        assert [one.is_on for one in LearnerDecision.objects.all()] == [True, False]

    def test_nobody_else_decides(self, modelled: World) -> None:
        learner = modelled.learners[0]
        for person in (modelled.teacher, modelled.learners[1], modelled.head, modelled.other_teacher):
            with pytest.raises(NotVisible):
                switch_learner(learner=learner.pk, is_on=False, by=modelled.viewer(person))
        for person in (modelled.teacher, modelled.secretary, modelled.care_coordinator, modelled.general_director):
            with pytest.raises(NotVisible):
                switch_school(unit=modelled.school.pk, is_on=False, reason="", by=modelled.viewer(person))
        with pytest.raises(NotVisible):
            switch_school(unit=modelled.other_school.pk, is_on=True, reason="", by=modelled.viewer(modelled.head))

    def test_every_school_of_a_learner_must_work_with_it(self, modelled: World) -> None:
        both = people(["Bo Beide"], "learner", modelled.group, timezone.localdate())[0]
        assert learners_with_model([both.pk], timezone.localdate()) == {both.pk}
        modelled.other_group.memberships.create(person=both, role="learner", starts=timezone.localdate())
        assert learners_with_model([both.pk], timezone.localdate()) == set()
        decide_for_school(unit=modelled.other_school, is_on=True, reason="", by=None)
        assert learners_with_model([both.pk], timezone.localdate()) == {both.pk}


class TestRefit:
    @pytest.fixture(autouse=True)
    def _little_is_enough_and_fits_at_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(refitting, "LEAST_LEARNERS", 4)
        monkeypatch.setattr(refitting, "LEAST_RESPONSES", 20)
        monkeypatch.setattr(refitting, "LEAST_HELD_OUT", 2)
        monkeypatch.setattr(refitting, "fit_mastery", lambda log, **given: unpack(parameters()))

    @pytest.fixture
    def watched(self, world: World) -> World:
        """Everybody answered a number of questions; the school of L3A works with the model, no version stands."""
        for n, learner in enumerate([*world.learners, *world.other_learners]):
            for goal in ("compare", "clock"):
                seen(learner, world.goals[goal], [float((n + k) % 3 > 0) for k in range(12)], kind="item_response")
        decide_for_school(unit=world.school, is_on=True, reason="", by=None)
        return world

    def test_a_version_says_what_it_was_fitted_on_and_is_used(self, watched: World) -> None:
        refit(progress=quietly)
        version = LearnerModel.objects.get()
        assert (version.rows, version.learners, version.goals, version.schools) == (6 * 24, 6, 2, 1)
        assert (version.held_out, version.last_on) == (2, timezone.localdate() - timedelta(days=1))
        assert 0 <= (version.auc or -1) <= 1
        assert 0 <= (version.ece or -1) <= 1
        assert rules_of(watched.learners[0]) == {version.name}
        assert rules_of(watched.other_learners[0]) == {"plain-1"}

    def test_killed_half_way_it_goes_on_with_the_same_version(
        self, watched: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real: Callable[..., None] = refitting.refresh_learners

        def killed(learners: list[int], **given: object) -> None:
            real(learners[:2], **given)
            raise KeyboardInterrupt

        monkeypatch.setattr(refitting, "refresh_learners", killed)
        with pytest.raises(KeyboardInterrupt):
            refit(progress=quietly)
        again: list[list[int]] = []
        monkeypatch.setattr(refitting, "refresh_learners", lambda learners, progress: again.append(learners))
        refit(progress=quietly)
        assert LearnerModel.objects.count() == 1
        left = [*watched.learners[2:], *watched.parallel_learners]
        assert again == [sorted(one.pk for one in left)]

    def test_who_objects_is_not_learned_from_and_new_evidence_makes_a_new_version(self, watched: World) -> None:
        refit(progress=quietly)
        learner = watched.learners[0]
        switch_learner(learner=learner.pk, is_on=False, by=watched.viewer(learner))
        refit(progress=quietly)
        newest, first = LearnerModel.objects.all()
        assert (newest.learners, first.learners) == (5, 6)
        assert newest.name != first.name
        assert isinstance(newest.fitted_at, datetime)

    def test_with_too_little_the_plain_rule_stays(self, watched: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(refitting, "LEAST_LEARNERS", 50)
        refit(progress=quietly)
        assert not LearnerModel.objects.exists()
