"""What a learner needs with its sources, own view beside what was seen, and a file that goes along to a new school."""

from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.regulation.actions import state_confidence
from samenwijzer.learning.regulation.portfolio import add_piece
from samenwijzer.network.access.models import View
from samenwijzer.network.organisation.actions import add_members
from samenwijzer.network.organisation.models import LEARNER, Membership
from samenwijzer.network.people.models import Person
from tests.worlds import World, seen


def needs_page(world: World, person: Person) -> str:
    answer = world.client_of(person).get(reverse("learner_needs", args=[world.learners[0].pk]))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.demand("D-170")
def test_the_chart_shows_the_source_mix_and_the_date_of_each_fact(world: World) -> None:
    noor, goal = world.learners[0], world.goals["compare"]
    seen(noor, goal, [0.1, 0.1, 0.1], kind="test_result", days_ago=30)
    seen(noor, goal, [0.1], kind="conversation", days_ago=3)
    seen(noor, world.goals["add"], [0.95] * 6, kind="item_response", days_ago=2)
    page = needs_page(world, world.teacher)
    part = page[page.index("breuken vergelijken") : page.index("breuken optellen")]
    assert "steun" in part
    today = timezone.localdate()
    for name, times, ago in (("toetsresultaat", 3, 30), ("gesprek", 1, 3)):
        assert f"<b>{name}</b> {times}×" in part
        assert date_format(today - timedelta(days=ago), "j F Y") in part
    assert "Slechts één soort bron" not in part
    assert "Slechts één soort bron" in page[page.index("breuken optellen") :]
    assert View.objects.filter(page="learner_needs", learner=noor).count() == 1
    counts = []
    for key in ("equivalent", "clock"):
        seen(noor, world.goals[key], [0.3] * 3)
        client = world.client_of(world.teacher)
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("learner_needs", args=[noor.pk]))
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12


@pytest.mark.demand("D-433")
def test_a_large_gap_between_own_view_and_what_was_seen_opens_a_talk_and_corrects_nobody(world: World) -> None:
    noor, goal = world.learners[0], world.goals["compare"]
    by = world.viewer(world.teacher)
    for _ in range(6):
        record_observation(learners=[noor.pk], goal=goal.pk, step=1, uids=[uuid4()], by=by)
    before = Estimate.objects.values_list("step", "count").get()
    state_confidence(goal=goal.pk, sure=2, by=world.viewer(noor))
    assert "Een gesprek waard" not in needs_page(world, world.teacher)
    state_confidence(goal=goal.pk, sure=4, note="ik snap het", by=world.viewer(noor))
    page = needs_page(world, world.teacher)
    assert "Noor zegt" in page
    assert "ik snap het" in page
    assert "Een gesprek waard" in page
    assert "Waaraan merk jij dat het lukt?" in page
    own = unescape(world.client_of(noor).get(reverse("compass")).content.decode())
    assert "Praat er met iemand over:" in own
    assert "Waaraan merk jij dat het lukt?" in own
    assert Estimate.objects.values_list("step", "count").get() == before


@pytest.mark.demand("D-122")
def test_at_a_new_school_the_file_is_there_and_the_former_school_sees_it_no_more(world: World) -> None:
    noor, today = world.learners[0], timezone.localdate()
    seen(noor, world.goals["compare"], [0.1, 0.4, 0.8], days_ago=20)
    own = {"goal": world.goals["compare"].pk, "why": "", "files": (), "by": world.viewer(noor)}
    add_piece(text="voor iedereen", shared=True, **own)
    add_piece(text="alleen van mij", shared=False, **own)
    pages = [reverse(name, args=[noor.pk]) for name in ("learner", "learner_needs", "learner_portfolio")]

    def status(person: Person) -> list[int]:
        client = world.client_of(person)
        return [client.get(page).status_code for page in pages]

    assert (status(world.teacher), status(world.other_teacher)) == ([200] * 3, [404] * 3)
    Membership.objects.filter(person=noor, unit=world.group).update(ends=today - timedelta(days=1))
    add_members(memberships=[Membership(person=noor, unit=world.other_group, role=LEARNER, starts=today)], by=None)
    for former in (world.teacher, world.head, world.care_coordinator):
        assert status(former) == [404] * 3
    assert status(world.other_teacher) == [200] * 3
    client = world.client_of(world.other_teacher)
    moved = "".join(client.get(page).content.decode() for page in pages)
    assert "breuken vergelijken" in moved
    assert "toetsresultaat" in moved
    assert "voor iedereen" in moved
    assert "alleen van mij" not in moved
