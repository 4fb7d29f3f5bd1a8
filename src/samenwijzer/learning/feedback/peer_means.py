"""The mean of what classmates mark: told from enough of them on, and evidence once somebody confirms it (D-435).

Who compares a mean before and after one classmate marked reads that one mark (differencing: Hundepool et al. 2012,
Statistical Disclosure Control, doi:10.1002/9781118348239, §4.2). So a mean moves in steps: marks that are new, other
than before or out of sight wait until they are as many as the minimum, and then count all at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from django.db import transaction
from django.db.models import Avg, Count
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.feedback.models import PeerCriterion, PeerWord
from samenwijzer.learning.feedback.peer_pack import peer_content
from samenwijzer.learning.feedback.results import item_of, keep_mean, outcome_of
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER


@dataclass(frozen=True)
class Mean:
    """The mean of the marks for a receiver on one criterion, of at least the minimum number of peers.

    ``counts``: it stands as evidence, at this value.
    """

    criterion: int
    receiver: int
    mean: float
    peers: int
    counts: bool = False


def means_of(*, round: int, receiver: int | None = None) -> list[Mean]:
    """Return the means of a round, of one receiver where given (two queries).

    What too few gave never leaves the database.
    """
    rows = PeerWord.objects.filter(criterion__round=round, counted__isnull=False)
    if receiver is not None:
        rows = rows.filter(receiver=receiver)
    counted = rows.order_by("criterion", "receiver").values("criterion", "receiver")
    told = counted.annotate(mean=Avg("counted"), peers=Count("pk")).filter(peers__gte=peer_content().minimum)
    return _with_state([Mean(**row) for row in told])


def settle(*, criterion: int, receiver: int) -> None:
    """Let the marks for a receiver that wait count, where they are as many as the minimum; part of telling or hiding.

    The criterion is held meanwhile: of two who mark at the same moment the second sees the first.
    """
    PeerCriterion.objects.select_for_update().get(pk=criterion)
    rows = list(PeerWord.objects.filter(criterion=criterion, receiver=receiver))
    changed = []
    for row in rows:
        now = None if row.hidden_at else row.mark
        if row.counted != now:
            row.counted = now
            changed.append(row)
    if len(changed) >= peer_content().minimum:
        PeerWord.objects.bulk_update(changed, ["counted"])


def _with_state(means: Sequence[Mean]) -> list[Mean]:
    items = {item_of(one.criterion) for one in means}
    facts = current().filter(kind=Evidence.Kind.PEER, item__in=items, learner__in={one.receiver for one in means})
    stands = {(item, learner): outcome for item, learner, outcome in facts.values_list("item", "learner", "outcome")}
    return [
        Mean(one.criterion, one.receiver, one.mean, one.peers, counts=outcome is not None and _same(outcome, one.mean))
        for one in means
        for outcome in [stands.get((item_of(one.criterion), one.receiver))]
    ]


def _same(outcome: float, mean: float) -> bool:
    return isclose(outcome, outcome_of([mean]))


@transaction.atomic
def confirm_mean(*, criterion: int, receiver: int, by: Viewer) -> PeerCriterion:
    """Let a mean count as evidence, confirmed by its learner or by an adult who writes about the unit.

    Confirmed again after more classmates looked, it takes the place of the earlier one.
    """
    found = PeerCriterion.objects.filter(pk=criterion).select_related("round").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    learns = found.round.unit_id in {one.unit_id for one in by.functions if one.role == LEARNER}
    if by.person_id == receiver and not learns:
        raise NotVisible(_("There is nothing here for you."))
    if by.person_id != receiver:
        check_guides_unit(by, found.round.unit_id, writing=True)
    mean = next((one for one in means_of(round=found.round_id, receiver=receiver) if one.criterion == criterion), None)
    if mean is None:
        raise Refused(_("Too few classmates looked at it so far."))
    keep_mean(criterion=found, receiver=receiver, mean=mean.mean, peers=mean.peers, by=by.person_id)
    return found
