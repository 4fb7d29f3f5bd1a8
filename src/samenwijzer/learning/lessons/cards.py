"""What the pack offers at the moment of planning: cards, tips, contexts and the road through the decision tree."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.lessons.models import DismissedCard
from samenwijzer.learning.lessons.pack import Advice, Card, Cards, Context, Contexts, End, Question, Tip, Tips, content
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.pack import education
from samenwijzer.practice.goals.models import Goal

TIPS_SHOWN = 3
CONTEXTS_SHOWN = 3


def cards_for(*, viewer: Viewer, title: str, goals: Sequence[Goal]) -> list[Card]:
    """Return the cards for planning ``goals`` under this title: those of the learning area first (D-021, D-025).

    A card without words fits everything; one that the viewer dismissed stays away (one query).
    """
    gone = set(DismissedCard.objects.filter(person=viewer.person_id).values_list("card", flat=True))
    areas = {goal.framework.identifier for goal in goals}
    about = " ".join([title, *(goal.title for goal in goals)]).casefold()
    fitting = [
        (bool(areas & set(one.areas)), any(word in about for word in one.words), one)
        for one in content(Cards).cards
        if one.key not in gone and (areas & set(one.areas) or not one.areas)
    ]
    ranked = sorted(fitting, key=lambda found: (not found[0], not found[1]))
    return [card for _of_area, named, card in ranked if named or not card.words]


def stage_of(level: str) -> str:
    """Return the stage of education of a level, empty where the pack does not know it."""
    return next((one.stage.key for one in education().levels if one.key == level), "")


def tips_for(*, basis: str, level: str, limit: int = TIPS_SHOWN) -> list[Tip]:
    """Return tips for one basis of difference in a level of education, those for its stage first (D-107)."""
    stage = stage_of(level)
    fitting = [one for one in content(Tips).tips if one.basis == basis and (not one.stages or stage in one.stages)]
    return sorted(fitting, key=lambda one: not one.stages)[:limit]


@dataclass(frozen=True)
class Matched:
    """Contexts for one goal, and the percentage of the shared interests they speak to."""

    contexts: list[Context]
    covered: int


def contexts_for(*, goal: Goal, interests: Sequence[Collection[str]], limit: int = CONTEXTS_SHOWN) -> Matched:
    """Return contexts for ``goal`` that together speak to as many of ``interests`` as can be (D-031).

    ``interests`` holds for each learner what that learner shared. Each next context is the one that adds most.
    """
    open_ones = contexts_near(goal)
    shared = [word.casefold() for ones in interests for word in ones]
    left, chosen = list(shared), list[Context]()
    while open_ones and len(chosen) < limit:
        best = max(open_ones, key=lambda one: sum(speaks(one, word) for word in left))
        chosen.append(best)
        open_ones.remove(best)
        left = [word for word in left if not speaks(best, word)]
    return Matched(chosen, round(100 * (len(shared) - len(left)) / max(1, len(shared))))


def contexts_near(goal: Goal) -> list[Context]:
    """Return the contexts in which ``goal`` can be practised."""
    title = goal.title.casefold()
    return [one for one in content(Contexts).contexts if any(word in title for word in one.words)]


def speaks(context: Context, interest: str) -> bool:
    """Whether a context speaks to an interest, given in small letters."""
    return any(word in interest for word in context.interests)


@dataclass(frozen=True)
class Road:
    """The way through the decision tree: what was answered, and the next question or the end."""

    answered: list[tuple[Question, str]]
    question: Question | None
    end: End | None


def road(answers: Iterable[str]) -> Road:
    """Follow ``answers`` (keys) from the start; the same answers always lead to the same end (D-109)."""
    advice = content(Advice)
    questions = {one.key: one for one in advice.questions}
    ends = {one.key: one for one in advice.ends}
    here, answered = advice.start, list[tuple[Question, str]]()
    for key in answers:
        chosen = next((one for one in questions[here].answers if one.key == key), None) if here in questions else None
        if chosen is None:
            raise NotVisible(_("There is nothing here for you."))
        answered.append((questions[here], chosen.name))
        here = chosen.to
    return Road(answered, questions.get(here), ends.get(here))
