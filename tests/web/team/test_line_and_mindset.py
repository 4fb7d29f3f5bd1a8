"""What a school settles together: three conditions, behaviours by theory, and a look at oneself."""

import pytest
from django.urls import reverse

from samenwijzer.practice.cycles.models import Cycle
from tests.worlds import World, people

ALL = {"not-yet": "2", "cause": "2", "achievable": "3", "belongs": "4", "choice": "3"}


@pytest.mark.demand("D-461")
def test_the_plan_of_a_school_lists_the_status_of_each_condition(world: World) -> None:
    head = world.client_of(world.head)
    sent = {"title": "Zelfregulerend leren", "template": "srl-school", "team": str(world.school.pk)}
    assert head.post(reverse("team_cycle_start"), sent).status_code == 302
    cycle = Cycle.objects.get()
    status = {"vision": "stands", "together": "on-the-way"}
    assert head.post(reverse("cycle_keep", args=[cycle.uid, "conditions"]), status).status_code == 302
    page = head.get(reverse("strategy_line", args=[world.school.pk])).content.decode()
    for name, words in (
        ("Een gedeelde visie", "staat er"),
        ("Samen leren als team (PLG)", "onderweg"),
        ("Leiding die steunt", "nog niet gezegd"),
    ):
        assert page.index(name) < page.index(words, page.index(name)) < page.index(name) + 120
    teacher = world.client_of(world.teacher)
    assert teacher.post(reverse("team_cycle_start"), sent | {"team": str(world.group.pk)}).status_code == 404
    assert teacher.get(reverse("team_cycle", args=[cycle.uid])).status_code == 404


@pytest.mark.demand("D-206")
def test_behaviours_are_filtered_by_the_theory_they_come_from(world: World) -> None:
    teacher = world.client_of(world.teacher)
    everything = teacher.get(reverse("mindset")).content.decode()
    some = teacher.get(reverse("mindset"), {"theorie": "attributie"}).content.decode()
    growth, cause = "De leraar zegt &#x27;nog niet&#x27;", "theory-attributie"
    assert growth in everything
    assert cause in everything
    assert growth not in some
    assert some.count('aria-labelledby="theory-') == 1
    assert "oorzaken zoeken waar je zelf iets aan kunt doen" in some


@pytest.mark.demand("D-197")
def test_a_teacher_compares_with_last_time_and_the_team_reads_a_mean_from_five(world: World) -> None:
    teacher = world.client_of(world.teacher)
    assert teacher.post(reverse("mindset_answer"), ALL).status_code == 302
    assert teacher.post(reverse("mindset_answer"), ALL | {"not-yet": "4"}).status_code == 302
    page = teacher.get(reverse("mindset")).content.decode()
    assert "nu 4,0, vorige keer 2,0" in page
    others = [world.colleague, world.head, world.care_coordinator]
    for person in others:
        world.client_of(person).post(reverse("mindset_answer"), ALL)
    assert "vanaf 5 collega’s" in teacher.get(reverse("mindset")).content.decode(), "four is too few"
    fifth = people(["Pim Bos"], "teacher", world.group, world.viewer(world.teacher).on)[0]
    world.client_of(fifth).post(reverse("mindset_answer"), ALL)
    page = teacher.get(reverse("mindset")).content.decode()
    assert "vanaf 5 collega’s" not in page
    assert "2,4" in page, "the mean of the last answers: 4, 2, 2, 2 and 2"
    outside = world.client_of(world.other_teacher).get(reverse("mindset")).content.decode()
    assert "2,4" not in outside
