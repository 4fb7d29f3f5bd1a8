"""Reads of the bank: what is found, the page of one material, and what was agreed on owning."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.materials.models import Material, OwnershipRule, Thanks, ValidationRound
from samenwijzer.practice.materials.pack import Origin, Term, bank
from samenwijzer.practice.materials.rules import (
    REACHES,
    check_sees_material,
    places,
    share_units,
    visible_materials,
    within_reach,
)
from samenwijzer.practice.materials.search import find

PAGE = 40


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; empty is anything. ``age`` in years, ``minutes`` at most."""

    words: str = ""
    area: str = ""
    kind: str = ""
    licence: str = ""
    age: int | None = None
    minutes: int | None = None
    free: bool = False
    validated: bool = False
    mine: bool = False
    goal: int | None = None


@dataclass(frozen=True)
class Shelf:
    """Materials in order, how many there are in all, and the terms of the vision that were looked for as well."""

    materials: list[Material]
    total: int
    also: list[Term]


def with_validation(rows: QuerySet[Material]) -> QuerySet[Any]:
    """Return materials that say with ``is_validated`` whether the version that stands now was validated."""
    rounds = ValidationRound.objects.filter(
        material=OuterRef("pk"), material_version=OuterRef("version"), verdict=ValidationRound.Verdict.VALIDATED
    )
    return rows.annotate(is_validated=Exists(rounds))


def weighed(rows: QuerySet[Material]) -> QuerySet[Any]:
    """Return materials in the order of R19: validated first, then what costs parents least, then by name."""
    return with_validation(rows).order_by("-is_validated", "price", "title", "pk")


def shelf(*, viewer: Viewer, asked: Asked) -> Shelf:
    """Return the materials ``viewer`` may use that fit what is asked, the first :data:`PAGE`; three queries at most."""
    rows = _fitting(visible_materials(viewer), asked, viewer)
    if not asked.words.strip():
        shown = list(weighed(rows).select_related("made_by", "owner", "shared_with")[: PAGE + 1])
        total = len(shown) if len(shown) <= PAGE else rows.count()
        return Shelf(shown[:PAGE], total, [])
    found = find(rows, asked.words)
    standing = weighed(Material.objects.filter(pk__in=found.ids[:PAGE])).select_related("made_by", "shared_with")
    by_id = {one.pk: one for one in standing}
    return Shelf([by_id[pk] for pk in found.ids[:PAGE]], len(found.ids), found.also)


def _fitting(rows: QuerySet[Material], asked: Asked, viewer: Viewer) -> QuerySet[Material]:
    for name in ("area", "kind", "licence"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.age is not None:
        rows = rows.filter(from_age__lte=asked.age, to_age__gte=asked.age)
    if asked.minutes is not None:
        rows = rows.filter(minutes__lte=asked.minutes)
    if asked.free:
        rows = rows.filter(price=0)
    if asked.validated:
        rows = with_validation(rows).filter(is_validated=True)
    if asked.mine:
        rows = rows.filter(made_by=viewer.person_id)
    if asked.goal is not None:
        rows = rows.filter(material_goals__goal=asked.goal)
    return rows


@dataclass(frozen=True)
class Reach:
    """A unit with which a material can be shared: how many adults work there, and whether the licence goes so far."""

    unit: Unit
    adults: int
    fits: bool


@dataclass(frozen=True)
class MaterialPage:
    """A material with its goals, where it comes from (nearest first), what was made of it, and its rounds.

    ``thanks`` is known to its maker alone, and ``reaches`` too.
    """

    material: Material
    goals: list[Goal]
    lineage: list[Material]
    remixes: list[Material]
    rounds: list[ValidationRound]
    thanks: int
    thanked: bool
    reaches: list[Reach]

    @property
    def is_mine(self) -> bool:
        """Whether the viewer made it."""
        return bool(self.reaches)

    @property
    def validated(self) -> ValidationRound | None:
        """The round in which the version that stands now was validated."""
        done = [one for one in self.rounds if one.verdict == ValidationRound.Verdict.VALIDATED]
        return next((one for one in done if one.material_version == self.material.version), None)


def material_page(*, viewer: Viewer, material: int) -> MaterialPage:
    """Return everything on the page of a material; nine queries at most, however much stands on it.

    The goals stay with the material, so that what is asked of it next does not read them again.
    """
    found = check_sees_material(viewer, material)
    goals = Goal.objects.select_related("framework").order_by("framework", "position")
    prefetch_related_objects([found], Prefetch("goals", goals))
    mine = found.made_by_id == viewer.person_id
    thanks = list(Thanks.objects.filter(material=found).values_list("by", flat=True))
    visible = visible_materials(viewer)
    return MaterialPage(
        material=found,
        goals=list(found.goals.all()),
        lineage=lineage(found),
        remixes=list(visible.filter(parent=found).select_related("made_by", "shared_with")),
        rounds=list(found.rounds.prefetch_related("reviews").order_by("-asked_at")),
        thanks=len(thanks) if mine else 0,
        thanked=viewer.person_id in thanks,
        reaches=reaches(viewer, found) if mine else [],
    )


def lineage(material: Material, *, most: int = 6) -> list[Material]:
    """Return what a material was made from, nearest first; who made each and under which licence is always told.

    One query, however long the lineage is.
    """
    if material.parent_id is None:
        return []
    people = [f"{'parent__' * step}{who}" for step in range(most) for who in ("made_by", "owner")]
    found = [Material.objects.select_related(*people).get(pk=material.parent_id)]
    while len(found) < most and found[-1].parent is not None:
        found.append(found[-1].parent)
    return found


def reaches(viewer: Viewer, material: Material) -> list[Reach]:
    """Return with whom a material can be shared, from near to far, and how many colleagues would see it."""
    units = sorted(share_units(viewer), key=lambda one: (REACHES.index(one.kind), one.name))
    condition = Q(pk__in=[])
    for one in units:
        condition |= Q(unit__path__startswith=one.path)
    rows = Membership.objects.filter(condition, active(viewer.on)).exclude(role=LEARNER)
    pairs = set(rows.values_list("person", "unit__path"))
    licence = bank().licence(material.licence)
    return [
        Reach(one, len({person for person, path in pairs if path.startswith(one.path)}), within_reach(licence, one))
        for one in units
    ]


@dataclass(frozen=True)
class Ownership:
    """Who owns what came about in a way: what the nearest unit agreed, or what holds where nothing was agreed."""

    origin: Origin
    sentence: str
    unit: Unit | None


def ownership(*, viewer: Viewer) -> list[Ownership]:
    """Return what holds for ``viewer`` on owning, for every way a material comes about (one query; D-327)."""
    rows = list(OwnershipRule.objects.filter(unit__in=places(viewer)).select_related("unit"))
    found = []
    for origin in bank().origins:
        own = [one for one in rows if one.origin == origin.key]
        nearest = max(own, key=lambda one: (len(one.unit.path), one.at), default=None)
        found.append(
            Ownership(origin, nearest.sentence, nearest.unit) if nearest else Ownership(origin, origin.words, None)
        )
    return found


@dataclass(frozen=True)
class Sharing:
    """How a unit shares, in counts: shared, remixed by another than its maker, thanked; people who did any (D-324)."""

    shared: int
    remixed: int
    thanked: int
    people: int
    adults: int


def sharing_in(*, unit: Unit, viewer: Viewer) -> Sharing:
    """Return how the people who work in ``unit`` share; nobody is named and nothing is ranked (D-320, D-324)."""
    rows = Membership.objects.filter(active(viewer.on), unit__path__startswith=unit.path).exclude(role=LEARNER)
    adults = set(rows.values_list("person", flat=True))
    makers = list(
        Material.objects.filter(made_by__in=adults, shared_with__isnull=False).values_list("made_by", "parent__made_by")
    )
    thanked = Thanks.objects.filter(material__made_by__in=adults).count()
    remixed = [maker for maker, parent in makers if parent is not None and parent != maker]
    return Sharing(len(makers), len(remixed), thanked, len({maker for maker, _parent in makers}), len(adults))
