"""What is due of looking at a school together: its scaling, its next MICRO meeting, and what was agreed there.

The scales and the care stand below or beside the agenda, so the room above makes their days known to it (D-009).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.learning.care.models import SchoolNeed, SchoolPhoto
from samenwijzer.learning.care.photos import MAKERS
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, active
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.practice.agenda.deadlines import Deadline
from samenwijzer.practice.instruments.scales.models import Scaling
from samenwijzer.practice.instruments.scales.pack import scale_set

#: A school looks at itself again a year after it finished; one that runs is finished within six weeks.
AGAIN, RUNS = timedelta(days=365), timedelta(weeks=6)


def deadlines(*, viewer: Viewer, first: date, last: date, unit: int | None = None) -> Iterator[Deadline]:
    """Yield what is due of the schools ``viewer`` answers for between two days, both included; five queries."""
    answering = {one.unit_id for one in viewer.functions_that_see(Sees.SCHOOL_LEARNERS) if one.lent is None}
    sitting = {one.unit_id for one in viewer.functions if one.role in MAKERS and one.lent is None}
    if unit is not None:
        answering, sitting = answering & {unit}, sitting & {unit}
    found = [*_scalings(answering), *_care(sitting, viewer.on)] if answering or sitting else []
    yield from (one for one in found if first <= one.on <= last)


def _scalings(schools: set[int]) -> Iterator[Deadline]:
    """Yield the day of the last scaling of each school: the one that runs, or the next one."""
    latest: dict[int, Scaling] = {}
    rows = Scaling.objects.filter(unit__in=schools).select_related("started_by").prefetch_related("ratings")
    for one in rows:
        latest.setdefault(one.unit_id, one)
    for one in latest.values():
        if one.finished_at is None:
            now = {rating.indicator: rating.level for rating in one.ratings.all()}
            placed = sum(1 for level in now.values() if level)
            state = _("%(placed)s of %(all)s placed") % {"placed": placed, "all": len(scale_set().scales)}
            on, title, address = (
                timezone.localdate(one.started_at) + RUNS,
                _("Finish the scaling"),
                reverse("scaling", args=[one.uid]),
            )
        else:
            on, title, state = (
                timezone.localdate(one.finished_at) + AGAIN,
                _("Look at the school on the scales again"),
                _("to start"),
            )
            address = reverse("scaling_profile", args=[one.unit_id])
        owner = str(one.started_by or "")
        yield Deadline(on, title, "scaling", address, owner=owner, owner_id=one.started_by_id, state=state)


def _care(schools: set[int], on: date) -> Iterator[Deadline]:
    """Yield the next MICRO meeting of each school, which its care coordinator keeps, and what was agreed there."""
    latest: dict[int, SchoolPhoto] = {}
    for photo in SchoolPhoto.objects.filter(unit__in=schools):
        latest.setdefault(photo.unit_id, photo)
    keepers = _keepers(schools, on)
    waiting = list(SchoolNeed.objects.filter(photo__unit__in=schools, done_at=None).select_related("photo"))
    for photo in latest.values():
        open_ones = sum(1 for one in waiting if one.photo.unit_id == photo.unit_id)
        counted = ngettext("%(open)s agreement to go through", "%(open)s agreements to go through", open_ones)
        state = counted % {"open": open_ones} if open_ones else _("planned")
        owner, owner_id = keepers.get(photo.unit_id, ("", None))
        address = reverse("school_photo", args=[photo.unit_id])
        yield Deadline(photo.next_on, _("MICRO meeting"), "care", address, owner, owner_id, state=state)
    for need in waiting:
        address = reverse("school_photo", args=[need.photo.unit_id])
        yield Deadline(need.until, need.support, "care", address, owner=need.owner, state=_("agreed in MICRO meeting"))


def _keepers(schools: set[int], on: date) -> dict[int, tuple[str, int | None]]:
    rows = Membership.objects.filter(active(on), unit__in=schools, role="care_coordinator")
    return {one.unit_id: (str(one.person), one.person_id) for one in rows.select_related("person").order_by("-pk")}
