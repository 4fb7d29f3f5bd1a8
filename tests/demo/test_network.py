"""The network beside the first school group: exactly as large as asked, with results, and the same after a stop."""

from collections.abc import Callable
from datetime import date, datetime, time
from unittest import mock
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from samenwijzer.demo.blueprint import NETWORK, SCHOOL_GROUP, Size
from samenwijzer.demo.build import built_on
from samenwijzer.demo.extent import WHOLE, Extent, other_groups
from samenwijzer.demo.network import complete
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.organisation.actions import add_member, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.pack import frameworks

TODAY = date(2026, 11, 22)
NOW = datetime.combine(TODAY, time(7, 30), ZoneInfo("Europe/Brussels"))
EXTENT = Extent(groups=3, schools=5, learners=101)


@pytest.fixture
def first_group(db: None) -> Unit:
    """A school group that is told in full, here of one learner in one school."""
    for content in frameworks():
        save_framework(framework=content, by=None)
    network = create_unit(kind="network", name=NETWORK, parent=None, by=None)
    group = create_unit(kind="school_group", name=SCHOOL_GROUP, parent=network, by=None)
    school = create_unit(kind="school", name="Basisschool", parent=group, by=None)
    klas = create_unit(kind="class", name="L3A", parent=school, by=None)
    (learner,) = create_people(people=[Person(given_name="Noor", family_name="Baert")], by=None)
    add_member(person=learner, unit=klas, role=LEARNER, starts=date(2026, 9, 1), by=None)
    return group


def build(stop_at: int | None = None) -> None:
    """Complete the network, or stop when so many schools are in."""

    def stage(title: str) -> Callable[[int, int], None]:
        def tell(done: int, total: int) -> None:
            if done == stop_at:
                raise KeyboardInterrupt

        return tell

    with mock.patch("django.utils.timezone.now", lambda: NOW):
        complete(stage=stage, today=TODAY, extent=EXTENT, seed=7)


def contents() -> list[tuple[object, ...]]:
    places = Membership.objects.values_list("unit__name", "role", "person__given_name", "person__account__username")
    figures = Estimate.objects.values_list("learner__account__username", "goal__identifier", "mean", "count")
    return [*sorted(map(str, places)), *sorted(map(str, figures))]


def test_it_is_exactly_as_large_as_asked_and_comes_out_the_same_after_a_stop(first_group: Unit) -> None:
    with transaction.atomic():
        build()
        whole = contents()
        learners = Membership.objects.filter(role=LEARNER)
        assert learners.values("person").distinct().count() == EXTENT.learners
        assert Unit.objects.filter(kind__in=("school", "adult_education_centre")).count() == EXTENT.schools
        assert Unit.objects.filter(kind="school_group").count() == EXTENT.groups
        assert Estimate.objects.filter(goal__level="L3").exists() and not Evidence.objects.exists()
        assert Estimate.objects.count() > 5 * EXTENT.learners
        assert built_on(Size.NETWORK) == TODAY
        transaction.set_rollback(True)
    with pytest.raises(KeyboardInterrupt):
        build(stop_at=3)
    assert Unit.objects.filter(kind="school_group").count() == 2, "what was half done is taken back"
    assert built_on(Size.NETWORK) is None
    build()
    assert contents() == whole


def test_a_whole_network_adds_up() -> None:
    groups = other_groups(groups=WHOLE.groups - 1, schools=997, learners=229_557, seed=1)
    schools = [school for group in groups for school in group.schools]
    sizes = [one.spec.size for school in schools for one in school.classes]
    assert (len(groups), len(schools), sum(sizes)) == (25, 997, 229_557)
    assert len({group.code for group in groups}) == 25
    assert all(len({school.name for school in group.schools}) == len(group.schools) for group in groups)
    assert 12 <= min(sizes) <= max(sizes) <= 32
