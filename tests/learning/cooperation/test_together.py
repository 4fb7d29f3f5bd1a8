"""Working together: tasks on five elements, roles that rotate, goals that close once each explained a part."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.cooperation import actions, queries
from samenwijzer.learning.cooperation.models import RoleTurn
from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.learning.cooperation.roles import propose, rota
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, Placed
from samenwijzer.learning.groups.models import Grouping
from tests.worlds import World

ROLES = [one.key for one in cooperation().roles]


def published(world: World, *, days_ago: int = 0) -> Grouping:
    """Let the teacher make groups of three."""
    by = world.viewer(world.teacher)
    here = tuple(one.pk for one in world.learners)
    asked = Asked(purpose="cooperation", goal=world.goals["compare"].pk, largest=3, here=here)
    groups = [Named("Orion", Placed(None, here[:3])), Named("Lier", Placed(None, here[3:]))]
    made = publish(unit=world.group.pk, asked=asked, groups=groups, ends=by.on, by=by)
    day = by.on - timedelta(days=days_ago)
    Grouping.objects.filter(pk=made.pk).update(starts=day, ends=day if days_ago else by.on)
    return made


@pytest.mark.demand("D-058")
def test_a_task_without_individual_accountability_is_flagged_with_a_suggestion_and_kept(world: World) -> None:
    answers = {one.key: "daar is voor gezorgd" for one in cooperation().elements} | {"accountability": "  "}
    by = world.viewer(world.teacher)
    task = actions.design_task(unit=world.group.pk, title="Een brug", goal=None, elements=answers, by=by)
    [missing] = queries.design(viewer=by, task=task.pk).missing
    assert (missing.key, missing.name) == ("accountability", "Individuele aanspreekbaarheid")
    assert "Elk legt een deel van het resultaat uit" in missing.ways[0]
    answers["accountability"] = "elk legt een stap uit"
    actions.design_task(unit=world.group.pk, title="Een brug", goal=None, elements=answers, by=by, task=task.pk)
    assert queries.design(viewer=by, task=task.pk).missing == []


@given(size=st.integers(2, 8), rounds=st.integers(2, 6))
def test_nobody_keeps_a_role_and_three_turns_are_three_roles(size: int, rounds: int) -> None:
    members = list(range(size))
    held: dict[int, list[str]] = {one: [] for one in members}
    for _ in range(rounds):
        for member, role in propose(members=members, held=held, roles=ROLES).items():
            assert held[member][-1:] != [role]
            held[member].append(role)
    assert all(len(set(roles)) >= min(rounds, 3) for roles in held.values())


@pytest.mark.demand("D-054")
def test_over_a_term_everybody_held_three_roles_and_the_exceptions_are_listed(world: World) -> None:
    by = world.viewer(world.teacher)
    for days_ago in (3, 2, 1):
        grouping = published(world, days_ago=days_ago)
        _found, groups, given = queries.roles_to_give(viewer=by, grouping=grouping.pk)
        assert not given
        roles = {pk: role for one in groups for pk, _name, role in one.members}
        actions.give_roles(grouping=grouping.pk, roles=roles, by=by)
    assert rota(viewer=by, unit=world.group.pk).exceptions == []
    away = world.learners[2]
    RoleTurn.objects.filter(learner=away).latest("pk").delete()
    [exception] = rota(viewer=by, unit=world.group.pk).exceptions
    assert exception.learner == away
    assert len(exception.roles) == 2
    with pytest.raises(NotVisible):
        rota(viewer=world.viewer(world.colleague), unit=world.group.pk)


@pytest.mark.demand("D-055")
def test_a_group_goal_closes_only_after_each_member_explained_a_part(world: World) -> None:
    noor, ilyas, mila = (world.viewer(one) for one in world.learners[:3])
    group = published(world).groups.get(name="Orion").pk
    actions.start_board(group=group, aim="Een brug die tien boeken draagt", by=noor)
    for learner in (noor, ilyas):
        actions.explain(group=group, words="Driehoeken vervormen niet.", by=learner)
    with pytest.raises(Refused, match="Mila"):
        actions.close_board(group=group, looking_back="Goed verdeeld.", by=noor)
    # Nobody explains for somebody else; an adult can say who explained it aloud.
    with pytest.raises(NotVisible):
        actions.explain(group=group, words="Zij weet het ook.", learner=mila.person_id, by=noor)
    actions.explain(group=group, words="", learner=mila.person_id, by=world.viewer(world.teacher))
    with pytest.raises(Refused):
        actions.close_board(group=group, looking_back=" ", by=noor)
    assert actions.close_board(group=group, looking_back="Volgende keer sneller meten.", by=noor).closed_at
    with pytest.raises(Refused):
        actions.plan_part(group=group, title="nog iets", learner=None, by=noor)


@pytest.mark.demand("D-059")
def test_looking_back_compares_planned_and_real_division_of_work(world: World) -> None:
    noor, ilyas, mila = world.learners[:3]
    by, group = world.viewer(noor), published(world).groups.get(name="Orion").pk
    actions.start_board(group=group, aim="Een brug", by=by)
    parts = [
        actions.plan_part(group=group, title=title, learner=one.pk, by=by)
        for title, one in (("meten", noor), ("tekenen", ilyas), ("bouwen", mila))
    ]
    for part, one in zip(parts, (noor, ilyas, ilyas), strict=True):
        actions.finish_part(group=group, part=part.pk, learner=one.pk, by=by)
    page = queries.board_of(viewer=by, group=group)
    assert {one.name: (one.planned, one.did) for one in page.members} == {
        "Noor": (1, 1),
        "Ilyas": (1, 2),
        "Mila": (1, 0),
    }
    assert [(part.title, part.planned, part.done_by) for part in page.differs] == [("bouwen", mila, ilyas)]
    with pytest.raises(Refused):
        actions.finish_part(group=group, part=parts[0].pk, learner=world.learners[4].pk, by=by)


def test_only_the_group_and_its_adults_reach_the_board(world: World) -> None:
    group = published(world).groups.get(name="Orion").pk
    actions.start_board(group=group, aim="Een brug", by=world.viewer(world.teacher))
    for stranger in (world.learners[4], world.colleague, world.other_teacher, world.guardian):
        with pytest.raises(NotVisible):
            queries.board_of(viewer=world.viewer(stranger), group=group)
    # Who only reads does not write.
    assert queries.board_of(viewer=world.viewer(world.head), group=group).writes is False
    with pytest.raises(NotVisible):
        actions.plan_part(group=group, title="tekenen", learner=None, by=world.viewer(world.head))
