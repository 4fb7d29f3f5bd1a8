"""A demo of one class: what it promises to show, that it is the same each time, and that it can be interrupted."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from samenwijzer.demo.blueprint import FEW, Size
from samenwijzer.demo.build import build, built_on, refresh_when_a_day_old
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.learning.evidence.models import Evidence, EvidenceGoal, Occasion
from samenwijzer.learning.lessons.queries import goals_of, running
from samenwijzer.learning.progress.attention import Attention, group_needs
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.regulation.corners.models import CornerChoice
from samenwijzer.network.access.viewer import viewer_of
from samenwijzer.network.calendar.queries import school_days
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.goals.models import Goal

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
NOW = datetime.combine(TODAY, time(7, 30), ZoneInfo("Europe/Brussels"))


def untold(title: str) -> Callable[[int, int], None]:
    """Start a stage nobody watches."""
    return lambda done, total: None


@pytest.fixture(scope="module")
def group(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Unit]:
    """The class of a demo built once for this module; everything is taken back after it."""
    with django_db_blocker.unblock(), mock.patch("django.utils.timezone.now", lambda: NOW), transaction.atomic():
        build(size=Size.CLASS, stage=untold, today=TODAY)
        yield Unit.objects.get(name="L3A")
        transaction.set_rollback(True)


@pytest.fixture
def goals(group: Unit) -> list[Goal]:
    return goals_of(units=[unit.pk for unit in running(groups=[group.pk], on=TODAY)])


@pytest.fixture
def cards(group: Unit, goals: list[Goal]) -> list[Attention]:
    teacher = Person.objects.get(given_name="Lotte")
    return group_needs(viewer=viewer_of(person_id=teacher.pk, on=TODAY), unit=group.pk, goals=goals).cards


def seen_by_need(cards: list[Attention], need: str) -> set[str]:
    return {learner.given_name for card in cards if card.signal.need == need for learner in card.learners}


def test_the_class_of_the_pictures_works_at_fractions_and_measuring(group: Unit) -> None:
    assert Membership.objects.filter(active(TODAY), unit=group, role=LEARNER).count() == 24
    work = {unit.title: unit.goals.count() for unit in running(groups=[group.pk], on=TODAY)}
    assert work["Breuken en meten"] == 14
    # Beside it some of the youngest choose their corner, and the team of the class learns too.
    assert CornerChoice.objects.values("learner").distinct().count() == FEW
    assert Cycle.objects.filter(template="team").count() == 1


def test_who_needs_something_is_on_the_list_today(cards: list[Attention]) -> None:
    noor = [card for card in cards if card.learners[0].given_name == "Noor"]
    assert [(card.signal.need, card.goal.title) for card in noor if card.goal] == [("support", "gelijknamig maken")]
    assert seen_by_need(cards, "challenge") == {"Ilyas"}
    assert "Sofie" in seen_by_need(cards, "quiet")
    assert seen_by_need(cards, "review")


def test_most_learners_are_fine_and_some_goals_were_seen_too_little(group: Unit, goals: list[Goal]) -> None:
    learners = Membership.objects.filter(active(TODAY), unit=group, role=LEARNER).values("person")
    steps = list(Estimate.objects.filter(learner__in=learners, goal__in=goals).values_list("step", flat=True))
    assert steps.count(3) + steps.count(4) > len(steps) / 2
    assert steps.count(0) > 10
    assert {1, 2} <= set(steps)


def test_evidence_is_of_school_days_in_daytime_before_today(group: Unit) -> None:
    open_days = set(school_days(path=group.path, first=date(2025, 9, 1), last=TODAY - timedelta(days=1)))
    # Learners keep, ask and say things when they like; adults see and note them at school.
    seen = Evidence.objects.filter(kind__in=("item_response", "test_result", "observation", "conversation"))
    moments = [timezone.localtime(at) for at in seen.values_list("seen_at", flat=True)]
    assert {at.date() for at in moments} <= open_days
    assert min(at.time() for at in moments) > time(8)
    assert max(at.time() for at in moments) < time(16)
    assert Evidence.objects.filter(seen_at__date__lt=date(2025, 9, 15)).exists()
    assert Evidence.objects.filter(seen_at__date=max(open_days)).exists()


def test_kinds_of_evidence_are_mixed_and_tests_stand_on_sheets(group: Unit) -> None:
    kinds = set(Evidence.objects.values_list("kind", flat=True))
    assert {"item_response", "test_result", "observation", "conversation", "product", "self"} <= kinds
    assert Evidence.objects.filter(occasion__in=Occasion.objects.filter(unit=group)).count() > 100
    assert Evidence.objects.filter(note="met strookjes wel", learner__given_name="Noor").exists()
    others = Evidence.objects.filter(kind="self").exclude(seen_by=F("learner"))
    assert not others.exists()


def test_an_interrupted_build_is_made_again_and_comes_out_the_same(group: Unit) -> None:
    def interrupted(title: str) -> Callable[[int, int], None]:
        if title == "A year of evidence":
            raise KeyboardInterrupt
        return untold(title)

    before = fingerprint()
    connection.check_constraints()  # PostgreSQL empties no table while checks of this transaction wait
    with pytest.raises(KeyboardInterrupt):
        build(size=Size.CLASS, stage=interrupted, today=TODAY)
    connection.check_constraints()
    assert built_on(Size.CLASS) is None
    assert Person.objects.exists()
    build(size=Size.CLASS, stage=untold, today=TODAY)
    assert built_on(Size.CLASS) == TODAY
    assert fingerprint() == before


def fingerprint() -> str:
    """A digest of who was seen doing what, when and how well, and of what was made of it."""
    seen = EvidenceGoal.objects.values_list(
        "evidence__learner__given_name", "goal__identifier", "evidence__kind", "evidence__outcome",
        "evidence__seen_at", "evidence__note",
    )  # fmt: skip
    made = Estimate.objects.values_list("learner__given_name", "goal__identifier", "mean")
    return sha256(repr((sorted(map(repr, seen)), sorted(map(repr, made)))).encode()).hexdigest()


def test_estimates_are_refreshed_once_when_they_are_a_day_old(group: Unit) -> None:
    assert refresh_when_a_day_old() is False
    Estimate.objects.update(computed_at=NOW - timedelta(days=1))
    assert refresh_when_a_day_old() is True
    assert refresh_when_a_day_old() is True
    assert Task.objects.filter(name="refresh estimates").count() == 1
