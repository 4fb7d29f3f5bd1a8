"""Looking back on a unit: purpose beside evidence on one screen, by counts, and what the next copy reads."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.learning.lessons.copying import copy_unit
from samenwijzer.learning.lessons.models import Activity
from samenwijzer.learning.progress import equity
from samenwijzer.practice.goals.models import Goal
from samenwijzer.science.statistics.growth import FEWEST
from tests.worlds import World, seen, small_world

pytestmark = pytest.mark.django_db


def page(client: Client, world: World) -> str:
    return " ".join(client.get(reverse("lesson_review", args=[world.unit_of_work.pk])).content.decode().split())


@pytest.mark.demand("D-415")
def test_the_review_lays_purpose_beside_evidence_in_one_screen(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    teacher, goal = world.client_of(world.teacher), world.goals["compare"]
    work = world.unit_of_work
    Activity.objects.create(unit_of_work=work, goal=goal, title="Strookjes", purpose="zien wat even groot is")
    for learner in world.learners:
        seen(learner, goal, [0.0] * 5, days_ago=20)
        seen(learner, goal, [1.0] * 5, days_ago=1)
    with django_assert_max_num_queries(12):
        found = page(teacher, world)
    of_goal = found.partition(f'data-goal="{goal.pk}"')[2].partition("</section>")[0]
    purpose, _, evidence = of_goal.partition('data-side="evidence"')
    assert "zien wat even groot is" in purpose
    assert "30 bewijzen, van 6 van 6 leerlingen" in evidence
    assert "De groep groeide zeker op dit doel" in evidence
    assert not any(str(one) in found for one in world.learners), "counts, nobody is named"
    other = found.partition(f'data-goal="{world.goals["add"].pk}"')[2].partition("</section>")[0]
    assert "te weinig gezien om te zeggen" in other
    keep = reverse("lesson_review_keep", args=[work.pk])
    teacher.post(keep, {"looked_back": "Vroeger met strookjes beginnen."})
    by = world.viewer(world.teacher)
    copy = copy_unit(unit_of_work=work.pk, group=world.group.pk, starts=by.on + timedelta(days=300), by=by)
    assert "Vroeger met strookjes beginnen." in teacher.get(reverse("lesson", args=[copy.pk])).content.decode()


def test_equity_is_read_with_the_results_and_a_planted_fault_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """R21: who began lowest and grows less is said, on the page of growth and in the review of a unit."""
    world = small_world(learners=2 * FEWEST + 1)
    teacher, *goals = world.client_of(world.teacher), world.goals["compare"], world.goals["add"]
    Goal.objects.update(level="L3")
    low, high, unseen = world.learners[:FEWEST], world.learners[FEWEST:-1], world.learners[-1]
    for place, learner in enumerate([*low, *high]):
        for goal in goals:
            seen(learner, goal, [0.0, 0.2, 0.0] if learner in low else [0.6, 0.5, 0.6], days_ago=25 + place)
            seen(learner, goal, [0.0, 0.1] if learner in low else [1.0] * 6, days_ago=1)
    growth = reverse("growth", args=[world.group.pk])
    since = timezone.localdate() - timedelta(days=20)

    def said() -> list[bool]:
        pages = teacher.get(growth, {"since": since.isoformat()}).content.decode(), page(teacher, world)
        return [
            'data-equity="behind"' in one and "De helft die het laagst begon, groeit minder" in one
            and "Van 1 van de 11 leerlingen" in " ".join(one.split())
            for one in pages
        ]  # fmt: skip

    assert said() == [True, True]
    reading = page(teacher, world).partition('data-equity="behind"')[2].partition("</section>")[0]
    assert not any(str(one) in reading for one in [*low, *high, unseen])
    with monkeypatch.context() as broken:
        broken.setattr(equity.Equity, "verdict", equity.Verdict.ALONG)
        assert said() == [False, False]
