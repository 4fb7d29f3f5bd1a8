"""The roles of a viewer that end soon, as days on which something is due."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.agenda.deadlines import Deadline
from samenwijzer.practice.offers.roles.models import TeamRole
from samenwijzer.practice.offers.roles.pack import frame


def deadlines(*, viewer: Viewer, first: date, last: date, unit: int | None = None) -> Iterator[Deadline]:
    """Return the own roles that end between two days; one query."""
    rows = TeamRole.objects.filter(person=viewer.person_id, ends__range=(first, last))
    if unit is not None:
        rows = rows.filter(unit=unit)
    titles = frame().titles()
    for one in rows:
        title = _("Hand over: %(role)s") % {"role": titles.get(one.role, one.role)}
        yield Deadline(one.ends, title, "role", owner=viewer.name, owner_id=viewer.person_id)
