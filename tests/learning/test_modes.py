"""How a learner reads the compass: as the class starts, until who may chooses otherwise; and the pack of it."""

import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackError
from samenwijzer.learning.regulation.actions import choose_mode
from samenwijzer.learning.regulation.models import ModeChoice
from samenwijzer.learning.regulation.pack import Mode, compass_content
from samenwijzer.learning.regulation.queries import mode_of
from samenwijzer.network.people.models import Person
from tests.worlds import World


def mode(world: World, learner: Person) -> Mode:
    return mode_of(learner=learner.pk, on=world.viewer(learner).on)


@pytest.mark.parametrize(
    ("level", "starts_in"), [("kleuter", Mode.PICTURES), ("L1", Mode.SIMPLE), ("L3", Mode.FULL), ("", Mode.FULL)]
)
def test_a_learner_starts_in_the_mode_of_its_level(world: World, level: str, starts_in: Mode) -> None:
    world.group.level = level
    world.group.save()
    assert mode(world, world.learners[0]) == starts_in


def test_the_learner_and_its_teacher_choose_and_the_last_choice_stands(world: World) -> None:
    learner = world.learners[0]
    choose_mode(learner=learner.pk, mode="pictures", by=world.viewer(world.teacher))
    assert mode(world, learner) == Mode.PICTURES
    choose_mode(learner=learner.pk, mode="simple", by=world.viewer(learner))
    assert mode(world, learner) == Mode.SIMPLE
    assert mode(world, world.learners[1]) == Mode.FULL
    assert list(ModeChoice.objects.order_by("pk").values_list("mode", "by")) == [
        ("pictures", world.teacher.pk),
        ("simple", learner.pk),
    ]


def test_nobody_else_chooses_and_only_what_there_is_can_be_chosen(world: World) -> None:
    learner = world.learners[0]
    for other in (world.learners[1], world.colleague, world.other_teacher, world.secretary, world.general_director):
        with pytest.raises(NotVisible):
            choose_mode(learner=learner.pk, mode="simple", by=world.viewer(other))
    with pytest.raises(Refused):
        choose_mode(learner=learner.pk, mode="loud", by=world.viewer(learner))
    assert not ModeChoice.objects.exists()


def test_a_word_names_the_goal_in_the_active_language() -> None:
    words = compass_content().words
    with override("nl"):
        assert words.works.words(goal="Ik kan rijmen.") == "Ik kan rijmen. Dat lukt al!"
    with override("en"):
        assert words.works.words(goal="I can rhyme.") == "I can rhyme. That works already!"


def test_goals_have_their_picture_and_others_a_sign_that_tells_neighbours_apart() -> None:
    content = compass_content()
    assert content.picture_of("wi-k-01", 3) == "counting"
    assert len({content.picture_of(f"unknown-{n}", n) for n in range(len(content.signs))}) == len(content.signs)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('picture: chest, say: {nl: "Mijn', 'picture: treasure, say: {nl: "Mijn', r"LINE: words\.portfolio\.picture: "),
        ("Dag {name}!", "Dag {naam}!", r"LINE: words\.hello: .*names 'naam'"),
        ("Dag {name}!", "Dag {name!", r"LINE: words\.hello: "),
        ("levels: [kleuter, BUKO]", "levels: [kleuters]", r"LINE: levels: kleuters stands nowhere"),
        ("levels: [L1, L2,", "levels: [kleuter, L2,", r"LINE: levels: kleuter stands here twice"),
        ("goals: [wi-k-07]", "goals: [wi-k-06]", r"LINE: goals: wi-k-06 stands here twice"),
        ("key: simple", "key: full", r"modes: give each once"),
        ("  - {sure: 1,", "  - {sure: 9,", r"LINE: sure\.0\.sure: "),
    ],
)
def test_a_mistake_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    shutil.copytree(settings.PACK, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "learning" / "compass.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    line = text[: text.index(old)].count("\n") + 1
    with pytest.raises(PackError) as error:
        compass_content(tmp_path)
    assert re.search(said.replace("LINE", f"compass.yaml:{line}"), str(error.value))
