"""Feedback with a next step: who gives and reads it, what is done with it, and who had none for too long."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.feedback.actions import give_feedback, take_back_feedback, take_up
from samenwijzer.learning.feedback.models import Note
from samenwijzer.learning.feedback.pack import feedback_content
from samenwijzer.learning.feedback.queries import (
    cadence,
    feedback_of_learner,
    new_feedback,
    own_feedback,
)
from samenwijzer.network.calendar.queries import school_days
from samenwijzer.network.people.models import Person
from tests.worlds import World


def give(world: World, *learners: Person, by: Person | None = None, days_ago: int = 0) -> list[Note]:
    notes = give_feedback(
        learners=[one.pk for one in learners],
        goal=world.goals["compare"].pk,
        words="Je aanpak werkt.",
        next_step="Leg het aan iemand uit",
        uids=[uuid4() for _ in learners],
        by=world.viewer(by or world.teacher),
    )
    Note.objects.filter(pk__in=[one.pk for one in notes]).update(at=timezone.localtime() - timedelta(days=days_ago))
    return notes


@pytest.mark.demand("D-182")
def test_who_had_none_for_ten_school_days_stands_on_the_list_of_the_team_and_the_learner_marks_its_next_action(
    world: World,
) -> None:
    noor, ilyas, mila = world.learners[:3]
    today = world.viewer(world.teacher).on
    tenth = school_days(path=world.group.path, first=today - timedelta(days=40), last=today)[-10]
    give(world, noor, days_ago=(today - tenth).days)
    give(world, ilyas, days_ago=(today - tenth).days + 1)
    give(world, mila, by=world.care_coordinator)
    waiting = cadence(viewer=world.viewer(world.care_coordinator), unit=world.group.pk).waiting
    assert noor not in [one.learner for one in waiting]
    assert mila not in [one.learner for one in waiting]
    # Never comes before long ago.
    assert [one.learner for one in waiting][-1] == ilyas
    assert {one.learner for one in waiting} == set(world.learners) - {noor, mila}

    note = own_feedback(viewer=world.viewer(noor))[0]
    assert new_feedback(viewer=world.viewer(noor)) == 1
    take_up(note=note.uid, did="planned", words="morgen aan Jef", by=world.viewer(noor))  # type: ignore[arg-type]
    assert new_feedback(viewer=world.viewer(noor)) == 0
    read = feedback_of_learner(viewer=world.viewer(world.teacher), learner=noor.pk)[0]
    assert read.uptake
    assert (read.uptake.did, read.uptake.words) == ("planned", "morgen aan Jef")


def test_feedback_always_holds_a_next_step_and_sending_twice_stores_once(world: World) -> None:
    uid, noor, by = uuid4(), world.learners[0].pk, world.viewer(world.teacher)
    with pytest.raises(Refused):
        give_feedback(learners=[noor], goal=None, words="Prima!", next_step="  ", uids=[uid], by=by)
    with pytest.raises(Refused):
        give_feedback(learners=[], goal=None, words="", next_step="Nog één", uids=[], by=by)
    for _ in range(2):
        give_feedback(learners=[noor], goal=None, words="", next_step="Nog één", uids=[uid], by=by)
    assert Note.objects.count() == 1
    assert take_back_feedback(uids=[uid], by=by) == 1
    assert own_feedback(viewer=world.viewer(world.learners[0])) == []
    assert len(cadence(viewer=by, unit=world.group.pk).waiting) == len(world.learners)


def test_nobody_else_gives_reads_or_answers_it(world: World) -> None:
    noor, ilyas = world.learners[:2]
    note = give(world, noor)[0]
    for stranger in (world.colleague, world.secretary, ilyas):
        assert feedback_of_learner(viewer=world.viewer(stranger), learner=noor.pk) == []
    with pytest.raises(NotVisible):
        cadence(viewer=world.viewer(world.colleague), unit=world.group.pk)
    with pytest.raises(NotVisible):
        give(world, noor, by=world.colleague)
    with pytest.raises(NotVisible):
        take_up(note=note.uid, did="tried", by=world.viewer(ilyas))
    with pytest.raises(NotVisible):
        take_back_feedback(uids=[note.uid], by=world.viewer(world.care_coordinator))
    with pytest.raises(Refused):
        take_up(note=note.uid, did="genegeerd", by=world.viewer(noor))


@pytest.mark.parametrize(
    ("text", "many"),
    [("Wat ben jij slim!", 1), ("Je legde elke stap uit.", 0), ("Beslim je zelf.", 0), ("Super, beter dan Jef", 2)],
)
def test_the_growth_words_suggest_and_leave_what_speaks_of_the_work(text: str, many: int) -> None:
    assert len(feedback_content().suggestions(text)) == many


def test_what_can_be_tapped_needs_no_better_words() -> None:
    content = feedback_content()
    for phrase in (*content.strengths, *content.next_steps):
        assert content.suggestions(phrase.name) == []
