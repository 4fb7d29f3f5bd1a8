"""Cycle templates as content of the pack: ``cycles/*.yaml``, one template and version a file."""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackError, PackFile, PackModel, Text, load, read
from samenwijzer.practice.instruments.pack import Key
from samenwijzer.practice.instruments.wording import Wording


class Owner(StrEnum):
    """Whose a cycle is.

    What is answered in one of ``care`` is about a learner and not about who answers: ``learning/care`` keeps it.
    """

    LEARNER = "learner"
    GROUP = "group"
    TEACHER = "teacher"
    TEAM = "team"
    SCHOOL = "school"
    CARE = "care"


class Scope(StrEnum):
    """Who reads a phase beside those who take part: nobody, the adults who guide them, colleagues, or the class."""

    PRIVATE = "private"
    GUIDES = "guides"
    COLLEAGUES = "colleagues"
    CLASS = "class"


class Process(StrEnum):
    """The sub-processes of self-regulation after Zimmerman (2000), phase by phase."""

    TASK_ANALYSIS = "task_analysis"
    GOAL_SETTING = "goal_setting"
    STRATEGIC_PLANNING = "strategic_planning"
    SELF_EFFICACY = "self_efficacy"
    OUTCOME_EXPECTATION = "outcome_expectation"
    INTEREST = "interest"
    SELF_CONTROL = "self_control"
    SELF_OBSERVATION = "self_observation"
    SELF_EVALUATION = "self_evaluation"
    ATTRIBUTION = "attribution"
    SELF_REACTION = "self_reaction"
    ADAPTATION = "adaptation"


class Kind(StrEnum):
    """What a prompt asks for: own words, one of some choices, the steps of a plan, or which of those are done."""

    TEXT = "text"
    CHOICE = "choice"
    STEPS = "steps"
    DONE = "done"


class Choice(PackModel):
    """One answer among some. ``value`` (1 to 4) where it says how much; ``controllable`` where it names a cause."""

    key: Key
    title: Wording
    picture: str = ""
    value: Annotated[int, Field(ge=1, le=5)] | None = None
    controllable: bool | None = None


class Prompt(PackModel):
    """One question of a phase.

    From ``fades_at`` on (how far somebody is: 0 to 4) it is folded away, and comes back when asked for; 0: it never
    fades. ``each``: everybody who takes part answers for itself; otherwise a group has one answer, the last.
    ``needed``: the phase is not over before it was answered.
    """

    key: Key
    process: Process | None = None
    kind: Kind = Kind.TEXT
    wording: Wording
    hint: Wording | None = None
    picture: str = ""
    choices: tuple[Choice, ...] = ()
    fades_at: Annotated[int, Field(ge=0, le=4)] = 0
    each: bool = False
    needed: bool = False

    @model_validator(mode="after")
    def _choices_where_chosen(self) -> Self:
        if (self.kind == Kind.CHOICE) != bool(self.choices):
            raise ValueError("a choice has choices, and nothing else has")
        return self

    def choice(self, key: str) -> Choice | None:
        """Return the choice ``key``."""
        return next((one for one in self.choices if one.key == key), None)


class Phase(PackModel):
    """A part of the work: what it asks, when it is due, what it yields and who may read it when nothing is chosen.

    ``due`` is a share of the time between the start and the last day; in a phase that ``repeats`` the prompts come
    back for every check-in.
    """

    key: Key
    title: Wording
    meaning: Wording
    yields: Text
    due: Annotated[float, Field(ge=0, le=1)]
    shows: Scope = Scope.PRIVATE
    repeats: bool = False
    prompts: Annotated[tuple[Prompt, ...], Field(min_length=1)]

    def prompt(self, key: str) -> Prompt | None:
        """Return the prompt ``key``."""
        return next((one for one in self.prompts if one.key == key), None)


class Template(PackModel):
    """A way of working in phases, for one kind of owner. ``lasts``: days, when no last day is chosen."""

    identifier: Key
    version: Annotated[str, Field(min_length=1, max_length=20)]
    title: Text
    purpose: Text
    owner: Owner
    source: Annotated[str, Field(min_length=1)]
    lasts: Annotated[int, Field(ge=1, le=366)]
    scopes: Annotated[tuple[Scope, ...], Field(min_length=1)]
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def aim(self) -> str:
        """The purpose in the active language."""
        return self.purpose.in_language(get_language() or "nl")

    def phase(self, key: str) -> Phase | None:
        """Return the phase ``key``."""
        return next((one for one in self.phases if one.key == key), None)

    def asking(self, process: Process) -> Prompt | None:
        """Return the prompt with choices that asks for ``process``."""
        asked = (prompt for phase in self.phases for prompt in phase.prompts)
        return next((one for one in asked if one.process == process and one.kind == Kind.CHOICE), None)


@cache
def versions(folder: Path | None = None) -> dict[tuple[str, str], Template]:
    """Return every version of every template of the pack, by identifier and version.

    A mistake is a :class:`PackError` that names file and line.
    """
    found: dict[tuple[str, str], Template] = {}
    mistakes: list[str] = []
    for path in sorted(((folder or settings.PACK) / "cycles").glob("*.yaml")):
        template = load(path, Template)
        mistakes += _mistakes(read(path), template)
        if (template.identifier, template.version) in found:
            mistakes.append(f"{path.name}:1: {template.identifier} {template.version} stands in two files")
        found[template.identifier, template.version] = template
    if mistakes:
        raise PackError("\n".join(mistakes))
    return found


@cache
def templates(folder: Path | None = None) -> dict[str, Template]:
    """Return the newest version of each template of the pack by identifier."""
    ordered = sorted(versions(folder).values(), key=lambda one: _number(one.version))
    return {one.identifier: one for one in ordered}


def template_of(identifier: str, version: str) -> Template:
    """Return the version with which something was begun; one that left the pack is read with the newest."""
    return versions().get((identifier, version)) or templates()[identifier]


def _number(version: str) -> list[tuple[int, str]]:
    """Return what orders versions: number by number, so that 10 comes after 9."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in version.split(".")]


def _mistakes(file: PackFile, template: Template) -> Iterator[str]:
    """Yield a line for each key used twice, each scope that cannot be chosen, and each phase that fades altogether."""
    phases, prompts = set[str](), set[str]()
    for n, phase in enumerate(template.phases):
        at = f"{file.path.name}:{file.line_of(('phases', n))}: {phase.key}"
        if phase.key in phases:
            yield f"{at}: this phase stands here twice"
        if phase.shows not in template.scopes:
            yield f"{at}: shows {phase.shows}, which is not among the scopes"
        if all(prompt.fades_at for prompt in phase.prompts):
            yield f"{at}: every prompt fades; one has to stay"
        phases.add(phase.key)
        for m, prompt in enumerate(phase.prompts):
            line = f"{file.path.name}:{file.line_of(('phases', n, 'prompts', m))}: {prompt.key}"
            if prompt.key in prompts:
                yield f"{line}: this prompt stands here twice"
            if len({one.key for one in prompt.choices}) < len(prompt.choices):
                yield f"{line}: a choice stands here twice"
            prompts.add(prompt.key)
