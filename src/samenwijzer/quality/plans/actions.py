"""Taking an action for a goal of a plan: linked to the core process or to the field it supports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.actions import take_action
from samenwijzer.practice.agenda.models import Action
from samenwijzer.practice.documents.models import PlanGoal
from samenwijzer.practice.documents.rules import check_writes
from samenwijzer.practice.documents.titles import DOCUMENT, GOAL
from samenwijzer.quality.plans.pack import links

CORE, EFFECT, PPGO, FIELD = "plan.core", "plan.effect", "plan.ppgo", "plan.field"


@dataclass(frozen=True)
class ActionLinks:
    """What an action is said to serve: keys of the pack. ``is_core``: it is kept as an action on the core process."""

    is_core: bool = False
    core: str = ""
    effect: str = ""
    field: str = ""
    ppgo: Sequence[str] = ()


@transaction.atomic
def take_plan_action(
    *, document: int, goal: int | None, what: str, owner: int, due: date, said: ActionLinks, by: Viewer
) -> Action:
    """Take an action for a goal of a plan, or for the plan as a whole; it stands in the agenda of the unit.

    One on the core process says where it touches it, and is not the name of a means (D-225, R12).
    """
    plan, form = check_writes(by, document)
    if not form.goals:
        raise NotVisible(_("There is nothing here for you."))
    about = [Reference(DOCUMENT, str(plan.pk)), *_linked(what, said)]
    if goal is not None:
        if not PlanGoal.objects.filter(pk=goal, document=plan, left_at=None).exists():
            raise NotVisible(_("There is nothing here for you."))
        about.append(Reference(GOAL, str(goal)))
    return take_action(what=what, owner=owner, due=due, by=by, unit=plan.unit_id, about=about)


def _linked(what: str, said: ActionLinks) -> list[Reference]:
    known = links()
    if said.is_core:
        check_core(what, said.core)
    found = [
        (CORE, said.core, known.core) if said.is_core else (FIELD, said.field, known.fields),
        (EFFECT, said.effect, known.effects),
        *((PPGO, key, known.ppgo) for key in said.ppgo),
    ]
    return [Reference(kind, key) for kind, key, choices in found if key in {one.key for one in choices}]


def check_core(what: str, core: str) -> None:
    """Refuse as an action on the core process what names no part of it, or is named after a means."""
    if core not in {one.key for one in links().core}:
        raise Refused(_("Say what changes between teacher and learner: choose where it touches the core process."))
    words = what.casefold()
    for means in links().means:
        if means in words:
            raise Refused(
                _("‘%(means)s’ is a means, not the core process. Keep it as a supporting action.") % {"means": means}
            )
