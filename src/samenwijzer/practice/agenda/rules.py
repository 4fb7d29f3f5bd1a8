"""Who reads and who keeps the agenda of a team: stated here, over the rules of ``network/access``.

The agenda of a team is read by who works in it, and nobody else. That of a school is read by everybody who works in
that school. A meeting without a team is read by who was asked to it. What is about a learner is read by who guides it.
"""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.access.rules import visible_learners
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import About, Action, Agreement, Invited, Meeting, Point

#: Kinds of units whose agenda is read by all who work below them too.
SCHOOLS = ("school", "adult_education_centre", "academy", "boarding_school")
#: Who is of a partner works with the school under which it stands, and not in it.
PARTNER = "partner"
LEARNER_KIND = "people.person"
LONGEST = 300
YEAR = timedelta(days=366)


def works_in(viewer: Viewer) -> list[Function]:
    """Return the functions in which ``viewer`` works somewhere; what was lent to look along is none; no query."""
    return [one for one in viewer.functions if one.rights is not None and one.lent is None]


def read_units(viewer: Viewer) -> QuerySet[Unit]:
    """Return the units whose agenda ``viewer`` reads: those it works in, and the school these stand in."""
    working = works_in(viewer)
    inside = [one for one in working if one.unit_kind != PARTNER]
    above = {int(part) for one in inside for part in one.unit_path.split("/") if part}
    return Unit.objects.filter(Q(pk__in=[one.unit_id for one in working]) | Q(pk__in=above, kind__in=SCHOOLS))


def check_reads_agenda(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` reads its agenda; otherwise as if there were none."""
    found = read_units(viewer).filter(pk=unit).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_works_in(viewer: Viewer, unit: int) -> None:
    """Refuse who does not work in the unit itself; no query."""
    if unit not in {one.unit_id for one in works_in(viewer)}:
        raise NotVisible(_("There is nothing here for you."))


def check_keeps_agenda(viewer: Viewer, unit: int) -> Unit:
    """Return the unit when ``viewer`` works in it itself, and so plans its meetings and says who does what."""
    check_works_in(viewer, unit)
    return Unit.objects.get(pk=unit)


def visible_meetings(viewer: Viewer) -> QuerySet[Meeting]:
    """Return the meetings ``viewer`` may know of."""
    asked = Invited.objects.filter(meeting=OuterRef("pk"), person=viewer.person_id)
    return Meeting.objects.filter(Q(unit__in=read_units(viewer)) | Q(Exists(asked)))


def _unseen(viewer: Viewer, **of: OuterRef) -> Exists:
    """Return the condition that something is about a learner whom ``viewer`` does not guide."""
    about = About.objects.filter(learner__isnull=False, **of)
    return Exists(about.exclude(learner__in=visible_learners(viewer)))


def visible_points(viewer: Viewer) -> QuerySet[Point]:
    """Return the points ``viewer`` may read: those of its meetings, about a learner only as a guide."""
    rows = Point.objects.filter(meeting__in=visible_meetings(viewer))
    return rows.exclude(_unseen(viewer, point=OuterRef("pk")))


def visible_actions(viewer: Viewer) -> QuerySet[Action]:
    """Return the actions ``viewer`` may read: its own, and those of its teams and meetings.

    What is about a learner is read by who guides that learner, also where it was taken up before.
    """
    in_team, in_meeting = Q(unit__in=read_units(viewer)), Q(meeting__in=visible_meetings(viewer))
    own = Q(owner=viewer.person_id) | Q(unit=None, meeting=None, by=viewer.person_id)
    return Action.objects.filter(in_team | in_meeting | own).exclude(_unseen(viewer, action=OuterRef("pk")))


def visible_agreements(viewer: Viewer) -> QuerySet[Agreement]:
    """Return the agreements of the teams whose agenda ``viewer`` reads."""
    return Agreement.objects.filter(unit__in=read_units(viewer))


def check_meeting(viewer: Viewer, uid: UUID) -> Meeting:
    """Return the meeting when ``viewer`` may know of it."""
    found = visible_meetings(viewer).filter(uid=uid).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def can_keep_meeting(viewer: Viewer, meeting: Meeting) -> bool:
    """Whether ``viewer`` leads this meeting: works in the team it is of, or was asked to it where it is of no team."""
    return meeting.unit_id is None or meeting.unit_id in {one.unit_id for one in works_in(viewer)}


def check_running(viewer: Viewer, uid: UUID) -> Meeting:
    """Return the meeting when ``viewer`` may note in it; refused once it is over."""
    meeting = check_meeting(viewer, uid)
    if not can_keep_meeting(viewer, meeting):
        raise NotVisible(_("There is nothing here for you."))
    if meeting.ended_at is not None:
        raise Refused(_("This meeting is over. What was decided stays as it is."))
    return meeting


def check_action(viewer: Viewer, uid: UUID) -> Action:
    """Return the action when ``viewer`` carries it or works in the team it stands with."""
    found = visible_actions(viewer).filter(uid=uid).select_related("unit", "meeting").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    here = found.unit_id is None or found.unit_id in {one.unit_id for one in works_in(viewer)}
    if not (here or found.owner_id == viewer.person_id):
        raise NotVisible(_("There is nothing here for you."))
    return found


def can_own(unit: Unit | None, meeting: Meeting | None, viewer: Viewer) -> QuerySet[Person]:
    """Return who can be given an action: who works in the unit (of a school: below it too), or takes part."""
    if unit is None:
        people = Q(pk=viewer.person_id)
        if meeting is not None:
            people |= Q(pk__in=meeting.invited.values("person"))
        return Person.objects.filter(people)
    inside = Q(unit__path__startswith=unit.path) if unit.kind in SCHOOLS else Q(unit=unit)
    rows = Membership.objects.filter(active(viewer.on), inside).exclude(role=LEARNER)
    return Person.objects.filter(pk__in=rows.values("person"))


def check_owner(owner: int, *, unit: Unit | None, meeting: Meeting | None, viewer: Viewer) -> Person:
    """Return the person who can carry an action here."""
    found = can_own(unit, meeting, viewer).filter(pk=owner).first()
    if found is None:
        raise Refused(_("Choose somebody of the team."))
    return found


def check_words(text: str, *, what: str = "", longest: int = LONGEST) -> str:
    """Return ``text`` as it is kept, on one line; refused when nothing stands in it or too much."""
    words = " ".join(text.split())
    if not words:
        raise Refused(what or _("Write it down in a few words."))
    if len(words) > longest:
        raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": longest})
    return words


def check_due(due: date, on: date) -> date:
    """Return the day by which something is done: today, or within a year."""
    if not on <= due <= on + YEAR:
        raise Refused(_("Choose a day between today and a year from now."))
    return due


def check_learners(viewer: Viewer, learners: set[int]) -> None:
    """Refuse what is about a learner whom ``viewer`` does not guide."""
    if learners and visible_learners(viewer).filter(pk__in=learners).count() < len(learners):
        raise NotVisible(_("There is nothing here for you."))
