"""Offering something in a round: what practice keeps, in words that label nobody (R7)."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.pack import group_names
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.offers import rounds
from samenwijzer.practice.offers.models import Offer
from samenwijzer.practice.offers.rounds import Content


def offer(*, moments: Collection[int], content: Content, by: Viewer) -> list[Offer]:
    """Offer the same at each of these moments, in words that say what is done there and not who can do what."""
    _check_words(content)
    return rounds.add_offers(moments=moments, content=content, by=by)


def change(*, offer_id: int, content: Content, by: Viewer) -> Offer:
    """Let an offer say something else, in the same kind of words."""
    _check_words(content)
    return rounds.change_offer(offer=offer_id, content=content, by=by)


def _check_words(content: Content) -> None:
    for text in (content.title, content.what):
        if label := group_names().label_in(text):
            raise Refused(
                _("“%(label)s” labels learners. Say what they do there, not how far they are.") % {"label": label}
            )
