"""Who is in a community, who takes part in intervision, and what may not be written there."""

import re
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.communities.models import Intervision, Panel

COMMUNITY = "plc"
SCHOOLS = ("school", "adult_education_centre", "academy", "boarding_school")
#: Given names shorter than this stand in too many other words to be told from them.
SHORTEST_NAME = 2


def communities_of(viewer: Viewer) -> list[Function]:
    """Return the functions of ``viewer`` in communities, each community once; no query."""
    here = [one for one in viewer.functions if one.rights is not None and one.unit_kind == COMMUNITY]
    return list({one.unit_id: one for one in here}.values())


def check_community(viewer: Viewer, unit: int) -> Function:
    """Return the function of ``viewer`` in the community; who is no member finds nothing."""
    found = next((one for one in communities_of(viewer) if one.unit_id == unit), None)
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_panel(viewer: Viewer, uid: UUID) -> Panel:
    """Return the question to the learners of a group when ``viewer`` is one of them."""
    groups = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    found = Panel.objects.filter(uid=uid, group__in=groups).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_seat(viewer: Viewer, uid: UUID) -> Intervision:
    """Return the session when ``viewer`` takes part in it and its term is not over."""
    rows = Intervision.objects.filter(uid=uid, people=viewer.person_id, until__gte=viewer.on).select_related("by")
    found = rows.first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def colleagues_of(viewer: Viewer) -> list[Person]:
    """Return who works where ``viewer`` works: in its schools and its communities, in order of name."""
    units = _around(viewer) | Q(unit__in=[one.unit_id for one in communities_of(viewer)])
    rows = Membership.objects.filter(units, active(viewer.on)).exclude(role=LEARNER).exclude(person=viewer.person_id)
    people = Person.objects.filter(pk__in=rows.values("person"))
    return list(people.order_by("given_name", "family_name", "pk"))


def _around(viewer: Viewer) -> Q:
    """Return the condition that a membership stands in a school in which ``viewer`` works, or below it."""
    above = {int(part) for one in viewer.functions if one.rights for part in one.unit_path.split("/") if part}
    paths = Unit.objects.filter(pk__in=above, kind__in=SCHOOLS).values_list("path", flat=True)
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(unit__path__startswith=path)
    return condition


def check_nameless(viewer: Viewer, text: str) -> None:
    """Refuse a text that names a learner of a school in which ``viewer`` works (D-142).

    A name counts where it stands as a word of its own with its capital, so that *roos* stays a flower.
    """
    rows = Membership.objects.filter(_around(viewer), active(viewer.on), role=LEARNER)
    names = Person.objects.filter(pk__in=rows.values("person")).values_list("given_name", "family_name")
    found = _first_in(text, (name for pair in names for name in pair))
    if found:
        said = {"name": found}
        raise Refused(_("“%(name)s” is a name of a learner here. Write “a learner” instead, or use a letter.") % said)


def _first_in(text: str, names: Iterable[str]) -> str:
    words = set(re.findall(r"[^\W\d_]+", text))
    for name in {one for one in names if len(one) >= SHORTEST_NAME}:
        if name in words or (" " in name and name in text):
            return name
    return ""


def check_term(until: date, on: date) -> None:
    """Refuse a term of nothing or of more than a school year."""
    if not 0 < (until - on).days <= 366:
        raise Refused(_("Choose a day between tomorrow and a year from now."))
