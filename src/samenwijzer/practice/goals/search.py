"""Finding goals by what somebody types: stemmed, forgiving of slips, and ranked here, so on every database alike.

The database only gathers candidates; which of them comes first is computed from their stored stems.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from functools import reduce
from math import log
from operator import and_, or_

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Length

from samenwijzer.practice.goals.models import Framework, Goal, GoalTag, Word, at_level
from samenwijzer.practice.goals.words import Stemmer

#: The kind of a goal as a thing that is pointed at.
GOAL = "goals.goal"
MOST_WORDS = 8
MOST_FORMS = 12
MOST_CANDIDATES = 3000
MOST_VOCABULARY = 2000
#: How alike a slip and a stored stem must be (difflib's ratio): one slip in a word of five letters passes.
ALIKE = 0.72
STARTS, INSIDE, SLIP = 0.8, 0.6, 0.5
#: How much less each next stem of a goal weighs, as the first ones tell most.
FADE = 0.03

Forms = Mapping[str, float]


@dataclass(frozen=True)
class Hits:
    """The goals found, best first; ``is_guess`` when some word stands nowhere and what looks like it was taken."""

    goals: list[Goal]
    total: int
    is_guess: bool = False


def tagged_with(tag: int) -> list[int]:
    """Return the ids of the goals that carry goal ``tag`` as a tag (one query)."""
    rows = GoalTag.objects.filter(goal=tag, object_kind=GOAL)
    return [int(id) for id in rows.values_list("object_id", flat=True)]


def current_frameworks() -> QuerySet[Framework]:
    """Return the version of each framework that came in last."""
    newest = Framework.objects.values("identifier").annotate(newest=Max("pk")).values("newest")
    return Framework.objects.filter(pk__in=newest)


def search(
    query: str,
    *,
    frameworks: QuerySet[Framework] | None = None,
    level: str = "",
    tag: int | None = None,
    limit: int = 40,
) -> Hits:
    """Return the goals that ``query`` means, at most ``limit``; at most five queries, whatever is asked.

    Looked through are ``frameworks``, by default the newest version of each; ``tag`` keeps the goals that carry that
    goal of a framework such as PPGO! as a tag. Every word must be found in a goal; where no goal has them all, one of
    them is enough. Two goals that fit equally well stand in the order of their frameworks.
    """
    asked = list(Stemmer().asked(query))[:MOST_WORDS]
    if not asked:
        return Hits([], 0)
    forms, is_guess = _forms(asked)
    found = [one for one in forms if one]
    goals = Goal.objects.filter(framework__in=current_frameworks() if frameworks is None else frameworks)
    if level:
        goals = goals.filter(at_level(level))
    if tag:
        goals = goals.filter(pk__in=tagged_with(tag))
    rows = _candidates(goals, found, and_) if len(found) == len(asked) else []
    if not rows and len(asked) > 1 and found:
        rows = _candidates(goals, found, or_)
    ranked = _ranked(rows, found)
    standing = Goal.objects.select_related("framework", "parent").in_bulk(ranked[:limit])
    return Hits([standing[pk] for pk in ranked[:limit]], len(ranked), is_guess)


def _forms(asked: Sequence[frozenset[str]]) -> tuple[list[Forms], bool]:
    """Return for each word asked the stored stems it may mean, with how well each fits, and whether one was guessed."""
    alike = Q(stem__in=set().union(*asked))
    for word in asked:
        alike |= reduce(or_, (Q(stem__contains=form) for form in word if len(form) > 2), Q(pk__in=[]))
    words = Word.objects.filter(alike).order_by("stem").values_list("stem", flat=True)
    vocabulary = list(words[:MOST_VOCABULARY])
    forms: list[Forms] = [_fitting(word, vocabulary) for word in asked]
    lacking = [word for word, found in zip(asked, forms, strict=True) if not found]
    if lacking:
        slips = _slips(lacking)
        forms = [found or slips.get(word, {}) for word, found in zip(asked, forms, strict=True)]
    return forms, bool(lacking) and any(forms)


def _fitting(word: frozenset[str], vocabulary: Sequence[str]) -> Forms:
    weights: dict[str, float] = {}
    for stem in vocabulary:
        weight = max(_fit(form, stem) for form in word)
        if weight:
            weights[stem] = weight
    best = sorted(weights, key=lambda stem: (-weights[stem], len(stem), stem))[:MOST_FORMS]
    return {stem: weights[stem] for stem in best}


def _fit(form: str, stem: str) -> float:
    if form == stem:
        return 1.0
    if len(form) < 3 or form not in stem:
        return 0.0
    return STARTS if stem.startswith(form) else INSIDE


def _slips(words: Collection[frozenset[str]]) -> dict[frozenset[str], Forms]:
    """Return for each of ``words`` the stored stems of about its length that look like it (one query)."""
    lengths = [len(form) for word in words for form in word]
    near = Word.objects.annotate(size=Length("stem")).filter(size__gte=min(lengths) - 2, size__lte=max(lengths) + 2)
    vocabulary = list(near.order_by("stem").values_list("stem", flat=True))
    found: dict[frozenset[str], Forms] = {}
    for word in words:
        weights: dict[str, float] = {}
        for form in sorted(word):
            for stem in get_close_matches(form, vocabulary, n=4, cutoff=ALIKE):
                ratio = SequenceMatcher(None, stem, form).ratio()
                weights[stem] = max(weights.get(stem, 0.0), SLIP * ratio)
        found[word] = weights
    return found


def _candidates(goals: QuerySet[Goal], forms: Sequence[Forms], join: Callable[[Q, Q], Q]) -> list[tuple[int, str]]:
    parts = [reduce(or_, (Q(stems__contains=f" {stem} ") for stem in one)) for one in forms]
    rows = goals.filter(reduce(join, parts)).order_by("framework", "position", "pk").values_list("pk", "stems")
    return list(rows[:MOST_CANDIDATES])


def _ranked(rows: Sequence[tuple[int, str]], forms: Sequence[Forms]) -> list[int]:
    """Return the keys of ``rows`` from best to least: rare words weigh more, as do words early in a goal."""
    places = [{stem: place for place, stem in enumerate(stems.split())} for _pk, stems in rows]
    spread = Counter(stem for one in places for stem in one)
    scores = [
        sum(
            max(
                (
                    weight * (1 + log(len(rows) / spread[stem])) / (1 + FADE * places[number][stem])
                    for stem, weight in one.items()
                    if stem in places[number]
                ),
                default=0.0,
            )
            for one in forms
        )
        for number in range(len(rows))
    ]
    order = sorted(range(len(rows)), key=lambda number: (-round(scores[number], 9), number))
    return [rows[number][0] for number in order]
