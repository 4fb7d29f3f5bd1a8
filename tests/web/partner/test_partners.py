"""Partners on screen: the register, an activity as each sees it, and what is learned outside the school."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.outside.actions import begin_experience, keep_answers, validate
from samenwijzer.learning.evidence.outside.links import answer, asked_by, make_link
from samenwijzer.learning.evidence.outside.models import Experience, ExperienceGoal, MentorLink
from samenwijzer.learning.evidence.rules import counting
from samenwijzer.network.access.models import View
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.pack import frameworks
from samenwijzer.practice.offers.partners.actions import Beginning, begin_partnership
from samenwijzer.practice.offers.partners.activities import (
    Plan,
    agree_names,
    enrol,
    link_goal,
    plan_activity,
    publish_activity,
)
from samenwijzer.practice.offers.partners.models import Activity, Partnership
from tests.web.counting import queries_of
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world(learners=6)


def partnership(world: World, name: str = "Vzw De Brug") -> Partnership:
    by = world.viewer(world.head)
    content = Beginning(
        kind="association", fit="shared", why="buurt", gain_here="a", gain_there="b", name=name,
        review_on=by.on + timedelta(days=90), interests=("talent",),
    )  # fmt: skip
    return begin_partnership(unit=world.school.pk, content=content, by=by)


def activity(world: World, one: Partnership, title: str = "Buurttuin") -> Activity:
    by = world.viewer(world.teacher)
    plan = Plan(
        title=title, kind="service", reach="neighbourhood", starts=by.on, ends=by.on + timedelta(days=5),
        interests=("talent",), groups=(world.group.pk,),
    )  # fmt: skip
    made = plan_activity(partnership=one.pk, school=world.school.pk, plan=plan, by=by)
    link_goal(activity=made.pk, goal=world.goals["compare"].pk, by=by)
    return publish_activity(activity=made.pk, by=by)


def experience(
    world: World, *, kind: str = "youth-work", goals: tuple[str, ...] = ("compare", "add", "clock")
) -> Experience:
    by = world.viewer(world.learners[0])
    return begin_experience(
        learner=by.person_id, kind=kind, title="Speelplein", place="Chiro De Vlieger", starts=by.on, ends=by.on,
        goals=[world.goals[key].pk for key in goals], by=by,
    )  # fmt: skip


@pytest.mark.demand("D-083")
def test_a_mentor_rates_three_goals_on_a_phone_by_a_link_that_works_once_without_an_account(world: World) -> None:
    cache.clear()
    made, teacher = experience(world, kind="work"), world.client_of(world.teacher)
    told = teacher.post(reverse("experience_ask", args=[made.uid]), {"to": "Bakker Bo"}).content.decode()
    address = told.split("<code>")[1].split("</code>")[0]
    path = "/" + address.split("/", 3)[3]
    code = path.rstrip("/").rsplit("/", 1)[1]
    link = MentorLink.objects.get()
    assert code not in (link.digest, link.to)
    assert link.ends_at - link.made_at <= timedelta(days=3)
    phone = Client()
    page = phone.get(path)
    shown = page.content.decode()
    assert "Wat zag je van Noor?" in shown
    assert shown.count("<fieldset") == 3
    for hidden in ("Baert", "Regenboog", "L3A", "Speelplein", "Chiro", "Vermeulen", "Bakker Bo"):
        assert hidden not in shown
    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    rows = list(made.goals.order_by("pk"))
    steps = {f"step-{row.pk}": "3" for row in rows}
    half = phone.post(path, {f"step-{rows[0].pk}": "3", "words": "flink"})
    assert (half.status_code, "flink" in half.content.decode()) == (200, True)
    assert not ExperienceGoal.objects.exclude(step=None).exists()
    assert "Dank je wel" in phone.post(path, steps | {"words": "Werkt zelfstandig"}).content.decode()
    assert phone.get(path).status_code == phone.post(path, steps).status_code == 404
    assert [row.step for row in made.goals.all()] == [3, 3, 3]
    assert not Evidence.objects.filter(learner=made.learner).exists()


def test_a_link_that_is_too_old_replaced_counted_or_of_who_left_opens_nothing_and_guesses_wait(world: World) -> None:
    cache.clear()
    made, by = experience(world), world.viewer(world.teacher)
    first = make_link(experience=made.uid, to="a", by=by)
    second = make_link(experience=made.uid, to="b", by=by)
    assert (asked_by(first), asked_by(second) is not None) == (None, True)
    MentorLink.objects.update(ends_at=timezone.now(), made_at=timezone.now() - timedelta(days=3))
    assert asked_by(second) is None
    third = make_link(experience=made.uid, to="c", by=by)
    yesterday = by.on - timedelta(days=1)
    Membership.objects.filter(person=made.learner).update(ends=yesterday)
    assert asked_by(third) is None
    own = world.client_of(world.learners[0])
    assert own.post(reverse("experience_ask", args=[made.uid]), {"to": "mezelf"}).status_code == 404
    client, gone = Client(), reverse("mentor_link", args=["x" * 43])
    answers = [client.get(gone).status_code for _ in range(101)]
    assert answers[:100] == [404] * 100
    assert answers[100] == 429
    cache.clear()


@pytest.mark.demand("D-080")
def test_youth_work_is_confirmed_by_a_partner_and_counts_after_a_teacher_validated(world: World) -> None:
    made, by = experience(world, goals=("compare", "add")), world.viewer(world.teacher)
    counts = Evidence.objects.filter(counting(), learner=made.learner, kind=Evidence.Kind.PARTNER)
    teacher = world.client_of(world.teacher)
    steps = {f"step-{world.goals['compare'].pk}": "4", f"step-{world.goals['add'].pk}": ""}
    assert teacher.post(reverse("experience_validate", args=[made.uid]), steps).status_code == 422
    code = make_link(experience=made.uid, to="leiding", by=by)
    answer(code=code, steps={row.pk: 3 for row in made.goals.all()}, words="Leidde het spel")
    assert not counts.exists()
    assert "Telt dit mee?" in teacher.get(reverse("experiences")).content.decode()
    own = world.client_of(world.learners[0])
    assert own.post(reverse("experience_validate", args=[made.uid]), steps).status_code == 404
    assert (
        world.client_of(world.colleague).post(reverse("experience_validate", args=[made.uid]), steps).status_code == 404
    )
    assert teacher.post(reverse("experience_validate", args=[made.uid]), steps).status_code == 302
    row = counts.get()
    assert (row.step, [goal.pk for goal in row.goals.all()]) == (4, [world.goals["compare"].pk])
    assert "Chiro De Vlieger" in row.note
    assert "het telt mee" in own.get(reverse("experience", args=[made.uid])).content.decode()
    assert teacher.post(reverse("experience_validate", args=[made.uid]), steps).status_code == 422
    assert teacher.get(reverse("experience", args=[made.uid])).status_code == 200
    assert View.objects.filter(learner=made.learner, page="experience").exists()


@pytest.mark.demand("D-086", "D-156")
def test_reflections_on_a_neighbourhood_project_link_to_citizenship_and_to_sustainability(world: World) -> None:
    content = next(one for one in frameworks() if one.identifier == "go2030-sleutelcompetenties")
    save_framework(framework=content, by=None)
    citizenship = Goal.objects.get(identifier="sk-07")
    by = world.viewer(world.learners[0])
    own = world.client_of(world.learners[0])
    values = {"learner": by.person_id, "title": "Buurttuin", "place": "de wijk", "starts": by.on, "ends": by.on}
    sent = values | {"kind": "neighbourhood", "goals": [citizenship.pk]}
    assert own.post(reverse("experience_begin"), sent).status_code == 302
    garden = Experience.objects.get(title="Buurttuin")
    assert own.post(reverse("experience_answer", args=[garden.uid]), {"together": "We stemden"}).status_code == 302
    for reader in (own, world.client_of(world.teacher)):
        told = reader.get(reverse("experience", args=[garden.uid])).content.decode()
        assert "We stemden" in told
        assert "burgerschap" in told.casefold()
    service = begin_experience(
        learner=by.person_id, kind="service", title="Beek", place="de Dender", starts=by.on, ends=by.on,
        goals=[citizenship.pk], by=by,
    )  # fmt: skip
    keep_answers(experience=service.uid, answers={"later": "Minder plastic", "geen": "x"}, by=by)
    told = own.get(reverse("experience", args=[service.uid])).content.decode()
    question = told.split("Wat is er over tien jaar beter")[1].split("</textarea>")[0]
    assert "duurzaamheid" in question
    assert "Minder plastic" in question
    assert world.client_of(world.learners[1]).get(reverse("experience", args=[service.uid])).status_code == 404


@pytest.mark.demand("D-155")
def test_an_exchange_week_gives_learning_outcomes_validated_at_home(world: World) -> None:
    made, by = experience(world, kind="exchange", goals=("clock",)), world.viewer(world.teacher)
    code = make_link(experience=made.uid, to="gastschool in Lille", by=by)
    answer(code=code, steps={row.pk: 2 for row in made.goals.all()})
    validate(experience=made.uid, steps={world.goals["clock"].pk: 3}, by=by)
    row = Evidence.objects.filter(counting()).get(learner=made.learner, goals=world.goals["clock"])
    assert (row.kind, row.step, row.seen_by_id) == ("partner", 3, by.person_id)
    goal = made.goals.get()
    assert (goal.step, goal.validated) == (2, 3)  # what the host saw stays beside what counts at home


def test_a_partner_finds_its_activity_on_screen_with_agreed_first_names_and_nothing_else(world: World) -> None:
    one = partnership(world)
    contact = people(["Pia Cole"], "partner_contact", Unit.objects.get(pk=one.partner_id), world.viewer(world.head).on)[
        0
    ]
    made = activity(world, one)
    for learner in world.learners[:3]:
        enrol(activity=made.pk, learner=learner.pk, by=world.viewer(world.teacher))
    pia = world.client_of(contact)
    assert "Wij staan hierachter" in pia.get(reverse("partner_home")).content.decode()
    assert pia.get(reverse("partner_activity", args=[made.pk])).status_code == 404
    assert pia.post(reverse("partner_values", args=[one.pk])).status_code == 302
    agree_names(activity=made.pk, by=world.viewer(world.head))
    for address in (reverse("partner_home"), reverse("partner_activity", args=[made.pk])):
        told = pia.get(address).content.decode()
        assert "Noor" in told
        for hidden in ("Baert", "Kaya", "L3A", "Jef"):
            assert hidden not in told
    assert View.objects.filter(learner=world.learners[0], viewer=contact, page="partner_activity").exists()
    for name, pk in (("partners", world.school.pk), ("partnership", one.pk)):
        assert pia.get(reverse(name, args=[pk])).status_code == 404
    for name in ("partner_activity_publish", "partner_names", "partner_evaluate", "partner_enrol"):
        sent = {"learner": world.learners[4].pk, "reached": 3, "included": 3, "gained": "x"}
        assert pia.post(reverse(name, args=[made.pk]), sent).status_code == 404
    assert pia.get(reverse("experiences")).status_code == 404


def test_pages_ask_as_many_queries_whatever_stands_on_them(world: World) -> None:
    one, head, teacher = partnership(world), world.client_of(world.head), world.client_of(world.teacher)
    made = activity(world, one)
    enrol(activity=made.pk, learner=world.learners[5].pk, by=world.viewer(world.teacher))
    pages = [
        (head, reverse("partners", args=[world.school.pk])),
        (head, reverse("partnership", args=[one.pk])),
        (teacher, reverse("partner_activity", args=[made.pk])),
        (teacher, reverse("experiences")),
        (world.client_of(world.learners[0]), reverse("partner_activities")),
    ]
    before = [queries_of(client, address) for client, address in pages]
    for number in range(3):
        activity(world, partnership(world, f"Partner {number}"), f"Activiteit {number}")
        enrol(activity=made.pk, learner=world.learners[number].pk, by=world.viewer(world.teacher))
        experience(world)
    assert [queries_of(client, address) for client, address in pages] == before
    assert max(before) <= 12, before


def test_the_forms_of_the_register_plan_and_begin(world: World) -> None:
    head, on = world.client_of(world.head), world.viewer(world.head).on
    sent = {
        "name": "Gemeente", "kind": "municipality", "fit": "shared", "why": "lokalen", "gain_here": "a",
        "gain_there": "b", "interests": ["society"], "review_on": on + timedelta(days=40),
    }  # fmt: skip
    begin = reverse("partnership_begin", args=[world.school.pk])
    assert head.post(begin, sent | {"review_on": "gisteren"}).status_code == 422
    assert head.post(begin, sent).status_code == 302
    one = Partnership.objects.get()
    plan = {
        "title": "Zwemmen", "partnership": one.pk, "kind": "sport", "reach": "region", "starts": on, "ends": on,
        "interests": ["society"], "groups": [world.group.pk], "cost": "2,50", "places": "20",
    }  # fmt: skip
    address = reverse("partner_activity_plan", args=[world.school.pk])
    teacher = world.client_of(world.teacher)
    for wrong in ({"cost": "gratis"}, {"cost": "-1"}, {"places": "0"}, {"groups": []}, {"interests": []}):
        assert teacher.post(address, plan | wrong).status_code == 422
    assert teacher.post(address, plan).status_code == 302
    shown = teacher.get(reverse("partner_activity", args=[Activity.objects.get().pk])).content.decode()
    assert "€ 2,50" in shown
    register = head.get(reverse("partners", args=[world.school.pk])).content.decode()
    assert "geen band met een doel van de school" in register
    assert "Geen samenwerking dient dit jaar “omgaan met anderen”" in register
    assert "Bijlage" not in head.get(reverse("partnership", args=[one.pk])).content.decode()
