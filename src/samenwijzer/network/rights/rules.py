"""Who may act for whom, who answers, and who may take pseudonymised rows."""

from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.rules import ABOVE_SCHOOL, wards
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person

OFFICER = "data_protection_officer"
ANALYST = "data_expert"


def check_acts_for(viewer: Viewer, person_id: int) -> Person:
    """Return the person when it is ``viewer`` or a child that ``viewer`` is a guardian of today."""
    own = Q(pk=viewer.person_id) | Q(pk__in=wards(viewer))
    person = Person.objects.filter(own, pk=person_id).first()
    if person is None:
        raise NotVisible(_("There is nothing here for you."))
    return person


def _answering(viewer: Viewer) -> list[Function]:
    """Return the functions of ``viewer`` that answer requests: the head of a school and the protection officer."""
    return [
        one
        for one in viewer.functions
        if one.role == OFFICER or (one.role == "head" and one.unit_kind not in ABOVE_SCHOOL)
    ]


def can_answer(viewer: Viewer) -> bool:
    """Whether ``viewer`` answers requests anywhere."""
    return bool(_answering(viewer))


def answering_role(viewer: Viewer) -> str:
    """Return the role in which ``viewer`` answers requests; empty when in none."""
    return next((one.role for one in _answering(viewer)), "")


def answering_units(viewer: Viewer) -> Q:
    """Return the condition on a membership under which ``viewer`` answers for its person; nobody else has one."""
    functions = _answering(viewer)
    if not functions:
        raise NotVisible(_("There is nothing here for you."))
    return _below(functions, "unit__path")


def can_watch(viewer: Viewer) -> bool:
    """Whether ``viewer`` is a data protection officer."""
    return any(one.role == OFFICER for one in viewer.functions)


def check_is_officer(viewer: Viewer, path: str) -> Q:
    """Return the condition that ``path`` lies below a unit whose data protection officer ``viewer`` is."""
    if not can_watch(viewer):
        raise NotVisible(_("There is nothing here for you."))
    return _below([one for one in viewer.functions if one.role == OFFICER], path)


def can_extract(viewer: Viewer) -> bool:
    """Whether ``viewer`` may take pseudonymised rows somewhere."""
    return any(one.role == ANALYST for one in viewer.functions)


def check_analyses(viewer: Viewer) -> Unit:
    """Return the highest unit whose data ``viewer`` analyses."""
    functions = sorted((one for one in viewer.functions if one.role == ANALYST), key=lambda one: len(one.unit_path))
    if not functions:
        raise NotVisible(_("There is nothing here for you."))
    return Unit.objects.get(pk=functions[0].unit_id)


def _below(functions: list[Function], path: str) -> Q:
    condition = Q(pk__in=[])
    for one in functions:
        condition |= Q(**{f"{path}__startswith": one.unit_path})
    return condition
