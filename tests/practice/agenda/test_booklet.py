"""The booklet of a school: filtered to the own group for who starts, and what nobody looked at is listed."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.agenda.actions import agree
from samenwijzer.practice.agenda.booklet import agree_in_school, booklet_of, check_agreement
from samenwijzer.practice.agenda.models import Agreement
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world(learners=1)


def agreed(world: World, text: str, **about: Any) -> Agreement:
    """Let the head write down an agreement of the school."""
    by = world.viewer(world.head)
    return agree_in_school(**({"school": world.school.pk, "text": text, "theme": "teaching", "by": by} | about))


@pytest.mark.demand("D-289")
def test_a_new_teacher_gets_the_booklet_of_the_own_group_where_the_first_year_begins(world: World) -> None:
    on = timezone.localdate()
    starter = people(["Bo Maas"], "teacher", world.parallel_group, on)[0]
    agreed(world, "We beginnen met het lesdoel", example="Het staat links op het bord", owner=world.head.pk)
    agreed(world, "L3B leest elke ochtend", groups=[world.parallel_group.pk], theme="classroom")
    agreed(world, "L3A zwemt op maandag", groups=[world.group.pk])
    agree(unit=world.parallel_group.pk, text="Wij ruimen samen op", by=world.viewer(world.colleague))
    agree(unit=world.group.pk, text="Alleen van het team van L3A", by=world.viewer(world.teacher))

    bo = world.client_of(starter)
    sent = {"person": starter.pk, "on": on.isoformat(), "at": "15:45"}
    world.client_of(world.colleague).post(reverse("talk_first_year"), sent)
    begin = bo.get(reverse("talks")).content.decode()
    address = f"{reverse('booklet', args=[world.school.pk])}?groep={world.parallel_group.pk}"
    assert f'href="{address}"' in begin
    page = bo.get(address).content.decode()
    shown = ("We beginnen met het lesdoel", "Het staat links op het bord", "An Hermans", "L3B leest", "Wij ruimen")
    assert all(one in page for one in shown)
    assert "L3A zwemt" not in page
    assert "Alleen van het team" not in page
    whole = bo.get(reverse("booklet", args=[world.school.pk])).content.decode()
    assert "L3A zwemt" in whole
    assert "Alleen van het team" not in whole
    other = bo.get(reverse("booklet", args=[world.school.pk]), {"groep": world.group.pk}).content.decode()
    assert "L3A zwemt" in other
    assert "Alleen van het team" not in other


@pytest.mark.demand("D-290")
def test_an_agreement_nobody_looked_at_for_a_year_is_listed_until_somebody_does(
    world: World, django_assert_max_num_queries: Any
) -> None:
    lotte = world.viewer(world.teacher)
    old, fresh, seen = (agreed(world, one) for one in ("Oud", "Nieuw", "Oud en nagekeken"))
    Agreement.objects.exclude(pk=fresh.pk).update(since=lotte.on - timedelta(days=365))
    check_agreement(agreement=seen.pk, way="visit", outcome="partly", words="In drie klassen", by=lotte)
    address = reverse("booklet", args=[world.school.pk])
    client = world.client_of(world.teacher)
    with django_assert_max_num_queries(14):
        page = client.get(address).content.decode()
    listed = page.split('id="forgotten"')[1].split("</section>")[0]
    assert "<b>Oud</b>" in listed
    assert "nagekeken</b>" not in listed
    assert "Nieuw" not in listed
    assert "In drie klassen" in page
    assert page.count("<b>Oud</b>") == 1
    Agreement.objects.filter(pk=old.pk).update(since=lotte.on - timedelta(days=364))
    assert 'id="forgotten"' not in client.get(address).content.decode()
    Agreement.objects.filter(pk=old.pk).update(since=lotte.on - timedelta(days=365))
    sent = {"way": "team", "outcome": "kept"}
    assert client.post(reverse("booklet_check", args=[world.school.pk, old.pk]), sent)["Location"] == address
    assert booklet_of(viewer=lotte, school=world.school.pk).forgotten == []


def test_the_school_agrees_for_its_own_groups_and_only_who_works_there_looks(world: World) -> None:
    one = agreed(world, "Op tijd")
    for changed in ({"theme": "x"}, {"groups": [world.other_group.pk]}, {"owner": world.other_teacher.pk}):
        with pytest.raises(Refused):
            agreed(world, "Nee", **changed)
    with pytest.raises(NotVisible):
        agreed(world, "Nee", by=world.viewer(world.teacher))
    with pytest.raises(Refused):
        check_agreement(agreement=one.pk, way="", outcome="kept", by=world.viewer(world.teacher))
    team = create_unit(kind="class", name="Ver weg", parent=world.other_school, by=None)
    with pytest.raises(NotVisible):
        booklet_of(viewer=world.viewer(world.head), school=world.school.pk, group=team.pk)
    for outsider in (world.other_teacher, world.learners[0], world.general_director):
        with pytest.raises(NotVisible):
            booklet_of(viewer=world.viewer(outsider), school=world.school.pk)
        with pytest.raises(NotVisible):
            check_agreement(agreement=one.pk, way="team", outcome="kept", by=world.viewer(outsider))
    assert Agreement.objects.get() == one
