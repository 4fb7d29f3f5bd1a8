"""Freedom grows by agreement, where a strategy was taught that carries it; it goes down kindly (R3, D-019, D-047)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.autonomy.models import Freedom, Opening
from samenwijzer.learning.regulation.autonomy.openings import openings_for
from samenwijzer.learning.regulation.autonomy.pack import HIGHEST, Dimension, autonomy_content
from samenwijzer.learning.regulation.strategies.actions import known
from samenwijzer.learning.regulation.strategies.pack import Strategy, Titled
from samenwijzer.learning.regulation.strategies.queries import groups_of_learner, is_taught, taught_to
from samenwijzer.network.access.rules import check_guides_learner, writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership


@dataclass(frozen=True)
class Grown:
    """One dimension in one domain: the step that holds, until when it is looked at again, what waits, and the past."""

    domain: Titled
    dimension: Dimension
    step: int
    holds: Freedom | None
    waiting: Freedom | None
    history: Sequence[Freedom]
    earns: str
    openings: Sequence[Opening] = ()

    @property
    def opening(self) -> Opening | None:
        """What was last opened or closed for this learner in a group."""
        return self.openings[0] if self.openings else None

    @property
    def words(self) -> str:
        """What the step means."""
        return self.dimension.words(self.step)

    @property
    def next_words(self) -> str:
        """What the next step means, empty at the highest."""
        return self.dimension.words(self.step + 1) if self.step < HIGHEST else ""


def check_side(viewer: Viewer, learner: int) -> bool:
    """Return whether ``viewer`` is the learner; an adult has to guide it and write about it."""
    if viewer.is_learner and viewer.person_id == learner:
        return True
    if not writable_learners(viewer).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))
    return False


@transaction.atomic
def ask_step(
    *, learner: int, domain: str, dimension: str, step: int, strategy: str = "", words: str = "",
    review_on: date | None = None, by: Viewer,
) -> Freedom:  # fmt: skip
    """Propose a higher step, which holds once the other side agrees too, or go down, which holds at once.

    Up: only where ``strategy`` was taught in a group of the learner, with a day to look at it again. Down by an adult:
    only with kind ``words`` to the learner.
    """
    is_own = check_side(by, learner)
    content = autonomy_content()
    if content.domain(domain) is None or content.dimension(dimension) is None or not 0 <= step <= HIGHEST:
        raise Refused(_("Choose one of the answers."))
    now = step_of(learner=learner, domain=domain, dimension=dimension)
    if step == now:
        raise Refused(_("That is how it is already."))
    goes_up = step > now
    if goes_up:
        _check_up(learner, strategy, review_on, by)
    elif not is_own and len(words.strip()) < 10:
        raise Refused(_("Write the learner why, kindly: what went well, and what you do together now."))
    moment = timezone.now()
    made = Freedom.objects.create(
        learner_id=learner,
        domain=domain,
        dimension=dimension,
        step=step,
        strategy=strategy if goes_up else "",
        words=words.strip()[:500],
        review_on=review_on,
        learner_agreed_at=moment if is_own or not goes_up else None,
        adult_id=None if is_own else by.person_id,
        adult_agreed_at=None if is_own and goes_up else moment,
    )
    record(verb="ask freedom" if goes_up else "lower freedom", on=_reference(made), by=by.person_id)
    return made


def _check_up(learner: int, strategy: str, review_on: date | None, by: Viewer) -> None:
    if not strategy:
        raise Refused(_("Which strategy carries this? More freedom comes with support."))
    if not is_taught(strategy=known(strategy).key, units=groups_of_learner(learner=learner, viewer=by)):
        raise Refused(_("This strategy was not taught in the group yet. Teach it first, then freedom can grow."))
    if review_on is None or not by.on < review_on <= by.on + timedelta(days=366):
        raise Refused(_("Choose a day on which you look at it again together."))


@transaction.atomic
def agree(*, freedom: int, by: Viewer) -> Freedom:
    """Agree, as the other side, with a step that was proposed; from now on it holds."""
    found = Freedom.objects.filter(pk=freedom).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    is_own = check_side(by, found.learner_id)
    if is_own and found.learner_agreed_at is None:
        found.learner_agreed_at = timezone.now()
    elif not is_own and found.adult_agreed_at is None:
        found.adult_id, found.adult_agreed_at = by.person_id, timezone.now()
    else:
        raise Refused(_("You agreed already. The other has to agree too."))
    found.save(update_fields=["learner_agreed_at", "adult", "adult_agreed_at"])
    record(verb="agree freedom", on=_reference(found), by=by.person_id)
    return found


def step_of(*, learner: int, domain: str, dimension: str) -> int:
    """Return the step that holds."""
    rows = Freedom.objects.filter(learner=learner, domain=domain, dimension=dimension)
    holding = rows.exclude(learner_agreed_at=None).exclude(adult_agreed_at=None).order_by("-pk")
    return holding.values_list("step", flat=True).first() or 0


def freedoms_of(*, learner: int, viewer: Viewer) -> list[Grown]:
    """Return how far a learner decides itself, for itself and who guides it: what was agreed in each domain.

    The four dimensions of *everywhere* are always there.
    """
    if viewer.person_id != learner:
        check_guides_learner(viewer, learner)
    return grown_of(learner=learner, taught=taught_to(learner=learner))


def grown_of(*, learner: int, taught: Sequence[Strategy]) -> list[Grown]:
    """Return how far a learner decides itself (two queries); the caller has checked who may know."""
    own_groups = Membership.objects.filter(person=learner, role=LEARNER).values_list("unit", flat=True)
    said = openings_for(learner=learner, units=own_groups)
    rows: dict[tuple[str, str], list[Freedom]] = defaultdict(list)
    for row in Freedom.objects.filter(learner=learner).select_related("adult"):
        rows[row.domain, row.dimension].append(row)
    earns = autonomy_content().earned_by(taught[0].name if taught else "")
    content = autonomy_content()
    return [
        _grown(domain, dimension, rows[domain.key, dimension.key], earns, said if domain == content.domains[0] else [])
        for domain in content.domains
        for dimension in content.dimensions
        if domain == content.domains[0] or rows[domain.key, dimension.key]
    ]


def _grown(domain: Titled, dimension: Dimension, rows: list[Freedom], earns: str, said: Sequence[Opening]) -> Grown:
    holding = [one for one in rows if one.learner_agreed_at and one.adult_agreed_at]
    holds = holding[-1] if holding else None
    after = [one for one in rows if not (one.learner_agreed_at and one.adult_agreed_at)]
    waiting = next((one for one in reversed(after) if holds is None or one.pk > holds.pk), None)
    step = holds.step if holds else 0
    openings = [one for one in reversed(said) if one.dimension == dimension.key]
    return Grown(domain, dimension, step, holds, waiting, holding[::-1], earns if step < HIGHEST else "", openings)


def _reference(freedom: Freedom) -> Reference:
    return Reference("learning_autonomy.freedom", str(freedom.pk))
