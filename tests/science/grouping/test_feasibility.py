"""Hard rules: what cannot be is said in words, what can be is found."""

import pytest
from hypothesis import assume, given, settings

from samenwijzer.science.grouping.feasibility import broken_rules, first_arrangement, obstacles
from samenwijzer.science.grouping.obstacles import ImpossibleError, Kind
from samenwijzer.science.grouping.problem import Learner, Problem
from tests.science.grouping.problems import problems


def people(ids, **open_groups):
    return tuple(Learner(id_, open_groups=open_groups.get(id_)) for id_ in ids)


IMPOSSIBLE = {
    Kind.NOBODY: (Problem((), ()), "There are no learners to group."),
    Kind.TWICE: (Problem(people("aab"), (3,)), "More than once in the list: a."),
    Kind.UNKNOWN: (
        Problem(people("abc"), (3,), apart=(("a", "x"),), together=(("y", "b"),)),
        "A rule names someone who is not in the list: x and y.",
    ),
    Kind.SIZE: (Problem(people("abc"), (3, 0)), "Every group needs at least one place."),
    Kind.SEATS: (Problem(people("abc"), (2, 2)), "The groups have 4 places in all, there are 3 learners."),
    Kind.CONTRADICTION: (
        Problem(people("abcd"), (4,), apart=(("a", "c"),), together=(("a", "b"), ("b", "c"))),
        "a and c: these two must stay apart and belong together.",
    ),
    Kind.TOO_LARGE: (
        Problem(people("abcd"), (2, 2), together=(("a", "b"), ("b", "c"))),
        "a, b and c belong together (3), but the largest group has 2 places.",
    ),
    Kind.CROWD: (
        Problem(people("abcd"), (2, 2), apart=(("a", "b"), ("a", "c"), ("b", "c"))),
        "a, b and c must all stay apart (3), but there are 2 groups.",
    ),
    Kind.NOWHERE: (
        Problem(people("abcd", a=frozenset({0}), b=frozenset({1})), (2, 2), together=(("a", "b"),)),
        "No group suits a and b: time or place does not allow it.",
    ),
}


@pytest.mark.parametrize("kind", IMPOSSIBLE)
def test_each_obstacle_is_named(kind):
    problem, sentence = IMPOSSIBLE[kind]
    with pytest.raises(ImpossibleError) as caught:
        first_arrangement(problem, seed=0)
    assert caught.value.obstacles[0].kind is kind
    assert caught.value.obstacles[0].sentence() == sentence
    assert obstacles(problem) == caught.value.obstacles


def test_a_sentence_takes_names_and_a_language():
    dutch = {
        "{names} belong together ({needed}), but the largest group has {available} places.": "{names} horen samen",
        "{first} and {last}": "{first} en {last}",
    }
    obstacle = obstacles(IMPOSSIBLE[Kind.TOO_LARGE][0])[0]
    sentence = obstacle.sentence({"a": "An", "b": "Bo", "c": "Cas"}.__getitem__, dutch.__getitem__)
    assert sentence.startswith("An, Bo en Cas horen samen")


def test_hidden_conflict_names_a_smallest_set_of_rules():
    """Three pairs that stay together do not fit groups of three; the fourth rule has nothing to do with it."""
    problem = Problem(
        people("abcdefghi"),
        (3, 3, 3),
        apart=(("a", "i"), ("a", "h"), ("c", "g"), ("c", "h"), ("c", "i"), ("a", "g"), ("a", "c"), ("e", "g")),
        together=(("a", "b"), ("c", "d"), ("e", "f")),
    )
    with pytest.raises(ImpossibleError, match="These rules do not fit the chosen groups") as caught:
        first_arrangement(problem, seed=0)
    obstacle = caught.value.obstacles[0]
    rules = set(zip(obstacle.learners[::2], obstacle.learners[1::2], strict=True))
    assert rules < set(problem.apart + problem.together)
    for left_out in rules:
        fewer = rules - {left_out}
        first_arrangement(
            Problem(
                problem.learners,
                problem.sizes,
                apart=tuple(rule for rule in problem.apart if rule in fewer),
                together=tuple(rule for rule in problem.together if rule in fewer),
            ),
            seed=0,
        )


def test_packing_that_greedy_placement_misses_is_found():
    """Blocks of 4, 3, 3, 2, 2 and 2 fill two groups of eight only as 4+2+2 and 3+3+2."""
    together = [("a", "b"), ("b", "c"), ("c", "d"), ("e", "f"), ("f", "g"), ("h", "i"), ("i", "j")]
    together += [("k", "l"), ("m", "n"), ("o", "p")]
    problem = Problem(people("abcdefghijklmnop"), (8, 8), together=tuple(together))
    assert not broken_rules(problem, first_arrangement(problem, seed=0))


@settings(max_examples=40)
@given(problems(most=20))
def test_a_first_arrangement_breaks_no_rule(problem):
    try:
        groups = first_arrangement(problem, seed=5)
    except ImpossibleError:
        assume(False)
    assert not broken_rules(problem, groups)


def test_every_broken_rule_is_named():
    problem = Problem(people("abcde", e=frozenset({1})), (3, 2), apart=(("a", "b"),), together=(("a", "c"),))
    kinds = {breach.kind for breach in broken_rules(problem, [("a", "b", "e", "e"), ("c",)])}
    assert kinds == {Kind.TWICE, Kind.UNKNOWN, Kind.WRONG_SIZE, Kind.MET, Kind.PARTED, Kind.CLOSED}
    sentences = [breach.sentence() for breach in broken_rules(problem, [("a", "b", "d"), ("c", "e")])]
    assert sentences == ["a and b must stay apart, but are together.", "a and c belong together, but are apart."]
