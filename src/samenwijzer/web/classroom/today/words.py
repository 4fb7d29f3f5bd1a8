"""The sentences of *Vandaag* that are made in code."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from samenwijzer.learning.progress.models import FollowUp
from samenwijzer.network.access.viewer import Viewer

NOON, EVENING = 12, 18


def greeting(viewer: Viewer, at: datetime) -> str:
    """Greet the viewer by the time of the day."""
    name = {"name": viewer.given_name}
    if at.hour < NOON:
        return _("Good morning, %(name)s") % name
    return (_("Good afternoon, %(name)s") if at.hour < EVENING else _("Good evening, %(name)s")) % name


def number(count: int) -> str:
    """Write a small number as a word, as one does in a sentence."""
    words = (
        pgettext("number", "no"),
        pgettext("number", "one"),
        pgettext("number", "two"),
        pgettext("number", "three"),
        pgettext("number", "four"),
        pgettext("number", "five"),
        pgettext("number", "six"),
        pgettext("number", "seven"),
        pgettext("number", "eight"),
        pgettext("number", "nine"),
        pgettext("number", "ten"),
        pgettext("number", "eleven"),
        pgettext("number", "twelve"),
        pgettext("number", "thirteen"),
        pgettext("number", "fourteen"),
        pgettext("number", "fifteen"),
        pgettext("number", "sixteen"),
        pgettext("number", "seventeen"),
        pgettext("number", "eighteen"),
        pgettext("number", "nineteen"),
        pgettext("number", "twenty"),
    )
    return words[count] if count < len(words) else str(count)


def lead(asking: int, group: str) -> str:
    """Say how many learners ask something of the viewer today, of ``group`` where there are several."""
    if not asking:
        return _("nobody asks anything of you right now")
    values = {"count": number(asking), "group": group}
    if group:
        return (
            ngettext(
                "%(count)s learner of %(group)s asks something of you today",
                "%(count)s learners of %(group)s ask something of you today",
                asking,
            )
            % values
        )
    return (
        ngettext(
            "%(count)s learner asks something of you today",
            "%(count)s learners ask something of you today",
            asking,
        )
        % values
    )


def in_a_row(names: Sequence[str]) -> str:
    """Join names as one says them: *Noor, Jef en Mila*."""
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def chosen(need: str, choice: str) -> str:
    """Say what became of a card."""
    if choice == FollowUp.Choice.NOT_NOW:
        return _("Not now. It can come back in a week.")
    sentences = {
        FollowUp.Need.SUPPORT: _("Planned: extended instruction."),
        FollowUp.Need.CHALLENGE: _("Planned: choose enrichment together."),
        FollowUp.Need.REVIEW: _("On the menu: a short refresher."),
        FollowUp.Need.QUIET: _("Planned: go and look."),
    }
    return sentences[FollowUp.Need(need)]
