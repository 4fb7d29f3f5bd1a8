"""Staff policy of a school: how workable the work is, and the one change of the organisation that it asks for.

Self-regulation of people helps against burning out, but it is not their duty alone (D-442): every month that is told
asks who leads the school for one change of the organisation.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import Field

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.packs import PackModel, Text, load
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.actions import take_action
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.agenda.queries import actions_about
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.quality.plans.looks import LookPage, look_page

#: The word of the look in an address.
WORKABLE = "werkbaar"
RESULT = "plan.workability"


class Protocol(PackModel):
    """Everything ``team/workable.yaml`` says: the steps of a talk."""

    steps: Annotated[tuple[Text, ...], Field(min_length=1)]


@cache
def protocol(folder: Path | None = None) -> tuple[Text, ...]:
    """Return the steps in which a team talks about its pulse."""
    return load((folder or settings.PACK) / "team" / "workable.yaml", Protocol).steps


@dataclass(frozen=True)
class Workability:
    """The pulse of a school: the last month told (none yet: nothing), and what the organisation changes after it."""

    look: LookPage
    month: date | None
    changes: list[Action]

    @property
    def asks(self) -> bool:
        """Whether a result was told and the organisation changes nothing yet."""
        return self.month is not None and not self.changes


def workability(*, viewer: Viewer, school: int) -> Workability:
    """Return the pulse of a school in which ``viewer`` works."""
    look = look_page(viewer=viewer, unit=school, look=WORKABLE)
    month = max((line.last.month for line in look.lines if line.last), default=None)
    if month is None:
        return Workability(look, None, [])
    about = _result(school, month)
    return Workability(look, month, list(actions_about(viewer=viewer, references=[about]).get(about, [])))


def _result(school: int, month: date) -> Reference:
    return Reference(RESULT, f"{school}-{month:%Y-%m}")


@transaction.atomic
def change_organisation(*, school: int, what: str, owner: int, due: date, by: Viewer) -> Action:
    """Answer the last month told with a change of the organisation; who leads the school does."""
    found = workability(viewer=by, school=school)
    if found.look.unit.kind not in SCHOOLS or not can_plan(by, found.look.unit):
        raise NotVisible(_("There is nothing here for you."))
    if found.month is None:
        raise Refused(_("There is no result yet: a month is told when it is over, from five answers on."))
    return take_action(what=what, owner=owner, due=due, unit=school, about=[_result(school, found.month)], by=by)
