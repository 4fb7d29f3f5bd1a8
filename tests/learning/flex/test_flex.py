"""Flex hours by need: who is proposed where and why, what stays still, and what is read over everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.learning.groups.flex import planning
from samenwijzer.learning.groups.flex.boards import board
from samenwijzer.learning.groups.flex.needs import choosing_for, suggested
from samenwijzer.learning.groups.flex.planning import propose_places
from samenwijzer.learning.groups.flex.readings import read_plan
from samenwijzer.network.calendar.models import Absence
from samenwijzer.practice.offers.actions import (
    choose,
    drop_proposal,
    move,
    place,
    publish_places,
    wish,
    withdraw_places,
)
from samenwijzer.practice.offers.models import Offer, Placement, Proposal, Round
from samenwijzer.practice.offers.pack import Freedom
from samenwijzer.practice.offers.queries import own_moments, whole_round
from samenwijzer.practice.offers.rounds import withdraw_offer
from tests.rounds import flex_round, offered, opened
from tests.worlds import World, seen, small_world

pytestmark = pytest.mark.django_db


def where(offer: Offer) -> set[int]:
    return set(Placement.objects.filter(offer=offer).values_list("person", flat=True))


def needing(world: World, count: int, goal: str = "compare") -> list[int]:
    """Let the first ``count`` learners not succeed at a goal, and the others do."""
    for number, learner in enumerate(world.learners):
        seen(learner, world.goals[goal], [0.05 if number < count else 0.95] * 5)
    return [one.pk for one in world.learners[:count]]


@pytest.mark.demand("D-065")
def test_a_learner_picks_an_offer_for_an_own_open_goal_and_a_teacher_places(world: World) -> None:
    """Pupil picks an offer tied to own open goal; teacher may place pupils."""
    needing(world, 2)
    one = flex_round(world, freedom="own-goal")
    fractions = offered(world, one, "Breuken", goal="compare", capacity=3)
    painting = offered(world, one, "Schilderen")
    opened(world, one)
    noor, able = world.viewer(world.learners[0]), world.viewer(world.learners[5])
    choosing = choosing_for(noor)
    assert world.goals["compare"].pk in choosing[one.pk].open_goals
    picked = choose(offer=fractions.pk, choosing=choosing[one.pk], by=noor)
    assert picked.goal == world.goals["compare"]
    with pytest.raises(Refused):
        choose(offer=painting.pk, choosing=choosing[one.pk], by=noor)
    with pytest.raises(Refused):  # this goal works already
        choose(offer=fractions.pk, choosing=choosing_for(able)[one.pk], by=able)
    place(offer=painting.pk, people=[world.learners[5].pk], by=world.viewer(world.teacher))
    assert own_moments(viewer=able, choosing=choosing_for(able))[0].stays == Placement.Why.PLACED


def test_need_goes_before_a_place_and_a_place_before_a_wish_and_everything_says_why(world: World) -> None:
    needy = needing(world, 2)
    one = flex_round(world)
    fractions = offered(world, one, "Breuken", goal="compare", capacity=2)
    painting, chess = offered(world, one, "Schilderen", capacity=1), offered(world, one, "Schaken", capacity=3)
    opened(world, one)
    for learner in world.learners[2:4]:
        wish(offer=painting.pk, is_wished=True, by=world.viewer(learner))
    wish(offer=fractions.pk, is_wished=True, by=world.viewer(world.learners[4]))
    teacher = world.viewer(world.teacher)
    found = propose_places(round_id=one.pk, by=teacher)

    assert where(fractions) == set(needy), "a wish never goes before a need"
    assert found.places == 6
    assert found.gap <= 0.01
    assert {row.why for row in Placement.objects.filter(offer=fractions)} == {"need"}
    assert set(Placement.objects.filter(offer=fractions).values_list("goal", flat=True)) == {world.goals["compare"].pk}
    assert Placement.objects.get(offer=painting).why == "wish"
    assert Placement.objects.filter(published_at=None).count() == 6, "nobody is told before a person publishes (R9)"
    assert own_moments(viewer=world.viewer(world.learners[0]), choosing={})[0].place is None
    reading = read_plan(viewer=teacher, round_id=one.pk)
    assert (reading.needs.part, reading.needs.whole) == (2, 2)
    assert (reading.wishes.part, reading.wishes.whole) == (1, 3)
    assert (reading.by_need, reading.by_choice, reading.by_variety) == (2, 1, 3), "three bases, each counted (R18)"
    assert reading.teaching.percent == 33, "instruction is counted (R4)"
    assert where(chess)


def test_planning_again_after_an_absence_moves_nobody_whose_offer_takes_place(world: World) -> None:
    needing(world, 2)
    one = flex_round(world)
    titles = ("Breuken A", "Breuken B", "Schaken")
    first, second, chess = (
        offered(world, one, title, goal="compare" if number < 2 else "", capacity=4, adults=(world.teacher.pk,))
        for number, title in enumerate(titles)
    )
    opened(world, one)
    chosen = world.viewer(world.learners[5])
    choose(offer=chess.pk, choosing=choosing_for(chosen)[one.pk], by=chosen)
    teacher = world.viewer(world.teacher)
    propose_places(round_id=one.pk, by=teacher)
    publish_places(round_id=one.pk, until=one.ends, by=teacher)
    before = {row.person_id: row.offer_id for row in Placement.objects.all()}
    gone = first if where(first) else second
    Absence.objects.create(person=world.teacher, first=one.starts, last=one.ends)
    assert whole_round(viewer=teacher, round_id=one.pk).offered[0].away == [world.teacher]

    withdraw_offer(offer=gone.pk, by=teacher)
    lost = {person for person, offer in before.items() if offer == gone.pk}
    propose_places(round_id=one.pk, by=teacher)
    after = {row.person_id: row.offer_id for row in Placement.objects.all()}
    assert after.keys() == before.keys()
    assert {person for person, offer in after.items() if before[person] != offer} == lost
    drop_proposal(round_id=one.pk, by=teacher)
    assert len(Placement.objects.all()) == len(before) - len(lost)
    assert all(offer.taken == len(where(offer)) for offer in Offer.objects.filter(withdrawn_at=None))


def test_a_whole_school_is_planned_by_the_worker_and_looked_at_before_it_is_told(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "AT_ONCE", 5)
    one = flex_round(world)
    offered(world, one, "Schaken", capacity=6, adults=(world.teacher.pk,))
    teacher, client = world.viewer(world.teacher), world.client_of(world.teacher)
    asked = propose_places(round_id=one.pk, by=teacher)
    assert (asked.state, propose_places(round_id=one.pk, by=teacher)) == (Proposal.State.ASKED, asked)
    address = reverse("flex_board", args=[one.pk])
    assert 'hx-trigger="every 3s"' in client.get(address).content.decode()
    assert not Placement.objects.exists()
    told: list[tuple[int, int]] = []
    planning.plan_asked(progress=lambda done, total: told.append((done, total)), proposal=asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.places, told) == (Proposal.State.DONE, 6, [(1, 3), (2, 3), (3, 3)])
    assert [task.name for task in Task.objects.filter(name=planning.TASK)] == [planning.TASK]
    assert "every 3s" not in client.get(address).content.decode()
    assert not Placement.objects.filter(published_at__isnull=False).exists(), "somebody looks at it first (R9)"
    planning.plan_asked(progress=lambda done, total: None, proposal=asked.pk)
    assert Proposal.objects.count() == 1, "done twice is done once"


def test_an_absence_starts_a_new_plan_in_which_only_who_lost_a_place_moves(world: World) -> None:
    one = flex_round(world)
    chess = offered(world, one, "Schaken", capacity=3, adults=(world.colleague.pk,))
    painting = offered(world, one, "Schilderen", capacity=6, adults=(world.teacher.pk,))
    head, client = world.viewer(world.head), world.client_of(world.teacher)
    propose_places(round_id=one.pk, by=head)
    publish_places(round_id=one.pk, until=one.ends, by=head)
    lost, others = where(chess), where(painting)
    assert lost
    address, day = reverse("flex_absence", args=[one.pk]), chess.moment.on.isoformat()
    sent = {"person": world.colleague.pk, "first": day, "last": day}
    page = client.get(address, sent)
    assert [row.offer for row in page.context["touched"]] == [chess]
    assert world.teacher not in page.context["touched"][0].free, "who guides something else is not free"
    assert world.head in page.context["touched"][0].free
    assert client.post(address, sent).status_code == 422, "nobody would guide it"
    assert client.post(address, sent | {f"offer-{chess.pk}": "gone"}).status_code == 302
    assert Absence.objects.get().person == world.colleague
    assert where(painting) == others | lost
    board_page = client.get(reverse("flex_board", args=[one.pk]))
    assert {row.person_id for _name, row, _why in board_page.context["moves"]} == lost
    assert "vervalt" in board_page.content.decode()
    restored = offered(world, one, "Dammen", capacity=6, adults=(world.care_coordinator.pk,))
    again = {"person": world.care_coordinator.pk, "first": day, "last": day, f"offer-{restored.pk}": world.head.pk}
    assert client.post(address, again).status_code == 302
    assert [row.person for row in restored.adults.all()] == [world.head]


def test_what_is_moved_by_hand_stays_and_publishing_can_be_taken_back(world: World) -> None:
    one = flex_round(world)
    chess, painting = offered(world, one, "Schaken", capacity=6), offered(world, one, "Schilderen", capacity=6)
    teacher, noor = world.viewer(world.teacher), world.learners[0]
    propose_places(round_id=one.pk, by=teacher)
    to = painting if where(chess) >= {noor.pk} else chess
    move(round_id=one.pk, person=noor.pk, moment=to.moment_id, to=to.pk, by=teacher)
    publish_places(round_id=one.pk, until=one.ends, by=teacher)
    told = own_moments(viewer=world.viewer(noor), choosing={})[0]
    assert told.at is not None
    assert told.at.offer == to
    withdraw_places(round_id=one.pk, by=teacher)
    assert own_moments(viewer=world.viewer(noor), choosing={}) == []
    assert Round.objects.get().published_until is None


def test_words_that_label_are_refused_and_suggestions_say_what_lacks(world: World) -> None:
    needing(world, 3)
    one = flex_round(world)
    for label in ("Zwakke rekenaars", "Breuken voor sterke leerlingen"):
        with pytest.raises(Refused, match="etiket"):
            offered(world, one, label)
    assert Offer.objects.count() == 0
    teacher = world.viewer(world.teacher)
    whole = whole_round(viewer=teacher, round_id=one.pk)
    lacking = {row.goal: (row.learners, row.places) for row in suggested(whole=whole, on=one.starts)}
    assert lacking[world.goals["compare"]] == (3, 0)
    offered(world, one, "Breuken", goal="compare", capacity=5)
    assert suggested(whole=whole_round(viewer=teacher, round_id=one.pk), on=one.starts) == []


@pytest.mark.demand("D-173", partly="The flex plan is read; the check when groups are formed stands with the groups.")
def test_fairness_is_read_over_everybody_and_never_of_a_few() -> None:
    world = small_world(learners=12)
    needing(world, 6)
    one = flex_round(world)
    chess = offered(world, one, "Schaken", capacity=12)
    offered(world, one, "Breuken", goal="compare", capacity=12)
    opened(world, one)
    for learner in world.learners[6:10]:
        viewer = world.viewer(learner)
        choose(offer=chess.pk, choosing=choosing_for(viewer)[one.pk], by=viewer)
    teacher = world.viewer(world.teacher)
    need, rest = read_plan(viewer=teacher, round_id=one.pk).had_wish or (None, None)
    assert need is not None and rest is not None
    assert (need.percent, rest.percent) == (0, 67)
    for learner in world.learners[:2]:
        seen(learner, world.goals["compare"], [1.0] * 12)
    assert read_plan(viewer=teacher, round_id=one.pk).had_wish is None, "of four it would be about somebody"


def test_only_who_guides_all_groups_fills_a_round_in(world: World) -> None:
    one = flex_round(world, by=world.head, groups=("group", "parallel_group"))
    offered(world, one, "Schaken", by=world.teacher)
    for person in (world.teacher, world.colleague, world.secretary):
        with pytest.raises(NotVisible):
            propose_places(round_id=one.pk, by=world.viewer(person))
    propose_places(round_id=one.pk, by=world.viewer(world.care_coordinator))
    found = board(viewer=world.viewer(world.head), round_id=one.pk, moment=None)
    assert found is not None
    assert (len(found.columns[0].members), len(found.waiting)) == (2, 6)


def test_own_freedom_is_that_of_the_round(world: World) -> None:
    for freedom in ("placed", "own-goal", "free"):
        one = flex_round(world, freedom=freedom)
        offered(world, one, "Schaken")
        opened(world, one)
    found = choosing_for(world.viewer(world.learners[0]))
    assert [row.freedom for row in found.values()] == [Freedom.FREE, Freedom.OWN_GOAL, Freedom.PLACED]
    assert one.ends - one.starts <= timedelta(days=1)
