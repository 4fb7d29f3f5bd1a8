"""A round of flex hours for tests: this week's school days, one moment a day, and what is offered."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from samenwijzer.network.people.models import Person
from samenwijzer.practice.offers.models import Moment, Offer, Round
from samenwijzer.practice.offers.rounds import Content, add_offers, open_round, start_round
from tests.worlds import World


def flex_round(
    world: World, *, by: Person | None = None, days: int = 1, freedom: str = "free", groups: Sequence[str] = ("group",)
) -> Round:
    """Start a round on the first ``days`` weekdays from today, at a quarter past one."""
    viewer = world.viewer(by or world.teacher)
    chosen = first_weekdays(viewer.on, days)
    return start_round(
        kind="flexuur",
        title="Flexuren",
        groups=[getattr(world, name).pk for name in groups],
        weekly=[(one.weekday(), time(13, 15), time(14, 5)) for one in chosen],
        starts=chosen[0],
        ends=chosen[-1],
        freedom=freedom,
        choose_until=None,
        by=viewer,
    )


def first_weekdays(on: date, count: int) -> list[date]:
    """Return the first weekdays from ``on``."""
    days = (on + timedelta(days=n) for n in range(14))
    return [day for day in days if day.weekday() < 5][:count]


def offered(
    world: World, one: Round, title: str, *, by: Person | None = None, goal: str = "", at: int = 0, **more: object
) -> Offer:
    """Offer something at the moment number ``at`` of a round, on one of the sample goals or on none."""
    moment = list(Moment.objects.filter(round=one))[at]
    goals = (world.goals[goal].pk,) if goal else ()
    values = {"form": "instruction" if goal else "project", "capacity": 2, "goals": goals} | more
    content = Content(title=title, **values)  # type: ignore[arg-type]
    return add_offers(moments=[moment.pk], content=content, by=world.viewer(by or world.teacher))[0]


def opened(world: World, one: Round, by: Person | None = None) -> Round:
    """Let learners see the round and choose."""
    return open_round(round_id=one.pk, is_open=True, by=world.viewer(by or world.teacher))
