"""The class grid as a teacher gets it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.network.access.models import View
from tests.worlds import World, plan, seen, small_world

LOW, MIDDLE, GOOD, BEST = [0.1] * 6, [0.4] * 6, [0.75] * 8, [1.0] * 12


def address(world: World) -> str:
    return reverse("class_grid", args=[world.group.pk])


def page_of(world: World, person=None, **query: str) -> str:
    answer = world.client_of(person or world.teacher).get(address(world), query)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(page: str) -> dict[str, list[int]]:
    """The steps in each row by given name, in the order of the page."""
    body = re.search(r"<tbody>(.*?)</tbody>", page, re.S)[1]
    found = {}
    for row in body.split("<tr>")[1:]:
        name = re.search(r'<th scope="row">(?:<a[^>]*>)?([^<]+?)\s*<', row)[1]
        found[name] = [int(step) for step in re.findall(r'data-step="(\d)"', row)]
    return found


@pytest.fixture
def class_at_work(world: World) -> World:
    """Noor begins, Ilyas masters both goals, Mila is low on the first; nothing was seen of the others."""
    noor, ilyas, mila = world.learners[:3]
    for learner, compare, add in ((noor, GOOD, MIDDLE), (ilyas, BEST, BEST), (mila, LOW, GOOD)):
        seen(learner, world.goals["compare"], compare)
        seen(learner, world.goals["add"], add, days_ago=12)
    return world


class TestCells:
    def test_each_learner_stands_at_a_step_of_each_goal_of_the_running_unit(self, class_at_work: World) -> None:
        found = rows(page_of(class_at_work))
        assert found["Noor"] == [3, 2]
        assert found["Ilyas"] == [4, 4]
        assert found["Mila"] == [1, 3]
        assert found["Jef"] == [0, 0]

    def test_a_cell_says_aloud_what_it_shows(self, class_at_work: World) -> None:
        page = page_of(class_at_work)
        assert 'aria-label="Noor, breuken vergelijken: zelfstandig' in page
        assert re.search(r'aria-label="Mila, breuken vergelijken: nog niet[^"]*, nieuw"', page)
        assert not re.search(r'aria-label="Mila, breuken optellen[^"]*nieuw"', page)

    @pytest.mark.demand("D-015")
    def test_each_goal_says_how_many_know_apply_and_transfer_it(self, class_at_work: World) -> None:
        page = page_of(class_at_work, view="list")
        assert "<b>2/6</b> begint of is verder, <b>2/6</b> kan het zelfstandig, <b>1/6</b> ook elders." in page
        assert "Laatst gezien op" in page
        assert "extra uitleg kan helpen" in page
        foot = re.search(r"<tfoot>(.*?)</tfoot>", page_of(class_at_work), re.S)[1]
        assert re.findall(r"<td>(\d)", foot) == ["2", "3", "2", "2", "1", "1"]


class TestOrder:
    def test_by_name(self, class_at_work: World) -> None:
        names = list(rows(page_of(class_at_work)))
        assert names == sorted(names)

    def test_by_need_who_succeeds_least_comes_first(self, class_at_work: World) -> None:
        names = list(rows(page_of(class_at_work, order="need")))
        assert names[:2] == ["Mila", "Noor"]
        assert names[-1] == "Ilyas"

    def test_along_the_goal_line_who_stands_at_the_first_goal_comes_first(self, class_at_work: World) -> None:
        names = list(rows(page_of(class_at_work, order="goals")))
        assert names.index("Mila") < names.index("Noor") < names.index("Ilyas")
        assert names[-1] == "Ilyas"

    def test_an_unknown_order_is_the_order_of_names(self, class_at_work: World) -> None:
        assert list(rows(page_of(class_at_work, order="rank"))) == list(rows(page_of(class_at_work)))


class TestGoals:
    def test_another_unit_of_work_can_be_chosen(self, world: World) -> None:
        viewer = world.viewer(world.teacher)
        later = plan(world.group, [world.goals["clock"]], viewer.on + timedelta(days=40), title="Tijd")
        page = page_of(world, goals=f"unit-{later.pk}")
        assert "kloklezen" in page
        assert "Klasbeeld · L3A · Tijd" in page

    def test_a_group_without_units_of_work_shows_all_goals_with_evidence(self, world: World) -> None:
        seen(world.parallel_learners[0], world.goals["clock"], GOOD)
        answer = world.client_of(world.colleague).get(reverse("class_grid", args=[world.parallel_group.pk]))
        assert list(rows(answer.content.decode()).values()) == [[0], [3]]
        assert "kloklezen" in answer.content.decode()

    def test_without_any_evidence_it_says_what_to_do_next(self, world: World) -> None:
        answer = world.client_of(world.colleague).get(reverse("class_grid", args=[world.parallel_group.pk]))
        assert "Hier is nog niets gezien" in answer.content.decode()
        assert reverse("sheets") in answer.content.decode()

    def test_the_first_grid_is_that_of_the_own_group(self, world: World) -> None:
        assert world.client_of(world.teacher).get(reverse("class_grids")).url == address(world)


class TestCell:
    def test_it_tells_the_evidence_what_comes_before_and_contributions_that_add_up(self, class_at_work: World) -> None:
        world, noor = class_at_work, class_at_work.learners[0]
        path = reverse("cell", args=[world.group.pk, noor.pk, world.goals["compare"].pk])
        page = world.client_of(world.teacher).get(path, headers={"HX-Request": "true"}).content.decode()
        assert "<html" not in page
        assert "van de 8 keer, laatste keer gisteren" in page
        assert "gelijknamig maken" in page
        assert page.count("toetsresultaat") == 8
        points = [int(point.replace("−", "-")) for point in re.findall(r"<td>([+−]\d+)</td>", page)]
        assert sum(points) == int(re.search(r"<th[^>]*>Samen</th><td>(\d+) %", page)[1])

    def test_without_the_browsers_help_it_is_a_page(self, world: World) -> None:
        path = reverse("cell", args=[world.group.pk, world.learners[0].pk, world.goals["compare"].pk])
        page = world.client_of(world.teacher).get(path).content.decode()
        assert "<html" in page
        assert "Van Noor is bij dit doel nog niets gezien." in page

    def test_planning_puts_it_on_the_own_list_and_undoing_takes_it_off(self, world: World) -> None:
        noor, client = world.learners[0], world.client_of(world.teacher)
        place = [world.group.pk, noor.pk, world.goals["compare"].pk]
        page = client.post(reverse("cell_plan", args=place), {"need": "support"}, headers={"HX-Request": "true"})
        planned = FollowUp.objects.get()
        assert (planned.learner, planned.need, planned.choice, planned.by) == (
            noor,
            "support",
            "planned",
            world.teacher,
        )
        assert f'name="withdraw" value="{planned.pk}"' in page.content.decode()
        client.post(reverse("cell_plan", args=place), {"withdraw": str(planned.pk)})
        assert FollowUp.objects.get().withdrawn_at is not None

    def test_a_need_that_does_not_exist_is_refused(self, world: World) -> None:
        place = [world.group.pk, world.learners[0].pk, world.goals["compare"].pk]
        answer = world.client_of(world.teacher).post(reverse("cell_plan", args=place), {"need": "label"})
        assert answer.status_code == 422

    def test_a_goal_that_does_not_exist_is_not_found(self, world: World) -> None:
        path = reverse("cell", args=[world.group.pk, world.learners[0].pk, 999_999])
        assert world.client_of(world.teacher).get(path).status_code == 404


class TestWhoSees:
    @pytest.mark.demand("D-004")
    @pytest.mark.parametrize(
        "name", ["colleague", "other_teacher", "secretary", "general_director", "central_staff", "learner"]
    )
    def test_outside_the_class_there_is_nothing(self, world: World, name: str) -> None:
        person = world.learners[0] if name == "learner" else getattr(world, name)
        client = world.client_of(person)
        cell = [world.group.pk, world.learners[0].pk, world.goals["compare"].pk]
        assert client.get(address(world)).status_code == 404
        assert client.get(reverse("cell", args=cell)).status_code == 404
        assert client.post(reverse("cell_plan", args=cell), {"need": "support"}).status_code == 404
        assert not FollowUp.objects.exists()

    def test_a_learner_of_another_class_is_not_seen_through_the_own_class(self, world: World) -> None:
        cell = [world.group.pk, world.parallel_learners[0].pk, world.goals["compare"].pk]
        assert world.client_of(world.teacher).get(reverse("cell", args=cell)).status_code == 404

    def test_a_head_sees_the_grid_but_is_not_offered_to_enter_results(self, world: World) -> None:
        assert reverse("sheets") + "?" not in page_of(world, world.head)
        assert reverse("sheets") + "?" in page_of(world, world.teacher)

    def test_one_view_of_each_learner_is_logged(self, world: World) -> None:
        page_of(world)
        assert View.objects.filter(page="class_grid", viewer=world.teacher, function="teacher").count() == 6


@pytest.mark.parametrize("path", ["grid", "list", "cell"])
def test_the_number_of_queries_does_not_grow_with_the_class(db: None, path: str) -> None:
    counts = []
    for learners in (3, 24):
        world = small_world(learners=learners)
        for learner in world.learners:
            seen(learner, world.goals["compare"], MIDDLE)
        where = address(world) + ("?view=list" if path == "list" else "?goals=evidence")
        if path == "cell":
            where = reverse("cell", args=[world.group.pk, world.learners[0].pk, world.goals["compare"].pk])
        client = world.client_of(world.teacher)
        client.get(where)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12
