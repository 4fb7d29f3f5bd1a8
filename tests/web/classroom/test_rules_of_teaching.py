"""R4, R5, R6 and R7 through the screens, each with faults planted where the rule is stated: the same check notices."""

import re
from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from uuid import uuid4

import pytest
from django.template import engines
from django.template.base import NodeList
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.cooperation.actions import design_task
from samenwijzer.learning.evidence.actions import record_observation
from samenwijzer.learning.evidence.content import Mark
from samenwijzer.learning.evidence.pack import Scales
from samenwijzer.learning.evidence.sheet_actions import enter_marks, open_sheet
from samenwijzer.learning.groups import solver
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.groups.pack import GroupNames
from samenwijzer.learning.lessons import plans
from samenwijzer.learning.lessons.models import Activity, Task
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.progress.refresh import refresh_learners
from samenwijzer.web.classroom.groups import making, views
from samenwijzer.web.classroom.groups.page import Choices
from tests.worlds import World

pytestmark = pytest.mark.django_db
Plant = Callable[[pytest.MonkeyPatch], None]


@pytest.fixture(autouse=True)
def _a_short_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver, "BUDGET", 0.05)


class Form(HTMLParser):
    """What a browser sends of one form as it stands, nothing typed and nothing chosen."""

    def __init__(self, page: str, id: str) -> None:
        super().__init__()
        self.id, self.inside, self.choosing, self.sent = id, False, "", dict[str, list[str]]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the value of a field that is filled in, ticked or selected."""
        given = {key: value or "" for key, value in attrs}
        ticks = given.get("type") in ("checkbox", "radio")
        if tag == "form":
            self.inside = given.get("id") == self.id
        elif self.inside and tag == "select":
            self.choosing = given["name"]
        elif self.inside and tag == "option" and ("selected" in given or self.choosing not in self.sent):
            self.sent[self.choosing] = [given["value"]]
        elif self.inside and tag == "input" and "name" in given and (not ticks or "checked" in given):
            self.sent.setdefault(given["name"], []).append(given.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        """Leave the form."""
        if tag == "form":
            self.inside = False


def read(client: Client, name: str, *args: object) -> str:
    return " ".join(client.get(reverse(name, args=args)).content.decode().split())


def r4_instruction_and_repetition_are_substantial_and_counted(world: World) -> None:
    """A plan without them says so, one with them counts them, and who had little of them is listed."""
    teacher, unit = world.client_of(world.teacher), world.unit_of_work
    Activity.objects.create(unit_of_work=unit, title="Zelf", kind="own_work", setting="alone", minutes=30)
    page = read(teacher, "lesson", unit.pk)
    assert 'data-check="instruction"' in page
    assert 'data-check="retrieval"' in page
    today = timezone.localdate()
    for back in range(5):
        day = today - timedelta(days=back)
        Activity.objects.create(unit_of_work=unit, title="Uitleg", on=day, minutes=50)
        Activity.objects.create(
            unit_of_work=unit, title="Herhaling", on=day, kind="practice", minutes=20, is_retrieval=True
        )
        Activity.objects.create(unit_of_work=unit, title="Samen", kind="cooperation", on=day, minutes=10)
    page = read(teacher, "lesson", unit.pk)
    assert 'data-check="instruction"' not in page
    assert 'data-check="retrieval"' not in page
    found = {one.key: one.amount for one in plans.plan(unit).kinds}
    assert found == {"instruction": 250, "practice": 100, "own_work": 30, "cooperation": 50}
    assert "data-little" not in read(teacher, "instruction_watch", world.group.pk), "everybody had enough"


def r5_paper_talk_and_observation_count_and_every_task_prints(world: World) -> None:
    """What is seen, heard or done on paper moves a picture of mastery, and each page with a task has a way to paper."""
    teacher, goal, by = world.client_of(world.teacher), world.goals["compare"], world.viewer(world.teacher)
    seen, heard, on_paper = world.learners[:3]
    for learner, kind in ((seen, "observation"), (heard, "conversation")):
        record_observation(learners=[learner.pk], goal=goal.pk, step=4, kind=kind, uids=[uuid4()], by=by)
    sheet = open_sheet(unit=world.group.pk, title="Blad", on=by.on, goals=[goal.pk], by=by)
    enter_marks(occasion=sheet.pk, marks=[Mark(on_paper.pk, sheet.columns.get().pk, 4)], by=by)
    refresh_learners([one.pk for one in (seen, heard, on_paper)], progress=lambda done, of: None)
    counted = dict(Estimate.objects.filter(goal=goal).values_list("learner", "mean"))
    assert set(counted) == {seen.pk, heard.pk, on_paper.pk}
    assert min(counted.values()) > 0.5
    written = {"title": "Kort", "goal": goal.pk, "text": "2 + 2 = 4"}
    teacher.post(reverse("lesson_task_new", args=[world.unit_of_work.pk]), written)
    group_task = design_task(unit=world.group.pk, title="Brug", goal=goal.pk, elements={}, by=by)
    task = Task.objects.get().pk
    pages = {
        "a task, for the teacher": read(teacher, "lesson_task", task),
        "a task, for a learner": read(world.client_of(seen), "my_task", task),
        "a task for groups": read(teacher, "cooperative_task", group_task.pk),
        "a unit of work": read(teacher, "lesson", world.unit_of_work.pk),
    }
    assert [name for name, page in pages.items() if "data-prints" not in page] == []


def r6_groups_ask_no_administration(world: World) -> None:
    """What is known stands filled in, a proposal is changed without a reason, and what was done is taken back."""
    teacher, unit = world.client_of(world.teacher), world.group.pk
    asked = Form(read(teacher, "groups_of_unit", unit), "asking").sent
    answer = teacher.post(reverse("groups_propose", args=[unit]), asked, headers={"HX-Request": "true"})
    assert answer.status_code == 200, "the form can be sent as it stands"
    draft = Form(answer.content.decode(), "draft").sent
    mover = draft["here"][0]
    moved = teacher.post(
        reverse("groups_arrange", args=[unit]), draft | {"picked": mover, "to": "1"}, headers={"HX-Request": "true"}
    )
    sent = Form(moved.content.decode(), "draft").sent
    assert sent["groups"] != draft["groups"]
    assert not {"reason", "why", "note"} & set(sent), "nobody asks why"
    told = teacher.post(reverse("groups_publish", args=[unit]), sent, follow=True).content.decode()
    undo = re.search(r'action="([^"]*/terug/)"', told)
    assert undo, "it can be taken back"
    teacher.post(undo[1])
    assert Grouping.objects.get().withdrawn_at


def r7_a_group_never_carries_a_label(world: World) -> None:
    """Names come from the pack, a label that is typed or sent is refused, and a learner reads growth."""
    teacher, unit = world.client_of(world.teacher), world.group.pk
    asked = Form(read(teacher, "groups_of_unit", unit), "asking").sent
    answer = teacher.post(reverse("groups_propose", args=[unit]), asked, headers={"HX-Request": "true"})
    draft: dict[str, Any] = Form(answer.content.decode(), "draft").sent
    for label in ("Zwakke Orion", "Plusgroep"):
        named = draft | {"name": [label, *draft["name"][1:]]}
        refused = teacher.post(reverse("groups_publish", args=[unit]), named)
        assert refused.status_code == 422
        assert "etiket" in refused.content.decode()
    teacher.post(reverse("groups_publish", args=[unit]), draft)
    shown = read(world.client_of(world.learners[0]), "own_groups")
    words = re.sub(r"<[^>]+>", " ", shown).casefold()
    assert not re.search(r"\b(zwak\w*|sterk\w*|niveau\w*|leerstatus|score|laagste|tutor\w*)\b", words)


def _no_instruction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Activity, "teaches", property(lambda activity: False))


def _nothing_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans.Plan, "missing", property(lambda plan: set()))


def _uncounted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "shares", lambda named, amounts: [])


def _only_screens(monkeypatch: pytest.MonkeyPatch) -> None:
    of_pack = Scales.weights
    light = {"observation": 0.0, "conversation": 0.0}
    monkeypatch.setattr(Scales, "weights", lambda scales: of_pack(scales) | light)


def _no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    button = engines["django"].get_template("components/print/print.html")
    monkeypatch.setattr(button.template, "nodelist", NodeList())


def _nothing_filled_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "_choices", lambda request, basis, goal: Choices("cooperation", None, 4, frozenset()))


def _no_way_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "say", lambda request, sentence, undo="": None)


def _any_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(GroupNames, "label_in", lambda names, name: "")


CHECKS: dict[Callable[[World], None], list[Plant]] = {
    r4_instruction_and_repetition_are_substantial_and_counted: [_no_instruction, _nothing_missing, _uncounted],
    r5_paper_talk_and_observation_count_and_every_task_prints: [_only_screens, _no_paper],
    r6_groups_ask_no_administration: [_nothing_filled_in, _no_way_back],
    r7_a_group_never_carries_a_label: [_any_name],
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_rule_holds(world: World, check: Callable[[World], None]) -> None:
    check(world)


@pytest.mark.parametrize(
    ("check", "fault"),
    [(check, fault) for check, faults in CHECKS.items() for fault in faults],
    ids=lambda one: one.__name__.lstrip("_"),
)
def test_a_planted_fault_is_caught(
    world: World, monkeypatch: pytest.MonkeyPatch, check: Callable[[World], None], fault: Plant
) -> None:
    fault(monkeypatch)
    with pytest.raises((AssertionError, KeyError)):
        check(world)
