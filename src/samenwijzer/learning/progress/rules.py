"""With whom the fitted learner model is used, and who decides that: stated here, once.

It is off until a school switches it on. For a learner it is used only where every school the learner learns in has it
on, and only as long as nobody objects for that learner.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.progress.models import LearnerDecision, SchoolDecision
from samenwijzer.learning.progress.pack import policy
from samenwijzer.network.access.rules import function_towards, wards
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person


def schools_decided_by(viewer: Viewer) -> QuerySet[Unit]:
    """Return the schools for which ``viewer`` decides whether they work with the fitted model."""
    own = [function.unit_id for function in viewer.functions if function.role in policy().switched_by]
    return Unit.objects.filter(pk__in=own).order_by("name", "pk")


def check_decides_for(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` decides for it."""
    found = schools_decided_by(viewer).filter(pk=unit).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def can_object_for(viewer: Viewer, learner: int) -> bool:
    """Whether ``viewer`` may keep the fitted model away from ``learner``, or let it back.

    That is the learner itself, a guardian, or an adult who guides the learner in a role that cares for it.
    """
    if viewer.person_id == learner:
        return viewer.is_learner
    if viewer.is_guardian and wards(viewer).filter(pk=learner).exists():
        return True
    return function_towards(viewer, learner) in policy().objects_for


def check_may_object(viewer: Viewer, learner: int) -> Person:
    """Return the learner for whom ``viewer`` may object; otherwise as if unknown."""
    if not can_object_for(viewer, learner):
        raise NotVisible(_("There is nothing here for you."))
    return Person.objects.get(pk=learner)


def learners_with_model(learners: Collection[int] | None, on: date) -> set[int]:
    """Return those of ``learners`` (``None``: all) with whom the fitted model is used on day ``on``; three queries."""
    schools = schools_that_work_with_it()
    if not schools:
        return set()
    known = Q() if learners is None else Q(person__in=learners)
    paths: dict[int, list[str]] = defaultdict(list)
    rows = Membership.objects.filter(active(on), known, role=LEARNER)
    for person, path in rows.values_list("person_id", "unit__path"):
        paths[person].append(path)
    objecting = learners_who_object()
    return {one for one, found in paths.items() if one not in objecting and _all_in(schools, found)}


def schools_that_work_with_it() -> set[int]:
    """Return the ids of the units whose last decision was to work with the fitted model."""
    return _last_is(True, SchoolDecision.objects.order_by("at", "pk").values_list("unit_id", "is_on"))


def learners_who_object() -> set[int]:
    """Return the ids of the learners with whom the fitted model is not to be used, whatever their school decides."""
    return _last_is(False, LearnerDecision.objects.order_by("at", "pk").values_list("learner_id", "is_on"))


def _last_is(wanted: bool, decisions: Iterable[tuple[int, bool]]) -> set[int]:
    return {one for one, is_on in dict(decisions).items() if is_on is wanted}


def _all_in(schools: set[int], paths: Iterable[str]) -> bool:
    return all(not schools.isdisjoint(int(part) for part in path.split("/") if part) for path in paths)
