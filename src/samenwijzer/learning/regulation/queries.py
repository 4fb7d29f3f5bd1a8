"""What a learner said of own learning, and who can help. A learner reads only what is its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from samenwijzer.learning.evidence.models import Evidence, EvidenceGoal
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.regulation.actions import help_request
from samenwijzer.learning.regulation.models import ModeChoice
from samenwijzer.learning.regulation.pack import Mode, compass_content
from samenwijzer.network.access.queries import guides_of
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.queries import last_sent
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal


@dataclass(frozen=True)
class Statement:
    """What a learner said about one goal: how sure (1 to 4, or ``None`` when only chosen), in own words, and when."""

    goal: Goal
    sure: int | None
    note: str
    said_at: datetime


def own_statements(words: Iterable[EvidenceGoal]) -> list[Statement]:
    """Return what a learner said of own learning, from its own words, in their order."""
    return [
        Statement(row.goal, _sure(row.evidence.outcome), row.evidence.note, row.evidence.seen_at)
        for row in words
        if row.evidence.kind == Evidence.Kind.SELF
    ]


def _sure(outcome: float | None) -> int | None:
    """Return the step whose outcome lies nearest to what was stored."""
    if outcome is None:
        return None
    return min(scales().mastery, key=lambda step: abs(step.outcome - outcome)).key


def last_about(statements: Iterable[Statement], goal: int) -> Statement | None:
    """Return the newest statement on ``goal`` that says how sure; ``statements`` are newest first."""
    return next((one for one in statements if one.goal.pk == goal and one.sure is not None), None)


def helpers(*, viewer: Viewer) -> list[Person]:
    """Return the adults who get a question of ``viewer``, in order of name."""
    return list(guides_of(learner=viewer.person_id, on=viewer.on))


def help_asked_at(*, goal: Goal, viewer: Viewer) -> datetime | None:
    """Return when ``viewer`` last asked for help with ``goal``."""
    return last_sent(by=viewer.person_id, text=help_request(goal=goal, by=viewer))


def mode_of(*, learner: int, on: date) -> Mode:
    """Return how ``learner`` reads the compass: as last chosen, otherwise as the class starts (one query)."""
    choices = ModeChoice.objects.filter(learner=OuterRef("person"), mode__in=list(Mode)).order_by("-at", "-pk")
    memberships = Membership.objects.filter(active(on), person=learner, role=LEARNER)
    rows = memberships.annotate(chosen=Subquery(choices.values("mode")[:1])).values_list("chosen", "unit__level")
    found = list(rows)
    chosen = next((chosen for chosen, _ in found if chosen), None)
    return Mode(chosen) if chosen else compass_content().starting_mode({level for _, level in found})
