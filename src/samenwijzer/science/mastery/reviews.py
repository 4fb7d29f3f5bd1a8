"""When a goal is due again: spaced repetition by the FSRS library, fed by what was seen.

Every day on which something was seen of a goal is one review, graded by how well it went that day on the four steps of
the scale. The parameters are the published defaults of FSRS-6 (Ye, Su & Cao 2022, doi:10.1145/3534678.3539081; Open
Spaced Repetition), fitted on other people's flashcards; nothing is fitted here and nothing is drawn by lot.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np
from fsrs import Card, Rating, Scheduler

from samenwijzer.science.mastery.estimate import STEP_BOUNDS, Floats, Integers

#: Chance of remembering at which a goal comes back: the default of the library.
WANTED_RETENTION = 0.9
#: Histories of which the memory is kept: learners of a class have many of their first sessions alike.
HISTORIES_KEPT = 50_000
_ORIGIN = datetime(2000, 1, 1, tzinfo=UTC)
_SCHEDULER = Scheduler(desired_retention=WANTED_RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
#: Days since the first session, and the grade of that day (1 again, 2 hard, 3 good, 4 easy).
History = tuple[tuple[int, int], ...]


def due_days(pair: Integers, day: Floats, outcome: Floats, pairs: int) -> Floats:
    """Return for each of ``pairs`` the day on which it is due again; ``nan`` where it did not go well the last time.

    ``pair`` numbers the pair of each row from 0, ``day`` counts days and ``outcome`` lies in [0, 1]. What did not go
    well the last time asks for practice, not for a review.
    """
    due = np.full(pairs, np.nan)
    if not len(pair):
        return due
    sessions, of_row = np.unique(np.stack([pair, np.floor(day).astype(np.int64)]), axis=1, return_inverse=True)
    at = of_row.reshape(-1)
    mean = np.bincount(at, outcome) / np.bincount(at)
    grade = np.searchsorted(STEP_BOUNDS, mean, side="right") + 1
    starts = np.flatnonzero(np.diff(sessions[0], prepend=-1))
    for first, last in zip(starts, [*starts[1:], len(grade)], strict=True):
        if grade[last - 1] >= Rating.Good:
            days = sessions[1, first:last]
            history = tuple(zip((days - days[0]).tolist(), grade[first:last].tolist(), strict=True))
            due[sessions[0, first]] = days[0] + (_remembered(history).due - _ORIGIN).days
    return due


@lru_cache(maxsize=HISTORIES_KEPT)
def _remembered(history: History) -> Card:
    """Return the card after this history, as if its first session was on the day of origin."""
    day, grade = history[-1]
    before = _remembered(history[:-1]) if len(history) > 1 else Card(card_id=0, due=_ORIGIN)
    return _SCHEDULER.review_card(before, Rating(grade), _ORIGIN + timedelta(days=day))[0]
