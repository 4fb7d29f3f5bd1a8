"""Who may form groups, and what may be published."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import Refused
from samenwijzer.learning.groups.pack import group_names
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit

LONGEST = timedelta(days=42)
SMALLEST_SIZE, LARGEST_SIZE = 2, 8


def check_forms_groups(viewer: Viewer, unit_id: int) -> Unit:
    """Return the unit when ``viewer`` guides its learners and may write about them."""
    return check_guides_unit(viewer, unit_id, writing=True)


def last_day(*, starts: date, unit_of_work: UnitOfWork | None) -> date:
    """Return the last day a grouping that starts on ``starts`` may have: with the unit of work it is for (D-038)."""
    latest = starts + LONGEST
    return min(latest, unit_of_work.ends) if unit_of_work and unit_of_work.ends >= starts else latest


def check_temporary(*, starts: date, ends: date, unit_of_work: UnitOfWork | None) -> None:
    """Refuse groups that are over before they start, or stay longer than temporary."""
    last = last_day(starts=starts, unit_of_work=unit_of_work)
    if not starts <= ends <= last:
        raise Refused(
            _("Groups are temporary. Choose a last day between today and %(day)s.")
            % {"day": date_format(last, "j F Y")}
        )


def check_neutral(names: Sequence[str]) -> None:
    """Refuse names that say what their group can do, and names that are not those of the pack (R7)."""
    known = group_names()
    for name in names:
        if known.label_in(name):
            raise Refused(_("“%(name)s” labels learners. Choose a neutral name.") % {"name": name})
        if name.rstrip(" 0123456789") not in known.names:
            raise Refused(_("“%(name)s” is not a name for a group.") % {"name": name})
    if len(set(names)) < len(names):
        raise Refused(_("Two groups have the same name."))


def check_seats(*, groups: Sequence[Collection[int]], present: Collection[int], members: Collection[int]) -> None:
    """Refuse an arrangement that seats somebody twice, not at all in any group, or from outside the unit."""
    seated = [learner for group in groups for learner in group]
    if len(set(seated)) < len(seated) or not set(seated) <= set(present) <= set(members):
        raise Refused(_("Somebody changed the list of learners meanwhile. Ask for new groups."))
    if not seated:
        raise Refused(_("There is nobody in these groups yet."))
