"""The place of things in R-OK: every indicator, viewing guide item, expectation and action can show its own (D-118)."""

from dataclasses import dataclass
from functools import cache
from typing import cast

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.content import GoalContent
from samenwijzer.practice.goals.pack import frameworks
from samenwijzer.practice.instruments.pack import instruments
from samenwijzer.practice.instruments.scales.kinds import THINGS, Placed, Placing, modules
from samenwijzer.practice.instruments.scales.pack import expectations, said
from samenwijzer.practice.instruments.scales.registry import indicators
from samenwijzer.practice.technology.models import DigitalAction

ROK = "go2030-r-ok"
#: What a digital policy plan works at: room, material and technology for everybody.
OF_TECHNOLOGY = "rok-vo-6"


@dataclass(frozen=True)
class Place:
    """An expectation of R-OK, in our own words, and the rubric it stands under."""

    key: str
    code: str
    title: str
    statement: str
    rubric: str


@cache
def _goals() -> dict[str, GoalContent]:
    return {one.identifier: one for found in frameworks() if found.identifier == ROK for one in found.goals}


def places() -> dict[str, Place]:
    """Return the expectations of R-OK in the pack, in order, in the active language; no query."""
    language, goals = get_language() or "nl", _goals()
    parents = {one.parent for one in goals.values()}
    return {
        key: Place(key, one.code, _in(one.short, language), _in(one.statement, language), _rubric(one, language))
        for key, one in goals.items()
        if key not in parents
    }


def _in(texts: dict[str, str], language: str) -> str:
    return texts.get(language[:2]) or texts.get("nl", "")


def _rubric(goal: GoalContent, language: str) -> str:
    goals = _goals()
    while goal.parent:
        goal = goals[goal.parent]
    return _in(goal.short, language) or _in(goal.statement, language)


def placed(school: Unit | None) -> dict[str, list[Placed]]:
    """Return by expectation what looks at it or works at it, with what ``school`` does where it is given."""
    found = [Placed(place, _("indicator"), one.title) for one in indicators() for place in one.scale.place]
    for guide in instruments().values():
        found += [
            Placed(one.place, guide.name, one.wording.words()) for one in guide.questions if guide.guide and one.place
        ]
    scales = {one.key: one.scale for one in indicators()}
    for expected in expectations().expectations:
        role = said(expectations().roles[expected.role])
        found += [Placed(place, role, said(expected.title)) for place in scales[expected.indicator].place]
    if school is not None:
        rows = DigitalAction.objects.filter(unit=school).order_by("until")
        found += [Placed(OF_TECHNOLOGY, _("action"), one.text) for one in rows]
    for things in modules(THINGS):
        found += cast(Placing, things).placed(school)
    grouped: dict[str, list[Placed]] = {}
    for one in found:
        grouped.setdefault(one.place, []).append(one)
    return grouped
