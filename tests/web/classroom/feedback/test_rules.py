"""Rules R8 and R22 where feedback and assessment touch them."""

from datetime import timedelta
from uuid import uuid4

from samenwijzer.learning.feedback.actions import give_feedback
from samenwijzer.learning.feedback.assessment import freeze_criteria, plan_moment, rate, rate_myself
from samenwijzer.learning.feedback.models import MomentCriterion, PeerCriterion, Rating
from samenwijzer.learning.feedback.peers import check_criterion, open_round, propose_criterion, tell_peer
from samenwijzer.network.access.queries import seen_by
from tests.worlds import World


def test_r8_every_look_at_what_was_said_to_a_learner_stands_in_its_timeline(world: World) -> None:
    noor, teacher = world.learners[0], world.viewer(world.teacher)
    give_feedback(learners=[noor.pk], goal=None, words="", next_step="Toon het.", uids=[uuid4()], by=teacher)
    criterion = _criterion(world)
    said = {"receiver": noor.pk, "starter": "sees", "words": "dit ziet.", "by": world.viewer(world.learners[1])}
    tell_peer(criterion=criterion.pk, **said)  # type: ignore[arg-type]
    moment = _moment(world)
    care = world.client_of(world.care_coordinator)
    addresses = (
        f"/feedback/{world.group.pk}/",
        f"/feedback/samen/{criterion.round_id}/",
        f"/toetsprogramma/moment/{moment}/",
        f"/samen/{world.group.pk}/",
    )
    for pages, address in enumerate(addresses, start=1):
        assert care.get(address).status_code == 200
        [line] = seen_by(learner=noor.pk, until=teacher.on)
        assert (line.viewer, line.pages) == (str(world.care_coordinator), pages), address


def test_r22_learner_peer_teacher_and_team_each_say_what_they_see_of_one_piece_of_work(world: World) -> None:
    noor, moment, criterion = world.learners[0], _moment(world), _criterion(world)
    first = MomentCriterion.objects.filter(moment=moment).earliest("pk").pk
    rate_myself(moment=moment, steps={first: 2}, by=world.viewer(noor))
    rate(moment=moment, learner=noor.pk, steps={first: 3}, by=world.viewer(world.teacher))
    rate(moment=moment, learner=noor.pk, steps={first: 3}, by=world.viewer(world.colleague))
    by = world.viewer(world.learners[1])
    tell_peer(criterion=criterion.pk, receiver=noor.pk, starter="tip", words="een kleur.", by=by)
    assert set(Rating.objects.filter(learner=noor).values_list("voice", flat=True)) == {"self", "first", "second"}
    learner = world.client_of(noor)
    assert "dit ziet je leraar" in learner.get(f"/mijn-feedback/moment/{moment}/").content.decode()
    assert (
        "Je kan nog proberen een kleur." in learner.get(f"/mijn-feedback/samen/{criterion.round_id}/").content.decode()
    )


def _criterion(world: World) -> PeerCriterion:
    by = world.viewer(world.teacher)
    opened = open_round(unit=world.group.pk, title="Affiche", ends=by.on + timedelta(days=3), by=by)
    proposed = propose_criterion(round=opened.pk, text="duidelijk", by=by)
    return check_criterion(criterion=proposed.pk, goal=world.goals["compare"].pk, by=by)


def _moment(world: World) -> int:
    by = world.viewer(world.teacher)
    made = plan_moment(
        unit=world.group.pk,
        title="Uitleg",
        on=by.on,
        purpose="conclude",
        is_summative=True,
        decision="stap 3",
        rubric="explanation",
        second_reader=world.colleague.pk,
        by=by,
    )
    return freeze_criteria(moment=made.pk, by=by).pk
