"""Rules that are never broken, each shown through the public face, and a fault planted in its one home is noticed."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.models import Grouping
from samenwijzer.learning.lessons import live_checks, needs, plans
from samenwijzer.learning.lessons.kinds import Basis
from samenwijzer.learning.lessons.models import Deviation, LiveCheck, Variation
from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.practice.goals import own_goal_actions
from samenwijzer.practice.goals.models import OwnGoal
from tests.worlds import World, seen

pytestmark = pytest.mark.django_db


def test_r1_an_own_goal_belongs_to_the_curriculum_or_is_marked_extra(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    noor, official = world.client_of(world.learners[0]), world.goals["compare"].pk
    by = world.viewer(world.learners[0])

    def refuses(linked: int | None, is_extra: bool) -> bool:
        try:
            with transaction.atomic():
                own_goal_actions.make_own_goal(
                    text="vlot rekenen", official=linked, is_extra=is_extra, group=None, by=by
                )
        except Refused:
            return True
        except IntegrityError:  # the second wall: the database keeps what the rule let through out
            return False
        return False

    def holds() -> bool:
        return refuses(None, is_extra=False) and refuses(official, is_extra=True)

    assert holds()
    assert noor.post(reverse("own_goals"), {"text": "vlot rekenen"}).status_code == 422
    with monkeypatch.context() as broken:
        broken.setattr(own_goal_actions, "check_inside_curriculum", lambda **_asked: None)
        assert not holds()
    assert not OwnGoal.objects.exists()
    noor.post(reverse("own_goal_add", args=[official]), {"text": "vlot rekenen"})
    noor.post(reverse("own_goals"), {"text": "gitaar spelen", "extra": "1"})
    assert {(one.official_id, one.is_extra) for one in OwnGoal.objects.all()} == {(official, False), (None, True)}


def test_r9_nothing_is_assigned_by_itself_and_every_suggestion_gives_its_reason(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, (noor, ilyas, *others) = world.client_of(world.teacher), world.learners
    seen(noor, world.goals["compare"], [1.0] * 12)
    seen(ilyas, world.goals["compare"], [0.1] * 8)
    by = world.viewer(world.teacher)
    goal = world.goals["compare"].pk
    check = live_checks.ask_check(unit=world.group.pk, goal=goal, question="", answers=["", "", ""], right=0, by=by)

    def answered(choice: int) -> str:
        given = {f"choice-{one.pk}": choice for one in others}
        return teacher.post(reverse("live_check_take_in", args=[check.pk]), given).headers["Location"]

    def assigned() -> int:
        return sum(model.objects.count() for model in (Deviation, Grouping, FollowUp))

    def holds() -> bool:
        plan = plans.plan_of(viewer=by, unit_of_work=world.unit_of_work.pk)
        found = needs.unit_needs(viewer=by, plan=plan)
        suggestions = [*found.support, *found.challenge]
        shown = teacher.get(reverse("lesson_needs", args=[world.unit_of_work.pk])).content.decode()
        teacher.get(reverse("today_of_group", args=[world.group.pk]))
        answered(LiveCheck.objects.get().right + 1)
        teacher.get(reverse("live_check", args=[check.pk]))
        reasons = all(one.because and one.because in shown for one in suggestions)
        return {one.learner for one in suggestions} >= {noor, ilyas} and reasons and not assigned()

    def grouping(store: Callable[..., int]) -> Callable[..., int]:
        def also_assigns(*asked: object) -> int:
            changed = store(*asked)
            variation = Variation.objects.create(unit_of_work=world.unit_of_work, goal_id=goal, title="Vanzelf")
            Deviation.objects.create(
                unit_of_work=world.unit_of_work, learner=noor, variation=variation, at=check.asked_at
            )
            return changed

        return also_assigns

    assert holds()
    with monkeypatch.context() as broken:
        broken.setattr(needs, "_because", lambda *_asked: "")
        assert not holds()
    with monkeypatch.context() as broken:
        broken.setattr(live_checks, "_store", grouping(live_checks._store))
        assert not holds()


def test_r18_variation_rests_on_interest_readiness_and_profile_in_balance(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher, work, goal = world.client_of(world.teacher), world.unit_of_work, world.goals["compare"]
    assert set(Basis.values) == {"interest", "readiness", "profile"}

    def vary(basis: str, times: int) -> None:
        Variation.objects.bulk_create(
            Variation(unit_of_work=work, goal=goal, title="Anders", basis=basis) for _time in range(times)
        )

    def said() -> bool:
        found = teacher.get(reverse("lesson", args=[work.pk])).content.decode()
        shown = found.partition('data-column="differentiation"')[2].partition("</section>")[0]
        assert all(name in shown for name in ("Interesse", "Leerstatus", "Leerprofiel")), (
            "all three stand there, always"
        )
        return 'data-check="one_basis"' in found

    assert not said(), "without variation there is nothing to balance"
    vary("readiness", 9)
    assert said()
    with monkeypatch.context() as broken:
        broken.setattr(plans, "one_sided", lambda _variations: False)
        assert not said()
    vary("interest", 1)
    assert said(), "nine in ten is still one-sided"
    vary("profile", 1)
    assert not said()
