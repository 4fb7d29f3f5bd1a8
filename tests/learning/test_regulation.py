"""Learners say how sure they are and ask for help."""

import pytest

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.regulation.actions import ask_for_help, state_confidence
from samenwijzer.network.notices.actions import mark_seen
from samenwijzer.network.notices.queries import waiting
from samenwijzer.network.organisation.models import Membership
from tests.worlds import World


def test_how_sure_a_learner_is_is_kept_as_own_evidence(world: World) -> None:
    state_confidence(goal=world.goals["add"].pk, sure=2, note="", by=world.viewer(world.learners[0]))
    stated = current().get()
    assert (stated.kind, stated.learner, stated.outcome) == ("self", world.learners[0], 0.4)


def test_an_answer_that_is_not_offered_is_refused(world: World) -> None:
    with pytest.raises(Refused):
        state_confidence(goal=world.goals["add"].pk, sure=7, by=world.viewer(world.learners[0]))


@pytest.mark.demand("D-039", partly=True)
def test_a_question_reaches_the_own_teacher_and_is_put_away_when_seen(world: World) -> None:
    ask_for_help(goal=world.goals["add"], by=world.viewer(world.learners[0]))
    notice = waiting(person=world.teacher.pk).get()
    assert notice.text == "Noor vraagt hulp bij “breuken optellen”."
    assert not waiting(person=world.colleague.pk).exists()
    mark_seen(notice=notice.pk, by=world.colleague.pk)
    assert waiting(person=world.teacher.pk).exists()
    mark_seen(notice=notice.pk, by=world.teacher.pk)
    assert not waiting(person=world.teacher.pk).exists()


def test_a_learner_without_adults_is_told_so(world: World) -> None:
    Membership.objects.filter(person=world.teacher).delete()
    with pytest.raises(Refused):
        ask_for_help(goal=world.goals["add"], by=world.viewer(world.learners[0]))
