"""*Vandaag* over HTTP: who sees what, what is kept once, what can be taken back."""

import re
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.learning.regulation.actions import ask_for_help
from samenwijzer.network.access.models import View
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.people.models import Person
from tests.worlds import World, people, plan, seen, small_world

HTMX = {"HX-Request": "true"}


@pytest.fixture
def teacher(world: World) -> Client:
    return world.client_of(world.teacher)


def page(client: Client) -> str:
    response = client.get(reverse("today"))
    assert response.status_code == 200
    return response.content.decode()


def weak(world: World, learner: Person, goal: str = "compare") -> None:
    seen(learner, world.goals[goal], [0.1] * 5, days_ago=3)


def capture(client: Client, world: World, **given: object) -> tuple[int, str]:
    sent = {"capture": uuid4(), "learner": world.learners[0].pk, "goal": world.goals["add"].pk, "step": 3} | given
    response = client.post(reverse("today_capture", args=[world.group.pk]), sent, headers=HTMX)
    return response.status_code, response.content.decode()


def choose(client: Client, world: World, choice: str, **given: object) -> tuple[int, str]:
    sent = {"learner": world.learners[0].pk, "need": "support", "goal": world.goals["compare"].pk, "choice": choice}
    response = client.post(reverse("today_choose", args=[world.group.pk]), sent | given, headers=HTMX)
    return response.status_code, response.content.decode()


class TestWhoNeedsWhat:
    @pytest.mark.demand("D-032", partly=True)
    def test_a_card_says_who_what_and_why(self, world: World, teacher: Client) -> None:
        weak(world, world.learners[0], "equivalent")
        found = page(teacher)
        assert "Noor" in found
        assert "steun" in found
        assert "voor breuken vergelijken" in found
        assert "Lukte in 5 keer nog niet, laatste keer 3 dagen geleden." in found
        assert reverse("cell", args=[world.group.pk, world.learners[0].pk, world.goals["equivalent"].pk]) in found
        assert 'class="interval"' in found

    def test_a_card_about_several_names_them_and_opens_the_evidence_of_each(
        self, world: World, teacher: Client
    ) -> None:
        for learner in world.learners[:2]:
            weak(world, learner)
        found = page(teacher)
        assert "Breuken vergelijken lukt bij hen nog niet vlot." in found
        for learner in world.learners[:2]:
            assert reverse("cell", args=[world.group.pk, learner.pk, world.goals["compare"].pk]) in found

    def test_the_lead_counts_learners_in_words(self, world: World, teacher: Client) -> None:
        for learner in world.learners:
            seen(learner, world.goals["add"], [0.7] * 3)
        for learner in world.learners[:2]:
            weak(world, learner)
        assert "twee leerlingen vragen vandaag iets van jou" in page(teacher)

    def test_nobody_needs_anything(self, world: World, teacher: Client) -> None:
        for learner in world.learners:
            seen(learner, world.goals["add"], [0.7] * 3)
        assert "Niemand vraagt nu iets van jou" in page(teacher)

    def test_before_anything_was_seen_the_next_step_is_taught(self, world: World, teacher: Client) -> None:
        found = page(teacher)
        assert "Alles begint met één ding dat je zag" in found
        assert "data-card" not in found

    def test_who_is_named_for_support_is_not_called_quiet_as_well(self, world: World, teacher: Client) -> None:
        for learner in world.learners[1:]:
            seen(learner, world.goals["add"], [0.7] * 3)
        seen(world.learners[0], world.goals["compare"], [0.1] * 6, days_ago=40)
        found = page(teacher)
        assert f'id="card-support-{world.learners[0].pk}"' in found
        assert "card-quiet" not in found

    def test_namesakes_are_told_apart(self, world: World, teacher: Client) -> None:
        people(["Noor Dewit"], "learner", world.group, timezone.localdate())
        found = page(teacher)
        assert "Noor B." in found
        assert "Noor D." in found


class TestTheDay:
    def hour(self, world: World, begins: time, finishes: time, **other: object) -> None:
        today = timezone.localdate()
        values = {"unit": world.group, "title": "Breuken vergelijken", "weekday": today.weekday()}
        Slot.objects.create(begins=begins, finishes=finishes, starts=today - timedelta(days=30), **(values | other))

    def test_the_hour_of_now_is_marked(self, world: World, teacher: Client) -> None:
        self.hour(world, time(0), time(23, 59, 59))
        found = page(teacher)
        assert "Breuken vergelijken" in found
        assert "data-now" in found

    def test_without_lessons_the_groups_are_listed_with_what_is_running(self, world: World, teacher: Client) -> None:
        found = page(teacher)
        assert "Vandaag geen les" in found
        assert world.unit_of_work.title in found

    def test_the_group_of_now_comes_first_and_the_address_chooses_another(self, world: World) -> None:
        second = people(["Veerle Maas"], "teacher", world.group, timezone.localdate())[0]
        world.parallel_group.memberships.create(person=second, role="teacher", starts=timezone.localdate())
        plan(world.parallel_group, [world.goals["clock"]], timezone.localdate())
        self.hour(world, time(0), time(23, 59, 59), unit=world.parallel_group)
        client = world.client_of(second)
        assert "Pien" in page(client)
        chosen = client.get(reverse("today_of_group", args=[world.group.pk])).content.decode()
        assert "Ilyas" in chosen
        assert "Pien" not in chosen


class TestACoreTeam:
    @pytest.fixture
    def guide(self, world: World) -> Client:
        """A teacher of a core team with learners of two classes."""
        today = timezone.localdate()
        team = create_unit(kind="core_team", name="Kernteam 2", parent=world.school, by=None)
        for learner in (*world.learners[:2], world.parallel_learners[0]):
            team.memberships.create(person=learner, role="learner", starts=today)
        plan(world.parallel_group, [world.goals["clock"]], today, title="De tijd")
        plan(world.other_group, [world.goals["clock"]], today, title="Elders")
        return world.client_of(people(["Veerle Maas"], "teacher", team, today)[0])

    def test_it_works_at_what_the_classes_of_its_learners_work_at(self, guide: Client) -> None:
        found = page(guide)
        assert "L3A · Breuken" in found
        assert "L3B · De tijd" in found
        assert "Elders" not in found
        assert "nu loopt er niets" not in found

    def test_its_learners_ask_something_on_what_runs_in_their_class(self, world: World, guide: Client) -> None:
        weak(world, world.learners[0])
        weak(world, world.learners[2])
        found = page(guide)
        assert f'id="card-support-{world.learners[0].pk}"' in found
        assert f'id="card-support-{world.learners[2].pk}"' not in found

    def test_a_class_that_a_learner_left_no_longer_counts(self, world: World, guide: Client) -> None:
        left = timezone.localdate() - timedelta(days=1)
        world.parallel_group.memberships.filter(role="learner").update(ends=left)
        assert "De tijd" not in page(guide)


class TestWhoMay:
    @pytest.mark.demand("D-004", partly=True)
    def test_only_who_guides_the_group_has_its_page(self, world: World) -> None:
        address = reverse("today_of_group", args=[world.group.pk])
        others = (world.colleague, world.other_teacher, world.head, world.secretary, world.central_staff)
        for person in (*others, world.care_coordinator, world.learners[0]):
            assert world.client_of(person).get(address).status_code == 404, person

    def test_who_guides_nobody_has_no_today(self, world: World) -> None:
        for person in (world.head, world.learners[0], world.secretary):
            assert world.client_of(person).get(reverse("today")).status_code == 404

    def test_a_teacher_without_a_group_reads_what_is_missing(self, world: World) -> None:
        world.teacher.memberships.all().delete()
        newcomer = people(["Nina Nieuw"], "teacher", world.group, timezone.localdate())[0]
        newcomer.memberships.update(unit=world.group)
        world.group.kind = "subject_team"
        world.group.save()
        assert "Je hebt nog geen groep" in page(world.client_of(newcomer))

    def test_every_deed_of_another_classs_teacher_is_not_found(self, world: World) -> None:
        client = world.client_of(world.colleague)
        assert capture(client, world)[0] == 404
        assert choose(client, world, "planned")[0] == 404
        assert not Evidence.objects.exists()
        assert not FollowUp.objects.exists()

    def test_a_learner_of_another_class_is_not_found_from_ones_own_page(self, world: World, teacher: Client) -> None:
        stranger = world.parallel_learners[0].pk
        assert capture(teacher, world, learner=stranger)[0] == 404
        assert choose(teacher, world, "planned", learner=stranger)[0] == 404
        assert not Evidence.objects.exists()

    def test_a_form_that_makes_no_sense_is_refused_with_a_sentence(self, world: World, teacher: Client) -> None:
        for wrong in ({"step": 9}, {"goal": 10**30}, {"goal": 999_999}, {"learner": "x"}, {"capture": "x"}):
            assert capture(teacher, world, **wrong)[0] == 422, wrong
        for wrong in ({"need": "x"}, {"goal": 999_999}, {"learner": []}):
            assert choose(teacher, world, "planned", **wrong)[0] == 422, wrong
        assert choose(teacher, world, "later")[0] == 422

    @pytest.mark.demand("D-005", partly=True)
    def test_who_is_shown_reads_it_back_once_a_page(self, world: World, teacher: Client) -> None:
        weak(world, world.learners[0])
        for learner in world.learners[1:]:
            seen(learner, world.goals["add"], [0.7] * 3)
        page(teacher)
        assert [(one.learner_id, one.viewer_id, one.page) for one in View.objects.all()] == [
            (world.learners[0].pk, world.teacher.pk, "today")
        ]


class TestCapture:
    def test_what_was_seen_is_kept_for_each_learner_and_said_with_its_time(self, world: World, teacher: Client) -> None:
        ids = [one.pk for one in world.learners[:3]]
        status, answer = capture(teacher, world, learner=ids, note="  met strookjes  ")
        assert status == 200
        assert "Bewaard om" in answer
        assert "Noor, Ilyas en Mila" in answer
        rows = Evidence.objects.order_by("learner_id")
        assert [(row.learner_id, row.step, row.note) for row in rows] == [
            (pk, 3, "met strookjes") for pk in sorted(ids)
        ]

    def test_a_double_tap_keeps_one(self, world: World, teacher: Client) -> None:
        uid = uuid4()
        for _ in range(2):
            assert capture(teacher, world, capture=uid)[0] == 200
        assert Evidence.objects.count() == 1

    def test_the_form_comes_back_with_a_new_id_and_the_same_goal(self, world: World, teacher: Client) -> None:
        uid = uuid4()
        _, answer = capture(teacher, world, capture=uid)
        assert f'value="{uid}"' not in answer
        assert f'value="{world.goals["add"].pk}" checked' in answer

    def test_it_can_be_taken_back(self, world: World, teacher: Client) -> None:
        uid = uuid4()
        capture(teacher, world, capture=uid)
        address = reverse("today_take_back_capture", args=[world.group.pk, uid])
        assert "Teruggenomen" in teacher.post(address, headers=HTMX).content.decode()
        assert not Evidence.objects.filter(correction=None, retracts=False).exists()
        assert teacher.post(address, headers=HTMX).status_code == 404

    def test_another_adult_cannot_take_it_back(self, world: World, teacher: Client) -> None:
        uid = uuid4()
        capture(teacher, world, capture=uid)
        second = people(["Veerle Maas"], "teacher", world.group, timezone.localdate())[0]
        address = reverse("today_take_back_capture", args=[world.group.pk, uid])
        assert world.client_of(second).post(address, headers=HTMX).status_code == 404
        assert Evidence.objects.filter(correction=None).count() == 1

    def test_without_a_learner_it_says_what_is_missing(self, world: World, teacher: Client) -> None:
        status, answer = capture(teacher, world, learner=[])
        assert (status, Evidence.objects.count()) == (200, 0)
        assert "Tik eerst aan wie je zag" in answer

    def test_it_works_without_javascript(self, world: World, teacher: Client) -> None:
        sent = {"capture": uuid4(), "learner": world.learners[0].pk, "goal": world.goals["add"].pk, "step": 2}
        response = teacher.post(reverse("today_capture", args=[world.group.pk]), sent, follow=True)
        assert response.redirect_chain == [(reverse("today_of_group", args=[world.group.pk]), 302)]
        assert "Genoteerd: Noor." in response.content.decode()

    def test_the_goal_of_now_follows_the_plan(self, world: World, teacher: Client) -> None:
        assert f'value="{world.goals["compare"].pk}" checked' in page(teacher)

    def test_a_group_without_a_plan_notes_on_what_was_seen_most(self, world: World, teacher: Client) -> None:
        world.unit_of_work.unit_goals.all().delete()
        world.unit_of_work.delete()
        seen(world.learners[0], world.goals["clock"], [0.7] * 3)
        assert f'value="{world.goals["clock"].pk}" checked' in page(teacher)

    def test_a_group_without_plan_or_evidence_is_sent_to_quick_entry(self, world: World, teacher: Client) -> None:
        world.unit_of_work.unit_goals.all().delete()
        found = page(teacher)
        assert "capture-form" not in found
        assert "Naar Snelinvoer" in found


class TestOwner:
    @pytest.mark.demand("D-178")
    def test_at_most_ten_signals_a_week_each_with_its_evidence_and_an_owner(self, db: None) -> None:
        world = small_world(learners=24)
        for learner in world.learners:
            weak(world, learner)
        for learner in world.learners[12:]:
            seen(learner, world.goals["clock"], [0.9] * 4, days_ago=100)
        found = page(world.client_of(world.teacher))
        cards = re.findall(r"<article[^>]*data-card.*?</article>", found, re.DOTALL)
        assert 1 < len(cards) <= 10
        for card in cards:
            assert "Lotte Vermeulen volgt dit op" in card
            assert re.search(rf'href="/klas/{world.group.pk}/\d+/\d+/', card)


class TestChoices:
    @pytest.mark.demand("D-178", partly=True)
    def test_not_now_takes_the_card_away_and_undo_brings_it_back(self, world: World, teacher: Client) -> None:
        weak(world, world.learners[0])
        card = f'id="card-support-{world.learners[0].pk}"'
        assert card in page(teacher)
        status, answer = choose(teacher, world, "not_now")
        assert status == 200
        assert card not in answer
        undo = reverse("today_take_back_choice", args=[world.group.pk, str(FollowUp.objects.get().pk)])
        assert undo in answer
        assert card in teacher.post(undo, headers=HTMX).content.decode()

    def test_a_deed_stands_under_planned_until_it_is_ticked(self, world: World, teacher: Client) -> None:
        weak(world, world.learners[0])
        _, answer = choose(teacher, world, "planned")
        assert "verlengde instructie: breuken vergelijken" in answer
        planned = FollowUp.objects.get()
        done = teacher.post(reverse("today_finish", args=[world.group.pk]), {"planned": planned.pk}, headers=HTMX)
        assert "verlengde instructie: breuken vergelijken" not in done.content.decode()
        undo = reverse("today_take_back_choice", args=[world.group.pk, str(FollowUp.objects.get(choice="done").pk)])
        assert "verlengde instructie: breuken vergelijken" in teacher.post(undo, headers=HTMX).content.decode()

    def test_a_choice_counts_for_all_on_the_card_and_so_does_undo(self, world: World, teacher: Client) -> None:
        for learner in world.learners[:3]:
            weak(world, learner)
        card = re.search(r'<article[^>]*id="card-support-.*?</article>', page(teacher), re.DOTALL)
        assert card
        ids = re.findall(r'name="learner" value="(\d+)"', card.group())
        assert set(ids) == {str(one.pk) for one in world.learners[:3]}
        _, answer = choose(teacher, world, "planned", learner=ids)
        assert "card-support" not in answer
        assert FollowUp.objects.filter(choice="planned").count() == 3
        rows = FollowUp.objects.order_by("pk").values_list("pk", flat=True)
        undo = reverse("today_take_back_choice", args=[world.group.pk, "-".join(map(str, rows))])
        assert undo in answer
        assert "card-support" in teacher.post(undo, headers=HTMX).content.decode()

    def test_one_tick_finishes_a_plan_for_several(self, world: World, teacher: Client) -> None:
        choose(teacher, world, "planned", learner=[one.pk for one in world.learners[:2]], need="review")
        ids = list(FollowUp.objects.values_list("pk", flat=True))
        teacher.post(reverse("today_finish", args=[world.group.pk]), {"planned": ids}, headers=HTMX)
        assert FollowUp.objects.filter(choice="done").count() == 2

    def test_the_plan_of_a_colleague_cannot_be_ticked_or_taken_back(self, world: World, teacher: Client) -> None:
        choose(teacher, world, "planned")
        row = FollowUp.objects.get()
        second = people(["Veerle Maas"], "teacher", world.group, timezone.localdate())[0]
        client = world.client_of(second)
        finish = client.post(reverse("today_finish", args=[world.group.pk]), {"planned": row.pk}, headers=HTMX)
        undo = reverse("today_take_back_choice", args=[world.group.pk, str(row.pk)])
        assert (finish.status_code, client.post(undo, headers=HTMX).status_code) == (404, 404)

    def test_a_plan_disappears_with_the_bond_to_the_learner(self, world: World, teacher: Client) -> None:
        choose(teacher, world, "planned")
        world.learners[0].memberships.update(ends=timezone.localdate() - timedelta(days=1))
        assert "verlengde instructie: breuken" not in page(teacher)

    def test_a_question_stands_on_top_and_is_put_away_and_back(self, world: World, teacher: Client) -> None:
        ask_for_help(goal=world.goals["add"], by=world.viewer(world.learners[2]))
        found = page(teacher)
        assert "vraagt hulp" in found
        notice = world.teacher.notices.get()
        address = reverse("today_put_away", args=[world.group.pk, notice.pk])
        assert "question-" not in teacher.post(address, headers=HTMX).content.decode()
        back = reverse("today_bring_back", args=[world.group.pk, notice.pk])
        assert f"question-{notice.pk}" in teacher.post(back, headers=HTMX).content.decode()


class TestCost:
    def fill(self, world: World) -> None:
        for learner in world.learners:
            weak(world, learner)
            weak(world, learner, "equivalent")
            seen(learner, world.goals["clock"], [1.0] * 4, days_ago=150)
        ask_for_help(goal=world.goals["add"], by=world.viewer(world.learners[0]))

    @pytest.mark.parametrize("size", [4, 30])
    def test_the_page_takes_eleven_queries_whatever_the_size(
        self, db: None, size: int, django_assert_num_queries
    ) -> None:
        world = small_world(learners=size)
        self.fill(world)
        client = world.client_of(world.teacher)
        with django_assert_num_queries(11):
            page(client)

    def test_a_group_without_a_plan_takes_one_more(self, world: World, django_assert_num_queries) -> None:
        self.fill(world)
        world.unit_of_work.unit_goals.all().delete()
        client = world.client_of(world.teacher)
        with django_assert_num_queries(12):
            page(client)
