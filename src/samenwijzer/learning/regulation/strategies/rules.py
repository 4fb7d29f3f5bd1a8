"""Who reads the learning line of a school, and who may change it."""

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import Sees


def schools_of(viewer: Viewer) -> list[Unit]:
    """Return the schools in which ``viewer`` works, in order of name."""
    paths = [one.unit_path for one in viewer.functions if one.rights is not None and one.lent is None]
    above = {int(part) for path in paths for part in path.split("/") if part}
    return list(Unit.objects.filter(pk__in=above, kind="school").order_by("name"))


def leads_line(viewer: Viewer, school: int) -> bool:
    """Whether ``viewer`` answers for the whole of this school, as a head or care coordinator does."""
    leading = viewer.functions_that_see(Sees.SCHOOL_LEARNERS)
    return any(one.unit_id == school and one.lent is None for one in leading)
