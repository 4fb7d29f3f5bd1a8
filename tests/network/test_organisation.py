"""Units in one tree, and the pack that says what may stand where."""

from pathlib import Path

import pytest

from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.packs import PackError
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.network.organisation.queries import adults, learners_of
from tests.worlds import World


def test_a_unit_knows_all_above_it(world: World) -> None:
    above = [world.network.pk, world.school_group.pk, world.school.pk, world.group.pk]
    assert world.group.ancestor_ids == above


def test_a_unit_stands_only_where_the_pack_lets_it(world: World) -> None:
    with pytest.raises(Refused, match="school"):
        create_unit(kind="school", name="Verkeerd", parent=world.group, by=None)
    with pytest.raises(Refused, match="ruimteschip"):
        create_unit(kind="ruimteschip", name="Verkeerd", parent=world.school, by=None)


@pytest.mark.demand("D-048", partly=True)
def test_a_core_team_holds_several_adults_and_learners_of_several_classes(world: World) -> None:
    team = create_unit(kind="core_team", name="Kernteam L3", parent=world.school, by=None)
    on = world.viewer(world.teacher).on
    learners = [world.learners[0], world.parallel_learners[0]]
    for person, role in [(one, LEARNER) for one in learners] + [
        (world.teacher, "teacher"),
        (world.colleague, "teacher"),
    ]:
        Membership.objects.create(person=person, unit=team, role=role, starts=on)
    assert set(learners_of(units=[team.pk], on=on)) == set(learners)
    assert {person for person, _role in adults(unit=team, on=on)} == {world.teacher, world.colleague}


def test_an_unknown_kind_in_the_pack_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "organisation"
    folder.mkdir()
    (folder / "kinds.yaml").write_text(
        "kinds:\n  - {key: school, title: {nl: school}, plural: {nl: scholen}}\n"
        "roles:\n  - {key: teacher, title: {nl: leraar}, at: [classroom]}\n"
    )
    with pytest.raises(PackError, match=r"teacher: unknown kinds classroom"):
        organisation(tmp_path)
