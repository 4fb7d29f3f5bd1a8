"""Contexts matched to what learners shared: on the planner, one tap away from a task, of all and never of one."""

import pytest
from django.urls import reverse

from samenwijzer.learning.lessons.models import Task
from samenwijzer.learning.regulation.autonomy.models import Interest
from samenwijzer.practice.goals.models import Goal
from tests.worlds import World

pytestmark = pytest.mark.django_db


def test_three_contexts_stand_on_the_planner_and_one_tap_takes_one_over(world: World) -> None:
    teacher, work = world.client_of(world.teacher), world.unit_of_work
    planner = reverse("lesson", args=[work.pk])
    Goal.objects.filter(pk=world.goals["compare"].pk).update(short={"nl": "verhoudingen vergelijken"})
    likes = ("voetbal", "koken", "paarden", "basketbal", "voetbal")
    for learner, what in zip(world.learners[:4], likes, strict=False):
        Interest.objects.create(learner=learner, what=what)
    hidden = Interest.objects.create(learner=world.learners[4], what="voetbal", is_hidden=True)
    few = teacher.get(planner).content.decode()
    assert few.count("data-context=") == 3
    assert "zodra vijf leerlingen" in few, "of fewer than five nothing is matched, and what is hidden does not count"
    hidden.is_hidden = False
    hidden.save()
    Interest.objects.create(learner=world.learners[5], what="muziek", is_hidden=True)
    found = " ".join(teacher.get(planner).content.decode().split())
    assert "Samen spreken ze 100% van de gedeelde interesses aan" in found
    offered = found.partition('id="contexts"')[2].partition("</section>")[0]
    assert 'data-context="ploeg"' in offered and 'data-context="muziek"' not in offered
    assert not any(str(one) in offered for one in world.learners)
    taken = reverse("lesson_task_new", args=[work.pk]) + f"?goal={world.goals['compare'].pk}&context=ploeg"
    assert taken.replace("&", "&amp;") in offered
    form = teacher.get(taken).content.decode()
    assert "Vergelijk doelpunten per match van twee spelers." in form
    sent = {
        "title": "Kansen",
        "goal": world.goals["compare"].pk,
        "text": "1 + 1 = 2",
        "setting": "Vergelijk doelpunten.",
    }
    teacher.post(reverse("lesson_task_new", args=[work.pk]), sent)
    mine = world.client_of(world.learners[0]).get(reverse("my_task", args=[Task.objects.get().pk]))
    assert "Vergelijk doelpunten." in mine.content.decode()
