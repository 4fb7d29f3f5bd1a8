"""A mainstream school finds a colleague of special education in its school group."""

import pytest
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.notices.queries import waiting
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.offers.roles.actions import keep_talent
from samenwijzer.practice.offers.roles.asking import EXPERTISE, ask_expertise
from tests.worlds import people, small_world

pytestmark = pytest.mark.django_db


@pytest.mark.demand("D-013")
def test_a_mainstream_school_finds_and_reaches_a_colleague_of_special_education_in_its_school_group() -> None:
    world = small_world(learners=1)
    on = world.viewer(world.teacher).on
    special = create_unit(kind="school", name="BuBaO De Vlieger", parent=world.school_group, by=None)
    group = create_unit(kind="class", name="Auti 1", parent=special, by=None, level="BULO")
    far = create_unit(kind="school_group", name="Scholengroep Ver", parent=world.network, by=None)
    far_school = create_unit(kind="school", name="BuBaO Ver", parent=far, by=None)
    expert, mate = people(["Ada Noord", "Bea Zuid"], "teacher", group, on)
    stranger = people(["Zoe Ver"], "teacher", far_school, on)[0]
    for one in (expert, world.other_teacher, stranger):
        keep_talent(kind="strength", topic="type-9", shown=True, by=world.viewer(one))
    keep_talent(kind="strength", topic="type-9", shown=False, by=world.viewer(mate))

    lotte = world.client_of(world.teacher)
    page = lotte.get(reverse("talents"), {"zoek": "type-9"}).content.decode()
    circle = page.split("In je scholengroep</dt>")[1].split("</dl>")[0]
    assert circle.index("BuBaO De Vlieger") < circle.index("buitengewoon onderwijs") < circle.index("BS De Beek")
    assert "BuBaO Ver" not in page
    assert not any(str(one) in page for one in (expert, mate, stranger, world.other_teacher))
    address = reverse("expertise_ask", args=[special.pk])
    for _twice in range(2):
        lotte.post(address, {"topic": "type-9"})
    asked = waiting(person=expert.pk, about=EXPERTISE).get()
    assert "Lotte Vermeulen van BS De Regenboog" in asked.text
    assert "type 9" in asked.text
    assert asked.text in world.client_of(expert).get(reverse("talents")).content.decode()
    assert not waiting(person=mate.pk, about=EXPERTISE).exists()

    teacher = world.viewer(world.teacher)
    with pytest.raises(Refused):
        ask_expertise(topic="type-7", school=special.pk, by=teacher)
    for place in (far_school, world.school, group):
        with pytest.raises(NotVisible):
            ask_expertise(topic="type-9", school=place.pk, by=teacher)
    with pytest.raises(NotVisible):
        ask_expertise(topic="type-9", school=special.pk, by=world.viewer(world.learners[0]))
