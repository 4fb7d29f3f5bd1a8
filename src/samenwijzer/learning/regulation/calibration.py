"""How sure somebody was beside how it came out, and time planned beside time taken, over the cycles of one person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.cycles.pack import Choice, Process
from samenwijzer.practice.cycles.queries import Asked, Said, Work

#: So many finished cycles before prompts begin to fade, and before each next step: a judgement of ours.
CYCLES_A_STEP = 2
FURTHEST = 4
#: From so many cycles on the whole is put in words, over so many of the last; closer than this is close.
ENOUGH, LAST, CLOSE = 2, 5, 0.5


@dataclass(frozen=True)
class Calibration:
    """One cycle: how sure before (1 to 5), how it came out (1 to 5), and the minutes planned and taken (0: not said).

    The minutes are those of the steps that have both.
    """

    cycle: Cycle
    sure: Said
    sure_choice: Choice
    result_choice: Choice
    planned: int
    took: int

    @property
    def gap(self) -> int:
        """How much better it came out than was thought; below zero where it was thought to be better."""
        return (self.result_choice.value or 0) - (self.sure_choice.value or 0)


def how_far(works: Iterable[Work]) -> int:
    """Return how far somebody is in steering its own learning (0 to 4), from the cycles that are over."""
    return min(FURTHEST, sum(one.is_over for one in works) // CYCLES_A_STEP)


def calibration_of(work: Work) -> Calibration | None:
    """Return what a cycle tells, ``None`` as long as one of both was not said.

    Of how sure counts what stood there when the result was first said: afterwards it is easy to have known.
    """
    asked, result = work.chosen(Process.SELF_EFFICACY), work.chosen(Process.SELF_EVALUATION)
    if asked is None or result is None or result.last is None:
        return None
    first = min(one.at for one in (result.last, *result.before))
    sure = next((one for one in _newest_first(asked) if one.at <= first), None)
    chosen = asked.prompt.choice(sure.value) if sure and sure.value else None
    outcome = result.prompt.choice(result.last.value)
    if sure is None or chosen is None or outcome is None:
        return None
    planned, took = minutes(work)
    return Calibration(work.cycle, sure, chosen, outcome, planned, took)


def _newest_first(asked: Asked) -> Sequence[Said]:
    return [*([asked.last] if asked.last else []), *asked.before]


def minutes(work: Work) -> tuple[int, int]:
    """Return the minutes that were planned and taken, over the steps of the plan that have both."""
    planned = {step["what"]: step["minutes"] for step in work.plan() if step["minutes"]}
    took: dict[str, int] = {}
    for check_in in (one for phase in work.phases for one in reversed(phase.check_ins)):
        for asked in check_in.answers:
            if isinstance(asked.value, list):
                took |= {step["what"]: step["minutes"] for step in asked.value if step["minutes"]}
    both = planned.keys() & took.keys()
    return sum(planned[one] for one in both), sum(took[one] for one in both)


def calibrations(works: Iterable[Work]) -> list[Calibration]:
    """Return what the cycles tell that say both how sure and how it came out, in the same order."""
    return [found for one in works if (found := calibration_of(one))]


def tendency(found: Sequence[Calibration]) -> float | None:
    """Return how much better it mostly comes out than was thought, over the last cycles (newest first).

    ``None`` as long as there are too few.
    """
    return fmean(one.gap for one in found[:LAST]) if len(found) >= ENOUGH else None
