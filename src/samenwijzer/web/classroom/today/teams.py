"""The classes and groups in which the learners of a core team learn."""

from collections.abc import Sequence

from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active

CORE_TEAM = "core_team"


def classes_of_teams(viewer: Viewer, groups: Sequence[Function]) -> dict[int, dict[int, str]]:
    """Return for each core team among ``groups`` the units its learners learn in, by id with their name.

    A core team keeps learners over years and subjects, and plans nothing itself: what it works at is what their classes
    work at. One query; none when there is no core team.
    """
    teams = [group.unit_id for group in groups if group.unit_kind == CORE_TEAM]
    found: dict[int, dict[int, str]] = {team: {} for team in teams}
    if not teams:
        return found
    rows = Membership.objects.exclude(unit__kind=CORE_TEAM).filter(
        active(viewer.on),
        active(viewer.on, "person__memberships__"),
        role=LEARNER,
        person__memberships__unit__in=teams,
        person__memberships__role=LEARNER,
    )
    fields = ("person__memberships__unit", "unit", "unit__name")
    for team, unit, name in rows.order_by("unit__name", "unit").values_list(*fields).distinct():
        found[team][unit] = name
    return found
