"""Rosters that nobody here wrote."""

from datetime import date
from pathlib import Path

import pytest

from samenwijzer.exchange.oneroster.plan import carry_out, plan
from samenwijzer.exchange.oneroster.reading import read
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "roster"
TODAY = date(2026, 11, 22)
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="the data folder beside the repository is absent"),
]


def test_the_roster_of_version_1_1_comes_in_and_is_seen_from_a_chosen_day():
    path = DATA / "oneroster.zip"
    first = plan(read(path), under=None, on=TODAY, since=date(2026, 9, 1))
    assert [count.new for count in first.preview.counts] == [1, 5, 20, 20, 25, 5, 0]
    carry_out(first, by=None)
    assert Unit.objects.filter(kind="class").count() == 5
    assert Membership.objects.filter(active(TODAY), role=LEARNER).count() == 25
    assert plan(read(path), under=None, on=TODAY, since=date(2026, 9, 1)).preview.is_empty


def test_without_a_chosen_day_its_terms_of_2020_lie_in_the_past():
    preview = plan(read(DATA / "oneroster.zip"), under=None, on=TODAY).preview
    assert any("30" in remark for remark in preview.remarks)


def test_the_roster_of_version_1_2_comes_in_without_its_password():
    path = DATA / "oneroster12_one_row_each.zip"
    first = plan(read(path), under=None, on=TODAY)
    assert [count.new for count in first.preview.counts] == [1, 1, 1, 1, 1, 0, 0]
    assert {each.column for each in first.preview.unused} >= {"password", "birthDate"}
    carry_out(first, by=None)
    assert plan(read(path), under=None, on=TODAY).preview.is_empty
