from samenwijzer.science.mastery import memory, neighbours
from samenwijzer.science.mastery.features import FEATURES, NAMES


def test_every_feature_has_a_name_and_a_place():
    assert len(FEATURES) == memory.COUNT + neighbours.COLUMNS
    assert len(set(NAMES)) == len(NAMES)
    starts = {
        memory.LEARNER_AT: "pace_1",
        memory.GOALS_AT: "goal_1",
        memory.SET_AT: "set_1",
        memory.ITEM_AT: "item_wins",
        memory.WAIT_AT: "wait",
        memory.PREREQUISITES_AT: "prerequisite_all",
    }
    assert {place: NAMES[place] for place in starts} == starts
