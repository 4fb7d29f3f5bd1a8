"""Frameworks as content of the pack: their schema and loader."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from django.conf import settings
from pydantic import Field

from samenwijzer.foundation.packs import PackError, PackModel, Text, load
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Framework, GoalLink, Texts

SHORT_LENGTH = 26


class PackGoal(PackModel):
    """One goal in a framework file, with its children nested."""

    id: str
    statement: Text
    code: str = ""
    kind: str = "goal"
    level: str = ""
    short: Text | None = None
    learner: Text | None = None
    requires: tuple[str, ...] = ()
    children: tuple["PackGoal", ...] = ()


class PackFramework(PackModel):
    """A file of ``frameworks/``."""

    identifier: str
    title: Text
    version: str
    status: Framework.Status
    kind: str
    publisher: str = ""
    source: str = ""
    goals: Annotated[tuple[PackGoal, ...], Field(min_length=1)]


def frameworks(folder: Path | None = None) -> list[FrameworkContent]:
    """Return every framework of the pack; a mistake is a :class:`PackError` that names file and line or goal."""
    files = sorted(((folder or settings.PACK) / "frameworks").glob("*.yaml"))
    return [_content(file.name, load(file, PackFramework)) for file in files]


def _content(file: str, framework: PackFramework) -> FrameworkContent:
    walked = list(_walk(framework.goals, None))
    _check(file, walked)
    return FrameworkContent(
        identifier=framework.identifier,
        version=framework.version,
        title=_texts(framework.title),
        kind=framework.kind,
        status=framework.status.value,
        publisher=framework.publisher,
        source=framework.source,
        goals=tuple(_goal(goal, parent) for goal, parent in walked),
        links=tuple(
            LinkContent(goal.id, required, GoalLink.Kind.PREREQUISITE)
            for goal, _ in walked
            for required in goal.requires
        ),
    )


def _walk(goals: tuple[PackGoal, ...], parent: str | None) -> Iterator[tuple[PackGoal, str | None]]:
    for goal in goals:
        yield goal, parent
        yield from _walk(goal.children, goal.id)


def _goal(goal: PackGoal, parent: str | None) -> GoalContent:
    return GoalContent(
        identifier=goal.id,
        parent=parent,
        statement=_texts(goal.statement),
        code=goal.code,
        kind=goal.kind,
        level=goal.level,
        short=_texts(goal.short),
        learner_wording=_texts(goal.learner),
    )


def _texts(text: Text | None) -> Texts:
    return {language: words for language, words in text.model_dump().items() if words} if text else {}


def _check(file: str, walked: list[tuple[PackGoal, str | None]]) -> None:
    ids = [goal.id for goal, _ in walked]
    mistakes = [f"{file}: {id}: this id is used twice" for id in sorted({id for id in ids if ids.count(id) > 1})]
    for goal, _ in walked:
        unknown = [required for required in goal.requires if "/" not in required and required not in ids]
        mistakes += [f"{file}: {goal.id}: requires unknown goal {required}" for required in unknown]
        if goal.short and max(len(goal.short.nl), len(goal.short.en)) > SHORT_LENGTH:
            mistakes.append(f"{file}: {goal.id}: short is longer than {SHORT_LENGTH} characters")
    if mistakes:
        raise PackError("\n".join(mistakes))
