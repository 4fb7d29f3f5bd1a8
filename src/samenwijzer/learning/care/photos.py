"""The picture of the care in a school: counts by phase, needs without names, and what was agreed about each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.care.models import CareTrack, SchoolNeed, SchoolPhoto
from samenwijzer.learning.care.pack import continuum
from samenwijzer.learning.care.queries import lines_of, phase_counts
from samenwijzer.network.access.rules import ABOVE_SCHOOL
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person

SMALLEST = 5
PARTNERS = ("clb_staff", "learning_supporter")
MAKERS = ("care_coordinator", "pupil_counsellor", "head", "pedagogical_coordinator")


def check_reads_photo(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` sits at its MICRO meeting: who looks after it, and its CLB and LSC."""
    school = Unit.objects.filter(pk=unit).exclude(kind__in=ABOVE_SCHOOL).first()
    if school is None:
        raise NotVisible(_("There is nothing here for you."))
    beside = Unit.objects.filter(pk__in=[one.unit_id for one in viewer.functions if one.role in PARTNERS])
    is_partner = any(one.parent_id in school.ancestor_ids for one in beside)
    if not (_makes(viewer, school) or is_partner):
        raise NotVisible(_("There is nothing here for you."))
    return school


def makes_photo(viewer: Viewer, school: Unit) -> bool:
    """Whether ``viewer`` writes down the meetings of this school; no query."""
    return _makes(viewer, school)


def _makes(viewer: Viewer, school: Unit) -> bool:
    return any(one.unit_id == school.pk and one.role in MAKERS for one in viewer.functions)


def check_makes_photo(viewer: Viewer, unit: int) -> Unit:
    """Return the school when ``viewer`` writes down its meetings."""
    school = check_reads_photo(viewer, unit)
    if not _makes(viewer, school):
        raise NotVisible(_("There is nothing here for you."))
    return school


def shown(counts: Mapping[str, int], smallest: int = SMALLEST) -> dict[str, int | None]:
    """Return the counts with small ones left out (``None``), and one more where a single one could be reckoned back."""
    hidden = {key for key, count in counts.items() if 0 < count < smallest}
    if len(hidden) == 1:
        others = {key: count for key, count in counts.items() if key not in hidden and count}
        hidden |= {min(others, key=lambda key: others[key])} if others else set()
    return {key: None if key in hidden else count for key, count in counts.items()}


@dataclass(frozen=True)
class Photo:
    """The last picture of a school with its needs, and which agreements of before are past their day."""

    school: Unit
    last: SchoolPhoto | None
    before: list[SchoolPhoto]
    overdue: list[SchoolNeed]

    @property
    def phases(self) -> list[tuple[str, str, int | None, list[SchoolNeed]]]:
        """Each phase of the continuum: key, title, how many learners (``None``: few) and the needs."""
        if self.last is None:
            return []
        counts, needs = self.last.counts, list(self.last.needs.all())
        return [
            (one.key, one.name, counts.get(one.key), [need for need in needs if need.phase == one.key])
            for one in continuum().phases
        ]


def photo_of(*, viewer: Viewer, unit: int) -> Photo:
    """Return the picture of a school; nobody of its learners is in it (D-302)."""
    school = check_reads_photo(viewer, unit)
    photos = list(SchoolPhoto.objects.filter(unit=school).prefetch_related("needs"))
    return Photo(school, photos[0] if photos else None, photos[1:], list(_overdue(school, viewer.on)))


def _overdue(school: Unit, on: date) -> QuerySet[SchoolNeed]:
    open_ones = SchoolNeed.objects.filter(photo__unit=school, done_at=None, until__lt=on)
    return open_ones.order_by("until", "pk")


@transaction.atomic
def hold_meeting(*, unit: int, present: str, next_on: date, by: Viewer) -> SchoolPhoto:
    """Write down a MICRO meeting of today, with the counts of today, small ones left out."""
    school = check_makes_photo(by, unit)
    if not present.strip():
        raise Refused(_("Say who was there: school, CLB, LSC."))
    if next_on <= by.on:
        raise Refused(_("Choose a day after today for the next meeting."))
    _check_no_names(school, present, by.on)
    inside = Membership.objects.filter(active(by.on), unit__path__startswith=school.path, role=LEARNER)
    learners = set(inside.values_list("person", flat=True))
    tracks = CareTrack.objects.filter(protected=False, learner__in=learners).select_related("learner")
    counts = phase_counts([one.phase for one in lines_of(list(tracks), by.on)], len(learners))
    made = SchoolPhoto.objects.create(
        unit=school, held_on=by.on, next_on=next_on, present=present.strip()[:300], counts=shown(counts)
    )
    record(verb="hold care meeting", on=Reference("care.photo", str(made.pk)), by=by.person_id)
    return made


@dataclass(frozen=True)
class Agreed:
    """A need of a school and the support that was agreed about it: who, what, until when (D-303)."""

    phase: str
    text: str
    support: str
    actor: str
    owner: str
    until: date


@transaction.atomic
def agree_on_need(*, unit: int, agreed: Agreed, by: Viewer) -> SchoolNeed:
    """Add a need to the last picture, with its agreement; neither names a learner."""
    school = check_makes_photo(by, unit)
    photo = SchoolPhoto.objects.filter(unit=school).first()
    if photo is None:
        raise Refused(_("Hold a meeting first."))
    if continuum().phase(agreed.phase) is None or agreed.actor not in SchoolNeed.Actor.values:
        raise Refused(_("Choose one of the answers."))
    words = [part.strip() for part in (agreed.text, agreed.support, agreed.owner)]
    if not all(words):
        raise Refused(_("A need stands here with what was agreed: what is done, by whom, until when."))
    if agreed.until < by.on:
        raise Refused(_("Choose a day from today on."))
    _check_no_names(school, " ".join(words[:2]), by.on)
    made = SchoolNeed.objects.create(
        photo=photo, phase=agreed.phase, text=words[0][:300], support=words[1][:300], actor=agreed.actor,
        owner=words[2][:120], until=agreed.until,
    )  # fmt: skip
    record(verb="agree on care need", on=Reference("care.need", str(made.pk)), by=by.person_id)
    return made


def _check_no_names(school: Unit, text: str, on: date) -> None:
    """Refuse words that name a learner of the school."""
    words = set(re.findall(r"\w+", text))
    inside = Membership.objects.filter(active(on), unit__path__startswith=school.path, role=LEARNER)
    named = Person.objects.filter(pk__in=inside.values("person"), given_name__in=words).first()
    if named is not None:
        raise Refused(_("No learner is named in the picture of a school. Say it without ‘%(name)s’.")
                      % {"name": named.given_name})  # fmt: skip


@transaction.atomic
def close_need(*, need: int, outcome: str, by: Viewer) -> SchoolNeed:
    """Say what came of an agreement; it no longer waits."""
    found = SchoolNeed.objects.filter(pk=need, done_at=None).select_related("photo").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    school = check_makes_photo(by, found.photo.unit_id)
    _check_no_names(school, outcome, by.on)
    found.done_at, found.outcome = timezone.now(), outcome.strip()[:300]
    found.save(update_fields=["done_at", "outcome"])
    record(verb="close care need", on=Reference("care.need", str(found.pk)), by=by.person_id)
    return found
