"""How the offer of a school, school group or network adds up: shares and counts, names only for the head."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate

from django.db.models import Avg, Count, Q

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.network.people.models import Person
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.offers.roles.models import Talent
from samenwijzer.practice.offers.roles.pack import Titled, frame, said
from samenwijzer.practice.offers.training.models import Course, Follow, Place, Provider
from samenwijzer.practice.offers.training.pack import Track, tracks, words
from samenwijzer.practice.offers.training.rules import (
    ABOVE,
    MINIMUM,
    check_offering,
    directs,
    heads,
    staff_of,
    visible_courses,
)

ALL_CURRICULA = "all"
#: Roles whose networks over schools are counted (D-310).
NETWORKED = ("care_coordinator", "pupil_counsellor", "learning_supporter", "clb_staff")


@dataclass(frozen=True)
class Share:
    """How many of how many; ``None`` where there are too few people, or the rest would be too few to stay unknown."""

    title: str
    reached: int | None
    of: int
    names: Sequence[str] = ()

    @property
    def percent(self) -> int | None:
        """The share, in whole per cents."""
        return None if self.reached is None else round(100 * self.reached / self.of)


def share(title: str, reached: int, of: int, names: Sequence[str] = ()) -> Share:
    """Return a share that points at nobody: neither who is in it nor who is not (R10)."""
    tells = of >= MINIMUM and (reached == 0 or reached >= MINIMUM or bool(names))
    tells = tells and (of - reached == 0 or of - reached >= MINIMUM or bool(names))
    return Share(title, reached if tells else None, of, names)


@dataclass(frozen=True)
class Leader:
    """A school leader on a track its general director knows of: how far, never what was written."""

    person: Person
    track: Track
    done: int
    tasks: int


@dataclass(frozen=True)
class Rated:
    """Somebody who gives courses, with what people found from :data:`MINIMUM` reviews on."""

    provider: Provider
    mean: float | None
    reviews: int

    @property
    def is_proposed(self) -> bool:
        """Whether it is proposed: unless what people found lies under the bar (D-368)."""
        return self.mean is None or self.mean >= words().bar


@dataclass(frozen=True)
class OfferPage:
    """What a unit offers, which needs there are, what is covered and who was reached."""

    unit: Unit
    leads: bool
    courses: Sequence[Course]
    taken: frozenset[int]
    cost: Decimal
    providers: Sequence[Rated]
    needs: Sequence[tuple[str, int]]
    competences: Sequence[Share]
    curricula: Sequence[Share]
    leaders: Sequence[Leader]
    networks: Sequence[Share]

    @property
    def is_above(self) -> bool:
        """Whether it stands above the schools."""
        return self.unit.kind in ABOVE

    @property
    def proposed(self) -> list[Provider]:
        """Who is proposed for a new course."""
        return [one.provider for one in self.providers if one.is_proposed]


def offer_of(*, viewer: Viewer, unit: int) -> OfferPage:
    """Return the offer of ``unit`` and above it, as far as ``viewer`` sees it (twelve queries at most)."""
    found = check_offering(viewer, unit)
    leads = can_plan(viewer, found)
    rows = list(visible_courses(viewer).filter(unit__in=found.ancestor_ids).order_by("-on", "-pk"))
    taken = Place.objects.filter(person=viewer.person_id, course__in=rows).values_list("course", flat=True)
    own = [one for one in rows if one.unit_id == found.pk]
    return OfferPage(
        found,
        leads,
        rows,
        frozenset(taken),
        sum((one.cost for one in own), Decimal(0)),
        _rated(found) if leads else [],
        _needs(viewer, found) if leads else [],
        _competences(viewer, found),
        _curricula(viewer, found, rows) if leads and found.kind in SCHOOLS else [],
        _leaders(viewer, found) if directs(viewer, found) else [],
        _networks(viewer, found) if leads and found.kind in ABOVE else [],
    )


def _rated(unit: Unit) -> list[Rated]:
    rows = Provider.objects.filter(unit__in=unit.ancestor_ids)
    counted = rows.annotate(mean=Avg("reviews__score"), many=Count("reviews")).order_by("name", "pk")
    return [Rated(one, one.mean if one.many >= MINIMUM else None, one.many) for one in counted]


def _needs(viewer: Viewer, unit: Unit) -> list[tuple[str, int]]:
    """Return what people say they want to learn, from :data:`MINIMUM` people on (D-360)."""
    people = staff_of(viewer, unit).values("person")
    rows = Talent.objects.filter(person__in=people, kind=Talent.Kind.NEED).values_list("topic")
    counted = rows.annotate(many=Count("person", distinct=True)).filter(many__gte=MINIMUM).order_by("-many", "topic")
    titles = frame().titles()
    return [(titles[topic], many) for topic, many in counted if topic in titles]


def _competences(viewer: Viewer, unit: Unit) -> list[Share]:
    """Return for each of the five competences which share of the staff began a track (D-136).

    Who works in a school below reads the share of that school too: the difference tells of the others.
    """
    staff = set(staff_of(viewer, unit).values_list("person", flat=True))
    known = [set(staff_of(viewer, one).values_list("person", flat=True)) for one in _known_below(viewer, unit)]
    by_track = {one.key: one.competence for one in tracks().values()}
    begun: dict[str, set[int]] = {}
    for person, track in Follow.objects.filter(
        person__in=staff_of(viewer, unit).values("person"), track__in=by_track
    ).values_list("person", "track"):
        begun.setdefault(by_track[track] or "", set()).add(person)
    return [_apart(one.name, begun.get(one.key, set()), staff, known) for one in words().competences]


def _known_below(viewer: Viewer, unit: Unit) -> list[Unit]:
    """Return the units below a school group or network in which ``viewer`` works; no query."""
    if unit.kind not in ABOVE:
        return []
    inside = [one.unit_path for one in viewer.functions if one.unit_path.startswith(unit.path)]
    steps = {
        step for path in inside for step in accumulate(path.removeprefix(unit.path).split("/")[:-1], "{}/{}".format)
    }
    return [Unit(path=f"{unit.path}{step}/") for step in sorted(steps)]


def _apart(title: str, reached: set[int], staff: set[int], known: Sequence[set[int]]) -> Share:
    """Return a share of ``staff``, told only where what is left without a part the viewer ``known`` is told too."""
    whole = share(title, len(reached & staff), len(staff))
    rests = [share(title, len(reached & staff - part), len(staff - part)) for part in known if staff - part]
    return replace(whole, reached=None) if any(one.reached is None for one in rests) else whole


def _curricula(viewer: Viewer, school: Unit, courses: Sequence[Course]) -> list[Share]:
    """Return for each curriculum with a course which teachers were reached; names only for the head (D-273)."""
    known = {one.key: one.name for one in words().curricula}
    by_course = {one.pk: one.curriculum for one in courses if one.audience == "teacher"}
    teachers = {row.person_id: row.person for row in staff_of(viewer, school, "teacher").select_related("person")}
    reached: dict[str, set[int]] = {}
    for course, person in Place.objects.filter(course__in=by_course, person__in=teachers).values_list(
        "course", "person"
    ):
        reached.setdefault(by_course[course], set()).add(person)
    names = heads(viewer, school)
    return [
        share(
            known[key],
            len(reached.get(key, set())),
            len(teachers),
            sorted(str(teachers[one]) for one in reached.get(key, set())) if names else (),
        )
        for key in dict.fromkeys(by_course.values())
        if key in known and teachers
    ]


def _leaders(viewer: Viewer, group: Unit) -> list[Leader]:
    """Return which heads of the group follow a track for leaders, to its general director only (D-361)."""
    shown = {one.key: one for one in tracks().values() if one.above}
    rows = Follow.objects.filter(track__in=shown, person__in=staff_of(viewer, group, "head").values("person"))
    counted = rows.select_related("person").annotate(done=Count("steps", filter=Q(steps__done_at__isnull=False)))
    return [
        Leader(one.person, shown[one.track], one.done, len(shown[one.track].tasks_for(one.stage)))
        for one in counted.order_by("person__family_name", "pk")
    ]


def _networks(viewer: Viewer, unit: Unit) -> list[Share]:
    """Return of each community over schools how many of a care role below the unit it reaches (D-310)."""
    holders: dict[str, set[int]] = {}
    members: dict[tuple[str, int], set[int]] = {}
    community = Q(unit__kind="plc", unit__parent=unit)
    rows = staff_of(viewer, unit).filter(community | Q(role__in=NETWORKED)).order_by("unit__name", "pk")
    for person, role, kind, name, key in rows.values_list("person", "role", "unit__kind", "unit__name", "unit"):
        if role in NETWORKED:
            holders.setdefault(role, set()).add(person)
        elif kind == "plc":
            members.setdefault((name, key), set()).add(person)
    titles = {one.key: said(one.title) for one in organisation().roles}
    return [
        Share(f"{name} · {titles[role]}", len(people & holders[role]), len(holders[role]))
        for (name, _unit), people in members.items()
        for role in holders
        if people & holders[role] and len(holders[role]) >= MINIMUM
    ]


@dataclass(frozen=True)
class Cover:
    """One curriculum of the matrix, with how many courses there are for each audience."""

    curriculum: Titled
    cells: Sequence[int]


def coverage(courses: Sequence[Course], *, region: str) -> list[Cover]:
    """Return how many courses there are by curriculum and audience, in one region or in all (D-276).

    A course across all curricula, or in every region, counts nowhere in particular: a gap stays a gap.
    """
    known = words()
    found = Counter((one.curriculum, one.audience) for one in courses if region in ("", one.region))
    return [
        Cover(one, [found[one.key, audience.key] for audience in known.audiences])
        for one in known.curricula
        if one.key != ALL_CURRICULA
    ]
