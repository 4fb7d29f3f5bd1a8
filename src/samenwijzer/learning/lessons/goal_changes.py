"""Keeping units of work up with the curriculum: goals move to what replaced them, and the teachers hear of it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.actions import move_goals
from samenwijzer.learning.lessons.models import UnitGoal, UnitOfWork
from samenwijzer.network.notices.actions import notify
from samenwijzer.network.organisation.models import Membership, active
from samenwijzer.network.organisation.pack import Sees, organisation
from samenwijzer.practice.goals.followers import ChangedGoals

LONGEST = 300
ABOUT = "goals.framework"


@transaction.atomic
def follow_goal_changes(change: ChangedGoals) -> None:
    """Bring the units of work that are not over yet up to date after goals changed, and tell their teachers (D-270).

    A goal with one successor makes room for it; where it was split, reworded or dropped, the teacher decides. What was
    seen stays with the goal it was seen of.
    """
    today = timezone.localdate()
    rows = UnitGoal.objects.filter(goal__in=change.touched, unit_of_work__ends__gte=today)
    concerned: dict[UnitOfWork, list[UnitGoal]] = defaultdict(list)
    for row in rows.select_related("unit_of_work__group"):
        concerned[row.unit_of_work].append(row)
    teachers = _teachers({unit.group_id for unit in concerned}, today)
    for unit, goals in concerned.items():
        text = _sentence(unit, {goal.goal_id for goal in goals}, change)
        about = Reference(ABOUT, str(change.framework))
        notify(people=teachers[unit.group_id], text=text[:LONGEST], about=about, by=change.by)
    move_goals(rows=[row for goals in concerned.values() for row in goals], moves=change.moves, by=change.by)


def _teachers(groups: Iterable[int], on: date) -> dict[int, list[int]]:
    """Return for each group the adults who teach or guide it from within (one query)."""
    roles = [role.key for role in organisation().roles if role.sees == Sees.LEARNERS and role.writes]
    rows = Membership.objects.filter(active(on), unit__in=groups, role__in=roles).order_by("person")
    found: dict[int, list[int]] = defaultdict(list)
    for unit, person in rows.values_list("unit", "person").distinct():
        found[unit].append(person)
    return found


def _sentence(unit: UnitOfWork, goals: set[int], change: ChangedGoals) -> str:
    replaced, gone = len(goals & change.moves.keys()), len(goals & change.gone)
    reworded = len((goals & change.reworded) - change.moves.keys())
    parts = []
    if reworded:
        parts.append(
            ngettext("%(n)s goal worded otherwise", "%(n)s goals worded otherwise", reworded) % {"n": reworded}
        )
    if replaced:
        parts.append(ngettext("%(n)s goal replaced", "%(n)s goals replaced", replaced) % {"n": replaced})
    if gone:
        parts.append(ngettext("%(n)s goal gone", "%(n)s goals gone", gone) % {"n": gone})
    words = {"unit": unit.title, "group": unit.group.name, "framework": change.title, "what": ", ".join(parts)}
    return _("“%(unit)s” (%(group)s) – %(framework)s: %(what)s.") % words
