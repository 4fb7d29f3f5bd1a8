"""What brings learners together by interest: the contexts of the pack that speak to what they like."""

from collections import Counter
from collections.abc import Collection

from samenwijzer.learning.groups.basis import Asked, Basis
from samenwijzer.learning.lessons.cards import contexts_near, speaks
from samenwijzer.learning.lessons.pack import Context, Contexts, content


def contexts_of(basis: Basis, goal: int | None) -> dict[int, frozenset[str]]:
    """Return for each learner the contexts (keys) that speak to what the learner likes and shows.

    Those in which ``goal`` can be practised; all of the pack where no goal is asked or none of them suits it.
    """
    asked = basis.goals.get(goal or 0)
    fitting = (contexts_near(asked) if asked else []) or list(content(Contexts).contexts)
    return {
        one.pk: frozenset(
            context.key
            for context in fitting
            if any(speaks(context, what.casefold()) for what in basis.interests.get(one.pk, ()))
        )
        for one in basis.learners
    }


def tags_of(basis: Basis, asked: Asked) -> dict[int, frozenset[str]]:
    """Return the contexts of who is here; who shows nothing, or something else, is at home in each of them."""
    own = contexts_of(basis, asked.goal)
    every = frozenset(key for one in asked.here for key in own.get(one, ()))
    return {one: own.get(one) or every for one in asked.here}


def shared_context(own: dict[int, frozenset[str]], learners: Collection[int]) -> tuple[str, int]:
    """Return the context (key) most of ``learners`` like, and how many do; ("", 0) where nobody shows one."""
    having = Counter(key for one in learners for key in own.get(one, ()))
    return min(having.items(), key=lambda item: (-item[1], item[0]), default=("", 0))


def context_name(key: str) -> str:
    """Return what a context is called in the active language; empty where the pack does not know it."""
    found: Context | None = next((one for one in content(Contexts).contexts if one.key == key), None)
    return found.name if found else ""
