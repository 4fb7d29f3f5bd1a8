"""Who looks at a school on the scales: its own people, who was asked to guide, and above it only what was shared."""

from uuid import UUID

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import Sees
from samenwijzer.practice.curriculum.rules import PLANNING, can_plan
from samenwijzer.practice.instruments.scales.models import Guidance, Scaling
from samenwijzer.practice.instruments.scales.registry import Indicator, indicator

#: Below this number of schools a level is not counted out, unless each of them agreed (D-261).
FEWEST_SCHOOLS = 5
GROUPS, NETWORKS = ("school_group",), ("network", "central_services")
#: Roles that word the scales and decide on targets for the network.
EDITORS = frozenset({"central_staff"})


def works_in(viewer: Viewer, school: Unit) -> bool:
    """Whether ``viewer`` holds a function as an adult in the school or below it; one that was lent is none."""
    own = [one for one in viewer.functions if one.rights is not None and one.lent is None]
    return any(one.unit_path.startswith(school.path) and one.unit_kind != "partner" for one in own)


def check_works_in(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` works there; above the school one reads what was shared, elsewhere."""
    school = Unit.objects.filter(pk=unit, kind__in=PLANNING).first()
    if school is None or not works_in(viewer, school):
        raise NotVisible(_("There is nothing here for you."))
    return school


def check_answers_for(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` answers for the whole of it."""
    school = check_works_in(viewer, unit)
    if not answers_for(viewer, school):
        raise NotVisible(_("There is nothing here for you."))
    return school


def check_scaling(viewer: Viewer, uid: UUID) -> Scaling:
    """Return the scaling when ``viewer`` answers for its school, or was asked to guide it."""
    found = Scaling.objects.select_related("unit").filter(uid=uid).first()
    if found is None or not (answers_for(viewer, found.unit) or guides(viewer, found)):
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_own_scaling(viewer: Viewer, uid: UUID, *, is_open: bool = False) -> Scaling:
    """Return the scaling when ``viewer`` answers for its school; who only guides it changes nothing (D-260).

    Where it has to be open, a finished one is refused.
    """
    found = check_scaling(viewer, uid)
    if not answers_for(viewer, found.unit):
        raise NotVisible(_("There is nothing here for you."))
    if is_open and found.finished_at is not None:
        raise Refused(_("This scaling is finished. Start a new one: the old one stays as it was."))
    return found


def answers_for(viewer: Viewer, school: Unit) -> bool:
    """Whether ``viewer`` works in the school and answers for the whole of it."""
    return works_in(viewer, school) and can_plan(viewer, school)


def guides(viewer: Viewer, scaling: Scaling) -> bool:
    """Whether ``viewer`` was asked to guide this scaling."""
    return Guidance.objects.filter(scaling=scaling, person=viewer.person_id, ended_at=None).exists()


def check_indicator(key: str) -> Indicator:
    """Return the indicator."""
    found = indicator(key)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_reads_above(viewer: Viewer, unit: int, kinds: tuple[str, ...]) -> Unit:
    """Return the unit above schools when ``viewer`` reads its figures there."""
    inside = [one for one in viewer.functions_that_see(Sees.AGGREGATES) if one.unit_id == unit]
    found = Unit.objects.filter(pk=unit, kind__in=kinds).first() if inside else None
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def edits_scales(viewer: Viewer) -> bool:
    """Whether ``viewer`` words the scales and decides on targets."""
    return any(one.role in EDITORS and one.unit_kind in NETWORKS for one in viewer.functions)


def check_edits_scales(viewer: Viewer) -> None:
    """Refuse who does not word the scales."""
    if not edits_scales(viewer):
        raise NotVisible(_("There is nothing here for you."))


def check_profession(viewer: Viewer) -> None:
    """Refuse who holds no function as an adult."""
    if not any(one.rights is not None and one.lent is None for one in viewer.functions):
        raise NotVisible(_("There is nothing here for you."))
