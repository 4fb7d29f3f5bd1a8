"""Goals of a framework such as PPGO! or R-OK said of anything: a goal, an own goal, a unit of work (D-011).

What can carry a tag is registered (:mod:`~samenwijzer.practice.goals.carriers`) by the app that owns it.
"""

from collections import defaultdict
from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.carriers import Carrier, check_of, kinds, show_of
from samenwijzer.practice.goals.models import Goal, GoalTag
from samenwijzer.practice.goals.rules import visible_frameworks
from samenwijzer.practice.goals.search import GOAL

CURRICULUM = "curriculum"
MOST = 200


@transaction.atomic
def put_tag(*, goal: int, on: Reference, by: Viewer) -> None:
    """Say of the thing ``on`` that it serves ``goal``, a goal of a framework that is no curriculum; once is enough."""
    _check(on, by)
    if not tag_goals(by).filter(pk=goal).exists():
        raise Refused(_("Choose a tag from the list."))
    GoalTag.objects.get_or_create(goal_id=goal, object_kind=on.kind, object_id=on.id)
    record(verb="put tag", on=on, by=by.person_id)


@transaction.atomic
def take_tag_off(*, goal: int, on: Reference, by: Viewer) -> None:
    """Take a tag off again."""
    _check(on, by)
    GoalTag.objects.filter(goal=goal, object_kind=on.kind, object_id=on.id).delete()
    record(verb="take tag off", on=on, by=by.person_id)


def _check(on: Reference, by: Viewer) -> None:
    if on.kind not in kinds() or not on.id.isdecimal():
        raise NotVisible(_("There is nothing here for you."))
    check_of(on.kind)(by, int(on.id))


def tag_goals(viewer: Viewer) -> QuerySet[Goal]:
    """Return the goals that can be a tag: those at the ends of frameworks that are no curriculum."""
    frameworks = visible_frameworks(viewer).exclude(kind=CURRICULUM)
    rows = Goal.objects.filter(framework__in=frameworks, gone_at=None, children=None)
    return rows.select_related("framework").order_by("framework", "position", "pk")


def tags_on(kind: str, ids: Collection[int]) -> dict[int, list[Goal]]:
    """Return the tags of the things with these ids (one query)."""
    found: dict[int, list[Goal]] = defaultdict(list)
    rows = GoalTag.objects.filter(object_kind=kind, object_id__in=[str(id) for id in ids])
    for row in rows.select_related("goal__framework").order_by("goal__framework", "goal__position"):
        found[int(row.object_id)].append(row.goal)
    return dict(found)


def used_tags() -> list[Goal]:
    """Return the tags that some goal carries, by which a search can be narrowed (one query)."""
    rows = Goal.objects.filter(tagged__object_kind=GOAL).distinct().select_related("framework")
    return list(rows.order_by("framework", "position"))


def carriers(*, viewer: Viewer, goal: int) -> list[Carrier]:
    """Return what carries ``goal`` as a tag and ``viewer`` may know of; one query and one a kind, the first 200."""
    ids: dict[str, list[int]] = defaultdict(list)
    rows = GoalTag.objects.filter(goal=goal, object_kind__in=kinds()).order_by("-pk")
    for kind, id in rows.values_list("object_kind", "object_id")[:MOST]:
        ids[kind].append(int(id))
    return [one for kind in ids for one in show_of(kind)(viewer, ids[kind])]
