"""Groups by interest, pairs that explain, adults that are few: what brings people together and what is never done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.groups import solver, tutoring
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Basis, Placed, basis_of
from samenwijzer.learning.groups.models import Grouping, Seat, Tie
from samenwijzer.learning.groups.proposals import Proposed, propose, propose_around
from samenwijzer.learning.groups.queries import own_groups_today
from samenwijzer.learning.groups.readings import read
from samenwijzer.learning.groups.sociogram import state_preferences
from samenwijzer.learning.groups.willingness import say_willing
from samenwijzer.learning.regulation.autonomy.companions import hide_interest, keep_interest
from samenwijzer.network.people.models import Person
from tests.worlds import World, seen

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "BUDGET", 0.05)


def asked(world: World, purpose: str, **other: object) -> Asked:
    values = {"goal": world.goals["compare"].pk, "largest": 3, "here": tuple(one.pk for one in world.learners)}
    return Asked(purpose=purpose, **(values | other))  # type: ignore[arg-type]


def basis(world: World) -> Basis:
    return basis_of(viewer=world.viewer(world.teacher), unit=world.group.pk, goal=world.goals["compare"].pk)


def proposals(world: World, wanted: Asked) -> list[Proposed]:
    return propose(basis=basis(world), asked=wanted)


def put_up(world: World, groups: tuple[Placed, ...], wanted: Asked) -> Grouping:
    by = world.viewer(world.teacher)
    named = [Named(name, one) for name, one in zip(("Orion", "Lier", "Zwaan"), groups, strict=False)]
    return publish(unit=world.group.pk, asked=wanted, groups=named, ends=by.on + timedelta(days=7), by=by)


def likes(world: World, learner: Person, what: str) -> int:
    return keep_interest(what=what, why="", by=world.viewer(learner)).pk


def yes(world: World, learner: Person, *, explains: bool = False, listens: bool = False) -> None:
    say_willing(explains=explains, listens=listens, by=world.viewer(learner))


def two_explain_two_listen(world: World) -> list[Person]:
    """Let two of six master a goal and two not, all with their yes; the last two said nothing."""
    for place, learner in enumerate(world.learners):
        seen(learner, world.goals["compare"], [0.95 if place in (0, 1, 4) else 0.3] * 8)
    for learner in world.learners[:2]:
        yes(world, learner, explains=True)
    for learner in world.learners[2:4]:
        yes(world, learner, listens=True)
    return world.learners


def test_interest_brings_together_who_likes_the_same_and_the_group_is_told_what(world: World) -> None:
    wanted = asked(world, "interest")
    assert proposals(world, wanted) == [], "nobody shows what they like"
    for learner, what in zip(world.learners, ("voetballen", "koken", "voetbal", "taart bakken", "koken"), strict=False):
        likes(world, learner, what)
    hidden = likes(world, world.learners[5], "voetbal")
    hide_interest(interest=hidden, is_hidden=True, by=world.viewer(world.learners[5]))
    first = proposals(world, wanted)[0]
    by_context = {frozenset(one.learners) for one in first.groups}
    ids = [one.pk for one in world.learners]
    assert frozenset({ids[1], ids[3], ids[4]}) in by_context
    assert read(basis=basis(world), asked=wanted, groups=first.groups).shared == (5, 5), "who hides it is not counted"
    put_up(world, first.groups, wanted)
    (own,) = own_groups_today(viewer=world.viewer(world.learners[3]))
    assert own.context == "Een recept voor de hele klas"
    page = world.client_of(world.learners[3]).get(reverse("own_groups")).content.decode()
    assert "Een recept voor de hele klas" in page


def test_a_pair_asks_a_gap_the_yes_of_both_and_a_named_adult(world: World) -> None:
    """Those who said nothing are in no pair, however well or little the goal works for them."""
    noor, ilyas, mila, jef, sofie, adam = two_explain_two_listen(world)
    wanted = asked(world, "tutoring", adult=world.teacher.pk)
    first = proposals(world, wanted)[0]
    assert {one.learners[0] for one in first.groups} == {noor.pk, ilyas.pk}
    assert {one.learners[1] for one in first.groups} == {mila.pk, jef.pk}
    reading = read(basis=basis(world), asked=wanted, groups=first.groups)
    assert reading.pairing is not None
    assert (reading.pairing.pairs, reading.pairing.with_gap, reading.pairing.unheard) == (2, 2, 0)
    kept = propose_around(basis=basis(world), asked=wanted, groups=first.groups, fixed=frozenset({noor.pk}), seed=1)
    assert first.groups[[noor.pk in one.learners for one in first.groups].index(True)] in kept

    goal = world.goals["compare"].pk
    for strangers, said in (((sofie, mila), "Sofie"), ((noor, adam), "Adam"), ((noor, ilyas), "geen uitleg")):
        with pytest.raises(Refused, match=said):
            put_up(world, (Placed(goal, tuple(one.pk for one in strangers)),), wanted)
    with pytest.raises(Refused, match="twee leerlingen"):
        put_up(world, (Placed(goal, (noor.pk, mila.pk, jef.pk)),), wanted)
    for adult in (None, world.colleague.pk, noor.pk):
        with pytest.raises(Refused, match="volwassene"):
            put_up(world, first.groups, asked(world, "tutoring", adult=adult))
    assert not Grouping.objects.exists()


def test_a_pair_without_the_yes_of_both_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault: nobody's silence is noticed. The test above must notice."""
    monkeypatch.setattr(tutoring, "_silent", lambda *said: [])
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        test_a_pair_asks_a_gap_the_yes_of_both_and_a_named_adult(world)


def test_learners_say_yes_themselves_and_take_it_back(world: World) -> None:
    noor, _ilyas, mila, jef, *_rest = two_explain_two_listen(world)
    wanted = asked(world, "tutoring", adult=world.teacher.pk)
    put_up(world, (Placed(world.goals["compare"].pk, (noor.pk, mila.pk)),), wanted)
    client = world.client_of(noor)
    page = client.get(reverse("own_groups")).content.decode()
    assert "Jij legt uit aan Mila" in page
    assert "Lotte Vermeulen blijft in de buurt" in page
    assert "Noor legt je iets uit" in world.client_of(mila).get(reverse("own_groups")).content.decode()
    assert client.post(reverse("own_groups_willing"), {"listens": "on"}).status_code == 302
    assert own_groups_today(viewer=world.viewer(mila)) == [], "the pair stops for both"
    assert Seat.objects.filter(group=None).count() == 6
    with pytest.raises(NotVisible):
        say_willing(explains=True, listens=True, by=world.viewer(world.teacher))
    yes(world, jef)
    assert proposals(world, wanted)[0].groups, "the others are still there"


def test_with_few_adults_it_is_said_for_whom_there_is_no_place(world: World) -> None:
    for place, learner in enumerate(world.learners):
        seen(learner, world.goals["compare"], [0.05 if place < 5 else 0.95] * 6)
    wanted = asked(world, "instruction", adults=1)
    first = proposals(world, wanted)[0]
    assert len(first.groups) == 1
    waiting = read(basis=basis(world), asked=wanted, groups=first.groups).waiting
    assert len(waiting) == 2
    answer = world.client_of(world.teacher).post(
        reverse("groups_propose", args=[world.group.pk]),
        {"purpose": "instruction", "goal": world.goals["compare"].pk, "size": 3, "here": wanted.here, "adults": 1},
    )
    said = "Met 1 volwassene is er nu geen plaats voor: "
    assert said in answer.content.decode()
    assert all(name in answer.content.decode().partition(said)[2][:60] for name in waiting)


def test_a_whole_class_is_asked_on_paper_and_entered_at_once(world: World) -> None:
    by, (noor, ilyas, mila, *_rest) = world.viewer(world.teacher), world.learners
    unit = world.group.pk
    Tie.objects.create(unit=world.group, learner=noor, other=ilyas, kind="apart", at="2026-09-01T08:00Z")
    assert state_preferences(unit=unit, lines="noor:  Ilyas, mila \n\nMila Janssens: Noor, Noor, Mila", by=by) == 2
    assert set(Tie.objects.values_list("learner", "other", "kind")) == {
        (noor.pk, ilyas.pk, "apart"), (noor.pk, mila.pk, "prefers"), (mila.pk, noor.pk, "prefers"),
    }  # fmt: skip
    assert state_preferences(unit=unit, lines="Noor:", by=by) == 0
    with pytest.raises(Refused, match="heet: Fatima, Kobe"):
        state_preferences(unit=unit, lines="Noor: Fatima\nKobe: Mila", by=by)
    with pytest.raises(NotVisible):
        state_preferences(unit=unit, lines="Noor: Mila", by=world.viewer(world.head))
    assert Tie.objects.count() == 2
