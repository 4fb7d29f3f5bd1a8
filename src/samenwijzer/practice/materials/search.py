"""Finding materials by what somebody types, and by the words of the vision with their synonyms (D-106)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Q, QuerySet

from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.goals.words import Stemmer
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.pack import Term, bank, vocabulary

MOST_WORDS = 8
MOST_CANDIDATES = 500
#: How much less each next stem weighs, as the first ones tell most; and what a term of the vision alone weighs.
FADE, BY_TERM = 0.03, 0.4


@dataclass(frozen=True)
class Found:
    """Ids from best to least; ``also`` are the terms of the vision that were looked for beside the words asked."""

    ids: list[int]
    also: list[Term]


def find(rows: QuerySet[Material], query: str) -> Found:
    """Return which of ``rows`` the query means (one query).

    Every word must be found, or a term of the vision that the query names stands on the material or in its words.
    """
    asked = list(Stemmer().asked(query))[:MOST_WORDS]
    if not asked:
        return Found([], [])
    terms = vocabulary().meant_by(query)
    condition = reduce(and_, (_one_of(forms) for forms in asked))
    for term in terms:
        condition |= Q(terms__contains=f"|{term.key}|") | _said(term)
    found = list(rows.filter(condition).values_list("pk", "stems")[:MOST_CANDIDATES])
    order = sorted(found, key=lambda row: (-_score(row[1], asked), row[0]))
    return Found([pk for pk, _stems in order], terms)


def _one_of(forms: frozenset[str]) -> Q:
    """Return the condition that a word begins with one of these forms."""
    return reduce(or_, (Q(stems__contains=f" {form}") for form in sorted(forms)))


def _said(term: Term) -> Q:
    """Return the condition that some wording of the term stands in the words of a material."""
    stemmer, condition = Stemmer(), Q(pk__in=[])
    for words in term.wordings:
        condition |= reduce(and_, (Q(stems__contains=f" {stem} ") for stem in stemmer.stems(words, "nl")))
    return condition


def _score(stems: str, asked: Sequence[frozenset[str]]) -> float:
    places = {stem: place for place, stem in reversed(list(enumerate(stems.split())))}
    score = BY_TERM
    for forms in asked:
        hits = [place for stem, place in places.items() if any(stem.startswith(form) for form in forms)]
        score += 1 / (1 + FADE * min(hits)) if hits else 0
    return score


def column(material: Material, goals: Sequence[Goal]) -> str:
    """Return what is stored beside a material to find it: its words, what it is, its terms, and its goals."""
    words, tagged = bank(), set(material.terms.strip("|").split("|"))
    texts: list[dict[str, str]] = [{material.language: material.title}]
    texts += [
        {"nl": wording}
        for term in vocabulary().terms
        if term.key in tagged
        for wording in (term.title.nl, *term.synonyms)
    ]
    texts += [{"nl": one.title.nl} for one in (*words.areas, *words.kinds) if one.key in (material.area, material.kind)]
    texts += [{material.language: material.description}, {"nl": material.publisher}]
    texts += [text for goal in goals for text in (goal.short, goal.statement)]
    return Stemmer().column(codes=[goal.code for goal in goals], texts=texts)
