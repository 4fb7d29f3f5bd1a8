"""Moments and classmates as evidence: once, with their weight, and what informs never decides."""

from datetime import timedelta

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.feedback.assessment import freeze_criteria, plan_moment, rate, rate_myself
from samenwijzer.learning.feedback.models import Moment
from samenwijzer.learning.feedback.peer_means import confirm_mean
from samenwijzer.learning.feedback.peers import check_criterion, open_round, propose_criterion, tell_peer
from samenwijzer.learning.feedback.programme import moment_page
from samenwijzer.learning.progress.models import Estimate
from tests.worlds import World, small_world


@pytest.fixture
def world(db: None) -> World:
    return small_world(learners=8)


def moment_of(world: World, *, summative: bool, second: bool = False) -> Moment:
    by = world.viewer(world.teacher)
    made = plan_moment(
        unit=world.group.pk,
        title="Breuken uitleggen",
        on=by.on,
        purpose="conclude",
        is_summative=summative,
        decision="Doel bereikt vanaf stap 3.",
        goal=world.goals["compare"].pk,
        rubric="explanation",
        second_reader=world.colleague.pk if second else None,
        by=by,
    )
    return freeze_criteria(moment=made.pk, by=by)


def steps(moment: Moment, *values: int) -> dict[int, int]:
    return dict(zip(moment.criteria.values_list("pk", flat=True), values, strict=False))


def weight_seen(world: World) -> float:
    """How much the learner model took of Noor at the goal: none where nothing was seen."""
    found = Estimate.objects.filter(learner=world.learners[0], goal=world.goals["compare"]).first()
    return found.count if found else 0


def test_a_moment_is_evidence_once_it_is_settled_and_stands_once_however_often_it_is_read(world: World) -> None:
    moment, noor = moment_of(world, summative=True, second=True), world.learners[0].pk
    first, second = world.viewer(world.teacher), world.viewer(world.colleague)
    rate_myself(moment=moment.pk, steps=steps(moment, 4, 4, 4), by=world.viewer(world.learners[0]))
    rate(moment=moment.pk, learner=noor, steps=steps(moment, 3, 2), by=first)
    assert not Evidence.objects.exists()
    rate(moment=moment.pk, learner=noor, steps=steps(moment, 3, 2, 4), by=first)
    [fact] = current()
    assert (fact.kind, fact.step, fact.seen_by, weight_seen(world)) == ("test_result", 3, world.teacher, 1)
    rate(moment=moment.pk, learner=noor, steps=steps(moment, 3, 3, 4), by=second)
    assert (list(current()), weight_seen(world)) == ([], 0)
    for _ in range(2):
        rate(moment=moment.pk, learner=noor, steps=steps(moment, 3, 3, 4), agreed=True, by=first)
    [fact] = current()
    assert (fact.step, weight_seen(world)) == (3, 1)
    assert fact.outcome == pytest.approx((0.75 + 0.75 + 0.95) / 3)


def test_r17_a_moment_on_the_way_informs_as_an_observation_and_decides_nothing(world: World) -> None:
    formative, deciding = moment_of(world, summative=False), moment_of(world, summative=True)
    by, noor = world.viewer(world.teacher), world.learners[0].pk
    rate(moment=formative.pk, learner=noor, steps=steps(formative, 4, 4, 4), by=by)
    [fact] = current()
    assert (fact.kind, weight_seen(world)) == ("observation", 1)
    [sheet, *_others] = moment_page(viewer=by, moment=deciding.pk).sheets
    assert [one.result for one in sheet.seen] == [None, None, None]
    assert not current().filter(kind="test_result").exists()


@pytest.mark.demand("D-435", partly=True)
def test_what_classmates_see_counts_a_little_and_once_after_the_learner_or_a_teacher_confirms(world: World) -> None:
    teacher, (noor, *others) = world.viewer(world.teacher), [world.viewer(one) for one in world.learners]
    found = open_round(unit=world.group.pk, title="Affiche", ends=teacher.on + timedelta(days=3), by=teacher)
    made = propose_criterion(round=found.pk, text="Je ziet welke breuk", by=noor)
    check_criterion(criterion=made.pk, goal=world.goals["compare"].pk, by=teacher)

    def tell(giver: int, mark: int) -> None:
        tell_peer(criterion=made.pk, receiver=noor.person_id, starter="tip", words="…", mark=mark, by=others[giver])

    for giver in range(4):
        tell(giver, 4)
    with pytest.raises(Refused):
        confirm_mean(criterion=made.pk, receiver=noor.person_id, by=noor)
    tell(4, 2)
    assert not Evidence.objects.exists()
    client = world.client_of(world.learners[0])
    page = client.get(f"/mijn-feedback/samen/{found.pk}/").content.decode()
    assert "laat het meetellen" in page
    assert client.post(f"/mijn-feedback/samen/criterium/{made.pk}/telt/").status_code == 302
    [fact] = current()
    alone = Estimate.objects.get(learner=noor.person_id)
    assert (fact.kind, fact.seen_by, fact.is_draft) == ("peer", None, False)
    # One answer to a question would weigh twice as much: the interval stays wide.
    assert alone.high - alone.low > 0.6
    for stranger in (others[0], world.viewer(world.colleague), world.viewer(world.guardian)):
        with pytest.raises(NotVisible):
            confirm_mean(criterion=made.pk, receiver=noor.person_id, by=stranger)
    tell(5, 4)
    # One classmate more changes nothing by itself: the mean moves once five said something new.
    assert "Laat meetellen" not in world.client_of(world.teacher).get(f"/feedback/samen/{found.pk}/").content.decode()
    for giver in range(4):
        tell(giver, 3)
    page = world.client_of(world.teacher).get(f"/feedback/samen/{found.pk}/").content.decode()
    assert "Laat meetellen" in page
    confirm_mean(criterion=made.pk, receiver=noor.person_id, by=teacher)
    [newer] = current()
    assert (newer.corrects, newer.outcome) == (fact, pytest.approx(0.75))
    assert weight_seen(world) == 1
