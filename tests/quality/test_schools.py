"""Figures of schools from the lake equal those counted in the database, and stand on the analyst's page."""

from pathlib import Path
from typing import Any

import pytest
from django.db.models import Q
from django.urls import reverse

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.lake import work
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import counting
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.quality.reports.schools import figures_of_schools
from tests.worlds import people, seen, small_world


@pytest.mark.django_db
def test_they_equal_what_the_database_counts_and_say_nothing_of_few(
    settings: Any, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    settings.HOME = tmp_path
    world = small_world(learners=8)
    viewer = world.viewer(world.analyst)
    assert [one.learners for one in figures_of_schools(viewer=viewer).lines] == []
    more = people([f"Jo {n}" for n in range(9)], LEARNER, world.other_group, viewer.on)
    for n, learner in enumerate([*world.learners, *world.other_learners, *more]):
        seen(learner, world.goals["add"], [n % 3 / 2] * 4)
        seen(learner, world.goals["clock"], [1.0], days_ago=300)
    work.refresh(progress=lambda done, total: None)
    found = figures_of_schools(viewer=viewer)
    assert [one.school for one in found.lines] == ["BS De Beek", "BS De Regenboog"], "by name, nobody is first"
    for line in found.lines:
        below = Q(unit__path__startswith=Unit.objects.get(name=line.school).path)
        here = Membership.objects.filter(active(viewer.on), below, role=LEARNER).values("person")
        facts = Evidence.objects.filter(counting(), learner__in=here)
        standings = Estimate.objects.filter(learner__in=here, step__gt=0)
        assert line.learners == here.distinct().count()
        assert line.pieces == facts.filter(seen_at__gte=SchoolYear.of(viewer.on).moments[0]).count()
        assert line.standings == standings.count()
        assert line.share == pytest.approx(standings.filter(step__gte=3).count() / standings.count())
    client = world.client_of(world.analyst)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("extract")).content.decode()
    assert "BS De Beek" in page and "Cijfers per school" in page
    Membership.objects.filter(person__in=more).delete()
    work.refresh(progress=lambda done, total: None)
    assert [one.learners for one in figures_of_schools(viewer=viewer).lines] == [None, None], (
        "two learners, and the rest"
    )
    assert "te weinig" in client.get(reverse("extract")).content.decode()
    for other in (world.teacher, world.head, world.general_director):
        with pytest.raises(NotVisible):
            figures_of_schools(viewer=world.viewer(other))
