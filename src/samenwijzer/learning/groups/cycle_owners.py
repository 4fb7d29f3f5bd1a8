"""Temporary groups as owners of cycles: who sits in one takes part."""

from collections.abc import Collection
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from samenwijzer.learning.groups.models import TemporaryGroup
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.pack import Owner

KIND = "groups.temporary_group"


def groups_of(viewer: Viewer) -> QuerySet[TemporaryGroup]:
    """Return the groups in which ``viewer`` sits or sat; what was written together stays to be read."""
    return TemporaryGroup.objects.filter(seats__learner=viewer.person_id, grouping__withdrawn_at=None)


def running_groups_of(viewer: Viewer) -> QuerySet[TemporaryGroup]:
    """Return the groups in which ``viewer`` sits today."""
    return groups_of(viewer).filter(grouping__starts__lte=viewer.on, grouping__ends__gte=viewer.on)


def taken_part_in(viewer: Viewer, owner: Owner) -> Collection[str] | QuerySet[Any, str]:
    """Return the ids of the groups in whose cycles the viewer takes part, as a query: asked with the cycles."""
    if owner != Owner.GROUP:
        return []
    return groups_of(viewer).values_list(Cast("pk", CharField()), flat=True)
