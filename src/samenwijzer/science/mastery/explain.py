"""Split an estimate into signed contributions a teacher can read; they add up to it exactly."""

import numpy as np

from samenwijzer.science.mastery.features import DIFFERING, FEATURES, Part
from samenwijzer.science.mastery.fit import MasteryModel
from samenwijzer.science.mastery.responses import Floats, Ints

_PART_OF = np.array([list(Part).index(feature.part) for feature in FEATURES])


def contributions(model: MasteryModel, features: Floats, sets: Ints) -> dict[Part, Floats]:
    """Return what each part adds to the logit of every row, beside `model.curves.level`.

    Zero is a part as it usually stands: a positive contribution makes success more likely than usual.
    `model.curves.level` plus the sum over the parts equals `model.logits(features, sets)`.
    """
    per_feature = model.curves.contributions(features)
    departures = model.slopes.contributions(features, sets)
    per_feature[:, DIFFERING] += departures[:, 1:]
    parts = {part: per_feature[:, place == _PART_OF].sum(axis=1) for place, part in enumerate(Part)}
    parts[Part.DIFFICULTY] = parts[Part.DIFFICULTY] + departures[:, 0]
    return parts


def on_probability_scale(level: float, parts: dict[Part, Floats]) -> dict[Part, Floats]:
    """Share out the difference in probability between the usual and the estimate over the parts.

    The values add up to P(level + sum of parts) - P(level) and keep the sign of their
    logit contribution: the slope of the secant between the two logits, always positive, is applied to each.
    """
    total = np.sum(list(parts.values()), axis=0)
    base, full = 1 / (1 + np.exp(-level)), 1 / (1 + np.exp(-(level + total)))
    close = np.abs(total) < 1e-9
    secant = np.where(close, base * (1 - base), (full - base) / np.where(close, 1.0, total))
    return {part: secant * values for part, values in parts.items()}
