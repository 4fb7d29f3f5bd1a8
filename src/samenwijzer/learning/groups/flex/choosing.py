"""A learner takes a place by itself, as free as it is."""

from samenwijzer.learning.groups.flex.needs import choosing_at
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.offers.actions import check_not_full, choose
from samenwijzer.practice.offers.models import Placement
from samenwijzer.practice.offers.rules import own_offer


def choose_own(*, offer: int, by: Viewer) -> Placement:
    """Let ``by`` take a place; that it is full is said before anything is looked up about the learner."""
    found = own_offer(by, offer)
    check_not_full(found)
    return choose(offer=found, choosing=choosing_at(by, found), by=by)
