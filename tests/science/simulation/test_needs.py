import pytest

from samenwijzer.science.simulation.needs import Need, Rule, evaluate_needs


@pytest.fixture(scope="module")
def found():
    return {(one.need, one.rule): one for one in evaluate_needs(learners=240, goals=8, days=90, seed=1)}


@pytest.mark.parametrize("need", list(Need))
def test_the_model_finds_needs_better_than_each_naive_rule(found, need):
    ours = found[need, Rule.MODEL]
    for rule in set(Rule) - {Rule.MODEL}:
        other = found[need, rule]
        assert ours.precision + ours.recall > other.precision + other.recall, rule


def test_a_list_never_has_more_than_ten_lines(found):
    assert all(0 < one.listed <= 10 for one in found.values())
    assert all(0 <= one.precision <= 1 and 0 <= one.recall <= 1 for one in found.values())
