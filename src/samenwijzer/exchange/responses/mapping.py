"""Which goal each skill of a file of responses is: a goal that stands, or a new one named after the skill.

What was chosen is remembered for the source of the file, so that its next file needs no choosing.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from samenwijzer.exchange.formulas import guarded, restored_table
from samenwijzer.exchange.responses.content import Responses
from samenwijzer.foundation.columns import Column, Records
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.identifiers.queries import known
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.foundation.tables import open_table
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.search import current_frameworks

KIND = "goals.goal"
COLUMNS = (
    Column("skill", needed=True),
    Column("name", longest=5000),
    Column("responses"),
    Column("framework"),
    Column("goal"),
    Column("statement", longest=100_000),
)
#: The id of the goal of each skill; one that is not in it, or at ``None``, becomes a goal of its own.
Chosen = Mapping[str, int | None]


@dataclass(frozen=True)
class Skills:
    """The skills of a ``file`` of source ``system``: the name of each, and how many responses are about it."""

    system: str
    file: str
    names: dict[str, str]
    times: dict[str, int]


def skills_of(responses: Responses) -> Skills:
    """Return the skills of ``responses``."""
    times = Counter(skill for row in responses.responses for skill in row.skills)
    return Skills(responses.system, responses.file, responses.skills, dict(times))


@dataclass(frozen=True)
class SkillLine:
    """A skill of a file: its name, how many responses are about it, and the goal it is (``None``: a new one)."""

    skill: str
    name: str
    responses: int
    goal: Goal | None


def chosen_goals(*, system: str, skills: Collection[str], chosen: Chosen) -> dict[str, int]:
    """Return the goal of each of ``skills`` for which one is ``chosen``, or was for an earlier file.

    A goal that is no longer there is forgotten; two queries.
    """
    found: dict[str, int | None] = {**known(system=system, kind=KIND), **chosen}
    wanted = {skill: goal for skill, goal in found.items() if goal and skill in skills}
    standing = set(Goal.objects.filter(pk__in=wanted.values()).values_list("pk", flat=True))
    return {skill: goal for skill, goal in wanted.items() if goal in standing}


def skill_lines(skills: Skills, chosen: Chosen) -> list[SkillLine]:
    """Return every skill of the file with what it is, most responses first; three queries."""
    goals = chosen_goals(system=skills.system, skills=skills.names, chosen=chosen)
    standing = Goal.objects.select_related("framework").in_bulk(set(goals.values()))
    lines = [
        SkillLine(id, name, skills.times.get(id, 0), standing.get(goals.get(id, 0)))
        for id, name in skills.names.items()
    ]
    return sorted(lines, key=lambda line: (-line.responses, line.name))


def remember_goals(responses: Responses, chosen: Chosen, goals: Mapping[str, int]) -> None:
    """Keep for this source what was ``chosen``; a skill for which none was meant stands at the goal it became."""
    remember(system=responses.system, kind=KIND, ids={skill: goals[skill] for skill in chosen if skill in goals})


def write_mapping(lines: Iterable[SkillLine], out: TextIO) -> None:
    """Write the skills as CSV, to fill in which goal each is."""
    writer = csv.writer(out)
    writer.writerow([column.name for column in COLUMNS])
    for line in lines:
        goal = line.goal
        about = [goal.framework.identifier, goal.identifier, goal.full_statement] if goal else ["", "", ""]
        writer.writerow([guarded(str(value)) for value in (line.skill, line.name, line.responses, *about)])


def read_mapping(path: Path, skills: Skills) -> dict[str, int | None]:
    """Return the goal of each skill in the CSV or XLSX file at ``path``; raise ``FileRefused`` with every mistake.

    A goal is named by its identifier, or by its code where only one goal has that. An empty field: a new goal.
    """
    problems = Problems()
    rows = list(Records(restored_table(open_table(path, problems)), COLUMNS, problems))
    named = [row.values for row in rows if row.is_sound and row.values["goal"]]
    goals = _Goals({values["goal"] for values in named})
    found: dict[str, int | None] = {}
    lines: dict[str, int] = {}
    for row in (row for row in rows if row.is_sound):
        skill = row.values["skill"]
        first = lines.setdefault(skill, row.line)
        if first != row.line:
            what = _("“%(value)s” stands on line %(first)s already.") % {"value": skill, "first": first}
            problems.add(Problem(path.name, what, _("Keep one of the two rows."), row.line, "skill"))
        elif skill not in skills.names:
            what = _("Skill “%(skill)s” does not stand in %(file)s.") % {"skill": skill, "file": skills.file}
            problems.add(Problem(path.name, what, _("Remove this row, or correct the skill."), row.line, "skill"))
        elif row.values["goal"]:
            found[skill] = goals.one(path.name, row.line, row.values["framework"], row.values["goal"], problems)
        else:
            found[skill] = None
    problems.refuse_if_any()
    return found


class _Goals:
    """The goals that stand and go by one of these names."""

    def __init__(self, names: set[str]) -> None:
        rows = Goal.objects.filter(framework__in=current_frameworks(), gone_at=None).select_related("framework")
        self._by_name: dict[str, list[Goal]] = defaultdict(list)
        for goal in rows.filter(identifier__in=names):
            self._by_name[goal.identifier].append(goal)
        for goal in rows.filter(code__in=names):
            if goal not in self._by_name[goal.code]:
                self._by_name[goal.code].append(goal)

    def one(self, file: str, line: int, framework: str, name: str, problems: Problems) -> int | None:
        """Return the id of the goal that is meant; where none or several are, that is a problem."""
        found = [one for one in self._by_name[name] if framework in ("", one.framework.identifier)]
        if len(found) == 1:
            return found[0].pk
        if found:
            places = ", ".join(sorted({one.framework.identifier for one in found}))
            what = _("“%(name)s” is more than one goal, in: %(places)s.") % {"name": name, "places": places}
            remedy = _("Write its identifier, and its framework beside it.")
        else:
            what = _("There is no goal “%(name)s”.") % {"name": name}
            remedy = _("Look its name up under “Lasting name” at the goal, or leave it empty for a new goal.")
        problems.add(Problem(file, what, remedy, line, "goal"))
        return None
