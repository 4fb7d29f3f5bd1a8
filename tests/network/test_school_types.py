"""One release for every kind of school: early years, special secondary education and modules for adults."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.organisation.actions import add_member, create_unit
from samenwijzer.network.organisation.models import LEARNER
from tests.worlds import World, people, plan


@pytest.mark.demand("D-048")
def test_one_release_serves_early_years_special_education_and_modules_for_adults(world: World) -> None:
    today, above = timezone.localdate(), world.school_group
    early = create_unit(kind="school", name="Kleuterschool De Puzzel", parent=above, by=None)
    special = create_unit(kind="school", name="BuSO De Horizon", parent=above, by=None)
    adults = create_unit(kind="adult_education_centre", name="CVO Het Kompas", parent=above, by=None)
    modules = [create_unit(kind="course", name=f"NT2 module {n}", parent=adults, by=None) for n in (1, 2)]
    for unit, first, last in zip(modules, (-60, 30), (29, 120), strict=True):
        unit.starts, unit.ends = today + timedelta(days=first), today + timedelta(days=last)
        unit.save()
    places = {
        "3KA": create_unit(kind="class", name="3KA", parent=early, by=None, level="kleuter"),
        "OV4-4": create_unit(kind="core_team", name="OV4-4", parent=special, by=None, level="4SO-DA"),
        "NT2 module 1": modules[0],
    }
    for name, unit in places.items():
        learners = people([f"Leerling {name}"], LEARNER, unit, today)
        teacher = people([f"Leraar {name}"], "teacher", unit, today)[0]
        plan(unit, [world.goals["add"]], today)
        client = world.client_of(teacher)
        assert "Leerling" in client.get(reverse("today_of_group", args=[unit.pk])).content.decode()
        assert client.get(reverse("class_grid", args=[unit.pk])).status_code == 200
        assert world.client_of(learners[0]).get(reverse("compass")).status_code == 200
        if name.startswith("NT2"):
            ending = learners[0].memberships.get()
            ending.ends = modules[0].ends
            ending.save()
            add_member(person=learners[0], unit=modules[1], role=LEARNER, starts=modules[1].starts, by=None)
            assert [(row.unit.name, row.ends) for row in learners[0].memberships.order_by("starts")] == [
                ("NT2 module 1", modules[0].ends),
                ("NT2 module 2", None),
            ]
