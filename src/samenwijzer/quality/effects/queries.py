"""What the register tells: reach, change beside comparison, what goes together, cohorts; never one school alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.documents.pack import said
from samenwijzer.quality.effects.models import Cohort, Initiative, Place
from samenwijzer.quality.effects.pack import wording
from samenwijzer.quality.effects.rules import FEWEST, check_reads, keeps, readable
from samenwijzer.science.statistics.associations import Estimate, association, difference
from samenwijzer.science.statistics.before_after import Study, study
from samenwijzer.science.statistics.disclosure import withheld


@dataclass(frozen=True)
class Listed:
    """An initiative and how many schools it reaches."""

    initiative: Initiative
    schools: int


@dataclass(frozen=True)
class ModelLine:
    """The schools that chose one model, and how they changed on average; ``None``: too few schools to show it."""

    model: str
    schools: Sequence[Unit]
    change: float | None


@dataclass(frozen=True)
class CohortLine:
    """A cohort in counts; ``None`` where a count tells of too few people."""

    name: str
    began: int | None
    completed: int | None
    in_role: int | None


@dataclass(frozen=True)
class InitiativePage:
    """One initiative: reach, evidence of effect with what it does not say, and its decision.

    ``change``, ``beside`` and ``more`` are in the unit of its measure; they are ``None`` under five schools.
    """

    initiative: Initiative
    can_keep: bool
    taking_part: Sequence[Place]
    comparing: int
    hours: Decimal
    introduced: int
    by_core: int
    change: Study | None
    beside: Study | None
    more: Estimate | None
    together: Estimate | None
    is_controlled: bool
    models: Sequence[ModelLine]
    cohorts: Sequence[CohortLine]
    caveats: Sequence[str]
    exploratory: str
    schools: Sequence[Unit]


def register_of(*, viewer: Viewer) -> list[Listed]:
    """Return the initiatives that ``viewer`` reads, newest first (one query)."""
    reached = Count("places", filter=Q(places__takes_part=True))
    rows = readable(viewer).annotate(reached=reached).order_by("-at", "-pk")
    return [Listed(one, one.reached) for one in rows]


def initiative_page(*, viewer: Viewer, initiative: int) -> InitiativePage:
    """Return one initiative; four queries, however many schools take part."""
    found = check_reads(viewer, initiative)
    places = list(found.places.select_related("unit").order_by("unit__name", "pk"))
    taking = [one for one in places if one.takes_part]
    change, beside = _changes(taking), _changes([one for one in places if not one.takes_part])
    enough = len(change) >= FEWEST
    together, is_controlled = _together(places)
    can_keep = keeps(viewer)
    is_exploring = found.kind == Initiative.Kind.EXPLORATION
    return InitiativePage(
        initiative=found,
        can_keep=can_keep and not found.outcome,
        taking_part=taking,
        comparing=len(places) - len(taking),
        hours=sum((one.hours for one in taking), Decimal(0)),
        introduced=sum(not one.by_core for one in taking),
        by_core=sum(one.by_core for one in taking),
        change=_study(taking) if enough else None,
        beside=_study([one for one in places if not one.takes_part]) if len(beside) >= FEWEST else None,
        more=difference(change, beside) if enough and len(beside) >= FEWEST else None,
        together=together,
        is_controlled=is_controlled,
        models=_models(taking),
        cohorts=_cohorts(list(found.cohorts.order_by("name", "pk"))),
        caveats=[said(one) for one in wording().caveats],
        exploratory=said(wording().exploratory) if is_exploring else "",
        schools=list(Unit.objects.filter(kind__in=SCHOOLS).order_by("name", "pk")) if can_keep else [],
    )


def _changes(places: Sequence[Place]) -> list[float]:
    return [one.after - one.before for one in places if one.before is not None and one.after is not None]


def _study(places: Sequence[Place]) -> Study:
    measured = [(one.before, one.after) for one in places if one.before is not None and one.after is not None]
    return study([before for before, _after in measured], [after for _before, after in measured])


def _together(places: Sequence[Place]) -> tuple[Estimate | None, bool]:
    """Return how process and result go together over schools, without what goes along with context where known."""
    rows = [one for one in places if one.process is not None and one.after is not None]
    known = [one for one in rows if one.context is not None]
    if len(known) >= FEWEST:
        context = [one.context or 0.0 for one in known]
        return association([one.process or 0.0 for one in known], [one.after or 0.0 for one in known], context), True
    if len(rows) < FEWEST:
        return None, False
    return association([one.process or 0.0 for one in rows], [one.after or 0.0 for one in rows]), False


def _models(taking: Sequence[Place]) -> list[ModelLine]:
    """Return the schools by model; an average stands there only where nobody works out that of a school.

    Schools without a model count as one more part: the change over all tells theirs beside that of every model.
    """
    names = sorted({one.model for one in taking})
    by_name = [[one for one in taking if one.model == name] for name in names]
    changes = [_changes(rows) for rows in by_name]
    hidden = withheld([len(one) for one in changes], fewest=FEWEST)
    return [
        ModelLine(
            name,
            [one.unit for one in rows],
            None if is_hidden or len(change) < FEWEST else sum(change) / len(change),
        )
        for name, rows, change, is_hidden in zip(names, by_name, changes, hidden, strict=True)
        if name
    ]


def _cohorts(rows: Sequence[Cohort]) -> list[CohortLine]:
    return [
        CohortLine(one.name, _shown(one.began), _part(one.completed, one.began), _part(one.in_role, one.began))
        for one in rows
    ]


def _shown(count: int) -> int | None:
    return count if count >= FEWEST else None


def _part(count: int, of: int) -> int | None:
    """Return a part of a cohort, ``None`` where it or the rest is of too few people."""
    return None if of < FEWEST or any(withheld([part])[0] for part in (count, of - count)) else count
