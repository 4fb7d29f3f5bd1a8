"""Who has which role, what is missing, who never did, and where expertise is found: near first."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.network.organisation.pack import education
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.rules import SCHOOLS, works_in
from samenwijzer.practice.offers.roles import pack
from samenwijzer.practice.offers.roles.models import OpenRole, RoleVariant, Talent, TeamNeed, TeamRole
from samenwijzer.practice.offers.roles.pack import frame
from samenwijzer.practice.offers.roles.rules import (
    HANDOVER,
    MINIMUM,
    adults_in,
    check_divides,
    check_works,
    read_talents,
    schools_of,
)

PARTNER = "partner"
#: How the keys of the stages of special education begin.
SPECIAL = "buitengewoon"


@dataclass(frozen=True)
class NamedRole:
    """A role of the frame as a school calls it; ``net_title`` is what it is called in the network (D-114)."""

    key: str
    title: str
    net_title: str
    tasks: Sequence[str]
    core: bool


@dataclass(frozen=True)
class RoleLine:
    """A role in a team: who has it now, how many hours a week in all, who never had it, and who is good at it."""

    role: NamedRole
    now: Sequence[TeamRole]
    before: Sequence[TeamRole]
    never: Sequence[Person]
    fits: Sequence[Person]

    @property
    def hours(self) -> Decimal:
        """Hours a week of all together: by role, never by person (D-070)."""
        return sum((one.hours for one in self.now), Decimal(0))

    @property
    def is_gap(self) -> bool:
        """Whether every team needs it and nobody has it (D-072)."""
        return self.role.core and not self.now


@dataclass(frozen=True)
class Expertise:
    """A topic in a team: who shows it as a strength, and whether the learners need it."""

    topic: str
    people: Sequence[Person]
    need: TeamNeed | None

    @property
    def is_risk(self) -> bool:
        """Whether it rests on one person (D-073)."""
        return len(self.people) == 1

    @property
    def is_missing(self) -> bool:
        """Whether the learners need it and nobody shows it (D-127)."""
        return self.need is not None and not self.people


@dataclass(frozen=True)
class RolesPage:
    """The roles and the expertise of a team."""

    unit: Unit
    members: Sequence[Person]
    lines: Sequence[RoleLine]
    expertise: Sequence[Expertise]
    handovers: Sequence[TeamRole]

    @property
    def current(self) -> list[TeamRole]:
        """Every role somebody has now."""
        return [one for line in self.lines for one in line.now]


def named_roles(school: int | None = None) -> list[NamedRole]:
    """Return the roles of the frame, as a school calls them (one query) or as the network does (none)."""
    rows = RoleVariant.objects.filter(unit=school) if school is not None else RoleVariant.objects.none()
    variants = {one.role: one for one in rows}
    found = []
    for role in frame().roles:
        own = variants.get(role.key)
        tasks = [pack.said(one) for one in role.tasks] + (own.tasks.splitlines() if own else [])
        found.append(NamedRole(role.key, own.title if own else role.name, role.name, tasks, role.core))
    return found


def roles_of(*, viewer: Viewer, unit: int) -> RolesPage:
    """Return the roles and expertise of a team in which ``viewer`` works; six queries, however large it is."""
    team = check_divides(viewer, unit)
    rows = Membership.objects.filter(active(viewer.on), unit=team).exclude(role="learner").select_related("person")
    members = list({row.person_id: row.person for row in rows.order_by("person__given_name", "pk")}.values())
    had: dict[str, list[TeamRole]] = defaultdict(list)
    for row in TeamRole.objects.filter(unit=team, starts__lte=viewer.on).select_related("person"):
        had[row.role].append(row)
    shown = list(read_talents(team, viewer.on).exclude(kind=Talent.Kind.NEED).select_related("person"))
    school = Unit.objects.filter(pk__in=team.ancestor_ids, kind__in=SCHOOLS).first()
    lines = [_line(role, had[role.key], members, shown, viewer) for role in named_roles(school.pk if school else None)]
    return RolesPage(team, members, lines, _expertise(team, shown), _handovers(lines, viewer))


def _line(
    role: NamedRole, had: Sequence[TeamRole], members: Sequence[Person], shown: Sequence[Talent], viewer: Viewer
) -> RoleLine:
    ever = {one.person_id for one in had}
    fits = {one.person_id: one.person for one in shown if one.topic == role.key}
    return RoleLine(
        role=role,
        now=[one for one in had if one.ends >= viewer.on],
        before=[one for one in had if one.ends < viewer.on][::-1],
        never=[one for one in members if one.pk not in ever],
        fits=list(fits.values()),
    )


def _expertise(team: Unit, shown: Sequence[Talent]) -> list[Expertise]:
    needs = {one.topic: one for one in TeamNeed.objects.filter(unit=team)}
    people: dict[str, list[Person]] = defaultdict(list)
    for one in shown:
        if one.kind == Talent.Kind.STRENGTH:
            people[one.topic].append(one.person)
    titles = frame().titles()
    asked = [key for key in titles if key in needs or key in people]
    found = [Expertise(titles[key], people.get(key, []), needs.get(key)) for key in asked]
    return sorted(found, key=lambda one: (not one.is_missing, not one.is_risk, one.topic))


def _handovers(lines: Sequence[RoleLine], viewer: Viewer) -> list[TeamRole]:
    """Return the roles of ``viewer`` that end within a week and were not handed over yet (D-096)."""
    own = [one for line in lines for one in line.now if one.person_id == viewer.person_id]
    return [one for one in own if one.ends - HANDOVER <= viewer.on and not one.handover]


@dataclass(frozen=True)
class Place:
    """A school or partner where expertise is; ``is_special``: a school with groups of special education (D-013)."""

    unit: Unit
    is_special: bool = False

    def __str__(self) -> str:
        return str(self.unit)


@dataclass(frozen=True)
class Circle:
    """A circle in which expertise was found: people by name near by; further away only the places (never a name)."""

    title: str
    people: Sequence[Person]
    places: Sequence[Place]


@dataclass(frozen=True)
class TalentsPage:
    """What somebody said of itself, and of the schools in which it works what is wanted, open and found there.

    ``wanted`` pairs a topic with how many want it; ``open`` a role with whether it fits the own ambitions.
    """

    talents: Sequence[Talent]
    schools: Sequence[Unit]
    wanted: Sequence[tuple[str, int]]
    open: Sequence[tuple[OpenRole, bool]]
    circles: Sequence[Circle]


def talents_page(*, viewer: Viewer, topic: str = "") -> TalentsPage:
    """Return what ``viewer``, who works somewhere, said of itself, hidden or not, and finds around it.

    Where expertise in ``topic`` is found is asked only with a topic. Four queries, five more with a topic, and one
    more for every further school in which somebody works.
    """
    check_works(viewer)
    talents, schools = list(Talent.objects.filter(person=viewer.person_id)), schools_of(viewer)
    return TalentsPage(
        talents=talents,
        schools=schools,
        wanted=_wanted(schools, viewer),
        open=_open_roles(viewer, talents),
        circles=_circles(viewer, topic, schools) if topic else [],
    )


def _wanted(schools: Sequence[Unit], viewer: Viewer) -> list[tuple[str, int]]:
    """Return what at least five people of a school want to do or learn, hidden or not, most wanted first (D-148)."""
    found: Counter[str] = Counter()
    for school in schools:
        people = adults_in(school, viewer.on).values("person")
        rows = Talent.objects.filter(person__in=people, kind__in=(Talent.Kind.AMBITION, Talent.Kind.NEED))
        counted = rows.values("topic").annotate(count=Count("person", distinct=True)).filter(count__gte=MINIMUM)
        for row in counted.order_by("topic"):
            found[row["topic"]] = max(found[row["topic"]], row["count"])
    titles = frame().titles()
    return [(titles[key], count) for key, count in found.most_common() if key in titles]


def _circles(viewer: Viewer, topic: str, schools: Sequence[Unit]) -> list[Circle]:
    """Return where expertise in ``topic`` is found: team, school, school group, partners, in that order (D-130)."""
    strengths = Talent.objects.filter(topic=topic, kind=Talent.Kind.STRENGTH, shown=True)
    strengths = strengths.exclude(person=viewer.person_id)
    team, near = _near(viewer, strengths, schools)
    groups = Unit.objects.filter(pk__in=[key for one in schools for key in one.ancestor_ids], kind="school_group")
    within = Q(pk__in=[])
    for group in groups:
        within |= Q(path__startswith=group.path)
    held = Membership.objects.filter(active(viewer.on), person__in=strengths.values("person")).exclude(role="learner")
    paths = list(held.values_list("unit__path", flat=True))
    own_schools = {one.pk for one in schools}
    places = list(Unit.objects.filter(Q(within, kind__in=SCHOOLS) | Q(kind=PARTNER)))
    elsewhere = [one for one in places if one.kind != PARTNER and one.pk not in own_schools]
    found = [one for one in elsewhere if any(path.startswith(one.path) for path in paths)]
    partners = [one for one in places if one.kind == PARTNER]
    return [
        Circle("team", team, []),
        Circle("school", near, []),
        Circle("school_group", [], _special_first(found)),
        Circle("partner", [], [Place(one) for one in partners if one.path in paths]),
    ]


def _special_first(schools: Sequence[Unit]) -> list[Place]:
    """Return schools as places, those with groups of special education before the others (at most one query)."""
    inside = Q(pk__in=[])
    for school in schools:
        inside |= Q(path__startswith=school.path)
    levels = [one.key for one in education().levels if one.stage.key.startswith(SPECIAL)]
    paths = list(Unit.objects.filter(inside, level__in=levels).values_list("path", flat=True)) if schools else []
    found = [Place(one, any(path.startswith(one.path) for path in paths)) for one in schools]
    return sorted(found, key=lambda one: (not one.is_special, str(one)))


def _near(viewer: Viewer, strengths: QuerySet[Talent], schools: Sequence[Unit]) -> tuple[list[Person], list[Person]]:
    """Return who of ``strengths`` is in a team of ``viewer``, and who else in one of ``schools`` (one query)."""
    own = {one.unit_id for one in works_in(viewer)}
    inside = Q(unit__in=own) & ~Q(unit__kind__in=SCHOOLS)
    for school in schools:
        inside |= Q(unit__path__startswith=school.path)
    rows = Membership.objects.filter(active(viewer.on), inside, person__in=strengths.values("person"))
    held = list(rows.exclude(role="learner").select_related("person", "unit").order_by("person", "pk"))
    team = {row.person: None for row in held if row.unit_id in own and row.unit.kind not in SCHOOLS}
    return list(team), [one for one in dict.fromkeys(row.person for row in held) if one not in team]


def _open_roles(viewer: Viewer, talents: Sequence[Talent]) -> list[tuple[OpenRole, bool]]:
    """Return the roles open in the school group of ``viewer``, those that fit its ambitions first (D-165)."""
    places = [one.unit_path.strip("/").split("/")[:2] for one in works_in(viewer)]
    within = Q(pk__in=[])
    for network, group in {(one[0], one[1]) for one in places if len(one) > 1}:
        within |= Q(unit__path__startswith=f"/{network}/{group}/")
    rows = OpenRole.objects.filter(within, until__gte=viewer.on).select_related("unit")
    wants = {one.topic for one in talents if one.kind in (Talent.Kind.AMBITION, Talent.Kind.INTEREST)}
    return sorted(((one, one.topic in wants) for one in rows), key=lambda pair: (not pair[1], pair[0].until))
