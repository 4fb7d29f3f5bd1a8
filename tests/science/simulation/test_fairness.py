from samenwijzer.science.simulation.fairness import STRONGER, TRAITS, WEAKER, evaluate_fairness


def test_traits_that_change_nothing_stay_quiet_and_true_differences_show():
    found = evaluate_fairness(learners=60, goals=3, days=35, seed=2)
    assert set(found) == {*TRAITS, "true mastery"}
    for trait in TRAITS:
        assert all(abs(one.gap) < 3 * one.gap_error for one in found[trait]), trait
    success = {one.group: one.success for one in found["true mastery"]}
    assert success[STRONGER] > success[WEAKER] + 0.1
