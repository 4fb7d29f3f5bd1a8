"""Practice examples that fit a school, and what practice says beside a card."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.plc.doors import schools_of
from samenwijzer.practice.cycles.communities.queries import inquiries_of
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.practices.models import Citation, Component, Example, Kept, PracticeComment
from samenwijzer.practice.materials.rules import check_sees_material, visible_materials
from samenwijzer.practice.materials.search import find

MOST = 40
#: A school is similar of the same kind with half to twice as many learners.
HALF, TWICE = 2, 2


@dataclass(frozen=True)
class Practices:
    """Examples that fit what is asked, and the school they are similar to, where that was asked."""

    examples: Sequence[Example]
    school: Unit | None


def practices(*, viewer: Viewer, words: str = "", similar: bool = False, level: str = "") -> Practices:
    """Return the examples that ``viewer`` may read, by words, of schools like the own, of a level (four queries)."""
    rows = Example.objects.filter(material__in=visible_materials(viewer)).select_related("material", "school", "card")
    school = None
    if similar and (school := next(iter(schools_of(viewer)), None)):
        inside = Membership.objects.filter(active(viewer.on), unit__path__startswith=school.path, role=LEARNER)
        size = inside.values("person").distinct().count()
        rows = rows.filter(school__kind=school.kind, learners__gte=size // HALF, learners__lte=size * TWICE)
    found = rows.order_by("-material__made_at", "pk")
    if words.strip():
        ids = find(visible_materials(viewer).filter(example__in=rows), words).ids
        by_id = {one.material_id: one for one in found.filter(material__in=ids)}
        ordered = [by_id[one] for one in ids if one in by_id]
    else:
        ordered = list(found[: MOST * 2])
    return Practices([one for one in ordered if level in ("", one.level)][:MOST], school)


@dataclass(frozen=True)
class Chain:
    """From study to effect (D-296): what was made of a study, where it is used, and what came of it."""

    study: str
    materials: Sequence[Material]
    used_by: int
    effects: Sequence[Example]

    @property
    def status(self) -> int:
        """How far it came: 1 study, 2 material, 3 use, 4 effect."""
        steps = (bool(self.study), bool(self.materials), bool(self.used_by), bool(self.effects))
        return next((number for number, done in enumerate(steps) if not done), len(steps))


@dataclass(frozen=True)
class PracticePage:
    """What practice says beside a material; the text of the material itself stands apart."""

    material: Material
    example: Example | None
    comments: Sequence[PracticeComment]
    components: Sequence[Component]
    kept: Kept | None
    ticked: frozenset[int]
    schools: Sequence[Unit]
    citations: Sequence[Citation]
    inquiries: Sequence[Cycle]
    alternatives: Sequence[Material]
    chain: Chain

    @property
    def why_not(self) -> Sequence[PracticeComment]:
        """Why some did not do it."""
        return [one for one in self.comments if one.stance == PracticeComment.Stance.WHY_NOT]

    @property
    def from_practice(self) -> Sequence[PracticeComment]:
        """What came of it where it was done."""
        return [one for one in self.comments if one.stance != PracticeComment.Stance.WHY_NOT]


def practice_page(*, viewer: Viewer, material: int, planned_in: Callable[[list[int]], int]) -> PracticePage:
    """Return what practice says of a material; ``planned_in``: in how many groups some are planned."""
    found = check_sees_material(viewer, material)
    schools, visible = schools_of(viewer), visible_materials(viewer)
    kept = Kept.objects.filter(material=found, unit__in=schools).first()
    beside = visible.filter(Q(area=found.area), kind=found.kind).exclude(pk=found.pk).order_by("title", "pk")
    return PracticePage(
        material=found,
        example=Example.objects.filter(material=found).select_related("school", "card").first(),
        comments=list(found.comments.select_related("by")),
        components=list(found.components.all()),
        kept=kept,
        ticked=frozenset(kept.components) if kept else frozenset(),
        schools=schools,
        citations=list(found.citations.select_related("cycle")),
        inquiries=[one.cycle for one in inquiries_of(viewer=viewer)],
        alternatives=list(beside[:3]),
        chain=_chain(found, viewer, planned_in),
    )


def _chain(found: Material, viewer: Viewer, planned_in: Callable[[list[int]], int]) -> Chain:
    made = visible_materials(viewer).filter(Q(parent=found) | Q(example__card=found)).order_by("title", "pk")
    materials = list(made[:20])
    effects = Example.objects.filter(card=found, material__in=visible_materials(viewer)).select_related("material")
    source = f"{found.source} ({found.source_year})" if found.source_year else found.source
    return Chain(
        source, materials, planned_in([found.pk, *(one.pk for one in materials)]), list(effects.order_by("pk")[:20])
    )


def cards_under(*, cycles: Iterable[Cycle], viewer: Viewer) -> dict[int, list[Material]]:
    """Return for each inquiry the cards it rests on that ``viewer`` may see (one query; D-440)."""
    rows = Citation.objects.filter(cycle__in=list(cycles), material__in=visible_materials(viewer))
    found: dict[int, list[Material]] = {}
    for one in rows.select_related("material").order_by("pk"):
        found.setdefault(one.cycle_id, []).append(one.material)
    return found
