"""The picture of a school group: the last pictures of its schools added up for a MACRO meeting, and what it chose."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.care.models import GroupChoice, SchoolNeed, SchoolPhoto
from samenwijzer.learning.care.pack import CarePhase, continuum
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit

CHOOSERS = ("general_director", "codi_dico")
READERS = (*CHOOSERS, "spoc", "clb_staff", "learning_supporter")


@dataclass(frozen=True)
class PhaseSum:
    """One phase over all schools: learners of the schools whose count is shown, and how many schools stay out.

    A school that had fewer than five, or that would give such a count away, stays out of the sum (D-308).
    """

    phase: CarePhase
    learners: int
    schools: int
    left_out: int
    needs: list[SchoolNeed]


@dataclass(frozen=True)
class GroupPhoto:
    """The picture of a school group: a sum a phase, how many schools made a picture, and the choices."""

    unit: Unit
    phases: list[PhaseSum]
    schools: int
    choices: list[GroupChoice]
    chooses: bool


def reads_group_photo(viewer: Viewer, unit: Unit) -> bool:
    """Whether ``viewer`` reads the picture of this school group; no query."""
    held = [one for one in viewer.functions if one.role in READERS]
    return unit.kind == "school_group" and any(one.unit_path.startswith(unit.path) for one in held)


def _check_reads(viewer: Viewer, unit: int) -> Unit:
    """Return the school group when ``viewer`` sits at its MACRO meeting: who leads it, its SPOC, its CLB and LSC."""
    found = Unit.objects.filter(pk=unit, kind="school_group").first()
    if found is None or not reads_group_photo(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def group_photo(*, viewer: Viewer, unit: int) -> GroupPhoto:
    """Return the picture of a school group from the last one of each school; four queries, and no learner."""
    found = _check_reads(viewer, unit)
    last: dict[int, SchoolPhoto] = {}
    for one in SchoolPhoto.objects.filter(unit__path__startswith=found.path).prefetch_related("needs"):
        last.setdefault(one.unit_id, one)
    counts: dict[str, list[int | None]] = defaultdict(list)
    needs: dict[str, list[SchoolNeed]] = defaultdict(list)
    for photo in last.values():
        for phase in continuum().phases:
            counts[phase.key].append(photo.counts.get(phase.key))
        for need in photo.needs.all():
            needs[need.phase].append(need)
    phases = [_sum(one, counts[one.key], needs[one.key]) for one in continuum().phases]
    choices = list(GroupChoice.objects.filter(unit=found).select_related("need"))
    return GroupPhoto(found, phases, len(last), choices, _chooses(viewer, found))


def _sum(phase: CarePhase, counts: list[int | None], needs: list[SchoolNeed]) -> PhaseSum:
    shown = [one for one in counts if one is not None]
    return PhaseSum(phase, sum(shown), len(shown), len(counts) - len(shown), needs)


def _chooses(viewer: Viewer, unit: Unit) -> bool:
    return any(one.unit_id == unit.pk and one.role in CHOOSERS for one in viewer.functions)


@transaction.atomic
def choose_for_need(*, unit: int, need: int, text: str, by: Viewer) -> GroupChoice:
    """Write down what the school group does about a need of one of its schools."""
    found = _check_reads(by, unit)
    if not _chooses(by, found):
        raise NotVisible(_("There is nothing here for you."))
    answered = SchoolNeed.objects.filter(pk=need, photo__unit__path__startswith=found.path).first()
    if answered is None or not text.strip():
        raise Refused(_("Say what you choose, and which need it answers."))
    made = GroupChoice.objects.create(unit=found, need=answered, text=text.strip()[:300])
    record(verb="choose for care need", on=Reference("care.choice", str(made.pk)), by=by.person_id)
    return made
