"""The skills of a file of responses that are no goal yet become the goals of one framework."""

from collections.abc import Mapping
from hashlib import sha256

from samenwijzer.exchange.responses.content import Responses
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Framework, Goal, Texts

TITLES: dict[str, Texts] = {
    "assistments": {"nl": "Vaardigheden van ASSISTments 2009-2010", "en": "Skills of ASSISTments 2009-2010"},
    "kdd": {"nl": "Vaardigheden van de KDD Cup 2010", "en": "Skills of the KDD Cup 2010"},
    "oulad": {"nl": "Opdrachten en examens van OULAD", "en": "Assignments and exams of OULAD"},
}
OF_ONE_FILE: Texts = {"nl": "Vaardigheden van %s", "en": "Skills of %s"}
VERSION = "1"
LONGEST = 200


def _standing(responses: Responses) -> dict[str, Goal]:
    goals = Goal.objects.filter(framework__identifier=responses.system, framework__version=VERSION)
    return {goal.identifier: goal for goal in goals}


def _title(responses: Responses) -> Texts:
    if not responses.dataset:
        return TITLES[responses.layout]
    return {language: title % responses.dataset for language, title in OF_ONE_FILE.items()}


def _by_number(id: str) -> tuple[bool, int, str]:
    return (False, int(id), "") if id.isdigit() else (True, 0, id)


def skill_id(name: str) -> str:
    """Return the identifier of a skill that is known by its name only; long names keep their beginning."""
    if len(name) <= LONGEST:
        return name
    return f"{name[: LONGEST - 17]}~{sha256(name.encode()).hexdigest()[:16]}"


def new_skills(responses: Responses, goals: Mapping[str, int]) -> tuple[str, ...]:
    """Return the skills that are no goal yet, here or among the ``goals`` chosen for them."""
    return tuple(responses.skills.keys() - goals.keys() - _standing(responses).keys())


def store_skills(
    responses: Responses, goals: Mapping[str, int], *, owner: int | None, by: int | None
) -> dict[str, int]:
    """Make goals of the skills that lack, beside those of earlier files, and return the id of each goal by skill.

    Skills for which one of ``goals`` was chosen are that. New goals are for ``owner``.
    """
    standing = _standing(responses)
    statements = {id: goal.statement for id, goal in standing.items()}
    fresh = {id: {"en": name} for id, name in responses.skills.items() if id not in standing and id not in goals}
    if fresh:
        every = sorted((statements | fresh).items(), key=lambda pair: _by_number(pair[0]))
        content = FrameworkContent(
            identifier=responses.system,
            version=VERSION,
            title=_title(responses),
            kind="curriculum",
            status=Framework.Status.SAMPLE,
            goals=tuple(GoalContent(identifier=id, parent=None, statement=statement) for id, statement in every),
        )
        save_framework(framework=content, by=by, owner=owner)
    return {id: goal.pk for id, goal in _standing(responses).items()} | dict(goals)
