"""What a dialogue among colleagues changed stands where the next lessons are planned."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import Membership
from samenwijzer.practice.agenda.actions import agree, plan_meeting
from samenwijzer.practice.agenda.models import Agreement
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


def lesson(client: Client, work: UnitOfWork) -> str:
    return client.get(reverse("lesson", args=[work.pk])).content.decode()


@pytest.mark.demand("D-143")
def test_what_a_dialogue_changed_stands_in_the_next_unit_plan(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    world: World = small_world(learners=1)
    today = timezone.localdate()
    team = create_unit(kind="subject_team", name="Vakgroep wiskunde", parent=world.school, by=None)
    maths = people(["Bo Maas"], "teacher", team, today)[0]
    other = create_unit(kind="class", name="L6Z", parent=world.school, by=None)
    since = today - timedelta(days=80)
    rows = [Membership(person=maths, unit=unit, role="teacher", starts=since) for unit in (world.group, other)]
    add_members(memberships=rows, by=None)
    bo = world.viewer(maths)
    held = plan_meeting(unit=team.pk, title="Waarom breuken blijven hangen", begins_at=timezone.now(), by=bo)
    agree(unit=team.pk, text="We beginnen breuken met strookjes", meeting=held.uid, by=bo)
    agree(unit=other.pk, text="L6Z zwijgt in de gang", by=bo)
    Agreement.objects.create(unit=world.school, text="Wie eerst is, houdt de deur open", since=today)
    starts = today + timedelta(days=30)
    coming = UnitOfWork.objects.create(group=world.group, title="Breuken", starts=starts, ends=starts)
    client = world.client_of(maths)
    with django_assert_max_num_queries(12):
        page = lesson(client, coming)
    assert "Wat we anders afspraken" in page and "We beginnen breuken met strookjes" in page
    assert "Waarom breuken blijven hangen" in page and "Vakgroep wiskunde" in page
    assert "zwijgt" not in page, "what another group holds itself to"
    assert "deur open" not in page, "what stands in the booklet of the school"
    gone = UnitOfWork.objects.create(
        group=world.group, title="Vorig", starts=today - timedelta(days=30), ends=today - timedelta(days=9)
    )
    assert "strookjes" not in lesson(client, gone), "what was planned before it was agreed"
    assert "strookjes" not in lesson(world.client_of(world.teacher), coming), "who is not in that team"
    Agreement.objects.update(ended_on=today)
    assert "strookjes" not in lesson(client, coming)
