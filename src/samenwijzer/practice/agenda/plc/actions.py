"""Forming a community, taking people in, leaving it, letting a researcher look, and noting what was tried."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.actions import add_members, create_unit, end_memberships
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.models import Meeting
from samenwijzer.practice.agenda.plc.models import Bearer, Charter, Checked, Left, ResearchAccess, Stage, Tried
from samenwijzer.practice.agenda.plc.pack import LACKS, THERE, growing
from samenwijzer.practice.agenda.plc.rules import check_grows, check_organises, check_place, teachers_of, words_in
from samenwijzer.practice.curriculum.rules import check_plans
from samenwijzer.practice.cycles.communities.rules import COMMUNITY, check_community

MEMBER = "member"
LONGEST_ACCESS = timedelta(days=731)


@dataclass(frozen=True)
class Plan:
    """What somebody says of a community it forms."""

    name: str
    subject: str = ""
    reach: str = Charter.Reach.NEAR
    group_role: str = Charter.GroupRole.ORGANISER
    for_everybody: bool = False
    is_closed: bool = False
    joins: bool = False


def _on(unit: int) -> Reference:
    return Reference("organisation.unit", str(unit))


@transaction.atomic
def form_community(*, place: int, plan: Plan, by: Viewer) -> Unit:
    """Form a community under a unit; with ``for_everybody`` all who teach its subject there are in it until they leave.

    A subject that nobody teaches there is refused, so that nobody waits for people who do not come.
    """
    parent = check_place(by, place)
    name, subject = words_in(plan.name, longest=120), " ".join(plan.subject.split())[:80]
    if plan.reach not in Charter.Reach.values or plan.group_role not in Charter.GroupRole.values:
        raise Refused(_("Choose one of the answers."))
    if plan.for_everybody and not (subject and teachers_of(subject, parent, by).exists()):
        raise Refused(_("Nobody here teaches that, as far as the roster and the timetable say. Choose another word."))
    unit = create_unit(kind=COMMUNITY, name=" ".join(name.split()), parent=parent, by=by.person_id)
    charter = Charter.objects.create(
        unit=unit, subject=subject, reach=plan.reach, group_role=plan.group_role, for_everybody=plan.for_everybody,
        is_closed=plan.is_closed, by_id=by.person_id,
    )  # fmt: skip
    if plan.joins:
        _take_in([by.person_id], unit, by.on, by.person_id)
    if charter.for_everybody:
        take_in_teachers(charter=charter, by=by)
    record(verb="form community", on=_on(unit.pk), by=by.person_id)
    return unit


def _take_in(people: Iterable[int], unit: Unit, on: date, by: int | None) -> int:
    inside = set(Membership.objects.filter(active(on), unit=unit).values_list("person", flat=True))
    rows = [Membership(person_id=one, unit=unit, role=MEMBER, starts=on) for one in people if one not in inside]
    again = Membership.objects.filter(unit=unit, role=MEMBER, starts=on, person__in=[row.person_id for row in rows])
    known = set(again.values_list("person", flat=True))
    again.update(ends=None)
    add_members(memberships=[row for row in rows if row.person_id not in known], by=by)
    return len(rows)


def take_in_teachers(*, charter: Charter, by: Viewer) -> int:
    """Take in everybody who teaches the subject and did not leave; return how many are new."""
    parent = charter.unit.parent
    if parent is None:
        return 0
    gone = Left.objects.filter(unit=charter.unit).values("person")
    people = teachers_of(charter.subject, parent, by).exclude(pk__in=gone).values_list("pk", flat=True)
    return _take_in(list(people), charter.unit, by.on, by.person_id or None)


def take_in_everybody(*, progress: Progress, on: date | None = None) -> None:
    """Take in, for every community that is for everybody, who began to teach its subject; ``on``: today."""
    nobody = Viewer(0, "", "", "", on or timezone.localdate(), ())
    charters = list(Charter.objects.filter(for_everybody=True).select_related("unit__parent").order_by("pk"))
    for number, charter in enumerate(charters, start=1):
        take_in_teachers(charter=charter, by=nobody)
        progress(number, len(charters))


@transaction.atomic
def take_in(*, community: int, people: Iterable[int], by: Viewer) -> int:
    """Take people in who work in the unit under which the community stands, or below it; return how many are new."""
    unit = check_organises(by, community)
    rows = Membership.objects.filter(active(by.on), unit__path__startswith=_above(unit)).exclude(role=LEARNER)
    asked = set(people)
    found = set(rows.filter(person__in=asked).values_list("person", flat=True))
    if not asked or found != asked:
        raise Refused(_("Choose somebody who works here."))
    Left.objects.filter(unit=unit, person__in=asked).delete()
    return _take_in(sorted(asked), unit, by.on, by.person_id)


def _above(unit: Unit) -> str:
    return unit.parent.path if unit.parent else unit.path


@transaction.atomic
def leave(*, community: int, by: Viewer) -> Unit:
    """Leave a community; who left is not taken in again by itself (D-372)."""
    here = check_community(by, community)
    rows = list(Membership.objects.filter(active(by.on), unit=here.unit_id, person=by.person_id))
    yesterday = by.on - timedelta(days=1)
    end_memberships(memberships=[one for one in rows if one.starts < by.on], on=yesterday, by=by.person_id)
    Membership.objects.filter(pk__in=[one.pk for one in rows if one.starts >= by.on]).delete()
    Left.objects.get_or_create(unit_id=here.unit_id, person_id=by.person_id)
    record(verb="leave community", on=_on(here.unit_id), by=by.person_id)
    return Unit.objects.get(pk=here.unit_id)


@transaction.atomic
def share_costs(*, community: int, euro: Mapping[int, Decimal], by: Viewer) -> None:
    """Say which organisation pays how much of a community; what stood before is replaced (D-365)."""
    unit = check_organises(by, community)
    near = Unit.objects.filter(Q(pk__in=unit.ancestor_ids) | Q(parent=unit.parent)).values_list("pk", flat=True)
    if not set(euro) <= set(near):
        raise Refused(_("Choose who pays from the list."))
    Bearer.objects.filter(charter=unit.charter).delete()
    Bearer.objects.bulk_create(
        Bearer(charter=unit.charter, bearer_id=one, euro=much) for one, much in sorted(euro.items()) if much
    )
    record(verb="share costs of community", on=_on(unit.pk), by=by.person_id)


@transaction.atomic
def let_research(*, community: int, person: int, until: date, by: Viewer) -> ResearchAccess:
    """Let a researcher of the network read what the community found, without names, until a day (D-103)."""
    here = check_community(by, community)
    above = [int(part) for part in here.unit_path.split("/") if part]
    if not Membership.objects.filter(active(by.on), role="researcher", person=person, unit__in=above).exists():
        raise Refused(_("Choose a researcher from the list."))
    if not by.on <= until <= by.on + LONGEST_ACCESS:
        raise Refused(_("Choose a day within two years."))
    made, _is_new = ResearchAccess.objects.update_or_create(
        unit_id=here.unit_id, person_id=person, defaults={"until": until, "by_id": by.person_id}
    )
    record(verb="let research in community", on=_on(here.unit_id), by=by.person_id)
    return made


@transaction.atomic
def stop_research(*, access: int, by: Viewer) -> int:
    """Let a researcher look no longer; return the community."""
    found = ResearchAccess.objects.filter(pk=access).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    here = check_community(by, found.unit_id)
    found.delete()
    record(verb="stop research in community", on=_on(here.unit_id), by=by.person_id)
    return here.unit_id


@transaction.atomic
def note_tried(*, community: int, meeting: str, what: str, saw: str, by: Viewer) -> Tried:
    """Note what one tried after a meeting of the community and saw of it; what one noted before is replaced (D-363)."""
    here = check_community(by, community)
    rows = Meeting.objects.filter(unit=here.unit_id, begins_at__lte=timezone.now())
    found = next((one for one in rows if str(one.uid) == meeting), None)
    if found is None:
        raise Refused(_("Choose a meeting that is over."))
    values = {"what": words_in(what, longest=1000), "saw": saw.strip()[:1000], "at": timezone.now()}
    made, _is_new = Tried.objects.update_or_create(meeting=found, by_id=by.person_id, defaults=values)
    record(verb="note what was tried", on=Reference("agenda.meeting", str(found.uid)), by=by.person_id)
    return made


@transaction.atomic
def grow(*, unit: int, stage: str, evidence: str, by: Viewer) -> Stage:
    """Say at which stage a team is, and what shows it (D-357)."""
    team = check_grows(by, unit)
    if stage not in {one.key for one in growing().stages}:
        raise Refused(_("Choose one of the answers."))
    words = words_in(evidence, longest=1000)
    made = Stage.objects.create(unit=team, stage=stage, evidence=words, by_id=by.person_id)
    record(verb="place team in stage", on=_on(team.pk), by=by.person_id)
    return made


@transaction.atomic
def run_check(*, check: str, unit: int, states: Mapping[str, int], about: str, by: Viewer) -> Checked:
    """Keep how a school sees itself in a check of the pack; every item is answered."""
    school, asked = check_plans(by, unit), growing().check(check)
    if asked is None:
        raise NotVisible(_("There is nothing here for you."))
    if set(states) != {one.key for one in asked.items} or not all(LACKS <= one <= THERE for one in states.values()):
        raise Refused(_("Choose an answer on each line."))
    made = Checked.objects.create(
        unit=school, check_key=check, states=dict(states), about=about[:200], by_id=by.person_id
    )  # fmt: skip
    record(verb="run check", on=_on(school.pk), by=by.person_id)
    return made
