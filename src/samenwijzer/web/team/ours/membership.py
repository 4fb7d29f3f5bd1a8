"""In which teams somebody works, and who else does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.network.people.models import Person

CORE_TEAM = "core_team"
#: Units whose adults are a team around learners; a core team comes first.
TEAMS = (CORE_TEAM, "class", "course", "group")


@dataclass(frozen=True)
class Member:
    """An adult of a team and what it is there, in words."""

    person: Person
    role: str


def teams_of(viewer: Viewer) -> list[Function]:
    """Return the functions of ``viewer`` in teams around learners, core teams first, each team once; no query."""
    here = [one for one in viewer.functions if one.rights is not None and one.lent is None and one.unit_kind in TEAMS]
    return sorted({one.unit_id: one for one in here}.values(), key=lambda one: TEAMS.index(one.unit_kind))


def check_team(viewer: Viewer, unit: int) -> Function:
    """Return the function of ``viewer`` in the team; who does not work in it finds nothing."""
    found = next((one for one in teams_of(viewer) if one.unit_id == unit), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def members_of(unit: int, on: date) -> Sequence[Member]:
    """Return the adults of a team in order of name, each once (one query)."""
    rows = Membership.objects.filter(active(on), unit=unit).exclude(role=LEARNER).select_related("person")
    titles = {role.key: role.title.in_language(get_language() or "nl") for role in organisation().roles}
    found: dict[int, Member] = {}
    for row in rows.order_by("person__given_name", "person__family_name", "pk"):
        found.setdefault(row.person_id, Member(row.person, titles.get(row.role, row.role)))
    return list(found.values())
