"""The digital policy of a school: tools with a purpose, trials with a decision, six blocks in balance, a plan."""

import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from samenwijzer.practice.technology.models import Block, Tool
from tests.web.school.test_plan import goal_in, page_of, plan_of
from tests.worlds import World


def read(world: World) -> str:
    answer = world.client_of(world.teacher).get(reverse("digital", args=[world.school.pk]))
    return " ".join(answer.content.decode().split())


def register(world: World, **said: str) -> Tool:
    sent = {"name": "Tafelkampioen", "cost": "2,50"} | said
    world.client_of(world.head).post(reverse("tool_register", args=[world.school.pk]), sent)
    return Tool.objects.get(name="Tafelkampioen")


@pytest.mark.demand("D-087")
def test_a_tool_without_a_learning_purpose_cannot_be_approved(world: World) -> None:
    tool, client = register(world), world.client_of(world.head)
    decide = {"state": "approved", "review": "2099-06-30"}
    answer = client.post(reverse("tool_decide", args=[tool.pk]), decide)
    assert answer.status_code == 422
    assert "zonder leerdoel kan niet goedgekeurd" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Tool.objects.filter(pk=tool.pk).update(state="approved")
    assert "nog geen leerdoel genoemd" in read(world)
    register(world, serves="gain", purpose="Vlot tafels ophalen", evidence="Eigen proef", privacy="Geen namen")
    assert client.post(reverse("tool_decide", args=[tool.pk]), decide).status_code == 302
    page = read(world)
    assert "goedgekeurd" in page and "leerwinst: Vlot tafels ophalen" in page and "30 juni 2099" in page
    assert client.post(
        reverse("tool_register", args=[world.school.pk]), {"name": "Tafelkampioen", "purpose": ""}
    ).status_code == 422  # fmt: skip


@pytest.mark.demand("D-456")
def test_a_trial_ends_with_adopt_adapt_or_stop(world: World) -> None:
    tool, client = register(world, serves="gain", purpose="Tafels"), world.client_of(world.head)
    sent = {"question": "Gaat ophalen vlotter?", "measure": "Tempotoets", "starts": "2026-10-01", "ends": "2026-11-15"}
    for end, state in (("adapt", "proposed"), ("adopt", "approved"), ("stop", "stopped")):
        client.post(reverse("trial_start", args=[tool.pk]), sent)
        trial = tool.trials.get(decided_at=None)
        address = reverse("trial_end", args=[trial.pk])
        for wrong in ({"found": "Ja"}, {"decision": end}, {"found": "Ja", "decision": "verlengen"}):
            assert client.post(address, wrong).status_code == 422
        client.post(address, {"found": "Twee op de drie sneller", "decision": end})
        tool.refresh_from_db()
        assert tool.state == state
    assert "Twee op de drie sneller" in read(world)


@pytest.mark.demand("D-090")
def test_the_profile_warns_when_much_goes_to_infrastructure_and_nothing_to_expertise(world: World) -> None:
    client, address = world.client_of(world.head), reverse("digital_scan", args=[world.school.pk])
    levels = dict.fromkeys(Block.values, "2") | {"infrastructure": "3", "expertise": "0"}
    assert client.post(address, {"vision": "1"}).status_code == 422
    client.post(address, levels)
    assert "Er gaat veel naar infrastructuur en niets naar deskundigheid" in read(world)
    client.post(address, levels | {"expertise": "1"})
    assert "Er gaat veel naar" not in read(world)


@pytest.mark.demand("D-089")
def test_an_action_of_the_plan_links_to_the_goal_of_the_school_plan_it_serves(world: World) -> None:
    client, goal = world.client_of(world.head), goal_in(world, plan_of(world))
    sent = {"block": "data", "text": "Leesapp proberen", "owner": world.teacher.pk, "until": "2027-01-15"}
    address = reverse("digital_action", args=[world.school.pk])
    assert client.post(address, sent | {"goal": "999999"}).status_code == 422
    assert client.post(address, sent | {"goal": str(goal.pk)}).status_code == 302
    link = reverse("plan_goal", args=[goal.pk])
    assert f'<a href="{link}">Meer kinderen lezen vlot</a>' in read(world)
    there = page_of(client, "plan_goal", goal.pk)
    assert "Leesapp proberen" in there and reverse("digital", args=[world.school.pk]) in there
    book = load_workbook(io.BytesIO(client.get(reverse("digital_plan", args=[world.school.pk])).content))
    rows = [[cell.value for cell in row] for row in book["Acties"].iter_rows()]
    assert rows[1][1:4] == ["Leesapp proberen", "Meer kinderen lezen vlot", "Lotte Vermeulen"]
    # Who looks from above the school reads the words, without a link to what it may not open.
    above = world.client_of(world.general_director).get(reverse("digital", args=[world.school.pk])).content.decode()
    assert "Meer kinderen lezen vlot" in above and link not in above


def test_the_plan_goes_out_with_actions_and_owners_beside_the_goal_of_the_school_plan(world: World) -> None:
    client = world.client_of(world.head)
    sent = {
        "block": "expertise", "text": "=Nascholing", "aim": "SOP 3: differentiëren", "owner": world.teacher.pk,
        "until": "2027-01-15",
    }  # fmt: skip
    client.post(reverse("digital_action", args=[world.school.pk]), sent)
    learner = sent | {"owner": world.learners[0].pk}
    assert client.post(reverse("digital_action", args=[world.school.pk]), learner).status_code == 422
    book = load_workbook(io.BytesIO(client.get(reverse("digital_plan", args=[world.school.pk])).content))
    rows = [[cell.value for cell in row] for row in book["Acties"].iter_rows()]
    assert rows[1][:5] == ["deskundigheid", "'=Nascholing", "SOP 3: differentiëren", "Lotte Vermeulen", "2027-01-15"]
    action = world.school.digital_actions.get()
    assert world.client_of(world.teacher).post(reverse("digital_action_done", args=[action.pk])).status_code == 302
    assert "<del>" in read(world)
