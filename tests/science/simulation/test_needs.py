import pytest

from samenwijzer.science.simulation.learners import DAY, simulate
from samenwijzer.science.simulation.needs import Need, Rule, compare_rules, evaluate_needs
from samenwijzer.science.simulation.world import WorldSize, make_world


@pytest.fixture(scope="module")
def found(fitted):
    """Ten classes the model has not seen, of the world it was fitted on."""
    held = simulate(make_world(WorldSize(480, 8, 90), seed=5), range(240, 480))
    return {(one.need, one.rule): one for one in compare_rules(fitted.model, held, 90 * DAY)}


@pytest.mark.parametrize("need", list(Need))
def test_the_model_finds_needs_better_than_each_naive_rule(found, need):
    ours = found[need, Rule.MODEL]
    for rule in set(Rule) - {Rule.MODEL}:
        other = found[need, rule]
        assert ours.precision + ours.recall > other.precision + other.recall, rule


def test_a_list_never_has_more_than_ten_lines(found):
    assert all(0 < one.listed <= 10 for one in found.values())
    assert all(0 <= one.precision <= 1 and 0 <= one.recall <= 1 for one in found.values())


def test_every_rule_is_measured_at_both_ends_on_a_world_of_its_own():
    found = evaluate_needs(learners=24, goals=3, days=28, seed=1)
    assert {(one.need, one.rule) for one in found} == {(need, rule) for need in Need for rule in Rule}
