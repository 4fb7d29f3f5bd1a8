"""The skills of a file of responses become the goals of one framework."""

from samenwijzer.exchange.responses.content import Responses
from samenwijzer.practice.goals.actions import save_framework
from samenwijzer.practice.goals.content import FrameworkContent, GoalContent
from samenwijzer.practice.goals.models import Framework, Goal, Texts

TITLES: dict[str, Texts] = {
    "assistments": {"nl": "Vaardigheden van ASSISTments 2009-2010", "en": "Skills of ASSISTments 2009-2010"},
}
VERSION = "1"


def _standing(responses: Responses) -> dict[str, Goal]:
    goals = Goal.objects.filter(framework__identifier=responses.layout, framework__version=VERSION)
    return {goal.identifier: goal for goal in goals}


def new_skills(responses: Responses) -> tuple[str, ...]:
    """Return the skills that are no goal yet."""
    return tuple(responses.skills.keys() - _standing(responses).keys())


def store_skills(responses: Responses, *, by: int | None) -> dict[str, int]:
    """Make goals of the skills that lack, beside those of earlier files, and return the id of each goal by skill."""
    standing = _standing(responses)
    statements = {id: goal.statement for id, goal in standing.items()}
    fresh = {id: {"en": name} for id, name in responses.skills.items() if id not in standing}
    if fresh:
        goals = sorted((statements | fresh).items(), key=lambda pair: int(pair[0]))
        content = FrameworkContent(
            identifier=responses.layout,
            version=VERSION,
            title=TITLES[responses.layout],
            kind="curriculum",
            status=Framework.Status.SAMPLE,
            goals=tuple(GoalContent(identifier=id, parent=None, statement=statement) for id, statement in goals),
        )
        save_framework(framework=content, by=by)
    return {id: goal.pk for id, goal in _standing(responses).items()}
