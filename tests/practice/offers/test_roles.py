"""Roles are divided for a time, by strengths and interests; expertise is found near by first."""

from datetime import timedelta

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.agenda.deadlines import deadlines_of
from samenwijzer.practice.offers.roles import actions
from samenwijzer.practice.offers.roles.actions import give_role, keep_talent, swap_roles
from samenwijzer.practice.offers.roles.models import TeamRole
from samenwijzer.practice.offers.roles.queries import roles_of, talents_page
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world(learners=1)


@pytest.mark.demand("D-128", "D-129")
def test_two_members_swap_and_the_history_shows_who_never_led_instruction(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lotte = world.viewer(world.teacher)
    bo, cem = people(["Bo Maas", "Cem Ay"], "teacher", world.group, lotte.on)
    last = SchoolYear.of(lotte.on).last_day
    given = {"unit": world.group.pk, "starts": lotte.on - timedelta(days=30), "ends": last, "by": lotte}
    if given["starts"] < SchoolYear.of(lotte.on).first_day:
        given["starts"] = SchoolYear.of(lotte.on).first_day
    first = give_role(role="evaluation", person=bo.pk, **given)  # type: ignore[arg-type]
    second = give_role(role="coaching", person=cem.pk, **given)  # type: ignore[arg-type]
    give_role(role="instruction", person=bo.pk, **given)  # type: ignore[arg-type]
    until = min(last, lotte.on + timedelta(days=60))
    swap_roles(first=first.pk, second=second.pk, until=until, by=lotte)
    lines = {line.role.key: line for line in roles_of(viewer=lotte, unit=world.group.pk).lines}
    assert [one.person for one in lines["evaluation"].now] == [cem]
    assert [one.person for one in lines["coaching"].now] == [bo]
    assert [one.person for one in lines["evaluation"].before] == [bo]
    assert set(lines["instruction"].never) == {world.teacher, cem}

    def lasts_beyond_the_year() -> bool:
        try:
            give_role(role="care", person=bo.pk, **given | {"ends": last + timedelta(days=1)})  # type: ignore[arg-type]
        except Refused:
            return False
        return True

    assert not lasts_beyond_the_year()
    with monkeypatch.context() as broken:
        broken.setattr(actions, "check_period", lambda starts, ends: None)
        assert lasts_beyond_the_year()


@pytest.mark.demand("D-130")
def test_expertise_is_searched_in_the_team_first_then_wider_and_further_away_without_names(world: World) -> None:
    on = world.viewer(world.teacher).on
    partner = create_unit(kind="partner", name="Vzw De Brug", parent=world.school_group, by=None)
    mate = people(["Bo Maas"], "teacher", world.group, on)[0]
    contact = people(["Pia Cole"], "partner_contact", partner, on)[0]
    for one in (mate, world.colleague, world.other_teacher, contact):
        keep_talent(kind="strength", topic="dyscalculia", shown=True, by=world.viewer(one))
    keep_talent(kind="strength", topic="dyscalculia", shown=False, by=world.viewer(world.head))
    found = talents_page(viewer=world.viewer(world.teacher), topic="dyscalculia").circles
    assert [(one.title, list(one.people), [str(place) for place in one.places]) for one in found] == [
        ("team", [mate], []),
        ("school", [world.colleague], []),
        ("school_group", [], ["BS De Beek"]),
        ("partner", [], ["Vzw De Brug"]),
    ]
    with pytest.raises(NotVisible):
        talents_page(viewer=world.viewer(world.learners[0]), topic="dyscalculia")


@pytest.mark.demand("D-148")
def test_a_hidden_ambition_is_seen_by_nobody_and_still_counts_from_five(world: World) -> None:
    lotte = world.viewer(world.teacher)
    others = people(["Bo Maas", "Cem Ay", "Dirk Pas"], "teacher", world.parallel_group, lotte.on)
    for one in (*others, world.colleague):
        keep_talent(kind="ambition", topic="coaching", shown=True, by=world.viewer(one))
    assert talents_page(viewer=lotte).wanted == []
    keep_talent(kind="ambition", topic="coaching", shown=False, by=lotte)
    assert talents_page(viewer=world.viewer(world.head)).wanted == [("coaching", 5)]
    page = roles_of(viewer=lotte, unit=world.group.pk)
    assert next(line for line in page.lines if line.role.key == "coaching").fits == []


def test_a_role_ends_by_itself_and_only_the_team_divides(world: World) -> None:
    lotte = world.viewer(world.teacher)
    given = give_role(
        unit=world.group.pk, role="care", person=lotte.person_id, starts=lotte.on, ends=lotte.on, by=lotte
    )
    assert "zorg in het team" in next(one.title for one in deadlines_of(viewer=lotte))
    TeamRole.objects.filter(pk=given.pk).update(starts=lotte.on - timedelta(days=9), ends=lotte.on - timedelta(days=1))
    lines = roles_of(viewer=lotte, unit=world.group.pk).lines
    assert next(line for line in lines if line.role.key == "care").is_gap
    for outsider in (world.colleague, world.head, world.general_director):
        with pytest.raises(NotVisible):
            roles_of(viewer=world.viewer(outsider), unit=world.group.pk)
