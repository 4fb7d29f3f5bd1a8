"""What is read of communities: the registry of a place, its people, what was tried, stages and checks."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Q
from django.utils import timezone

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import Meeting, Point
from samenwijzer.practice.agenda.plc.models import Bearer, Charter, Checked, ResearchAccess, Stage, Tried
from samenwijzer.practice.agenda.plc.pack import LACKS, Check, Titled, growing
from samenwijzer.practice.agenda.plc.rules import check_grows, check_looks_along, check_place, teachers_of
from samenwijzer.practice.curriculum.rules import SCHOOLS, check_plans
from samenwijzer.practice.cycles.communities.models import Advice, Finding
from samenwijzer.practice.cycles.communities.queries import COMMUNITY_INQUIRY
from samenwijzer.practice.cycles.communities.rules import COMMUNITY, check_community
from samenwijzer.practice.cycles.models import Answer, Cycle, Passed
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.cycles.pack import templates

MOST_FOUND, MOST_SUBJECTS = 30, 40


@dataclass
class Line:
    """A community in the registry, in numbers: what is said in it stays in it.

    Of a closed one (heads who think along with each other) only ``attendance`` is known beside how many it has.
    """

    unit: Unit
    charter: Charter | None
    members: int = 0
    attendance: list[tuple[Meeting, int]] = field(default_factory=list)
    products: int = 0
    effects: Counter[str] = field(default_factory=Counter)
    tried: int = 0
    running: bool = False
    bearers: list[Bearer] = field(default_factory=list)

    @property
    def is_closed(self) -> bool:
        """Whether only the number present leaves it."""
        return self.charter is not None and self.charter.is_closed

    @property
    def cost(self) -> Decimal:
        """What it costs in a year."""
        return sum((one.euro for one in self.bearers), Decimal(0))

    @property
    def effect_words(self) -> list[tuple[str, int]]:
        """What changed for learners, in words, with how often its inquiries said so."""
        phase = templates()[COMMUNITY_INQUIRY].phase("close")
        prompt = phase.prompt("plc-changed") if phase else None
        choices = prompt.choices if prompt else ()
        return [(one.title.words(), self.effects[one.key]) for one in choices if self.effects[one.key]]


@dataclass(frozen=True)
class Registry:
    """The communities in and below ``place``; ``without``: who teaches ``subject`` and is in none, with the school."""

    place: Unit
    lines: Sequence[Line]
    subject: str
    without: Sequence[tuple[Person, str]]
    teachers: int
    subjects: Sequence[str]


def registry(*, viewer: Viewer, unit: int, subject: str = "") -> Registry:
    """Return the communities below a place where ``viewer`` forms them; twelve queries at most."""
    place = check_place(viewer, unit)
    units = Unit.objects.filter(kind=COMMUNITY, path__startswith=place.path).select_related("parent", "charter")
    lines = {one.pk: Line(one, getattr(one, "charter", None)) for one in units.order_by("name", "pk")}
    _count(lines, viewer)
    asked = " ".join(subject.split())[:80]
    people = list(teachers_of(asked, place, viewer)) if asked else []
    taken = _in_one_of(people, asked, viewer) if people else set()
    alone = [one for one in people if one.pk not in taken]
    schools = _schools_of(alone, place, viewer) if alone else {}
    without = [(one, schools.get(one.pk, "")) for one in alone]
    return Registry(place, list(lines.values()), asked, without, len(people), _subjects(place, viewer, lines))


def _in_one_of(people: Sequence[Person], subject: str, viewer: Viewer) -> set[int]:
    """Return who of ``people`` is in a community, wherever it stands, whose subject or name is about ``subject``."""
    rows = Membership.objects.filter(active(viewer.on), person__in=people, unit__kind=COMMUNITY)
    wanted, taken = subject.casefold(), set[int]()
    for person, name, about in rows.values_list("person", "unit__name", "unit__charter__subject"):
        theme = (about or "").casefold()
        if wanted in name.casefold() or wanted in theme or (theme and theme in wanted):
            taken.add(person)
    return taken


def _subjects(place: Unit, viewer: Viewer, lines: dict[int, Line]) -> list[str]:
    """Return the subjects that the timetables below a place, and its communities, name."""
    slots = Slot.objects.filter(active(viewer.on), unit__path__startswith=place.path)
    titles = set(slots.order_by("title").values_list("title", flat=True).distinct()[:MOST_SUBJECTS])
    return sorted(titles | {one.charter.subject for one in lines.values() if one.charter and one.charter.subject})


def _schools_of(people: Sequence[Person], place: Unit, viewer: Viewer) -> dict[int, str]:
    """Return the name of a school in which each works (two queries)."""
    rows = Membership.objects.filter(active(viewer.on), person__in=people, unit__path__startswith=place.path)
    pairs = list(rows.order_by("pk").values_list("person", "unit__path"))
    above = {int(part) for _person, path in pairs for part in path.split("/") if part}
    schools = dict(Unit.objects.filter(pk__in=above, kind__in=SCHOOLS).values_list("pk", "name"))
    found: dict[int, str] = {}
    for person, path in pairs:
        for part in path.split("/"):
            if part and int(part) in schools:
                found.setdefault(person, schools[int(part)])
    return found


def _count(lines: dict[int, Line], viewer: Viewer) -> None:
    members = Membership.objects.filter(active(viewer.on), unit__in=lines).exclude(role=LEARNER)
    for unit, number in members.order_by().values_list("unit").annotate(number=Count("person", distinct=True)):
        lines[unit].members = number
    meetings = Meeting.objects.filter(unit__in=lines, begins_at__lte=timezone.now())
    for meeting in meetings.annotate(there=Count("invited", filter=Q(invited__present=True))).order_by("-begins_at"):
        lines[meeting.unit_id or 0].attendance.append((meeting, meeting.there))
    open_lines = {key: one for key, one in lines.items() if not one.is_closed}
    tried = Tried.objects.filter(meeting__unit__in=open_lines).order_by().values_list("meeting__unit")
    for unit, number in tried.annotate(number=Count("pk")):
        open_lines[unit or 0].tried = number
    for bearer in Bearer.objects.filter(charter__unit__in=lines).select_related("bearer", "charter"):
        lines[bearer.charter.unit_id].bearers.append(bearer)
    ids = [str(key) for key in open_lines]
    cycles = dict(
        Cycle.objects.filter(template=COMMUNITY_INQUIRY, owner_kind=UNIT, owner_id__in=ids).values_list(
            "pk", "owner_id"
        )
    )
    over = set(Passed.objects.filter(cycle__in=cycles, phase="close").values_list("cycle", flat=True))
    said = Answer.objects.filter(cycle__in=over, prompt="plc-changed").order_by("pk")
    last = dict(said.values_list("cycle", "value"))
    for cycle, owner in cycles.items():
        line = open_lines[int(owner)]
        line.products += cycle in over
        line.running = line.running or cycle not in over
        line.effects.update([str(last[cycle])] if cycle in last else [])


@dataclass(frozen=True)
class Session:
    """A meeting that is over, what members tried since, and who still has to say so."""

    meeting: Meeting
    tried: Sequence[Tried]
    waiting: Sequence[Person]
    own: Tried | None


def sessions_since(*, viewer: Viewer, community: int, most: int = 3) -> list[Session]:
    """Return the last meetings of a community of ``viewer`` with what each member tried since (three queries)."""
    here = check_community(viewer, community)
    meetings = list(
        Meeting.objects.filter(unit=here.unit_id, begins_at__lte=timezone.now()).order_by("-begins_at", "-pk")[:most]
    )
    rows = Membership.objects.filter(active(viewer.on), unit=here.unit_id).exclude(role=LEARNER)
    people = Person.objects.filter(pk__in=rows.values("person")).order_by("given_name", "family_name", "pk")
    members = list(people)
    said = defaultdict[int, list[Tried]](list)
    for one in Tried.objects.filter(meeting__in=meetings).select_related("by").order_by("pk"):
        said[one.meeting_id].append(one)
    found = []
    for meeting in meetings:
        done = {one.by_id for one in said[meeting.pk]}
        own = next((one for one in said[meeting.pk] if one.by_id == viewer.person_id), None)
        found.append(Session(meeting, said[meeting.pk], [one for one in members if one.pk not in done], own))
    return found


def charter_of(*, viewer: Viewer, community: int) -> Charter | None:
    """Return how a community of ``viewer`` is organised; ``None`` for one that was made without saying."""
    here = check_community(viewer, community)
    return Charter.objects.filter(unit=here.unit_id).first()


def researchers_for(*, viewer: Viewer, community: int) -> tuple[list[Person], list[ResearchAccess]]:
    """Return which researchers a community of ``viewer`` can let look, and which it lets (two queries)."""
    here = check_community(viewer, community)
    above = [int(part) for part in here.unit_path.split("/") if part]
    rows = Membership.objects.filter(active(viewer.on), role="researcher", unit__in=above)
    access = ResearchAccess.objects.filter(unit=here.unit_id, until__gte=viewer.on).select_related("person")
    people = Person.objects.filter(pk__in=rows.values("person")).order_by("given_name", "family_name", "pk")
    return list(people), list(access)


@dataclass(frozen=True)
class Nameless:
    """What a researcher reads of a community: how many members, what was found and advised, what changed. No names."""

    unit: Unit
    members: int
    findings: Sequence[str]
    advice: Sequence[str]
    effects: Sequence[tuple[str, int]]


def looked_into(*, viewer: Viewer) -> list[Unit]:
    """Return the communities into which ``viewer`` looks for research (one query)."""
    rows = ResearchAccess.objects.filter(person=viewer.person_id, until__gte=viewer.on)
    return list(Unit.objects.filter(pk__in=rows.values("unit")).order_by("name", "pk"))


def nameless(*, viewer: Viewer, community: int) -> Nameless:
    """Return what ``viewer``, who does research, may read of a community: nobody is named in it (D-103)."""
    unit = check_looks_along(viewer, community)
    line = Line(unit, None)
    _count({unit.pk: line}, viewer)
    cycles = Cycle.objects.filter(template=COMMUNITY_INQUIRY, owner_kind=UNIT, owner_id=str(unit.pk))
    advice = Advice.objects.filter(panel__cycle__in=cycles).order_by("text", "pk").values_list("text", flat=True)
    findings = Finding.objects.filter(unit=unit).order_by("text", "pk").values_list("text", flat=True)
    return Nameless(unit, line.members, list(findings), list(advice), line.effect_words)


@dataclass(frozen=True)
class Said:
    """Something of a meeting that was found by a word: the meeting, and the words."""

    meeting: Meeting
    words: Sequence[str]


def meetings_with(*, viewer: Viewer, community: int, words: str) -> list[Said]:
    """Return the meetings of a community of ``viewer`` that name ``words``, newest first (two queries; D-351)."""
    here = check_community(viewer, community)
    wanted = " ".join(words.split())[:100]
    if not wanted:
        return []
    named = Q(title__icontains=wanted) | Q(purpose__icontains=wanted) | Q(place__icontains=wanted)
    points = Point.objects.filter(meeting__unit=here.unit_id).filter(
        Q(text__icontains=wanted) | Q(decision__icontains=wanted)
    )
    said = defaultdict[int, list[str]](list)
    for one in points.order_by("-meeting__begins_at", "-pk")[:MOST_FOUND]:
        said[one.meeting_id].insert(0, f"{one.text}: {one.decision}" if one.decision else one.text)
    rows = Meeting.objects.filter(named | Q(pk__in=list(said)), unit=here.unit_id).order_by("-begins_at", "-pk")
    return [Said(one, said[one.pk] or [one.purpose]) for one in rows[:MOST_FOUND]]


def stages_of(*, viewer: Viewer, unit: int) -> tuple[Unit, list[Stage]]:
    """Return a team of ``viewer`` and the stages it went through, newest first (two queries)."""
    team = check_grows(viewer, unit)
    return team, list(Stage.objects.filter(unit=team).select_related("by"))


@dataclass(frozen=True)
class CheckPage:
    """A check of a school: how it stood the last time, and what to do now for what lacks most."""

    check: Check
    school: Unit
    last: Checked | None
    before: Checked | None
    steps: Sequence[Titled]


def check_page(*, viewer: Viewer, check: Check, unit: int) -> CheckPage:
    """Return a check of a school for which ``viewer`` plans (D-359)."""
    school = check_plans(viewer, unit)
    rows = list(Checked.objects.filter(unit=school, check_key=check.key).order_by("-at", "-pk")[:2])
    last = rows[0] if rows else None
    states = last.states if last else {}
    ordered = sorted(check.items, key=lambda one: states.get(one.key, LACKS))
    steps = ordered[: growing().steps] if last else []
    return CheckPage(check, school, last, rows[1] if len(rows) > 1 else None, steps)


@dataclass(frozen=True)
class Bottlenecks:
    """In how many of ``schools`` each item of a check lacks, most first; ``None``: too few schools to say (D-146)."""

    check: Check
    schools: int
    lacks: Sequence[tuple[Titled, int]] | None


def bottlenecks(*, viewer: Viewer, unit: int) -> list[Bottlenecks]:
    """Return for each check what lacks in the schools below a place above them; no school is named (one query)."""
    place = check_place(viewer, unit)
    if place.kind in SCHOOLS:
        return []
    rows = Checked.objects.filter(unit__path__startswith=place.path).order_by("at", "pk")
    last: dict[tuple[str, int], dict[str, int]] = {}
    for one in rows:
        last[one.check_key, one.unit_id] = one.states
    found = []
    for check in growing().checks:
        states = [value for (key, _unit), value in last.items() if key == check.key]
        counted = [(item, sum(one.get(item.key) == LACKS for one in states)) for item in check.items]
        ordered = sorted(counted, key=lambda pair: -pair[1])
        enough = len(states) >= growing().fewest_schools
        found.append(Bottlenecks(check, len(states), ordered if enough else None))
    return found
