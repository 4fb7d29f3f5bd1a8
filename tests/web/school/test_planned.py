"""What a school planned: citizenship by year group, and goals over the years."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.pack import frameworks
from samenwijzer.practice.goals.tagging import put_tag
from tests.worlds import World, people, plan


def read(world: World, name: str, **asked: str) -> str:
    answer = world.client_of(world.head).get(reverse(name, args=[world.school.pk]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def grown(world: World) -> World:
    """The school with a fourth and a fifth year beside the third, and the PPGO! of the pack."""
    today = timezone.localdate()
    for level in ("L4", "L5"):
        unit = create_unit(kind="class", name=f"{level}A", parent=world.school, by=None, level=level)
        people([f"Kind {level}"], LEARNER, unit, today)
    save_framework(framework=next(one for one in frameworks() if one.identifier == "go2030-ppgo"), by=None)
    return world


@pytest.mark.demand("D-011")
def test_the_report_shows_which_year_groups_planned_no_citizenship_goal_this_term(grown: World) -> None:
    today = timezone.localdate()
    citizenship = Goal.objects.get(identifier="ppgo-burgerschap")
    by_level = {unit.level: unit for unit in grown.school.children.all()}
    plan(by_level["L4"], [citizenship], today, "Leerlingenraad")
    page = read(grown, "planned_citizenship")
    assert "2 leerjaren planden geen burgerschapsdoel" in page
    assert re.search(r"L3 \(L3A, L3B\), L5 \(L5A\)", page)
    put_tag(
        goal=citizenship.pk, on=Reference("lessons.unit_of_work", str(grown.unit_of_work.pk)),
        by=grown.viewer(grown.teacher),
    )  # fmt: skip
    assert "1 leerjaar plande geen burgerschapsdoel" in read(grown, "planned_citizenship")


@pytest.mark.demand("D-271")
def test_the_map_shows_a_goal_taught_twice_in_two_years_and_never_in_the_third(grown: World) -> None:
    today, clock = timezone.localdate(), grown.goals["clock"]
    by_level = {unit.level: unit for unit in grown.school.children.all()}
    for level in ("L3", "L4"):
        for title in ("De klok", "Uren en minuten"):
            plan(by_level[level], [clock], today, title)
    page = read(grown, "planned_coherence")
    row = page[page.index("kloklezen") :]
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", row[: row.index("</tr>")])
    assert [cell.strip() for cell in cells] == ["2×", "2×", "nooit", "keert terug, nooit in L5"]
    everything = read(grown, "planned_coherence", toon="alles")
    assert everything.count("<tr>") >= page.count("<tr>")


@pytest.mark.parametrize("name", ["policy", "planned_citizenship", "planned_coherence"])
def test_the_pages_ask_few_queries(grown: World, name: str, django_assert_max_num_queries) -> None:
    client, address = grown.client_of(grown.head), reverse(name, args=[grown.school.pk])
    client.get(address)
    with django_assert_max_num_queries(12):
        client.get(address)
