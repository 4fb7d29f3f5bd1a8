"""Relations of a package with goals that stand here already, in another framework or in an earlier version."""

from collections.abc import Iterable

from django.db.models import QuerySet

from samenwijzer.exchange.case.export import uuid_of
from samenwijzer.exchange.case.reading import Goals
from samenwijzer.practice.goals.content import LinkContent
from samenwijzer.practice.goals.models import Goal


def resolved(goals: Goals) -> tuple[list[LinkContent], int]:
    """Return the relations of which the other end is known here, and how many are not; at most two queries.

    Another system knows our goals by their identifier, or by the UUID under which they went out.
    """
    inside = {goal.identifier for goal in goals.framework.goals}
    ends = {end for link in goals.outside for end in (link.origin, link.destination)} - inside
    names = _names(goals, ends)
    found = [
        LinkContent(names.get(link.origin, link.origin), names.get(link.destination, link.destination), link.kind)
        for link in goals.outside
        if {link.origin, link.destination} <= inside | names.keys()
    ]
    return found, len(goals.outside) - len(found)


def _names(goals: Goals, ends: set[str]) -> dict[str, str]:
    """Return ``framework/identifier`` for each of ``ends`` that is known."""
    if not ends:
        return {}
    rows = Goal.objects.exclude(
        framework__identifier=goals.framework.identifier, framework__version=goals.framework.version
    ).select_related("framework")
    names = {goal.identifier: goal for goal in rows.filter(identifier__in=ends).order_by("pk")}
    if ends - names.keys():
        names |= _sent_out(rows.order_by("pk"), ends - names.keys())
    return {end: f"{goal.framework.identifier}/{goal.identifier}" for end, goal in names.items()}


def _sent_out(rows: QuerySet[Goal], ends: Iterable[str]) -> dict[str, Goal]:
    wanted = set(ends)
    by_uuid = ((uuid_of(goal.framework, goal.identifier), goal) for goal in rows.iterator())
    return {uuid: goal for uuid, goal in by_uuid if uuid in wanted}
