"""Raised hands: in order, the own place only, gone when answered and at the latest with the day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.lessons.hand_actions import answer, forget, lower_hand, raise_hand, take
from samenwijzer.learning.lessons.hands import own_place, queue
from samenwijzer.learning.lessons.models import RaisedHand
from samenwijzer.network.people.models import Person
from tests.worlds import World, people


def raised(world: World, learner: Person, **given: object) -> RaisedHand:
    return raise_hand(unit=world.group.pk, by=world.viewer(learner), **given)


def waiting(world: World, adult: Person) -> list[str]:
    return [one.hand.learner.given_name for one in queue(viewer=world.viewer(adult), units=[world.group.pk])]


@pytest.mark.demand("D-039", partly=True)
def test_hands_stand_in_order_and_a_learner_sees_its_own_place(world: World) -> None:
    for learner in world.learners[:3]:
        raised(world, learner)
    raised(world, world.learners[0])  # once more changes nothing
    assert waiting(world, world.teacher) == ["Noor", "Ilyas", "Mila"]
    assert [own_place(viewer=world.viewer(one)).number for one in world.learners[:3]] == [1, 2, 3]
    take(hand=world.learners[0].raised_hand.pk, by=world.viewer(world.teacher))
    first, second = (own_place(viewer=world.viewer(one)) for one in world.learners[:2])
    assert (first.taken_by, second.number, second.taken_by) == (str(world.teacher), 1, "")
    lower_hand(by=world.viewer(world.learners[1]))
    assert own_place(viewer=world.viewer(world.learners[1])) is None


def test_only_who_guides_the_learner_sees_and_answers_it(world: World) -> None:
    hand = raised(world, world.learners[0])
    for stranger in (world.colleague, world.other_teacher, world.central_staff, world.learners[1]):
        assert waiting(world, stranger) == []
        for verb in (take, answer):
            with pytest.raises(NotVisible):
                verb(hand=hand.pk, by=world.viewer(stranger))
    with pytest.raises(NotVisible):
        raise_hand(unit=world.group.pk, by=world.viewer(world.other_learners[0]))


def test_one_adult_comes_and_one_answer_counts(world: World) -> None:
    second = people(["Veerle Maas"], "teacher", world.group, timezone.localdate())[0]
    hand = raised(world, world.learners[0], goal=world.goals["add"].pk, text="Moet ik eerst gelijknamig maken?")
    take(hand=hand.pk, by=world.viewer(world.teacher))
    with pytest.raises(Refused, match="Lotte"):
        take(hand=hand.pk, by=world.viewer(second))
    answer(hand=hand.pk, step=3, by=world.viewer(world.teacher))
    with pytest.raises(NotVisible):
        answer(hand=hand.pk, step=3, by=world.viewer(world.teacher))
    row = Evidence.objects.get()
    assert (row.step, row.note, list(row.goals.all())) == (3, hand.text, [world.goals["add"]])
    general = raised(world, world.learners[0])
    with pytest.raises(Refused):
        answer(hand=general.pk, step=3, by=world.viewer(world.teacher))


def test_nothing_is_left_of_it_but_what_became_evidence(world: World) -> None:
    before = AuditEvent.objects.count()
    answer(hand=raised(world, world.learners[0], text="Hoe?").pk, by=world.viewer(world.teacher))
    hand = raised(world, world.learners[1])
    RaisedHand.objects.filter(pk=hand.pk).update(raised_at=timezone.localtime() - timedelta(days=1))
    assert waiting(world, world.teacher) == []
    assert own_place(viewer=world.viewer(world.learners[1])) is None
    forget(progress=lambda done, total: None)
    assert not RaisedHand.objects.exists()
    assert AuditEvent.objects.count() == before
    assert not Evidence.objects.exists()
