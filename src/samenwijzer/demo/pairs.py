"""The shown class knows who likes to work with whom, and some learners explain to each other in pairs."""

from datetime import date, timedelta

from samenwijzer.demo.blueprint import SHOWN_CLASS
from samenwijzer.learning.groups.actions import Named, publish
from samenwijzer.learning.groups.basis import Asked, basis_of
from samenwijzer.learning.groups.proposals import propose
from samenwijzer.learning.groups.queries import next_names
from samenwijzer.learning.groups.sociogram import state_preferences
from samenwijzer.learning.groups.willingness import say_willing
from samenwijzer.network.access.viewer import viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active

#: Whom each learner names, as places further in the list of names.
NAMED = (1, 3, 7)
WILLING = 5


def pair_up(*, units: dict[str, Unit], today: date) -> None:
    """Let the shown class say whom they like to work with, and pair those who said yes on what is running."""
    unit = units.get(SHOWN_CLASS)
    teacher = Membership.objects.filter(active(today), unit=unit, role="teacher").order_by("pk").first()
    if unit is None or teacher is None:
        return
    by = viewer_of(person_id=teacher.person_id, on=today)
    basis = basis_of(viewer=by, unit=unit.pk)
    learners = basis.learners
    lines = [
        f"{one}: {', '.join(str(learners[(place + step) % len(learners)]) for step in NAMED)}"
        for place, one in enumerate(learners)
    ]
    state_preferences(unit=unit.pk, lines="\n".join(lines), by=by)
    ranked = sorted((basis.readiness(one.pk, None) or 0.0, one.pk) for one in learners)
    for place, (_readiness, learner) in enumerate(ranked):
        explains, listens = place >= len(ranked) - WILLING, place < WILLING
        if explains or listens:
            say_willing(explains=explains, listens=listens, by=viewer_of(person_id=learner, on=today))
    here = tuple(one.pk for one in learners)
    asked = Asked(purpose="tutoring", goal=None, largest=2, here=here, adult=by.person_id)
    found = propose(basis=basis_of(viewer=by, unit=unit.pk), asked=asked)
    if found:
        groups = found[0].groups
        names = next_names(unit=unit.pk, count=len(groups))
        named = [Named(name, one) for name, one in zip(names, groups, strict=True)]
        publish(unit=unit.pk, asked=asked, groups=named, ends=today + timedelta(days=7), by=by)
