"""Instruments: content with line numbers, answers that are only added, and groups that are large enough."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackError
from samenwijzer.network.people.models import Person
from samenwijzer.practice.instruments import queries
from samenwijzer.practice.instruments.actions import respond
from samenwijzer.practice.instruments.models import Answer, Response
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.queries import group_trend, last_answered, own_trend
from tests.worlds import World, small_world

PULSE = "abc-motivation"
FILE = Path("src/samenwijzer/packs/go2030/instruments/abc-motivatie.yaml")


def answer(world: World, people: Sequence[Person], value: int, *, days_ago: int = 0, **answers: int) -> None:
    """Let each of ``people`` answer the pulse in L3A: ``value`` everywhere, unless said otherwise."""
    chosen = {question.key: value for question in instruments()[PULSE].questions} | answers
    for person in people:
        kept = respond(instrument=PULSE, unit=world.group.pk, answers=chosen, by=world.viewer(person))
        Response.objects.filter(pk=kept.pk).update(at=timezone.localtime() - timedelta(days=days_ago))


def test_the_pulse_asks_two_questions_a_need_in_three_ways_to_read() -> None:
    pulse = instruments()[PULSE]
    assert [one.key for one in pulse.dimensions] == ["autonomy", "belonging", "competence"]
    assert [one.dimension for one in pulse.questions] == [one.key for one in pulse.dimensions for _ in range(2)]
    first = pulse.questions[0].wording
    assert len({first.words(mode) for mode in ("full", "simple", "pictures")}) == 3
    assert pulse.score(pulse.question("alone"), 4) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("minimum: 10", "minimum: 2", "abc.yaml:12: minimum"),
        ("scale: true-of-me\n    wording", "scale: mood\n    wording", "no scale mood"),
        ("key: alone", "key: together", "questions: together stands here twice"),
        ("value: 2,", "value: 9,", "the values do not go upward"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_pack_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    (tmp_path / "instruments").mkdir()
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "instruments" / "abc.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError, match=r"abc\.yaml:\d+: ") as error:
        instruments(tmp_path)
    assert said in str(error.value)


def test_a_person_reads_its_own_trend_and_nobody_elses(world: World) -> None:
    noor, ilyas = world.learners[:2]
    answer(world, [noor], 2, days_ago=8)
    answer(world, [noor], 3, alone=1)
    own = own_trend(instrument=PULSE, viewer=world.viewer(noor))
    assert [(one.dimension, one.mean) for one in own] == [
        ("autonomy", 2), ("belonging", 2.5), ("competence", 2), ("autonomy", 3), ("belonging", 3.5), ("competence", 3),
    ]  # fmt: skip
    assert own_trend(instrument=PULSE, viewer=world.viewer(ilyas)) == []
    assert last_answered(instrument=PULSE, viewer=world.viewer(noor)) is not None
    assert last_answered(instrument=PULSE, viewer=world.viewer(ilyas)) is None
    assert Response.objects.count() == 2


def test_an_answer_that_is_not_on_the_scale_or_from_outside_the_group_is_refused(world: World) -> None:
    noor = world.viewer(world.learners[0])
    for answers in ({}, {"choose": 5}, {"unknown": 1}):
        with pytest.raises(Refused):
            respond(instrument=PULSE, unit=world.group.pk, answers=answers, by=noor)
    with pytest.raises(NotVisible):
        respond(instrument=PULSE, unit=world.parallel_group.pk, answers={"choose": 1}, by=noor)
    with pytest.raises(NotVisible):
        respond(instrument="unknown", unit=world.group.pk, answers={"choose": 1}, by=noor)
    assert not Answer.objects.exists()


def check_that_nine_tell_nothing_and_ten_do(world: World) -> None:
    teacher = world.viewer(world.teacher)
    a_month_ago = timezone.localdate().day + 3
    answer(world, world.learners[:9], 2, days_ago=a_month_ago)
    answer(world, world.learners[:1], 2, days_ago=a_month_ago)
    assert group_trend(instrument=PULSE, unit=world.group.pk, viewer=teacher) == []
    answer(world, world.learners[9:10], 4, days_ago=a_month_ago, alone=4)
    told = group_trend(instrument=PULSE, unit=world.group.pk, viewer=teacher)
    assert [(one.dimension, one.people) for one in told] == [("autonomy", 10), ("belonging", 10), ("competence", 10)]
    assert told[0].mean == pytest.approx(2.2)


def test_a_group_is_told_of_from_the_minimum_count_when_the_month_is_over(db: None) -> None:
    world = small_world(learners=12)
    check_that_nine_tell_nothing_and_ten_do(world)
    answer(world, world.learners, 4)
    assert len(group_trend(instrument=PULSE, unit=world.group.pk, viewer=world.viewer(world.teacher))) == 3
    for stranger in (world.colleague, world.learners[0], world.general_director):
        with pytest.raises(NotVisible):
            group_trend(instrument=PULSE, unit=world.group.pk, viewer=world.viewer(stranger))


def test_a_query_without_the_minimum_is_found(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault: means of any number of people. The test above must notice."""
    real = queries.large_enough
    monkeypatch.setattr(queries, "large_enough", lambda rows, minimum, on: real(rows, minimum=1, on=on))
    with pytest.raises(AssertionError):
        check_that_nine_tell_nothing_and_ten_do(small_world(learners=12))
