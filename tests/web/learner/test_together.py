"""What a learner and the people around it keep on the same pages: a trajectory, taking part, fellows, questions."""

from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.peers import record_peer
from samenwijzer.learning.evidence.shares import kind_shares
from samenwijzer.learning.lessons.trajectories.models import Step, Trajectory
from samenwijzer.learning.regulation.own_cycles import start_own_cycle
from samenwijzer.network.access.models import View
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Passed
from samenwijzer.practice.cycles.pack import templates
from tests.worlds import World


@pytest.fixture
def noor(world: World) -> Person:
    return world.learners[0]


@pytest.fixture
def own(world: World, noor: Person) -> Client:
    return world.client_of(noor)


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


def page(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.demand("D-154")
@pytest.mark.demand("D-171")
def test_a_trajectory_mixes_school_and_workplace_on_one_goal_and_holds_both_designers(
    world: World, noor: Person, own: Client, teacher: Client
) -> None:
    own.post(reverse("trajectory_start", args=[noor.pk]), {"title": "Naar de bakkerij"})
    one = Trajectory.objects.get()
    assert "Noor Baert</b>" in page(own, "trajectory", noor.pk)
    assert "Lotte Vermeulen" not in page(own, "trajectory", noor.pk).split("<main")[1]
    path, goal = reverse("trajectory_step", args=[noor.pk, one.pk]), world.goals["compare"]
    bakery = {"goal": goal.pk, "kind": "workplace", "title": "recepten halveren", "place": "bakkerij Maes"}
    assert own.post(path, bakery).status_code == 302
    assert teacher.post(path, {"goal": goal.pk, "kind": "unit"}).status_code == 302
    steps = Step.objects.order_by("pk")
    assert [(step.kind, step.goal, step.unit_of_work) for step in steps] == [
        ("workplace", goal, None),
        ("unit", goal, world.unit_of_work),
    ]
    shown = page(teacher, "trajectory", noor.pk)
    part = shown[shown.index("breuken vergelijken</a>") : shown.index("Voeg een stap toe")]
    assert part.index("bakkerij Maes") < part.index("Breuken")
    assert "Noor Baert</b>" in shown
    assert "Lotte Vermeulen</b>" in shown.split("Ontworpen door")[1]
    # Every step is at a goal of the curriculum, and one in a course is in a course of the learner at that goal.
    assert own.post(path, bakery | {"goal": 10**6}).status_code == 422
    assert own.post(path, {"goal": world.goals["clock"].pk, "kind": "unit"}).status_code == 422
    assert own.post(path, bakery | {"place": ""}).status_code == 422
    own.post(reverse("trajectory_done", args=[noor.pk, steps[0].pk]))
    assert Step.objects.get(pk=steps[0].pk).done_at
    assert View.objects.filter(page="trajectory", viewer=world.teacher).count() == 1


@pytest.mark.demand("D-407")
def test_a_learner_logs_how_it_took_part_and_a_comment_is_optional(
    world: World, noor: Person, own: Client, teacher: Client
) -> None:
    path = reverse("participation", args=[noor.pk])
    assert own.post(path, {"way": "helped", "words": "ik hielp Mila"}).status_code == 302
    assert own.post(path, {"way": "unheard-of"}).status_code == 422
    assert teacher.post(path, {"way": "helped"}).status_code == 404
    shown = page(teacher, "participation", noor.pk)
    assert "ik hielp iemand" in shown
    assert "ik hielp Mila" in shown
    logged = noor.participations.get()
    assert "part-remark" not in page(own, "participation", noor.pk)
    remark = reverse("participation_remark", args=[noor.pk, logged.pk])
    teacher.post(remark, {"words": "Dat zag ik ook."})
    assert own.post(remark, {"words": "x"}).status_code == 404
    assert "Dat zag ik ook." in page(own, "participation", noor.pk)
    assert not Evidence.objects.exists()


@pytest.mark.demand("D-435")
def test_four_roles_note_with_their_label_and_what_a_peer_saw_counts_after_it_is_confirmed(
    world: World, noor: Person, own: Client, teacher: Client
) -> None:
    ilyas, goal = world.client_of(world.learners[1]), world.goals["compare"]
    sent = {"capture": uuid4(), "fellow": noor.pk, "goal": goal.pk, "step": 3, "note": "legde het mij uit"}
    for _ in range(2):
        assert ilyas.post(reverse("fellows", args=[world.learners[1].pk]), sent).status_code == 302
    said = Evidence.objects.get()
    assert (said.kind, said.is_draft, said.seen_by) == ("peer", True, world.learners[1])

    def shares() -> dict[str, int]:
        found = kind_shares(viewer=world.viewer(world.teacher), goals=[goal.pk])
        return {one.kind: one.count for one in found.get(goal.pk, [])}

    assert shares() == {}
    assert "legde het mij uit" in page(own, "fellows", noor.pk)
    confirm = reverse("fellows_confirm", args=[noor.pk, said.uid])
    assert ilyas.post(confirm).status_code == 404
    assert own.post(confirm).status_code == 302
    assert shares() == {"peer": 1}
    assert "legde het mij uit" not in page(own, "fellows", noor.pk)
    other = record_peer(learner=noor.pk, goal=goal.pk, step=2, note="", uid=uuid4(), by=world.viewer(world.learners[2]))
    assert teacher.post(reverse("fellows_confirm", args=[noor.pk, other.uid])).status_code == 302
    assert shares() == {"peer": 2}
    # The learner, a peer, the teacher and the team, each with the label of its role.
    own.post(reverse("compass_sure", args=[world.unit_of_work.pk]), {"goal": goal.pk, "sure": 2})
    note = {"goal": goal.pk, "step": 2, "kind": "observation"}
    teacher.post(reverse("learner_note", args=[noor.pk]), note | {"capture": uuid4()})
    care = world.client_of(world.care_coordinator)
    care.post(reverse("learner_note", args=[noor.pk]), note | {"capture": uuid4(), "kind": "conversation"})
    shown = page(teacher, "learner_needs", noor.pk).split('id="who-saw"')[1]
    for name, role in (
        ("Noor Baert", "lerende zelf"),
        ("Ilyas Kaya", "medeleerling"),
        ("Lotte Vermeulen", "leraar"),
        ("Els Zegers", "zorgcoördinator"),
    ):
        assert f"{name}</b> <small>{role}" in shown, name


@pytest.mark.demand("D-039")
def test_a_question_waits_for_the_small_group_and_its_answer_is_kept_with_the_goal(
    world: World, noor: Person, own: Client, teacher: Client
) -> None:
    path = reverse("compass_question", args=[world.unit_of_work.pk])
    goal = world.goals["compare"]
    assert own.post(path, {"goal": goal.pk, "text": "Waarom keer ik om?"}).status_code == 302
    assert own.post(path, {"goal": goal.pk, "text": " "}).status_code == 422
    asked = Evidence.objects.get(kind="question")
    shown = page(teacher, "questions", world.group.pk)
    assert shown.index("breuken vergelijken") < shown.index("Waarom keer ik om?")
    answer = reverse("question_answer", args=[world.group.pk, asked.uid])
    assert teacher.post(answer, {"text": "Teken het eerst."}).status_code == 302
    assert "Teken het eerst." in page(teacher, "questions", world.group.pk)
    assert "Teken het eerst." in page(own, "compass")
    assert list(asked.goals.all()) == [goal]
    assert asked.answers.get().by == world.teacher
    assert "Waarom keer ik om?" not in page(world.client_of(world.learners[1]), "compass")
    assert world.client_of(world.colleague).get(reverse("questions", args=[world.group.pk])).status_code == 404


@pytest.mark.demand("D-449")
def test_a_coach_sees_in_one_view_where_each_learner_is_in_its_cycle_and_nothing_it_wrote(
    world: World, teacher: Client
) -> None:
    phases = []
    for place, learner in enumerate(world.learners[:3]):
        viewer = world.viewer(learner)
        official = world.goals["compare"].pk
        cycle = start_own_cycle(title=f"geheim {place}", official=official, is_extra=False, due=None, by=viewer)
        phases = [one.key for one in templates()[cycle.template].phases]
        for key in phases[:place]:
            Passed.objects.create(cycle=cycle, phase=key, by=learner)
    titles = [one.title.words() for one in templates()[cycle.template].phases]
    shown = page(teacher, "process_board", world.group.pk)
    places = [shown.index(f"{title} <small") for title in titles]
    assert places == sorted(places)
    for place, learner in enumerate(world.learners[:3]):
        column = shown[places[place] : places[place + 1] if place + 1 < len(places) else None]
        assert str(learner) in column.split("</ul>")[0]
    assert "geheim" not in shown
    assert str(world.learners[3]) in shown.split("Nu in geen cyclus:")[1]
    assert View.objects.filter(page="process_board").count() == 3
    assert world.client_of(world.colleague).get(reverse("process_board", args=[world.group.pk])).status_code == 404
