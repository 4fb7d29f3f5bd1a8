"""The digital policy of a school, and the ideas of a network with where they stand."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import check_reads_plans, level_of
from samenwijzer.practice.technology.models import Block, BlockScan, DigitalAction, Idea, IdeaAnswer, IdeaVote, Tool
from samenwijzer.practice.technology.rules import plans_for, visible_ideas

#: From this level on, a school invests a lot in a building block.
MUCH = 3


@dataclass(frozen=True)
class BlockLine:
    """A building block of a school: how much goes in, and what is planned in it; ``None`` where nobody scanned."""

    block: Block
    level: int | None
    actions: int


@dataclass(frozen=True)
class DigitalPolicy:
    """The digital policy of a school: tools, six building blocks and actions."""

    school: Unit
    tools: list[Tool]
    blocks: list[BlockLine]
    actions: list[DigitalAction]

    @property
    def out_of_balance(self) -> list[tuple[Block, Block]]:
        """Pairs of a block that gets a lot and one that gets nothing (D-090)."""
        much = [line.block for line in self.blocks if line.level == MUCH]
        nothing = [line.block for line in self.blocks if line.level == 0]
        return [(high, low) for high in much for low in nothing]


def digital_policy(*, viewer: Viewer, school: int) -> DigitalPolicy:
    """Return the digital policy of a school that ``viewer`` reads; a constant number of queries."""
    found = check_reads_plans(viewer, school)
    year = SchoolYear.of(viewer.on).start
    levels = dict(BlockScan.objects.filter(unit=found, year=year).values_list("block", "level"))
    actions = list(DigitalAction.objects.filter(unit=found).select_related("owner"))
    counts = {block: sum(1 for one in actions if one.block == block and one.done_at is None) for block in Block}
    blocks = [BlockLine(block, levels.get(block), counts[block]) for block in Block]
    tools = list(Tool.objects.filter(unit=found).prefetch_related("trials"))
    return DigitalPolicy(found, tools, blocks, actions)


@dataclass(frozen=True)
class LevelState:
    """How an idea stands at one level: its newest answer, or none yet; ``can_answer`` for who speaks for it."""

    unit: Unit
    answer: IdeaAnswer | None
    can_answer: bool


@dataclass(frozen=True)
class IdeaLine:
    """An idea with how many want it, whether the viewer does, and how it stands at each level from below up."""

    idea: Idea
    votes: int
    wanted: bool
    levels: list[LevelState]


def ideas(*, viewer: Viewer, most: int = 100) -> list[IdeaLine]:
    """Return the ideas of the network, most wanted first, with where each stands at all levels; three queries."""
    wanted = IdeaVote.objects.filter(idea=OuterRef("pk"), by=viewer.person_id)
    rows = visible_ideas(viewer).annotate(count=Count("votes"), is_wanted=Exists(wanted))
    found = list(rows.select_related("unit").prefetch_related("answers").order_by("-count", "-at")[:most])
    ids = {int(part) for one in found for part in one.unit.path.split("/") if part}
    units = Unit.objects.in_bulk(ids)
    lines = []
    for one in found:
        above = [units[int(part)] for part in one.unit.path.split("/") if part]
        newest = {answer.unit_id: answer for answer in one.answers.all()}
        levels = [
            LevelState(unit, newest.get(unit.pk), plans_for(viewer, unit)) for unit in reversed(above) if level_of(unit)
        ]
        lines.append(IdeaLine(one, one.count, one.is_wanted, levels))
    return lines
