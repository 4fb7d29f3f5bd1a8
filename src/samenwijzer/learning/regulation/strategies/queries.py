"""The toolbox of a learner, its profile, what a group was taught, and the learning line of a school."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.learning.regulation.strategies.models import BandShift, StrategyLesson, StrategyTry, Taught
from samenwijzer.learning.regulation.strategies.pack import Area, Band, Evidence, Strategy, repertoire
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active

#: From so many tries on a profile says how a strategy goes; WORKED is the least step that counts as having worked.
ENOUGH, WORKED = 2, 3


@dataclass(frozen=True)
class Tool:
    """A strategy in somebody's toolbox: for what it was tried, newest first, and when it worked."""

    strategy: Strategy
    tries: Sequence[StrategyTry]

    @property
    def worked(self) -> list[StrategyTry]:
        """The times that it worked."""
        return [one for one in self.tries if one.went >= WORKED]

    @property
    def is_known(self) -> bool:
        """Whether it was tried often enough to say how it goes."""
        return len(self.tries) >= ENOUGH

    @property
    def domains(self) -> list[str]:
        """Where it was tried, each once."""
        return list(dict.fromkeys(repertoire().domain_name(one.domain) for one in self.tries))


@dataclass(frozen=True)
class Drawer:
    """One of the four areas with what is in it, and what is still to be discovered."""

    area: Area
    tools: Sequence[Tool]
    others: Sequence[Strategy]

    @property
    def name(self) -> str:
        """The title of the area."""
        return repertoire().area_name(self.area)


def toolbox(*, learner: int, young: bool = False) -> list[Drawer]:
    """Return the four areas with what ``learner`` tried (one query). The caller has checked who may know.

    ``young``: only strategies by play and pictures are offered beside.
    """
    tries: dict[str, list[StrategyTry]] = defaultdict(list)
    for row in StrategyTry.objects.filter(learner=learner):
        tries[row.strategy].append(row)
    known = repertoire()
    drawers = []
    for area in Area:
        tools = [Tool(one, tries[one.key]) for one in known.of(area) if one.key in tries]
        offered = [one for one in known.of(area) if one.key not in tries and one.is_played == young]
        drawers.append(Drawer(area, tools, offered))
    return drawers


def missing_areas(drawers: Iterable[Drawer]) -> list[Drawer]:
    """Return the areas in which nothing was tried yet (D-390)."""
    return [one for one in drawers if not one.tools]


@dataclass(frozen=True)
class TaughtLine:
    """How often a strategy was explained, modelled, supported and practised in a group."""

    strategy: Strategy
    counts: dict[str, int]
    last: Taught

    @property
    def explained(self) -> int:
        """Times explained."""
        return self.counts.get(Taught.How.EXPLAINED, 0)

    @property
    def modelled(self) -> int:
        """Times modelled."""
        return self.counts.get(Taught.How.MODELLED, 0)

    @property
    def supported(self) -> int:
        """Times supported."""
        return self.counts.get(Taught.How.SUPPORTED, 0)

    @property
    def practised(self) -> int:
        """Times practised."""
        return self.counts.get(Taught.How.PRACTISED, 0)


def taught_in(*, unit: int, viewer: Viewer) -> tuple[Unit, list[TaughtLine]]:
    """Return the group that ``viewer`` guides and what was taught in it, the newest strategy first."""
    group = check_guides_unit(viewer, unit)
    rows: dict[str, list[Taught]] = defaultdict(list)
    for row in Taught.objects.filter(unit=unit):
        rows[row.strategy].append(row)
    known = repertoire().strategies
    lines = [
        TaughtLine(known[key], Counter(one.how for one in found), found[0])
        for key, found in rows.items()
        if key in known
    ]
    return group, lines


def taught_areas(lines: Iterable[TaughtLine]) -> set[Area]:
    """Return the areas in which something was taught."""
    return {one.strategy.area for one in lines}


def is_taught(*, strategy: str, units: Collection[int]) -> bool:
    """Whether a strategy was taught in one of these groups (R3)."""
    return Taught.objects.filter(strategy=strategy, unit__in=units).exists()


def taught_to(*, learner: int) -> list[Strategy]:
    """Return the strategies that were taught in a group in which ``learner`` is or was, in the order of the pack.

    The caller has checked who may know.
    """
    units = Membership.objects.filter(person=learner, role=LEARNER).values("unit")
    keys = set(Taught.objects.filter(unit__in=units).values_list("strategy", flat=True))
    return [one for key, one in repertoire().strategies.items() if key in keys]


def groups_of_learner(*, learner: int, viewer: Viewer) -> list[int]:
    """Return the groups in which ``learner`` is today."""
    rows = Membership.objects.filter(active(viewer.on), person=learner, role=LEARNER)
    return list(rows.values_list("unit", flat=True))


@dataclass(frozen=True)
class LessonPlan:
    """A lesson with its four parts in order, and which are missing (D-190)."""

    lesson: StrategyLesson
    strategy: Strategy
    parts: Sequence[tuple[str, str]]
    missing: Sequence[str]


def part_names() -> dict[str, str]:
    """Return the four parts of teaching a strategy in words."""
    return {
        Taught.How.EXPLAINED.value: _("explicit instruction"),
        Taught.How.MODELLED.value: _("modelling"),
        Taught.How.SUPPORTED.value: _("scaffolding"),
        Taught.How.PRACTISED.value: _("practice"),
    }


def lessons_of(*, unit: int) -> list[LessonPlan]:
    """Return the strategy lessons of a group, newest first; the caller has checked who may know."""
    known, names = repertoire().strategies, part_names()
    return [
        LessonPlan(
            row,
            known[row.strategy],
            [(name, row.parts.get(how, "")) for how, name in names.items()],
            [name for how, name in names.items() if not row.parts.get(how)],
        )
        for row in StrategyLesson.objects.filter(unit=unit)
        if row.strategy in known
    ]


@dataclass(frozen=True)
class LineEntry:
    """A strategy in the learning line of a school: in which band, why there, and how strong the evidence is."""

    strategy: Strategy
    band: Band
    shift: BandShift | None

    @property
    def is_weak(self) -> bool:
        """Whether little is known about it."""
        return self.strategy.teaching.evidence == Evidence.WEAK


def learning_line(*, school: int) -> list[tuple[Band, list[LineEntry]]]:
    """Return the learning line of a school by age band (one query); the caller has checked who may know."""
    shifts = {row.strategy: row for row in BandShift.objects.filter(school=school)}
    known = repertoire()
    entries = []
    for key, strategy in known.strategies.items():
        shift = shifts.get(key)
        band = known.band(shift.band if shift else strategy.teaching.band) or known.bands[0]
        entries.append(LineEntry(strategy, band, shift))
    return [(band, [one for one in entries if one.band == band]) for band in known.bands]
