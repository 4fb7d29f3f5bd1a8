"""Who opens the files of an activity, and what is there for a learner."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.lessons.materials.models import Material
from samenwijzer.learning.lessons.models import Activity, Deviation
from samenwijzer.learning.lessons.rules import visible_plans
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER

WEEK = timedelta(days=7)


def material(*, viewer: Viewer, pk: int) -> Material:
    """Return a file of a group in which ``viewer`` learns or that it guides."""
    own = Q(activity__unit_of_work__group__in=_groups(viewer))
    guided = Q(activity__unit_of_work__in=visible_plans(viewer).values("pk"))
    found = Material.objects.filter(own | guided, pk=pk).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def material_for(*, viewer: Viewer) -> list[Activity]:
    """Return the activities of this week, and of any day, that bring a file or a link to a learner (two queries).

    What the learner leaves out is left out.
    """
    monday = viewer.on - timedelta(days=viewer.on.weekday())
    left_out = Deviation.objects.filter(learner=viewer.person_id, activity=OuterRef("pk"), ended_at=None)
    brings = Exists(Material.objects.filter(activity=OuterRef("pk"))) | ~Q(link="")
    running = Q(unit_of_work__starts__lte=viewer.on, unit_of_work__ends__gte=viewer.on)
    rows = Activity.objects.filter(running, brings, unit_of_work__group__in=_groups(viewer))
    now = rows.filter(Q(on=None) | Q(on__gte=monday, on__lt=monday + WEEK))
    return list(now.exclude(Exists(left_out)).select_related("unit_of_work").prefetch_related("files"))


def _groups(viewer: Viewer) -> list[int]:
    return [one.unit_id for one in viewer.functions if one.role == LEARNER]
