"""A learner says that a picture is not right: it is heard, answered and never counted."""

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.queries import own_words
from samenwijzer.learning.progress.disagreements import answer, disagree, disagreements_of, own_disagreements
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.notices.models import Notice
from tests.worlds import World, seen


def test_it_is_evidence_of_its_own_kind_that_reaches_the_teacher_and_is_answered(world: World) -> None:
    learner, goal = world.learners[0], world.goals["compare"]
    seen(learner, goal, [0.1, 0.2, 0.1])
    before = Estimate.objects.get().mean
    by, teacher = world.viewer(learner), world.viewer(world.teacher)
    said = disagree(goal=goal, note="Thuis lukt het altijd.", by=by)
    assert (said.kind, said.outcome) == (Evidence.Kind.DISAGREEMENT, None)
    estimate = Estimate.objects.get()
    assert (estimate.mean, estimate.count) == (pytest.approx(before, abs=1e-6), 3)
    assert Notice.objects.get(person=world.teacher).text == (
        "Noor denkt dat het beeld van “breuken vergelijken” niet klopt."
    )
    found = disagreements_of(viewer=teacher, learner=learner.pk)
    assert [(one.note, one.answers) for one in found] == [("Thuis lukt het altijd.", [])]
    answer(uid=said.uid, text="Toon het me morgen eens.", by=teacher)
    assert [one.text for one in own_disagreements(own_words(viewer=by))[0].answers] == ["Toon het me morgen eens."]
    assert Notice.objects.get(person=learner).text == (
        "Lotte Vermeulen antwoordde op wat je zei over “breuken vergelijken”."
    )


def test_the_same_is_not_said_twice_before_an_answer(world: World) -> None:
    by, goal = world.viewer(world.learners[0]), world.goals["compare"]
    said = disagree(goal=goal, by=by)
    with pytest.raises(Refused):
        disagree(goal=goal, by=by)
    disagree(goal=world.goals["add"], by=by)
    answer(uid=said.uid, text="We kijken samen.", by=world.viewer(world.teacher))
    disagree(goal=goal, by=by)


def test_only_who_records_about_the_learner_answers_and_only_guides_read_it(world: World) -> None:
    learner = world.learners[0]
    said = disagree(goal=world.goals["compare"], by=world.viewer(learner))
    for person in (world.colleague, world.head, world.learners[1], learner):
        with pytest.raises(NotVisible):
            answer(uid=said.uid, text="Neen.", by=world.viewer(person))
    for person in (world.colleague, world.learners[1], learner):
        assert disagreements_of(viewer=world.viewer(person), learner=learner.pk) == []
    with pytest.raises(NotVisible):
        disagree(goal=world.goals["compare"], by=world.viewer(world.teacher))
