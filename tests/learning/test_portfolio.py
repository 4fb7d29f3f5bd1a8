"""The portfolio of a learner: own work with a reason, shown to whom the learner chooses, out of view when it wants."""

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.attachments import attachment
from samenwijzer.learning.evidence.models import Evidence, Showing
from samenwijzer.learning.evidence.queries import facts, latest_sight, timeline
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.regulation.models import PortfolioPiece
from samenwijzer.learning.regulation.portfolio import Piece, add_piece, portfolio, show_piece
from samenwijzer.network.people.models import Person
from tests.media import picture
from tests.worlds import World


@pytest.fixture(autouse=True)
def _home(settings, tmp_path) -> None:
    settings.HOME = tmp_path


def add(world: World, *, text: str = "Mijn taart in vier stukken", files: tuple[bytes, ...] = (), shared: bool = True):
    learner = world.viewer(world.learners[0])
    goal = world.goals["compare"].pk
    return add_piece(goal=goal, text=text, why="Dit lukte eerst niet.", files=files, shared=shared, by=learner)


def pieces(world: World, person: Person) -> list[Piece]:
    return portfolio(viewer=world.viewer(person), learner=world.learners[0].pk)


@pytest.mark.demand("D-416", partly=True)
def test_own_work_is_kept_with_a_goal_and_a_reason_and_never_counts(world: World) -> None:
    add(world, files=(picture(),))
    piece = pieces(world, world.learners[0])[0]
    assert (piece.goal, piece.text, piece.why) == (
        world.goals["compare"],
        "Mijn taart in vier stukken",
        "Dit lukte eerst niet.",
    )
    assert piece.picture is not None
    assert attachment(viewer=world.viewer(world.teacher), pk=piece.picture.pk) == piece.picture
    assert not Estimate.objects.exists()
    assert Evidence.objects.get().outcome is None


def test_a_teacher_sees_what_the_learner_shows_and_nothing_else(world: World) -> None:
    add(world, text="Voor iedereen")
    hidden = add(world, text="Alleen voor mij", files=(picture(),), shared=False).evidence
    assert [piece.text for piece in pieces(world, world.learners[0])] == ["Alleen voor mij", "Voor iedereen"]
    assert [piece.is_shared for piece in pieces(world, world.learners[0])] == [False, True]
    assert [piece.text for piece in pieces(world, world.teacher)] == ["Voor iedereen"]
    teacher, learner = world.viewer(world.teacher), world.learners[0].pk
    assert [one.fact.note for one in timeline(viewer=teacher, learner=learner)] == ["Voor iedereen"]
    assert [one.note for one in facts(viewer=teacher, learner=learner, goal=world.goals["compare"].pk)] == [
        "Voor iedereen"
    ]
    with pytest.raises(NotVisible):
        attachment(viewer=teacher, pk=hidden.attachments.get().pk)
    for stranger in (world.learners[1], world.colleague, world.general_director):
        assert pieces(world, stranger) == []


def test_taking_from_view_is_a_new_fact_that_can_be_taken_back(world: World) -> None:
    uid, learner = add(world).evidence.uid, world.viewer(world.learners[0])
    for to, own, seen_by_teacher in (("nobody", 0, 0), ("self", 1, 0), ("adults", 1, 1)):
        show_piece(uid=uid, to=to, by=learner)
        assert len(pieces(world, world.learners[0])) == own
        assert len(pieces(world, world.teacher)) == seen_by_teacher
    assert list(Showing.objects.order_by("pk").values_list("to", flat=True)) == ["adults", "nobody", "self", "adults"]
    assert Evidence.objects.count() == 1


def test_only_who_made_it_chooses_who_sees_it(world: World) -> None:
    uid = add(world).evidence.uid
    for other in (world.learners[1], world.teacher):
        with pytest.raises(NotVisible):
            show_piece(uid=uid, to="nobody", by=world.viewer(other))
    with pytest.raises(Refused):
        show_piece(uid=uid, to="everybody", by=world.viewer(world.learners[0]))


def test_an_empty_piece_a_wrong_file_and_an_adult_are_refused(world: World) -> None:
    with pytest.raises(Refused):
        add(world, text=" ")
    with pytest.raises(Refused):
        add(world, files=(b"<html>",))
    with pytest.raises(NotVisible):
        add_piece(goal=world.goals["add"].pk, text="x", why="", files=(), shared=True, by=world.viewer(world.teacher))
    assert not PortfolioPiece.objects.exists()
    assert not Evidence.objects.exists()


def test_own_work_does_not_hide_that_nobody_looked_for_long(world: World) -> None:
    add(world)
    assert Person.objects.annotate(seen=latest_sight()).get(pk=world.learners[0].pk).seen is None
