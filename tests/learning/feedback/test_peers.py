"""Peer feedback: starters that fade, checked criteria, in time, moderated, used; means only of enough peers."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Case, F, When
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.feedback import peers
from samenwijzer.learning.feedback.models import PeerCriterion, PeerRound, PeerWord
from samenwijzer.learning.feedback.peer_means import means_of
from samenwijzer.learning.feedback.peer_pack import Help, peer_content
from samenwijzer.learning.feedback.peers import (
    check_criterion,
    hide_word,
    open_round,
    propose_criterion,
    round_page,
    tell_peer,
    use_word,
)
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from tests.worlds import World, small_world


@pytest.fixture
def world(db: None) -> World:
    """A class of eight, in the fifth year of primary school."""
    world = small_world(learners=8)
    Unit.objects.filter(pk=world.group.pk).update(level="L5")
    return world


def opened(world: World) -> PeerRound:
    by = world.viewer(world.teacher)
    return open_round(unit=world.group.pk, title="Onze affiche", ends=by.on + timedelta(days=3), by=by)


def checked(world: World) -> PeerCriterion:
    made = propose_criterion(
        round=opened(world).pk, text="Je ziet meteen waarover het gaat", by=world.viewer(world.learners[0])
    )
    return check_criterion(criterion=made.pk, goal=world.goals["compare"].pk, by=world.viewer(world.teacher))


def tell(world: World, criterion: PeerCriterion, giver: Person, receiver: Person, mark: int | None = None) -> PeerWord:
    return tell_peer(
        criterion=criterion.pk,
        receiver=receiver.pk,
        starter="sees",
        words="grote letters koos.",
        mark=mark,
        by=world.viewer(giver),
    )


@pytest.mark.demand("D-044")
def test_starters_are_compulsory_in_l5_and_optional_in_4so_and_the_learner_marks_what_it_used(world: World) -> None:
    noor, ilyas = world.learners[:2]
    criterion, by = checked(world), world.viewer(noor)
    with pytest.raises(Refused, match="begint"):
        tell_peer(criterion=criterion.pk, receiver=ilyas.pk, starter="", words="Mooi.", by=by)
    word = tell(world, criterion, noor, ilyas)
    assert word.words == "Ik zie dat je grote letters koos."
    use_word(word=word.pk, used="ik maakte de titel nog groter", by=world.viewer(ilyas))
    [read] = round_page(viewer=world.viewer(world.teacher), round=criterion.round_id).words
    assert read.used == "ik maakte de titel nog groter"

    Unit.objects.filter(pk=world.group.pk).update(level="4SO-D")
    assert round_page(viewer=by, round=criterion.round_id).help == Help.FREE
    free = tell_peer(criterion=criterion.pk, receiver=world.learners[2].pk, starter="", words="Sterke titel.", by=by)
    assert free.words == "Sterke titel."
    assert peer_content().help_at("2SO-A") == Help.OFFERED


@pytest.mark.demand("D-413")
def test_a_criterion_of_learners_is_linked_to_an_official_goal_before_it_is_used(world: World) -> None:
    noor, ilyas = world.learners[:2]
    teacher = world.viewer(world.teacher)
    proposed = propose_criterion(round=opened(world).pk, text="Het is duidelijk", by=world.viewer(noor))
    with pytest.raises(Refused, match="leraar"):
        tell(world, proposed, noor, ilyas)
    with pytest.raises(Refused):
        check_criterion(criterion=proposed.pk, goal=None, by=teacher)
    with pytest.raises(IntegrityError), transaction.atomic():
        PeerCriterion.objects.filter(pk=proposed.pk).update(checked_at=timezone.now())
    with pytest.raises(NotVisible):
        check_criterion(criterion=proposed.pk, goal=world.goals["compare"].pk, by=world.viewer(noor))
    check_criterion(criterion=proposed.pk, goal=world.goals["compare"].pk, by=teacher)
    assert tell(world, proposed, noor, ilyas).words


def test_a_mean_is_told_from_five_peers_and_no_single_mark_ever(world: World) -> None:
    criterion, receiver = checked(world), world.learners[0]
    for giver in world.learners[1:5]:
        tell(world, criterion, giver, receiver, mark=4)
    assert means_of(receiver=receiver.pk, round=criterion.round_id) == []
    tell(world, criterion, world.learners[5], receiver, mark=1)
    [mean] = means_of(receiver=receiver.pk, round=criterion.round_id)
    assert (mean.mean, mean.peers) == (3.4, 5)
    client = world.client_of(receiver)
    page = client.get(f"/mijn-feedback/samen/{criterion.round_id}/").content.decode()
    assert "nog niet te zien" not in page.split("data-words")[1]


def marks_read_from_two_means(world: World) -> list[int]:
    """Attack: look after every mark, every change of mind and every moderation; return what one look more told."""
    criterion, receiver, read = checked(world), world.learners[0], []
    looks: list[tuple[float, int]] = []

    def look(moved: int) -> None:
        told = [(one.mean * one.peers, one.peers) for one in means_of(receiver=receiver.pk, round=criterion.round_id)]
        if told and looks and told[0] != looks[-1]:
            looks.append(told[0])
            if moved < peer_content().minimum:
                read.append(round(looks[-1][0] - looks[-2][0]))
        elif told and not looks:
            looks.append(told[0])

    givers = world.learners[1:]
    for number, giver in enumerate(givers):
        word = tell(world, criterion, giver, receiver, mark=1 + number % 4)
        look(moved=peer_content().minimum if number == 4 else 1)
    tell(world, criterion, givers[0], receiver, mark=4)
    look(moved=1)
    hide_word(word=word.pk, by=world.viewer(world.teacher))
    look(moved=1)
    hide_word(word=word.pk, by=world.viewer(world.teacher))
    look(moved=1)
    assert looks
    return read


def test_no_mark_is_read_from_two_means(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    with transaction.atomic():
        assert marks_read_from_two_means(world) == []
        transaction.set_rollback(True)

    def at_once(*, criterion: int, receiver: int) -> None:
        PeerWord.objects.filter(criterion=criterion).update(
            counted=Case(When(hidden_at=None, then=F("mark")), default=None)
        )

    # Planted: each mark counts at once, as it once did; the attack reads them one by one.
    monkeypatch.setattr(peers, "settle", at_once)
    assert 2 in marks_read_from_two_means(world)


def test_a_mean_moves_once_five_marks_are_new_other_or_out_of_sight(world: World) -> None:
    criterion, receiver = checked(world), world.learners[0]
    givers, before = world.learners[1:], []
    for giver in givers[:5]:
        word = tell(world, criterion, giver, receiver, mark=2)
    before = means_of(receiver=receiver.pk, round=criterion.round_id)
    for giver in givers[5:]:
        tell(world, criterion, giver, receiver, mark=4)
    hide_word(word=word.pk, by=world.viewer(world.teacher))
    tell(world, criterion, givers[0], receiver, mark=3)
    assert means_of(receiver=receiver.pk, round=criterion.round_id) == before
    tell(world, criterion, givers[1], receiver, mark=3)
    [after] = means_of(receiver=receiver.pk, round=criterion.round_id)
    assert (after.peers, after.mean) == (6, 3.0)
    # A copy of one's own data tells no single mark either.
    assert {"mark", "counted"} <= set(PeerWord.personal_data.secrets)


def test_an_adult_moderates_and_what_comes_too_late_is_refused(world: World) -> None:
    noor, ilyas = world.learners[:2]
    criterion = checked(world)
    word = tell(world, criterion, noor, ilyas)
    hide_word(word=word.pk, by=world.viewer(world.teacher))
    assert round_page(viewer=world.viewer(ilyas), round=criterion.round_id).words == []
    with pytest.raises(NotVisible):
        use_word(word=word.pk, used="", by=world.viewer(ilyas))
    for stranger in (world.colleague, world.other_learners[0], world.guardian):
        with pytest.raises(NotVisible):
            round_page(viewer=world.viewer(stranger), round=criterion.round_id)
    with pytest.raises(Refused):
        tell(world, criterion, noor, noor)
    PeerRound.objects.update(ends=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refused):
        tell(world, criterion, ilyas, noor)
