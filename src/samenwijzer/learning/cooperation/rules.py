"""Who works on a board, and when a shared goal may close."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.learning.cooperation.models import Board, CooperativeTask
from samenwijzer.learning.groups.models import Grouping, TemporaryGroup
from samenwijzer.network.access.rules import check_guides_unit, guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person


def check_in_group(viewer: Viewer, group: int) -> TemporaryGroup:
    """Return the group when ``viewer`` sits in it or guides its unit; a grouping that was taken back is nowhere."""
    sits = Q(seats__learner=viewer.person_id)
    guides = Q(grouping__unit__in=guided_units(viewer))
    rows = TemporaryGroup.objects.filter(sits | guides, pk=group, grouping__withdrawn_at=None)
    found = rows.select_related("grouping__unit", "grouping__goal").distinct().first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def is_member(viewer: Viewer, group: TemporaryGroup) -> bool:
    """Whether ``viewer`` sits in the group."""
    return group.seats.filter(learner=viewer.person_id).exists()


def check_works_in_group(viewer: Viewer, group: int) -> TemporaryGroup:
    """Return the group when ``viewer`` may write on its board: a member, or an adult who writes about the unit."""
    found = check_in_group(viewer, group)
    if not is_member(viewer, found):
        check_guides_unit(viewer, found.grouping.unit_id, writing=True)
    return found


def check_open_board(viewer: Viewer, group: int) -> Board:
    """Return the board of the group where ``viewer`` may write on it and its goal is not closed yet."""
    found = check_works_in_group(viewer, group)
    board = Board.objects.filter(group=found).first()
    if board is None:
        raise Refused(_("Agree first on what you want to reach together."))
    if board.closed_at:
        raise Refused(_("This goal is reached and closed."))
    return board


def check_all_explained(members: Collection[Person], explained: Collection[int]) -> None:
    """Refuse as long as a member did not explain a part of the result; the sentence says who (D-055)."""
    missing = [one.given_name for one in members if one.pk not in explained]
    if missing:
        raise Refused(
            _("The goal closes once everybody explained a part. Still to come: %(names)s.")
            % {"names": ", ".join(missing)}
        )


def check_writes_grouping(viewer: Viewer, grouping: int) -> Grouping:
    """Return the grouping when ``viewer`` writes about the learners of its unit."""
    found = Grouping.objects.filter(pk=grouping, withdrawn_at=None).select_related("unit", "goal").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_unit(viewer, found.unit_id, writing=True)
    return found


def check_own_task(viewer: Viewer, task: int) -> CooperativeTask:
    """Return the task when ``viewer`` writes about the learners of its unit."""
    found = CooperativeTask.objects.filter(pk=task).select_related("unit", "goal").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_unit(viewer, found.unit_id, writing=True)
    return found
