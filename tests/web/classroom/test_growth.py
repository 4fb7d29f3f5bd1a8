"""Growth and pace of a group: intervals instead of a ranking, and what is expected beside what was agreed."""

from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.progress.growth import Report, report
from samenwijzer.learning.progress.pace_actions import agree_pace
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Goal
from tests.worlds import LEARNER_NAMES, World, people, seen


@dataclass(frozen=True)
class Reading:
    """L4A, that was L3Z a year ago, with goals for reading of both years; nothing was seen yet."""

    world: World
    group: Unit
    teacher: Person
    learners: list[Person]
    before: list[Goal]
    now: list[Goal]

    def report(self, **asked: object) -> Report:
        return report(viewer=self.world.viewer(self.teacher), unit=self.group.pk, **asked)

    def page(self, **asked: object) -> str:
        answer = self.world.client_of(self.teacher).get(reverse("growth", args=[self.group.pk]), asked)
        assert answer.status_code == 200
        return unescape(answer.content.decode())


@pytest.fixture
def reading(world: World) -> Reading:
    today = timezone.localdate()
    group = create_unit(kind="class", name="L4A", parent=world.school, by=None, level="L4")
    old = create_unit(kind="class", name="L3Z", parent=world.school, by=None, level="L3")
    learners = people(LEARNER_NAMES[:8], LEARNER, group, today)
    year = {"starts": today - timedelta(days=500), "ends": today - timedelta(days=100)}
    add_members(memberships=[Membership(person=one, unit=old, role=LEARNER, **year) for one in learners], by=None)
    teacher = people(["Jana Willems"], "teacher", group, today)[0]
    levels = {"L2": ["a", "b", "c", "d"], "L3": ["e", "f", "g", "h"], "L4": ["i", "j", "k", "l"]}
    goals = [
        GoalContent(identifier=key, parent=None, statement={"nl": f"lezen {key}"}, level=level)
        for level, keys in levels.items()
        for key in keys
    ]
    content = FrameworkContent(
        identifier="lezen", version="1", title={"nl": "Lezen"}, kind="curriculum", status="sample", goals=tuple(goals)
    )
    save_framework(framework=content, by=None)
    found = {one.level + one.identifier: one for one in Goal.objects.filter(framework__identifier="lezen")}
    of = lambda level: [found[level + key] for key in levels[level]]  # noqa: E731
    return Reading(world, group, teacher, learners, of("L2"), of("L3"))


def see(learner: Person, goals: list[Goal], outcome: float, *, days_ago: int) -> None:
    for goal in goals:
        seen(learner, goal, [outcome] * 6, days_ago=days_ago)


@pytest.mark.demand("D-005")
def test_the_share_behind_what_l4_expects_for_reading_now_and_a_year_ago(reading: Reading) -> None:
    for place, learner in enumerate(reading.learners):
        see(learner, reading.before, 0.05 if place < 6 else 0.95, days_ago=370)
        see(learner, reading.now, 0.05 if place < 2 else 0.95, days_ago=3)
    found = reading.report()
    assert [(one.behind.count, one.behind.of, one.unknown) for one in (found.now, found.year_ago)] == [
        (2, 8, 0),
        (6, 8, 0),
    ]
    page = reading.page()
    assert "Wie is achter op wat L4 verwacht?" in page
    assert "2 van 8 leerlingen zijn achter (tussen" in page
    assert "12 maanden geleden, dezelfde leerlingen" in page
    assert "6 van 8 leerlingen zijn achter" in page
    assert "De achterstand krimpt." in page


@pytest.mark.demand("D-016")
def test_growth_has_an_interval_and_two_that_overlap_are_not_ranked(reading: Reading) -> None:
    since = timezone.localdate() - timedelta(days=60)
    strong, much, little, unseen = reading.learners[:4]
    for learner, then, now in ((strong, 0.05, 0.95), (much, 0.1, 0.9), (little, 0.6, 0.6)):
        see(learner, reading.now, then, days_ago=70)
        see(learner, reading.now, now, days_ago=2)
    found = reading.report(since=since)
    grown = found.of(strong.pk).growth
    assert grown.low < grown.mean < grown.high
    assert found.of(unseen.pk).growth is None
    assert [one.learner for one in found.learners] == sorted(found.learners and reading.learners, key=str)
    assert found.compare(strong.pk, much.pk)[2] is None
    assert found.compare(strong.pk, little.pk)[2].learner == strong
    assert found.compare(strong.pk, unseen.pk) is None
    asked = {"since": since.isoformat(), "one": strong.pk}
    assert "De intervallen van Noor en Ilyas overlappen. Dus zegt niets wie meer groeide." in reading.page(
        **asked, other=much.pk
    )
    assert "Noor groeide meer dan Mila: hun intervallen raken elkaar niet." in reading.page(**asked, other=little.pk)


@pytest.mark.demand("D-162")
def test_slow_but_steady_is_on_the_agreed_pace_and_the_official_expectation_stays(reading: Reading) -> None:
    noor, jef = reading.learners[0], reading.learners[3]
    for learner in (noor, jef):
        see(learner, reading.before, 0.95, days_ago=5)
        see(learner, reading.now, 0.05, days_ago=5)
    until = timezone.localdate() + timedelta(days=60)
    by, framework = reading.world.viewer(reading.teacher), reading.now[0].framework_id
    agree_pace(learner=noor.pk, framework=framework, level="L3", until=until, by=by)
    found = reading.report()
    assert (found.of(noor.pk).pace.is_behind, found.of(jef.pk).pace.is_behind) == (False, True)
    assert found.of(noor.pk).pace.official.is_behind
    page = reading.page()
    line = page[page.index("Noor Baert</a>") : page.index("</li>", page.index("Noor Baert</a>"))]
    assert "op het afgesproken tempo" in line
    assert "achter" not in line
    assert "L4 verwacht: 4 van 4 doelen nog niet zelfstandig" in line
    assert "afgesproken: het tempo van L3" in line
    with pytest.raises(Refused):
        agree_pace(learner=noor.pk, framework=framework, level="L3", until=until + timedelta(days=500), by=by)
    with pytest.raises(NotVisible):
        agree_pace(learner=noor.pk, framework=framework, level="L3", until=until, by=reading.world.viewer(noor))
    agree_pace(learner=noor.pk, framework=framework, level="", until=until, by=by)
    assert reading.report().of(noor.pk).pace.agreed is None


@pytest.mark.demand("D-453")
def test_both_ends_with_their_evidence_and_the_teacher_picks_with_whom_to_work(reading: Reading) -> None:
    for learner, outcome in zip(reading.learners, (0.0, 0.6, 0.65, 0.55, 0.6, 0.62, 0.58, 1.0), strict=True):
        for _ in range(3):
            see(learner, reading.now, outcome, days_ago=2)
    found = reading.report()
    assert [one.outside for one in found.learners] == [
        {reading.learners[0]: -1, reading.learners[7]: 1}.get(one.learner, 0) for one in found.learners
    ]
    page = reading.page()
    part = page[page.index('id="outside"') :]
    assert part.index("Noor Baert") < part.index("Vic Claes")
    assert "over 4 doelen" in part
    assert reverse("learner", args=[reading.learners[0].pk]) in part
    assert "<b>Bij jou:</b> Noor, Vic." in reading.page(mode="outside")
    assert "Ilyas" in reading.page(mode="middle").split("<b>Bij jou:</b>")[1][:80]


def test_the_queries_do_not_grow_with_the_group(reading: Reading) -> None:
    counts = []
    for learners in (reading.learners[:2], reading.learners):
        for learner in learners:
            see(learner, reading.now[:2], 0.5, days_ago=2)
        client = reading.world.client_of(reading.teacher)
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("growth", args=[reading.group.pk]))
        counts.append(len(found))
    assert counts[0] == counts[1] <= 12


@pytest.mark.demand("D-179")
def test_the_report_shows_the_share_of_each_kind_per_goal(world: World) -> None:
    goal = world.goals["compare"]
    for kind in ("observation", "observation", "test_result", "self", "conversation", "peer", "product", "partner"):
        seen(world.learners[0], goal, [0.6], kind=kind)
    seen(world.learners[1], world.goals["add"], [0.6], kind="test_result")
    seen(world.parallel_learners[0], goal, [0.6], kind="test_result")
    page = unescape(
        world.client_of(world.teacher).get(reverse("evidence_kinds", args=[world.group.pk])).content.decode()
    )
    part = page[page.index("breuken vergelijken") : page.index("breuken optellen")]
    for share, name in (("25", "observatie"), ("12", "toetsresultaat"), ("12", "gesprek"), ("12", "werkstuk")):
        assert f"{share} %</b> {name}" in part, name
    assert "1 doel steunt op één soort bewijs" in page
    assert world.client_of(world.colleague).get(reverse("evidence_kinds", args=[world.group.pk])).status_code == 404
