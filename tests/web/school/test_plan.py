"""The school compass: a plan as one picture, from ambition to what is seen, with what does not hang together."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.documents.models import Document, PlanGoal
from samenwijzer.quality.plans import actions as plan_actions
from samenwijzer.quality.plans.queries import GoalBranch
from tests.web.counting import queries_of
from tests.worlds import World

#: More than the twelve of the house: three for who looks, the plan with its goals, actions, versions and reactions,
#: and one to three for the days of each of six apps, of which none knows the others.
QUERIES = 26
GOAL = {
    "ambition": ["basiszorg"], "text": "Meer kinderen lezen vlot", "question": "Lezen onze kinderen vlotter?",
    "measure": "kinderen op of boven het leesdoel", "scale": "%", "baseline": "54", "baseline_on": "2025-09-15",
    "target": "70", "until": "2099-06-30",
}  # fmt: skip


def page_of(client: Client, name: str, *args: Any) -> str:
    answer = client.get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def plan_of(world: World, template: str = "sop") -> Document:
    unit = world.school if template != "group_plan" else world.school_group
    leader = world.head if template != "group_plan" else world.general_director
    world.client_of(leader).post(reverse("document_start", args=[unit.pk, template]))
    return Document.objects.get(template=template, unit=unit)


def goal_in(world: World, plan: Document, **said: Any) -> PlanGoal:
    leader = world.head if plan.template == "sop" else world.general_director
    world.client_of(leader).post(reverse("plan_goal_new", args=[plan.pk]), GOAL | said)
    return PlanGoal.objects.filter(document=plan).latest("pk")


def act(world: World, goal: PlanGoal, what: str, **said: str) -> Any:
    sent = {"what": what, "goal": goal.pk, "owner": world.teacher.pk, "kind": "core", "core": "begeleiden"} | said
    due = sent.pop("due", (date.today() + timedelta(days=30)).isoformat())
    return world.client_of(world.head).post(
        reverse("plan_action", args=[goal.document_id]), sent | {"due": due}, follow=True
    )


@pytest.mark.demand("D-198")
def test_a_goal_cites_an_ambition_and_a_measure_with_a_baseline(world: World) -> None:
    plan, client = plan_of(world), world.client_of(world.head)
    new = reverse("plan_goal_new", args=[plan.pk])
    for missing, said in (("ambition", "minstens één ambitie"), ("baseline", "nulmeting")):
        answer = client.post(new, {key: value for key, value in GOAL.items() if key != missing})
        assert answer.status_code == 200 and said in answer.content.decode()
        assert "Meer kinderen lezen vlot" in answer.content.decode()
    assert not PlanGoal.objects.exists()
    goal = goal_in(world, plan)
    act(world, goal, "Elke dag een kwartier samen lezen")
    client.post(reverse("plan_measure", args=[goal.pk]), {"value": "61", "on": date.today().isoformat()})
    picture = page_of(client, "school_plan", world.school.pk)
    for said in (
        "Brede basiszorg voor iedereen", "Meer kinderen lezen vlot", "Elke dag een kwartier samen lezen",
        "van 54 % naar 61 %; we mikken op 70 %", "onderweg", str(world.teacher), "over 30 dagen",
    ):  # fmt: skip
        assert said in picture
    assert "Elke dag een kwartier" in page_of(world.client_of(world.teacher), "school_plan", world.school.pk)
    for stranger in (world.other_teacher, world.learners[0], world.general_director, world.central_staff):
        address = reverse("school_plan", args=[world.school.pk])
        assert world.client_of(stranger).get(address).status_code == 404


def test_the_compass_asks_the_same_number_of_queries_however_large_the_plan_is(world: World) -> None:
    plan, client, counts = plan_of(world), world.client_of(world.head), []
    for number in range(6):
        goal = goal_in(world, plan, text=f"Doel {number}")
        for step in range(number + 1):
            act(world, goal, f"Actie {number}.{step}")
            day = date.today() - timedelta(days=step)
            client.post(reverse("plan_measure", args=[goal.pk]), {"value": "61", "on": day.isoformat()})
        counts.append(queries_of(client, reverse("school_plan", args=[world.school.pk])))
    assert len(set(counts)) == 1, counts
    assert counts[0] <= QUERIES
    assert "Actie 5.5" in page_of(client, "school_plan", world.school.pk)


def core_is_refused(world: World, goal: PlanGoal) -> bool:
    answer = act(world, goal, "Nieuwe website", core="vormgeven")
    return answer.status_code == 422 and not Action.objects.filter(what="Nieuwe website").exists()


@pytest.mark.demand("D-225")
@pytest.mark.demand("D-092")
@pytest.mark.demand("D-117")
@pytest.mark.demand("D-132")
def test_what_does_not_hang_together_is_listed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan, client = plan_of(world), world.client_of(world.head)
    goal = goal_in(world, plan)
    assert core_is_refused(world, goal)
    assert act(world, goal, "Samen lezen", core="").status_code == 422
    act(world, goal, "Nieuwe website", kind="support", field="communicatie")
    act(world, goal, "Leescoach vrijmaken", kind="support", field="hr", effect="leerwinst")
    act(world, goal, "Samen lezen", ppgo="ppgo-gelijke-kansen")
    picture = page_of(client, "school_plan", world.school.pk)
    unlinked = picture.partition("Niet gekoppeld aan het kernproces")[2].partition("</ul>")[0]
    assert "Nieuwe website" in unlinked and "Leescoach" not in unlinked and "Samen lezen" not in unlinked
    without = picture.partition("Elementen van het PPGO! zonder actie")[2].partition("</ul>")[0]
    assert without.count("<li>") == 5 and "Gelijke onderwijskansen" not in without
    staff = picture.partition("Personeelsbeleid dient het plan")[2].partition("</ul>")[0]
    assert "Leescoach vrijmaken" in staff and "‘Meer kinderen lezen vlot’" in staff and "website" not in staff
    monkeypatch.setattr(plan_actions, "check_core", lambda what, core: None)
    Action.objects.filter(what="Nieuwe website").delete()
    assert not core_is_refused(world, goal)


def loose_end(world: World, goal: PlanGoal) -> bool:
    return "eindigt nog niet in een actie op het kernproces" in page_of(
        world.client_of(world.teacher), "plan_goal", goal.pk
    )


def test_a_chart_starts_from_a_question_and_ends_in_an_action(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(world)
    world.client_of(world.head).post(reverse("plan_goal_new", args=[plan.pk]), GOAL | {"question": " "})
    assert not PlanGoal.objects.exists()
    goal = goal_in(world, plan)
    page = page_of(world.client_of(world.teacher), "plan_goal", goal.pk)
    assert page.index("Lezen onze kinderen vlotter?") < page.index('<svg class="plan-chart"')
    act(world, goal, "Leeshoek inrichten", kind="support", field="middelen")
    assert loose_end(world, goal)
    with monkeypatch.context() as planted:
        planted.setattr(GoalBranch, "has_core_action", property(lambda branch: bool(branch.actions)))
        assert not loose_end(world, goal)
    act(world, goal, "Elke dag samen lezen")
    assert not loose_end(world, goal)


@pytest.mark.demand("D-209")
def test_an_action_without_a_measured_outcome_at_its_end_is_listed(world: World) -> None:
    plan = plan_of(world)
    act(world, goal_in(world, plan), "Leesmaatjes zoeken")
    client, title = world.client_of(world.head), "niemand zei wat ervan kwam"
    assert title not in page_of(client, "school_plan", world.school.pk)
    Action.objects.update(due=date.today() - timedelta(days=1))
    assert title in page_of(client, "school_plan", world.school.pk)
    client.post(
        reverse("plan_action_outcome", args=[Action.objects.get().uid]), {"outcome": "partly", "words": "12 van 20"}
    )
    assert title not in page_of(client, "school_plan", world.school.pk)
    assert "12 van 20" in page_of(client, "plan_goal", PlanGoal.objects.get().pk)


@pytest.mark.demand("D-207")
def test_a_goal_of_the_group_is_carried_by_schools_that_shared_their_plan(world: World) -> None:
    group_plan = plan_of(world, "group_plan")
    upper = goal_in(world, group_plan, text="Elk kind leest")
    director = world.client_of(world.general_director)
    for section in ("context", "ondersteuning", "professionalisering"):
        director.post(reverse("document_write", args=[group_plan.pk]), {section: "Onze vijf scholen."})
    director.post(reverse("document_publish", args=[group_plan.pk]), {"note": "Start"})
    plan, head = plan_of(world), world.client_of(world.head)
    assert "Elk kind leest" in page_of(head, "plan_goal_new", plan.pk)
    goal_in(world, plan, carries=[upper.pk])
    head.post(reverse("document_write", args=[plan.pk]), {"professionalisering": "Leescoaches opleiden."})
    head.post(reverse("document_publish", args=[plan.pk]))
    assert "gedragen door 0 van 2 scholen" in page_of(director, "school_plan", world.school_group.pk)
    head.post(reverse("document_share", args=[plan.pk]), {"unit": world.school_group.pk})
    picture = page_of(director, "school_plan", world.school_group.pk)
    assert "gedragen door 1 van 2 scholen" in picture and "Gedeeld met ons" in picture
    shared = page_of(director, "school_plan", world.school.pk)
    assert "Leescoaches opleiden." in shared and str(world.teacher) not in shared
