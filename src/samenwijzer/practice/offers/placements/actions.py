"""Publishing places and vacancies, and saying whether one wants to hear of vacancies."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.rules import check_owner, check_words
from samenwijzer.practice.curriculum.rules import check_plans
from samenwijzer.practice.offers.placements.models import Placement, Vacancy, VacancyConsent

STUDENT = "student_teacher"


def is_student(viewer: Viewer) -> bool:
    """Whether ``viewer`` is a student teacher; no query."""
    return any(one.role == STUDENT for one in viewer.functions)


@transaction.atomic
def publish_places(
    *, school: int, mentor: int, places: int, opportunities: str, starts: date, ends: date, by: Viewer
) -> Placement:
    """Publish places for student teachers with a mentor who works in the school, and what one learns there."""
    here = check_plans(by, school)
    if not 1 <= places <= 200:
        raise Refused(_("Say how many can join."))
    if not by.on <= ends or not starts <= ends:
        raise Refused(_("Choose a last day after the first."))
    person = check_owner(mentor, unit=here, meeting=None, viewer=by)
    words = check_words(opportunities, what=_("Say what can be learned here."), longest=600)
    made = Placement.objects.create(
        school=here, mentor=person, places=places, opportunities=words, starts=starts, ends=ends
    )
    record(verb="publish places", on=_place(here), by=by.person_id)
    return made


@transaction.atomic
def withdraw_places(*, placement: int, by: Viewer) -> Unit:
    """Take places back."""
    found = Placement.objects.filter(pk=placement).select_related("school").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    here = check_plans(by, found.school_id)
    found.delete()
    record(verb="withdraw places", on=_place(here), by=by.person_id)
    return here


@transaction.atomic
def publish_vacancy(*, school: int, title: str, until: date, by: Viewer) -> Vacancy:
    """Let it be known that a school looks for somebody."""
    here = check_plans(by, school)
    if until < by.on:
        raise Refused(_("Choose a day to come."))
    made = Vacancy.objects.create(school=here, title=check_words(title, longest=200), until=until)
    record(verb="publish vacancy", on=_place(here), by=by.person_id)
    return made


@transaction.atomic
def consent(*, wants: bool, by: Viewer) -> None:
    """Say whether one, as a student teacher, wants to hear of vacancies in the region of the placement (D-384)."""
    if not is_student(by):
        raise NotVisible(_("There is nothing here for you."))
    if wants:
        VacancyConsent.objects.get_or_create(person_id=by.person_id)
    else:
        VacancyConsent.objects.filter(person_id=by.person_id).delete()
    record(verb="choose vacancies", on=Reference("people.person", str(by.person_id)), by=by.person_id)


def _place(unit: Unit) -> Reference:
    return Reference("organisation.unit", str(unit.pk))
