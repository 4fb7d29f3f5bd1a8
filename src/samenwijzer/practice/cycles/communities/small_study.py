"""A teacher's own study of before and after (D-194): read from what was typed, without names, and kept nowhere."""

import re

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.science.statistics.before_after import FEWEST, Study, study

MOST = 400


def small_study(*, before: str, after: str, picked: bool) -> Study:
    """Compare two rows of scores of the same learners in the same order; refused where they do not pair."""
    first, last = _scores(before), _scores(after)
    if len(first) != len(last):
        raise Refused(_("Before has %(first)s scores and after has %(last)s. Give each learner two, in the same order.")
                      % {"first": len(first), "last": len(last)})  # fmt: skip
    if len(first) < FEWEST:
        raise Refused(_("Give the scores of at least %(fewest)s learners.") % {"fewest": FEWEST})
    return study(first, last, picked=picked)


def _scores(text: str) -> list[float]:
    parts = re.split(r"[\s;]+", text.strip())
    if len(parts) > MOST:
        raise Refused(_("Give at most %(most)s scores.") % {"most": MOST})
    try:
        scores = [float(one.replace(",", ".")) for one in parts if one]
    except ValueError as error:
        raise Refused(_("Write numbers only, with a space or a new line between them. No names.")) from error
    if any(not abs(one) < 1e6 for one in scores):
        raise Refused(_("Write numbers only, with a space or a new line between them. No names."))
    return scores
