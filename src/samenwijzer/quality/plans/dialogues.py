"""Professional dialogue of a school group with its heads: planned, prepared with what was shared, followed up."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.actions import plan_meeting, raise_point
from samenwijzer.practice.agenda.models import About, Meeting
from samenwijzer.practice.agenda.rules import check_meeting
from samenwijzer.practice.curriculum.rules import SCHOOLS, check_plans
from samenwijzer.practice.documents.models import Document, Reaction
from samenwijzer.practice.documents.queries import VersionPage, version_page
from samenwijzer.practice.documents.reactions import agree_change
from samenwijzer.practice.documents.rules import visible_documents, visible_versions

DIALOGUE, SCHOOL = "plan.dialogue", "organisation.unit"
#: So many dialogues a school year each head has at least (D-210).
FEWEST = 2
MINUTES = 60


@dataclass(frozen=True)
class SchoolDialogues:
    """A school of the group, who heads it, and its dialogues this school year."""

    school: Unit
    head: Person | None
    meetings: list[Meeting]

    @property
    def missing(self) -> int:
        """How many are still to be planned."""
        return max(FEWEST - len(self.meetings), 0)


def check_group(viewer: Viewer, group: int) -> Unit:
    """Return the school group when ``viewer`` leads it."""
    return check_plans(viewer, group, kinds=("school_group",))


def dialogue_year(*, viewer: Viewer, group: int) -> list[SchoolDialogues]:
    """Return the schools of a group with their dialogues this school year, fewest first; five queries."""
    found, year = check_group(viewer, group), SchoolYear.of(viewer.on)
    schools = list(Unit.objects.filter(path__startswith=found.path, kind__in=SCHOOLS))
    heads = _heads(schools, viewer)
    points = About.objects.filter(kind=DIALOGUE, key=str(group)).values("point")
    held = About.objects.filter(
        point__in=points, kind=SCHOOL, point__meeting__begins_at__date__range=(year.first_day, year.last_day)
    ).select_related("point__meeting")
    of_school: dict[str, list[Meeting]] = {}
    for one in held.order_by("point__meeting__begins_at"):
        if one.point is not None:
            of_school.setdefault(one.key, []).append(one.point.meeting)
    lines = [SchoolDialogues(one, heads.get(one.pk), of_school.get(str(one.pk), [])) for one in schools]
    return sorted(lines, key=lambda line: (len(line.meetings), line.school.name))


def _heads(schools: list[Unit], viewer: Viewer) -> dict[int, Person]:
    rows = Membership.objects.filter(active(viewer.on), unit__in=schools, role="head").select_related("person")
    return {one.unit_id: one.person for one in rows.order_by("-pk")}


@transaction.atomic
def plan_dialogue(*, group: int, schools: list[int], theme: str, begins_at: datetime, by: Viewer) -> Meeting:
    """Plan a dialogue of ``by`` with the heads of some schools: of one, or of several with each other."""
    found = check_group(by, group)
    chosen = list(Unit.objects.filter(pk__in=schools, path__startswith=found.path, kind__in=SCHOOLS))
    heads = _heads(chosen, by)
    if not chosen or len(heads) < len(chosen):
        raise Refused(_("Choose schools that have a head."))
    words = " ".join(theme.split())[:100]
    people = [one.pk for one in heads.values()]
    title = _("Dialogue: %(theme)s") % {"theme": words} if words else _("Dialogue on the school plan")
    made = plan_meeting(title=title, begins_at=begins_at, people=people, minutes=MINUTES, purpose=words, by=by)
    about = [Reference(DIALOGUE, str(group)), *(Reference(SCHOOL, str(one.pk)) for one in chosen)]
    raise_point(meeting=made.uid, text=words or title, about=about, by=by)
    return made


@dataclass(frozen=True)
class DialoguePack:
    """What lies on the table: what the schools chose to share with the viewer, and what was agreed to change.

    ``group`` is the school group (an id) that holds the dialogue.
    """

    meeting: Meeting
    group: int
    schools: list[Unit]
    shared: list[VersionPage]
    agreed: list[Reaction]


def _group_of(meeting: Meeting) -> int:
    """Return the school group that holds the dialogue; a meeting that is none is not there."""
    found = About.objects.filter(point__meeting=meeting, kind=DIALOGUE).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return int(found.key)


def _schools_of(meeting: Meeting) -> list[Unit]:
    keys = About.objects.filter(point__meeting=meeting, kind=SCHOOL).values_list("key", flat=True)
    return list(Unit.objects.filter(pk__in=[int(key) for key in keys]))


def dialogue_pack(*, viewer: Viewer, meeting: UUID) -> DialoguePack:
    """Return what lies on the table of a dialogue to which ``viewer`` was asked: plans and reflections it may read."""
    found = check_meeting(viewer, meeting)
    group, schools = _group_of(found), _schools_of(found)
    documents = visible_documents(viewer).filter(unit__in=schools, template__in=("sop", "reflection"))
    pages = []
    for document in documents.select_related("unit").order_by("unit__name", "-template"):
        latest = visible_versions(viewer, document).filter(is_draft=False).first()
        if latest is not None:
            pages.append(version_page(viewer=viewer, document=document.pk, number=latest.number))
    agreed = Reaction.objects.filter(
        Q(document__in=documents.values("pk")), from_kind="agenda.meeting", from_id=str(found.pk)
    )
    return DialoguePack(found, group, schools, pages, list(agreed.select_related("document__unit")))


@transaction.atomic
def agree_in_dialogue(*, meeting: UUID, document: int, text: str, by: Viewer) -> Reaction:
    """Write down what was agreed to change in the plan of a school; it waits there for its next version (D-238)."""
    found = check_meeting(by, meeting)
    _group_of(found)
    if not Document.objects.filter(pk=document, template="sop", unit__in=_schools_of(found)).exists():
        raise NotVisible(_("There is nothing here for you."))
    return agree_change(document=document, text=text, cause=Reference("agenda.meeting", str(found.pk)), by=by)
