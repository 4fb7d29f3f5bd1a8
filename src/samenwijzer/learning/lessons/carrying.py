"""Units of work as things that carry tags: what PPGO! or R-OK goal they serve (D-011)."""

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.access.rules import check_guides_unit, guided_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.carriers import Carrier

UNIT_OF_WORK = "lessons.unit_of_work"


def check_tags_unit(viewer: Viewer, unit_of_work: int) -> UnitOfWork:
    """Return the unit of work when ``viewer`` works at it with its group."""
    found = UnitOfWork.objects.filter(pk=unit_of_work).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_unit(viewer, found.group_id, writing=True)
    return found


def show_units(viewer: Viewer, ids: Collection[int]) -> Iterable[Carrier]:
    """Return the units of work among these of groups that ``viewer`` guides or is in."""
    inside = [one.unit_id for one in viewer.functions]
    rows = UnitOfWork.objects.filter(Q(group__in=guided_units(viewer)) | Q(group__in=inside), pk__in=ids)
    return [
        Carrier(Reference(UNIT_OF_WORK, str(one.pk)), f"{one.title} ({one.group})", "")
        for one in rows.select_related("group")
    ]
