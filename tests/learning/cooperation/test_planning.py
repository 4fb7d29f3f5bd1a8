"""Working together in a unit of work: time alone, interaction, forms that are new, and skills that are taught."""

from datetime import timedelta

import pytest

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.cooperation.pack import cooperation
from samenwijzer.learning.cooperation.planning import interaction_of, plan_form, plan_scheme
from samenwijzer.learning.lessons import plans
from samenwijzer.learning.lessons.deviation_actions import skip
from samenwijzer.learning.lessons.models import Activity, UnitOfWork
from samenwijzer.learning.lessons.plan_actions import keep_activity, make_ready
from tests.worlds import World


def put(world: World, kind: str, setting: str, minutes: int) -> Activity:
    written = {"title": kind, "kind": kind, "setting": setting, "minutes": minutes}
    return keep_activity(unit_of_work=world.unit_of_work.pk, written=written, by=world.viewer(world.teacher))


@pytest.mark.demand("D-392")
def test_r2_a_path_with_more_than_the_set_share_alone_is_flagged(world: World) -> None:
    by, unit = world.viewer(world.teacher), world.unit_of_work.pk
    put(world, "own_work", "alone", 40)
    shared = put(world, "cooperation", "groups", 60)
    found = interaction_of(viewer=by, unit_of_work=unit)
    assert (found.plan.alone, found.limit, found.is_flagged, found.paths) == (40, 40, False, [])
    skip(activity=shared.pk, learner=world.learners[0].pk, by=by)
    [path] = interaction_of(viewer=by, unit_of_work=unit).paths
    assert (path.learner, path.alone, path.is_flagged) == (world.learners[0], 100, True)
    put(world, "own_work", "alone", 5)
    assert interaction_of(viewer=by, unit_of_work=unit).is_flagged


def test_time_alone_that_is_not_counted_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plant a fault in R2: nothing counts as worked alone. The test above must notice."""
    monkeypatch.setattr(plans, "share_alone", lambda activities: 0)
    with pytest.raises(AssertionError):
        test_r2_a_path_with_more_than_the_set_share_alone_is_flagged(world)


@pytest.mark.demand("D-053")
@pytest.mark.demand("D-174")
def test_a_unit_without_interaction_is_flagged_and_is_not_made_ready(world: World) -> None:
    put(world, "instruction", "class", 50)
    client, address = world.client_of(world.teacher), f"/samen/periode/{world.unit_of_work.pk}/"
    assert "Nog geen moment van interactie" in client.get(address).content.decode()
    with pytest.raises(Refused):
        make_ready(unit_of_work=world.unit_of_work.pk, by=world.viewer(world.teacher))
    assert UnitOfWork.objects.get(pk=world.unit_of_work.pk).made_ready_at is None
    client.post(f"{address}werkvorm/", {"form": "jigsaw", "on": world.unit_of_work.starts.isoformat()})
    page = client.get(address).content.decode()
    assert "Nog geen moment van interactie" not in page
    assert "Nog niet klaar zonder samenwerken" not in page


@pytest.mark.demand("D-393")
def test_it_suggests_where_peers_can_explain_to_each_other(world: World) -> None:
    practice = put(world, "practice", "alone", 30)
    put(world, "practice", "pairs", 30)
    found = interaction_of(viewer=world.viewer(world.teacher), unit_of_work=world.unit_of_work.pk)
    assert [(activity.pk, "aan de buur uitleggen" in words) for activity, words in found.prompts] == [
        (practice.pk, True)
    ]


@pytest.mark.demand("D-175")
def test_a_form_that_was_not_used_this_month_is_suggested(world: World) -> None:
    by, unit = world.viewer(world.teacher), world.unit_of_work.pk
    plan_form(unit_of_work=unit, form="jigsaw", on=by.on - timedelta(days=3), by=by)
    plan_form(unit_of_work=unit, form="placemat", on=by.on - timedelta(days=40), by=by)
    fresh = [one.key for one in interaction_of(viewer=by, unit_of_work=unit).fresh]
    assert "jigsaw" not in fresh
    assert fresh[-1] == "placemat"
    assert len(fresh) == len(cooperation().forms) - 1


@pytest.mark.demand("D-112")
def test_the_scheme_fills_the_skeleton_of_a_lesson_with_its_steps(world: World) -> None:
    by, unit = world.viewer(world.teacher), world.unit_of_work.pk
    plan_scheme(unit_of_work=unit, skill="turns", on=by.on, by=by)
    steps = list(Activity.objects.filter(unit_of_work=unit, on=by.on).order_by("pk"))
    assert [one.title.split(" · ")[0] for one in steps] == [one.name for one in cooperation().scheme]
    assert "om de beurt spreken" in steps[2].purpose
    assert sum(one.minutes for one in steps) == 50
    with pytest.raises(NotVisible):
        plan_scheme(unit_of_work=unit, skill="turns", on=by.on, by=world.viewer(world.colleague))
