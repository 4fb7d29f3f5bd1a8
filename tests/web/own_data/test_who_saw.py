"""*Wie zag mijn gegevens*: what a learner reads of who looked."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.personal_data import Purpose
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.people.models import Person
from tests.worlds import World


def look(world: World, person: Person, function: str, *, days_ago: int = 0, purpose: str = Purpose.LEARNING) -> None:
    viewer, at = world.viewer(person), timezone.localtime() - timedelta(days=days_ago)
    with patch.object(timezone, "now", return_value=at):
        log_views(viewer=viewer, learners=[world.learners[0].pk], function=function, page="learner", purpose=purpose)


def page_of(world: World) -> str:
    answer = world.client_of(world.learners[0]).get(reverse("who_saw"))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.demand("D-418", partly=True)
def test_a_learner_reads_who_looked_in_the_last_thirty_days(world: World) -> None:
    look(world, world.teacher, "teacher")
    look(world, world.teacher, "teacher")
    look(world, world.care_coordinator, "care_coordinator", days_ago=29)
    look(world, world.head, "head", days_ago=31)
    page = page_of(world)
    lines = re.findall(r"<b>([^<]+)</b> <span class=\"soft\">([^<]+)</span></p>\s*<p>([^<]+)</p>", page)
    assert lines == [
        ("Lotte Vermeulen", "leraar", "om je te helpen leren"),
        ("Els Zegers", "zorgcoördinator", "om je te helpen leren"),
    ]
    assert "keken 2 mensen" in page
    assert "2 keer" in page


def test_one_line_a_day_per_person_and_function_with_all_purposes(world: World) -> None:
    look(world, world.teacher, "teacher")
    look(world, world.teacher, "teacher", purpose=Purpose.SECURITY)
    look(world, world.teacher, "mentor")
    page = page_of(world)
    assert page.count('class="card trail-line"') == 2
    assert "om je te helpen leren, om na te gaan wie iets zag of deed" in page


def test_when_nobody_looked_it_says_so(world: World) -> None:
    assert "In de laatste 30 dagen keek niemand." in page_of(world)


def test_a_look_at_the_learner_page_stands_there_at_once(world: World) -> None:
    world.client_of(world.teacher).get(reverse("learner", args=[world.learners[0].pk]))
    page = page_of(world)
    assert "Lotte Vermeulen" in page
    assert "om je te helpen leren" in page


def test_nobody_reads_the_trail_of_somebody_else(world: World) -> None:
    look(world, world.teacher, "teacher")
    other = world.client_of(world.learners[1]).get(reverse("who_saw")).content.decode()
    assert "Lotte Vermeulen" not in other
    assert world.client_of(world.teacher).get(reverse("who_saw")).status_code == 404
    assert world.client_of(world.general_director).get(reverse("who_saw")).status_code == 404


def test_the_queries_do_not_grow_with_the_trail(world: World) -> None:
    client = world.client_of(world.learners[0])
    look(world, world.teacher, "teacher")
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("who_saw"))
    for n in range(20):
        look(world, world.care_coordinator, "care_coordinator", days_ago=n)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("who_saw"))
    assert len(few) == len(many) <= 7
