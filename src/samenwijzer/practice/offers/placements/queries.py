"""Places for student teachers, and vacancies of the region for who wants to hear of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.rules import can_own
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.offers.placements.actions import is_student
from samenwijzer.practice.offers.placements.models import Placement, Vacancy, VacancyConsent

GROUP = "school_group"


@dataclass(frozen=True)
class Places:
    """What a viewer finds: places, the school it may publish for and its mentors, and vacancies where it consented."""

    places: list[Placement]
    school: Unit | None
    mentors: list[Person]
    is_student: bool
    has_consented: bool
    vacancies: list[Vacancy]


def places(*, viewer: Viewer) -> Places:
    """Return the places of the school groups in or beside which ``viewer`` works or learns to teach."""
    working = [one for one in viewer.functions if one.rights is not None]
    if not working:
        raise NotVisible(_("There is nothing here for you."))
    above = {int(part) for one in working for part in one.unit_path.split("/") if part}
    groups = list(Unit.objects.filter(pk__in=above, kind__in=(GROUP, *SCHOOLS)).order_by("name", "pk"))
    paths = [one.path for one in groups if one.kind == GROUP]
    rows = Placement.objects.filter(ends__gte=viewer.on).select_related("school", "mentor")
    here = next((one for one in groups if one.kind in SCHOOLS and can_plan(viewer, one)), None)
    student = is_student(viewer)
    consented = student and VacancyConsent.objects.filter(person=viewer.person_id).exists()
    open_now = Vacancy.objects.filter(until__gte=viewer.on).select_related("school") if consented else ()
    mentors = can_own(here, None, viewer).order_by("given_name", "family_name", "pk") if here else ()
    return Places(
        places=[one for one in rows if one.school.path.startswith(tuple(paths))],
        school=here,
        mentors=list(mentors),
        is_student=student,
        has_consented=consented,
        vacancies=[one for one in open_now if one.school.path.startswith(tuple(paths))],
    )
