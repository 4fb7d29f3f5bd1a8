"""Does the model err alike for every group? Calibration and error side by side; the groups never enter the model.

Three looks at one forecast, for every group of a partition (home language, allowance, sex): how far chances lie from
what happened on average (calibration in the large), how far bin by bin (expected calibration error), and how well they
rank (AUC). They cannot all be equal when base rates differ (Kleinberg, Mullainathan & Raghavan 2017; Chouldechova
2017), so differences are shown with a standard error, not scored. Learners are resampled whole, since their rows hang
together.
"""

from dataclasses import dataclass

import numpy as np

from samenwijzer.science.mastery import metrics
from samenwijzer.science.mastery.responses import Floats, Ints

DRAWS = 200
#: Smaller groups are not reported: their figures say nothing, and they could be recognised.
LEAST_LEARNERS = 10
#: A difference beyond this many standard errors is worth looking into.
NOTEWORTHY = 2.0


@dataclass(frozen=True)
class GroupFigures:
    """Figures of one group; `gap` is the mean outcome minus the mean chance (above 0: they do better than forecast).

    `gap_error` is the standard error of `gap` over learners.
    """

    group: str
    learners: int
    rows: int
    success: float
    gap: float
    gap_error: float
    calibration_error: float
    rmse: float
    auc: float

    @property
    def noteworthy(self) -> bool:
        """True where the model is off for this group by more than chance explains."""
        return abs(self.gap) > NOTEWORTHY * self.gap_error


def group_figures(
    learner: Ints, outcome: Floats, chance: Floats, group: dict[int, str], *, seed: int = 0
) -> list[GroupFigures]:
    """Return the figures of every group large enough to report, by name; learners without a group are left out."""
    names = sorted(set(group.values()))
    member = np.array([names.index(group[one]) if one in group else -1 for one in learner.tolist()], dtype=np.int64)
    found = []
    for at, name in enumerate(names):
        mine = member == at
        learners = len(np.unique(learner[mine]))
        if learners < LEAST_LEARNERS:
            continue
        seen, said = outcome[mine], chance[mine]
        found.append(
            GroupFigures(
                group=name,
                learners=learners,
                rows=int(mine.sum()),
                success=float(seen.mean()),
                gap=float((seen - said).mean()),
                gap_error=_gap_error(learner[mine], seen - said, seed),
                calibration_error=metrics.calibration_error(seen, said),
                rmse=metrics.rmse(seen, said),
                auc=metrics.auc(seen, said),
            )
        )
    return found


def _gap_error(learner: Ints, residual: Floats, seed: int) -> float:
    """Standard deviation of the mean residual over bootstrap draws of whole learners."""
    _, who = np.unique(learner, return_inverse=True)
    total, rows = np.bincount(who, residual), np.bincount(who)
    drawn = np.random.default_rng(seed).integers(0, len(rows), (DRAWS, len(rows)))
    return float((total[drawn].sum(axis=1) / rows[drawn].sum(axis=1)).std(ddof=1))
