"""The board as a learner sees it, and what a group chose today, for circle time."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.regulation.corners.models import Board, CornerChoice, SpokenReason
from samenwijzer.network.access.rules import check_guides_unit, visible_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Unit


def board_of(unit: int) -> Board | None:
    """Return the board that hangs in a group."""
    return Board.objects.filter(unit=unit).order_by("-pk").first()


def board_for(viewer: Viewer) -> Board | None:
    """Return the board from which ``viewer``, as a learner, chooses: the last that was hung in a group of its own."""
    units = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    return Board.objects.filter(unit__in=units).order_by("-pk").first()


def own_choice(*, viewer: Viewer) -> CornerChoice | None:
    """Return what ``viewer`` last chose today."""
    rows = CornerChoice.objects.filter(learner=viewer.person_id, at__date=viewer.on)
    return rows.select_related("spoken").first()


def choices_of(*, unit: int, on: date, viewer: Viewer) -> tuple[Unit, list[CornerChoice]]:
    """Return the group that ``viewer`` guides and what each of it chose last on day ``on``, in order of name."""
    group = check_guides_unit(viewer, unit)
    rows: QuerySet[CornerChoice] = CornerChoice.objects.filter(unit=unit, at__date=on)
    last: dict[int, CornerChoice] = {}
    for row in rows.select_related("learner", "spoken"):
        last.setdefault(row.learner_id, row)
    return group, sorted(last.values(), key=lambda one: str(one.learner))


def spoken_reason(*, choice: UUID, viewer: Viewer) -> SpokenReason:
    """Return the recording that belongs to a choice, for its learner and the adults who guide it."""
    found = SpokenReason.objects.select_related("choice").filter(choice__uid=choice, until__gte=viewer.on).first()
    if found is not None:
        learner = found.choice.learner_id
        if learner == viewer.person_id or visible_learners(viewer).filter(pk=learner).exists():
            return found
    raise NotVisible(_("There is nothing here for you."))
