"""Rubrics that teachers make or copy beside those of the pack; each change is a new version, and old ones stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.instruments.models import OwnRubric
from samenwijzer.practice.instruments.rubrics import STEPS, rubrics

MOST_CRITERIA = 8
Criterion = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Ruler:
    """A rubric as it is used: one of the pack, or the newest version of an own one (``own`` is set)."""

    identifier: str
    version: str
    title: str
    source: str
    criteria: tuple[Criterion, ...]
    own: OwnRubric | None = None


def rubrics_for(unit: Unit) -> dict[str, Ruler]:
    """Return what can be used in ``unit``, own rubrics first (one query); the caller checked who may know."""
    language = get_language() or "nl"
    packed = {
        one.identifier: Ruler(
            one.identifier,
            one.version,
            one.name,
            one.source,
            tuple(
                (part.title.in_language(language), tuple(level.in_language(language) for level in part.levels))
                for part in one.criteria
            ),
        )
        for one in rubrics().values()
    }
    newest: dict[str, Ruler] = {}
    for row in OwnRubric.objects.filter(unit=_home(unit)).select_related("by"):
        newest.setdefault(str(row.line), _ruler(row))
    return newest | packed


def _ruler(row: OwnRubric) -> Ruler:
    criteria = tuple((one["title"], tuple(one["levels"])) for one in row.criteria)
    return Ruler(str(row.line), str(row.version), row.title, row.source, criteria, row)


def _home(unit: Unit) -> int:
    """Return where a rubric of a group belongs: its school, so that colleagues use it too."""
    return unit.parent_id or unit.pk


def versions_of(*, unit: int, line: UUID, viewer: Viewer) -> tuple[Unit, list[OwnRubric]]:
    """Return the group and every version of an own rubric of its school, newest first."""
    group = check_guides_unit(viewer, unit)
    rows = list(OwnRubric.objects.filter(unit=_home(group), line=line).select_related("by").order_by("-version"))
    if not rows:
        raise NotVisible(_("There is nothing here for you."))
    return group, rows


@transaction.atomic
def keep_rubric(
    *, unit: int, title: str, source: str, criteria: Sequence[Criterion], line: UUID | None = None, by: Viewer
) -> OwnRubric:
    """Keep a new rubric, or with ``line`` the next version of one that ``by`` made; the same again is no version.

    A criterion without a title is left out; each other one says what all four steps look like.
    """
    group = check_guides_unit(by, unit, writing=True)
    words, told = " ".join(title.split())[:200], _told(criteria)
    if not words:
        raise Refused(_("Give the rubric a name."))
    last = versions_of(unit=unit, line=line, viewer=by)[1][0] if line else None
    if last and last.by_id != by.person_id:
        raise Refused(_("Somebody else made this rubric. Copy it, and change your copy."))
    if last and (last.title, last.source, last.criteria) == (words, source.strip()[:300], told):
        return last
    made = OwnRubric.objects.create(
        line=last.line if last else uuid4(),
        version=last.version + 1 if last else 1,
        unit_id=_home(group),
        title=words,
        source=source.strip()[:300],
        criteria=told,
        by_id=by.person_id,
    )
    record(verb="keep rubric", on=Reference("instruments.own_rubric", str(made.pk)), by=by.person_id)
    return made


def _told(criteria: Sequence[Criterion]) -> list[dict[str, str | list[str]]]:
    found: list[dict[str, str | list[str]]] = []
    for title, levels in criteria:
        words, steps = " ".join(title.split())[:200], [" ".join(one.split())[:300] for one in levels]
        if not words:
            continue
        if len(steps) != STEPS or not all(steps):
            raise Refused(
                _("“%(criterion)s”: say for each of the four steps what it looks like.") % {"criterion": words}
            )
        found.append({"title": words, "levels": steps})
    if not 1 <= len(found) <= MOST_CRITERIA:
        raise Refused(_("Give one to %(most)s criteria.") % {"most": MOST_CRITERIA})
    return found
