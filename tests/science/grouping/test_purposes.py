"""What a teacher wants becomes a problem whose best answer is what they meant."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenwijzer.science.grouping.alternatives import Aim, alternatives
from samenwijzer.science.grouping.annealing import solve
from samenwijzer.science.grouping.objective import evaluate
from samenwijzer.science.grouping.problem import Learner, Problem, Weights
from samenwijzer.science.grouping.purposes import (
    Known,
    cooperative_task,
    extended_instruction,
    interest_groups,
    shared_tag,
)

UNMET = {
    **{id_: frozenset({"breuken"}) for id_ in "abcdefg"},
    **{id_: frozenset({"meten"}) for id_ in "hi"},
    "j": frozenset({"breuken", "meten"}),
    "z": frozenset(),
}
CLASS = [Learner(id_) for id_ in "abcdefghijklz"]


def test_extended_instruction_keeps_to_one_goal_a_group_and_leaves_the_others_alone():
    instruction = extended_instruction(CLASS, UNMET, largest=4)
    assert instruction.focus == ("breuken", "breuken", "meten")
    assert instruction.problem.sizes == (4, 4, 2)
    assert {learner.id for learner in instruction.problem.learners} == set("abcdefghij")
    proposal = solve(instruction.problem, tries=500)
    for goal, group in zip(instruction.focus, proposal.groups, strict=True):
        assert all(goal in UNMET[id_] for id_ in group)


def test_with_one_adult_the_goal_most_need_goes_first_and_the_rest_wait():
    instruction = extended_instruction(CLASS, UNMET, largest=4, most_groups=1)
    assert instruction.focus == ("breuken",)
    assert [learner.id for learner in instruction.problem.learners] == ["a", "b", "c", "d"]
    assert instruction.waiting == ("e", "f", "g", "h", "i", "j")


@settings(max_examples=50)
@given(
    st.dictionaries(st.sampled_from("abcdefghijkl"), st.frozensets(st.sampled_from("xyz"), max_size=3)),
    st.integers(1, 5),
    st.one_of(st.none(), st.integers(1, 4)),
)
def test_extended_instruction_always_has_an_answer(unmet, largest, most_groups):
    instruction = extended_instruction(CLASS, unmet, largest=largest, most_groups=most_groups)
    taking_part = {learner.id for learner in instruction.problem.learners}
    assert taking_part | set(instruction.waiting) == {id_ for id_, goals in unmet.items() if goals}
    assert not taking_part & set(instruction.waiting)
    assert max(instruction.problem.sizes, default=0) <= largest
    if taking_part:
        solve(instruction.problem, tries=50)


def test_cooperation_mixes_readiness_evenly():
    learners = [Learner(str(place), score) for place, score in enumerate([10, 10, 10, 90, 90, 90])]
    problem = cooperative_task(learners, largest=2)
    proposal = solve(problem, tries=2000)
    assert proposal.cost == 0
    assert all({learners[int(id_)].score for id_ in group} == {10, 90} for group in proposal.groups)


def test_rules_about_people_who_are_not_there_today_are_left_out():
    known = Known(apart=(("0", "gone"), ("0", "1")), together=(("gone", "2"),), history=(("0", "gone", 2),))
    problem = cooperative_task([Learner(str(place), prefers=frozenset({"1"})) for place in range(4)], known=known)
    assert problem.apart == (("0", "1"),)
    assert problem.together == problem.history == ()
    assert problem.weights.lonely > 0


def test_interest_brings_the_same_context_together_in_even_groups():
    chosen = {str(place): frozenset({"paarden" if place % 2 else "voetbal"}) for place in range(8)}
    problem = interest_groups([Learner(str(place)) for place in range(8)], chosen, largest=4)
    proposal = solve(problem, tries=5000)
    assert problem.sizes == (4, 4)
    assert proposal.cost == 0
    assert {shared_tag(problem, group) for group in proposal.groups} == {("paarden", 4), ("voetbal", 4)}
    assert shared_tag(problem, ()) == ("", 0)


def friends_against_balance():
    """Friends are alike in readiness, and were together before: every wish pulls its own way."""
    learners = tuple(Learner(str(place), 10 * place, prefers=frozenset({str(place ^ 1)})) for place in range(12))
    history = tuple((str(place), str(11 - place), 2) for place in range(6))
    return Problem(learners, (3, 3, 3, 3), history=history, weights=Weights(1, 50, 20, 15))


def test_alternatives_are_each_best_at_what_they_name():
    problem = friends_against_balance()
    proposals = alternatives(problem, lambda stated: solve(stated, tries=20_000))
    assert proposals[0].optimises is Aim.BALANCE
    assert 2 <= len(proposals) <= 3
    assert len({frozenset(map(frozenset, one.groups)) for one in proposals}) == len(proposals)
    for proposal in proposals:
        assert proposal.parts == evaluate(problem, proposal.groups)
        assert proposal.cost >= proposals[0].cost
    stressed = {Aim.READINESS: "score", Aim.NEW_PARTNERS: "repeat", Aim.COMPANY: "lonely"}
    for proposal in proposals[1:]:
        wish = stressed[proposal.optimises]
        assert getattr(proposal.parts, wish) < getattr(proposals[0].parts, wish)


def test_nothing_to_gain_gives_one_proposal():
    problem = replace(friends_against_balance(), weights=Weights(0, 0, 1, 0), history=())
    assert [one.optimises for one in alternatives(problem, lambda stated: solve(stated, tries=10))] == [Aim.BALANCE]


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf")])
def test_a_weight_that_turns_a_wish_round_is_refused(weight):
    with pytest.raises(ValueError, match="zero or more"):
        Weights(lonely=weight)
