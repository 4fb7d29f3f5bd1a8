"""Frozen figures that reproduce, a target with its distance, a signal that is followed up, and schools in a funnel."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samenwijzer.foundation.packs import Text
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Membership
from samenwijzer.quality.indicators import queries, rules
from samenwijzer.quality.indicators.models import Attention, Figure, Freeze
from samenwijzer.quality.indicators.pack import central_set
from samenwijzer.science.statistics.funnel import FAR, NEAR, limits
from samenwijzer.web.school.indicators import views
from tests.web.school.test_indicators import QUERIES, keep, page, text
from tests.worlds import World


@pytest.mark.demand("D-246", partly="the story of the report and its approval are written elsewhere")
def test_a_freeze_gives_the_same_figures_after_children_and_counts_are_gone(world: World) -> None:
    third = create_unit(kind="school", name="BS De Linde", parent=world.school_group, by=None)
    for school, count, of in ((world.school, 60, 240), (world.other_school, 3, 100), (third, 45, 180)):
        keep(school, "schoolverandering", 2025, count, of)
    director = world.client_of(world.general_director)
    director.post(reverse("indicators_freeze", args=[world.school_group.pk]))
    frozen = Freeze.objects.get(unit=world.school_group)

    def figures() -> str:
        return page(director, "indicator_freeze", frozen.pk).split("indicator-trends", 1)[1].split("</main>")[0]

    before = figures()
    assert "110 van de 520" in before and "60 / 240" in before and "3 / 100" not in before and "45 / 180" not in before
    Membership.objects.filter(role="learner").delete()
    Figure.objects.all().delete()
    world.school.__class__.objects.filter(pk=third.pk).update(name="BS De Kastanje")
    assert figures() == before
    assert director.post(reverse("indicators_freeze", args=[world.school_group.pk])).status_code == 422
    Freeze.objects.filter(pk=frozen.pk).update(rows=[["schoolverandering", 2025, 1, 61, 240, world.school.path]])
    assert "niet de aantallen die bevroren werden" in text(director, "indicator_freeze", frozen.pk)
    director.post(reverse("indicator_thaw", args=[frozen.pk]))
    assert not Freeze.objects.exists()


@pytest.mark.demand("D-244")
def test_the_target_stands_beside_the_current_share_its_size_and_interval(world: World) -> None:
    head = world.client_of(world.head)
    assert "Doel: 100 %." in text(head, "unit_indicators", world.school.pk)
    year = timezone.localdate().year - 1
    sent = {"indicator": "basisgeletterdheid", "year": year, "count": 90, "of": 120}
    head.post(reverse("indicator_hand_in", args=[world.school.pk]), sent)
    shown = text(head, "unit_indicators", world.school.pk)
    assert "90 van de 120 leerlingen" in shown and re.search(r"75 %, .* \d\d en \d\d %", shown)
    assert "Doel: 100 %. Nog 25 procentpunten te gaan." in shown
    assert 'class="indicator-trend-target"' in page(head, "unit_indicators", world.school.pk)
    refused = head.post(reverse("indicator_hand_in", args=[world.school.pk]), sent | {"count": 121})
    assert refused.status_code == 422 and Figure.objects.get().count == 90


@pytest.mark.demand("D-235")
def test_one_bad_year_of_forty_is_uncertain_and_is_taken_note_of_and_followed_up(world: World) -> None:
    for year, count in ((2023, 34), (2024, 35), (2025, 22)):
        keep(world.school, "leerplandoelen", year, count, 40)
    head, today = world.client_of(world.head), timezone.localdate()
    shown = text(head, "unit_indicators", world.school.pk)
    assert "onzeker" in shown and "bekijk dit samen" not in shown and "Noteren en opvolgen" in shown
    sent = {"indicator": "leerplandoelen", "text": "We kijken naar breuken.", "review_on": today.isoformat()}
    head.post(reverse("indicator_take_note", args=[world.school.pk]), sent)
    assert "We kijken naar breuken." in text(head, "unit_indicators", world.school.pk)
    noted = Attention.objects.get()
    head.post(reverse("indicator_follow_up", args=[noted.pk]), {"outcome": "Het was een kleine groep."})
    assert "Het was een kleine groep." in text(head, "unit_indicators", world.school.pk)
    # What a school wrote for itself does not go up.
    above = text(world.client_of(world.general_director), "unit_indicators", world.school.pk)
    assert "We kijken naar breuken." not in above


def test_a_funnel_names_only_who_lies_outside_chance_and_only_who_may_be_shown(
    world: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sizes = ((60, 240), (24, 100), (45, 180), (80, 160), (3, 90), (28, 110))
    for number, (count, of) in enumerate(sizes):
        school = create_unit(kind="school", name=f"BS {'ABCDEF'[number]}", parent=world.school_group, by=None)
        keep(school, "schoolverandering", 2025, count, of)
    director = world.client_of(world.general_director)
    with django_assert_max_num_queries(QUERIES):
        shown = page(director, "unit_indicators", world.school_group.pk)
    drawn = shown.split('class="indicator-funnel"', 1)[1].split("</svg>", 1)[0]
    assert "BS D" in drawn and "BS E" not in drawn
    told = "Verder van het geheel dan toeval verklaart: BS D."
    assert f'aria-label="{told}' in drawn and shown.count(told) == 2
    assert "Bijvoorbeeld: BS A: 25 % van 240 leerlingen" in shown


def test_limits_narrow_with_size_and_match_the_normal_approximation() -> None:
    assert limits(0.5, 100).low == pytest.approx(0.5 - 1.959964 * 0.05, abs=1e-6)
    near, far = limits(0.2, 400, coverage=NEAR), limits(0.2, 400, coverage=FAR)
    assert far.low < near.low < 0.2 < near.high < far.high and near.holds(0.2) and not near.holds(0.3)
    assert limits(0.2, 40).high > near.high


def test_a_correction_after_a_freeze_shows_at_home_and_not_as_a_difference_above(world: World) -> None:
    third = create_unit(kind="school", name="BS De Linde", parent=world.school_group, by=None)
    for school, count, of in ((world.school, 60, 240), (third, 45, 180)):
        keep(school, "basisgeletterdheid", 2025, count, of)
    director, head = world.client_of(world.general_director), world.client_of(world.head)
    director.post(reverse("indicators_freeze", args=[world.school_group.pk]))
    frozen = Freeze.objects.get(unit=world.school_group)
    Figure.objects.filter(unit=world.school).update(count=61, of=241)
    live = text(director, "unit_indicators", world.school_group.pk)
    for shown in (text(director, "indicator_freeze", frozen.pk), live):
        assert "105 van de 420" in shown and "60 / 240" in shown
        # The third school of the group handed nothing in: the total says of how many it is.
        assert "Ingediend door 2 van de 3 scholen" in shown
    assert "61 van de 241" not in live and "afgerond op vijf" in live
    assert "60 van de 240" in text(director, "unit_indicators", world.school.pk)
    assert "61 van de 241" in text(head, "unit_indicators", world.school.pk)


def test_a_freeze_explains_itself_when_the_definition_has_changed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for school, count in ((world.school, 60), (world.other_school, 30)):
        keep(school, "schoolverandering", 2025, count, 240)
    director = world.client_of(world.general_director)
    director.post(reverse("indicators_freeze", args=[world.school_group.pk]))
    frozen = Freeze.objects.get(unit=world.school_group)
    text(director, "indicator_freeze", frozen.pk)  # takes what was said away
    before = text(director, "indicator_freeze", frozen.pk)
    assert "na 1 oktober toekomen" in before and "Minimum aantal leerlingen 10" in before
    now = central_set()
    changed = [
        one.model_copy(update={"numerator": Text(nl="leerlingen die verhuisden")})
        if one.key == "schoolverandering"
        else one
        for one in now.indicators
    ]
    later = now.model_copy(update={"fewest": 500, "indicators": tuple(changed)})
    for module in (queries, rules, views):
        monkeypatch.setattr(module, "central_set", lambda: later)
    assert "eerlingen die verhuisden" in text(director, "unit_indicators", world.school_group.pk)
    assert text(director, "indicator_freeze", frozen.pk) == before
    Freeze.objects.filter(pk=frozen.pk).update(definitions=later.as_kept())
    assert "niet de aantallen die bevroren werden" in text(director, "indicator_freeze", frozen.pk)
