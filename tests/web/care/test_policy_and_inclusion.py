"""The guidance policy of a school by phase and domain; capacity of teams and pilots of the network."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.documents.models import Document, Version
from samenwijzer.practice.instruments.models import Response
from samenwijzer.quality.plans.looks import answer_look
from tests.web.documents.test_documents import publish, write
from tests.web.school.test_plan import page_of
from tests.worlds import World, people


@pytest.mark.demand("D-300")
def test_the_policy_shows_actions_by_phase_and_domain(world: World) -> None:
    head, address = world.client_of(world.head), reverse("guidance_policy", args=[world.school.pk])
    assert "Nog geen beleid" in page_of(head, "guidance_policy", world.school.pk)
    head.post(reverse("document_start", args=[world.school.pk, "guidance_policy"]))
    sent = {
        "what": "Elke les een stappenplan aan het bord", "domain": "learning", "phase": "basic", "core": "vormgeven",
        "owner": world.teacher.pk, "due": (timezone.localdate() + timedelta(days=20)).isoformat(),
    }  # fmt: skip
    for wrong in ({"domain": "wonen"}, {"phase": "later"}, {"core": ""}, {"due": ""}):
        assert head.post(address, sent | wrong).status_code == 422
    assert head.post(address, sent).status_code == 302
    head.post(address, sent | {"what": "Zorgteam met het CLB", "domain": "wellbeing", "phase": "raised"})
    page = page_of(world.client_of(world.teacher), "guidance_policy", world.school.pk)
    rows = [row for row in page.partition("<tbody>")[2].split("<tr>") if "scope" in row]
    assert len(rows) == 4
    learning = next(row for row in rows if "Leren en studeren" in row).split("<td ")
    wellbeing = next(row for row in rows if "Psychisch en sociaal" in row).split("<td ")
    assert "stappenplan" in learning[1] and "Leren en leeromgeving vormgeven" in learning[1]
    assert str(world.teacher) in learning[1] and "stappenplan" not in "".join(learning[2:])
    assert "Zorgteam met het CLB" in wellbeing[2] and "Zorgteam" not in wellbeing[1]
    policy = Document.objects.get(template="guidance_policy")
    write(head, policy, visie="Elk kind hoort erbij.")
    publish(head, policy)
    texts = [one["text"] for one in Version.objects.get(document=policy).parts]
    assert any("stappenplan" in one for one in texts)
    assert world.client_of(world.other_teacher).get(address).status_code == 404


@pytest.mark.demand("D-307")
def test_capacity_of_each_team_is_told_from_five_answers_and_of_nobody(world: World) -> None:
    day = timezone.localdate()
    team = [world.teacher, world.colleague, world.head, *people(["Ann Smet", "Bo Leys"], "teacher", world.group, day)]
    few = [world.other_teacher, *people(["Cis Mees"], "teacher", world.other_group, day)]
    director = world.client_of(world.general_director)
    for school, members in ((world.school, team), (world.other_school, few)):
        for n, person in enumerate(members):
            answers = dict.fromkeys(("manage", "help", "last"), 1 + n % 3)
            answer_look(unit=school.pk, look="draagkracht", answers=answers, by=world.viewer(person))
    assert "1,8" not in page_of(director, "team_capacity", world.school_group.pk)
    then = day.replace(day=1) - timedelta(days=3)
    Response.objects.update(at=timezone.now() - (day - then))
    for reader, unit in ((world.general_director, world.school_group), (world.central_staff, world.network)):
        page = page_of(world.client_of(reader), "team_capacity", unit.pk).partition("<main")[2]
        first, _between, second = page.partition("BS De Regenboog")
        assert "nog niets te vertellen" in first and "1,8" in second
        assert not any(str(one) in page for one in [*team, *few])
    assert "1,8" in page_of(world.client_of(world.teacher), "look", world.school.pk, "draagkracht")
    address = reverse("team_capacity", args=[world.school_group.pk])
    assert world.client_of(world.teacher).get(address).status_code == 404


@pytest.mark.demand("D-313")
def test_a_pilot_ends_with_the_condition_that_was_decisive(world: World) -> None:
    client, address = world.client_of(world.central_staff), reverse("pilots", args=[world.network.pk])
    sent = {"title": "Samen in één klas", "school": world.school.pk, "scenario": "Twee leraren, één klas."}
    assert client.post(address, sent | {"school": world.group.pk}).status_code == 422
    assert client.post(address, sent).status_code == 302
    pilot = Cycle.objects.get(template="inclusion-pilot")
    page = page_of(client, "pilots", world.network.pk)
    assert "Samen in één klas" in page and "BS De Regenboog" in page and "Twee leraren, één klas." in page
    keep = {key: reverse("cycle_keep", args=[pilot.uid, key]) for key in ("conditions", "finding")}
    client.post(keep["conditions"], {"pilot-met": "Tijd wel, ruimte niet.", "ends": "1"})
    without = client.post(keep["finding"], {"pilot-found": "Iedereen leert mee.", "ends": "1"})
    assert without.status_code == 422 and "gaf de doorslag" in without.content.decode()
    assert "Doorslaggevende voorwaarde" not in page_of(client, "pilots", world.network.pk)
    client.post(keep["finding"], {"pilot-found": "Iedereen leert mee.", "pilot-decisive": "team", "ends": "1"})
    report = page_of(client, "pilots", world.network.pk)
    for words in ("Iedereen leert mee.", "Doorslaggevende voorwaarde", "een gedragen team (1)", "afgerond"):
        assert words in report
    assert world.client_of(world.head).get(address).status_code == 404
    assert date.today() <= pilot.due
