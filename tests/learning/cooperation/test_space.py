"""Working apart: decisions first for who joins late, turns that invite, an adult who moderates."""

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.cooperation import actions
from samenwijzer.learning.cooperation.space import contribute, moderate, space_of
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from tests.worlds import World


def group_of_four(world: World) -> int:
    by, here = world.viewer(world.teacher), tuple(one.pk for one in world.learners[:4])
    asked = Asked(purpose="cooperation", goal=world.goals["compare"].pk, largest=4, here=here)
    made = publish(unit=world.group.pk, asked=asked, groups=[Named("Orion", Placed(None, here))], ends=by.on, by=by)
    return made.groups.get().pk


@pytest.mark.demand("D-060")
def test_a_group_of_four_completes_its_task_apart_and_the_late_joiner_sees_decisions_first(world: World) -> None:
    group, (noor, ilyas, mila, jef) = group_of_four(world), (world.viewer(one) for one in world.learners[:4])
    actions.start_board(group=group, aim="Een recept voor 24", by=noor)
    contribute(group=group, words="Wat als we alles maal zes doen?", is_decision=False, by=noor)
    contribute(group=group, words="Dan klopt de bloem.", is_decision=False, by=ilyas)
    contribute(group=group, words="We doen alles maal zes.", is_decision=True, by=mila)
    late = world.client_of(world.learners[3]).get(f"/mijn-groepen/{group}/afstand/").content.decode()
    assert late.index("We doen alles maal zes.") < late.index("Wat als we alles maal zes doen?")
    assert "Nu is het jouw beurt" in late
    # Low bandwidth: text, and no picture, font or script of its own.
    assert "<img" not in late
    for one in (noor, ilyas, mila, jef):
        actions.explain(group=group, words="Vier maal zes is 24.", by=one)
    assert actions.close_board(group=group, looking_back="Elk schreef wanneer het kon.", by=jef).closed_at


def test_an_adult_moderates_and_nobody_from_outside_reads_along(world: World) -> None:
    group, noor, teacher = group_of_four(world), world.viewer(world.learners[0]), world.viewer(world.teacher)
    made = contribute(group=group, words="iets onvriendelijks", is_decision=False, by=noor)
    with pytest.raises(NotVisible):
        moderate(contribution=made.pk, by=noor)
    moderate(contribution=made.pk, by=teacher)
    assert space_of(viewer=noor, group=group).contributions == []
    assert space_of(viewer=teacher, group=group).contributions == [made]
    with pytest.raises(Refused):
        contribute(group=group, words="wij beslissen", is_decision=True, by=teacher)
    for stranger in (world.learners[5], world.colleague):
        with pytest.raises(NotVisible):
            space_of(viewer=world.viewer(stranger), group=group)
