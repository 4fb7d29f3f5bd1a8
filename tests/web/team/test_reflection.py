"""Teams look at results together: a question first, only what is theirs, one action that is looked back on."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.references import Reference
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.practice.agenda.actions import look_back, take_action
from samenwijzer.practice.agenda.deadlines import deadlines_of
from samenwijzer.practice.agenda.rules import LEARNER_KIND
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.instruments.models import Response
from samenwijzer.quality.plans.looks import answer_look
from samenwijzer.quality.reflections.models import Session, Success
from tests.web.school.test_plan import page_of
from tests.worlds import World, people, seen, small_world

QUESTION = "Welk doel hebben we onderwezen, maar werd het nog niet geleerd?"


def ask(client: Client, unit: Unit, **said: object) -> Session:
    assert client.post(reverse("reflections", args=[unit.pk]), {"question": QUESTION} | said).status_code == 302
    return Session.objects.latest("pk")


def joined(world: World, unit: Unit) -> Client:
    """Let the teacher of L3A work in a team too."""
    since = timezone.localdate() - timedelta(days=9)
    add_members(memberships=[Membership(person=world.teacher, unit=unit, role="teacher", starts=since)], by=None)
    return world.client_of(world.teacher)


@pytest.mark.demand("D-222")
def test_a_session_begins_with_a_question_and_its_action_has_a_day_to_look_back(world: World) -> None:
    for learner in world.learners:
        seen(learner, world.goals["compare"], [1.0] * 6)
    client, start = world.client_of(world.teacher), reverse("reflections", args=[world.group.pk])
    first = page_of(client, "reflections", world.group.pk)
    assert "breuken vergelijken" not in first and "<meter" not in first and QUESTION in first
    colleague = people(["Kim Collega"], "teacher", world.group, timezone.localdate())[0]
    ask(client, world.group, question=f"Wat {'heel ' * 60}goed?")
    assert [len(one.text) for one in Notice.objects.filter(person=colleague)] == [300]
    answer = client.post(start, {"question": "  "})
    assert answer.status_code == 422 and "Begin met een vraag" in answer.content.decode()
    session = ask(client, world.group)
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(question="")
    page = page_of(client, "reflection", session.pk)
    assert page.index(QUESTION) < page.index("breuken vergelijken") and "van 6" in page
    act, day = reverse("reflection_act", args=[session.pk]), timezone.localdate()
    sent = {
        "what": "Breuken op de getallenlijn",
        "owner": world.teacher.pk,
        "due": (day + timedelta(days=7)).isoformat(),
    }
    review = day + timedelta(days=30)
    assert "zeg eerst" in client.post(act, sent | {"review": review.isoformat()}).content.decode().lower()
    words = {
        "seen": "Vier hebben het door, en hun schriftjes ook.",
        "meaning": "Of de toets was te licht, of het lukt.",
    }
    client.post(reverse("reflection", args=[session.pk]), words)
    for wrong in ("", (day + timedelta(days=1)).isoformat()):
        assert client.post(act, sent | {"review": wrong}).status_code == 422
    assert client.post(act, sent | {"review": review.isoformat()}).status_code == 302
    kept = page_of(client, "reflection", session.pk)
    assert "Of de toets was te licht" in kept and "Breuken op de getallenlijn" in kept
    assert f"Op {review.day} " in kept and str(review.year) in kept
    due = deadlines_of(viewer=world.viewer(world.teacher))
    assert [(one.on, one.title) for one in due if one.kind == "reflection"] == [(review, f"Hielp het? {QUESTION}")]
    assert QUESTION in page_of(world.client_of(world.head), "reflection", session.pk)


@pytest.mark.demand("D-224")
@pytest.mark.django_db
def test_a_subject_team_gets_only_data_on_its_subject() -> None:
    world = small_world(learners=12)
    dutch = FrameworkContent(
        identifier="https://voorbeeld.example/nederlands", version="1", title={"nl": "Nederlands (voorbeeld)"},
        kind="curriculum", status="sample",
        goals=(
            GoalContent(identifier="read", parent=None, statement={"nl": "Vlot lezen."}, short={"nl": "vlot lezen"}),
        ),
    )  # fmt: skip
    save_framework(framework=dutch, by=None)
    reading = Goal.objects.get(identifier="read")
    for learner in world.learners:
        seen(learner, world.goals["compare"], [1.0] * 6)
        seen(learner, reading, [1.0] * 6)
    team = create_unit(kind="subject_team", name="Vakgroep Nederlands", parent=world.school, by=None)
    client, head = joined(world, team), world.client_of(world.head)
    planner = reverse("reflection_planner", args=[world.school.pk])
    sent = {"question": QUESTION, "team": [team.pk]}
    assert head.post(planner, sent).status_code == 422
    head.post(reverse("team_subjects", args=[team.pk]), {"subject": [reading.framework_id]})
    maths = world.goals["compare"].framework_id
    assert head.post(planner, sent | {"subject": maths}).status_code == 422
    assert head.post(planner, sent).status_code == 302
    session = Session.objects.get()
    assert Notice.objects.filter(person=world.teacher, text__contains=QUESTION).exists()
    assert QUESTION in page_of(head, "reflection_planner", world.school.pk)
    page = page_of(client, "reflection", session.pk)
    assert "vlot lezen" in page and "12 van 12" in page and "breuken" not in page
    assert "Wiskunde" not in page_of(client, "reflections", team.pk)
    # Not everybody of the team guides every learner: a count that tells too much is hidden.
    for learner in world.learners[:2]:
        seen(learner, reading, [0.0] * 40, days_ago=0)
    hidden = page_of(client, "reflection", session.pk)
    assert "te weinig leerlingen" in hidden and "12 van 12" not in hidden
    assert world.client_of(world.other_teacher).get(reverse("reflection", args=[session.pk])).status_code == 404


@pytest.mark.demand("D-228")
def test_belief_of_a_team_stands_beside_what_it_made_work_itself_and_never_by_person(world: World) -> None:
    team = create_unit(kind="core_team", name="Kernteam L", parent=world.school, by=None)
    client = joined(world, team)
    colleagues = people([f"Collega {uuid4().hex[:6]}" for _n in range(4)], "teacher", team, timezone.localdate())
    assert "vanaf" in page_of(client, "team_efficacy", team.pk)
    for n, person in enumerate([world.teacher, *colleagues]):
        answers = dict.fromkeys(("reach", "traced", "solve", "learn"), 2 + n % 2)
        answer_look(unit=team.pk, look="samen-effect", answers=answers, by=world.viewer(person))
    assert "2,4" not in page_of(client, "team_efficacy", team.pk)
    then = timezone.localdate().replace(day=1) - timedelta(days=3)
    Response.objects.update(at=timezone.now() - (timezone.localdate() - then))
    client.post(reverse("team_efficacy", args=[team.pk]), {"text": "Alle kleuters vertelden hun verhaal."})
    day = timezone.localdate()
    viewer = world.viewer(world.teacher)
    action = take_action(unit=team.pk, what="Samen lezen op vrijdag", owner=world.teacher.pk, due=day, by=viewer)
    look_back(action=action.uid, outcome="worked", words="ze lezen thuis", by=viewer)
    page = page_of(client, "team_efficacy", team.pk)
    # What was done about one learner as well is no success of the team to show.
    about = [Reference(LEARNER_KIND, str(world.learners[0].pk)), Reference("organisation.unit", str(team.pk))]
    private = take_action(unit=team.pk, what="Bram apart", owner=world.teacher.pk, due=day, by=viewer, about=about)
    look_back(action=private.uid, outcome="worked", by=viewer)
    page = page_of(client, "team_efficacy", team.pk)
    assert "Bram apart" not in page
    for words in ("2,4", "Alle kleuters vertelden hun verhaal.", "Samen lezen op vrijdag", "ze lezen thuis"):
        assert words in page
    content = page.partition("<main")[2]
    assert not any(str(one) in content or one.given_name in content for one in (world.teacher, *colleagues))
    assert not any(one.name in ("by", "person") for one in Success._meta.get_fields())
    assert world.client_of(world.head).get(reverse("team_efficacy", args=[team.pk])).status_code == 404


def test_the_page_of_a_session_asks_the_same_however_many_sessions_there_are(
    world: World, django_assert_max_num_queries: object
) -> None:
    client = world.client_of(world.teacher)
    for _n in range(6):
        ask(client, world.group)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(reverse("reflections", args=[world.group.pk]))
