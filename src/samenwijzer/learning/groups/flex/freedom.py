"""How free a learner is in its flex hours: as the round says, more by agreement, less where it was closed for it."""

from collections.abc import Collection, Sequence

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samenwijzer.learning.regulation.autonomy.freedoms import step_of
from samenwijzer.learning.regulation.autonomy.models import Opening
from samenwijzer.learning.regulation.autonomy.openings import holding, openings_for
from samenwijzer.learning.regulation.autonomy.pack import autonomy_content
from samenwijzer.practice.offers.models import Round
from samenwijzer.practice.offers.pack import Freedom, offer_kinds


def freedoms_in(*, rounds: Sequence[Round], learner: int, groups: Collection[int]) -> dict[int, tuple[Freedom, str]]:
    """Return, by round, how free a learner is and in words why that is not what the round says (at most two queries).

    Where the team places, it places everybody. Where learners choose for an own goal, who agreed on it, or whose group
    it was opened for, chooses from everything. What was closed for this learner it talks about with its teacher first.
    """
    asked = [one for one in rounds if _of_round(one) != Freedom.PLACED]
    said = openings_for(learner=learner, units=groups) if asked else []
    steps: dict[str, int] = {}
    found = {one.pk: (_of_round(one), "") for one in rounds}
    for one in asked:
        follows = offer_kinds().kind(one.kind).follows
        last = holding(said, follows.dimension)
        if last and not last.is_open and last.learner_id:
            found[one.pk] = (Freedom.PLACED, _("First talk with your teacher about where you go. It can open again."))
        elif _of_round(one) == Freedom.OWN_GOAL:
            if follows.dimension not in steps:
                everywhere = autonomy_content().domains[0].key
                steps[follows.dimension] = step_of(learner=learner, domain=everywhere, dimension=follows.dimension)
            if steps[follows.dimension] >= follows.free_from:
                found[one.pk] = (Freedom.FREE, _("You and your teacher agreed that you decide this yourself."))
            elif last and last.is_open:
                found[one.pk] = (Freedom.FREE, _opened(last))
    return found


def _opened(one: Opening) -> str:
    return _("Your teacher opened this on %(day)s: you choose from everything.") % {
        "day": date_format(localdate(one.at), "j F")
    }


def _of_round(one: Round) -> Freedom:
    """Return the freedom a round gives; one the pack does not know gives none."""
    return Freedom(one.freedom) if one.freedom in list(Freedom) else Freedom.PLACED
