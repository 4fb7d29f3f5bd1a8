"""Shares of goals reached and pieces seen, a line a school; of few people nothing is said.

The tables are those of the lake: ``memberships`` (learner, school, starts, ends), ``evidence`` (learner, piece, day,
is_draft), ``estimates`` (learner, goal, step). The same expressions run on DuckDB and on Spark.
"""

from datetime import date
from typing import Any

import ibis

from samenwijzer.science.statistics.disclosure import FEWEST

#: An Ibis table or expression; Ibis has no types of its own to check against.
Table = Any
#: From this step of the scale on a goal counts as reached.
REACHED = 3


def stays_on(memberships: Table, day: date) -> Table:
    """Return learner and school of every stay that holds on ``day``, once each."""
    holds = (memberships.starts <= day) & (memberships.ends.isnull() | (memberships.ends >= day))
    return memberships.filter(holds).select("learner", "school").distinct()


def pieces_seen(evidence: Table, stays: Table, *, since: date) -> Table:
    """Return by school how many pieces that count (no drafts) were seen since a day, of how many learners."""
    counting = evidence.filter(~evidence.is_draft & (evidence.day >= since))
    found = counting.join(stays, "learner")
    return found.group_by("school").agg(pieces=found.piece.nunique(), seen=found.learner.nunique())


def goals_reached(estimates: Table, stays: Table) -> Table:
    """Return by school how many standings of learners with goals there are, and how many of them reached the goal.

    Where too little was seen (step 0) there is no standing.
    """
    found = estimates.filter(estimates.step > 0).join(stays, "learner")
    reached = (found.step >= REACHED).cast("int64").sum()
    return found.group_by("school").agg(standings=found.count(), reached=reached, standing=found.learner.nunique())


def school_figures(*, memberships: Table, evidence: Table, estimates: Table, since: date, on: date) -> Table:
    """Return a line a school: learners, pieces seen, standings, and the share of goals reached.

    A figure over fewer than the minimum of people is missing, and where that could be worked out the next smallest.
    """
    stays = stays_on(memberships, on)
    people = stays.group_by("school").agg(learners=stays.learner.nunique())
    seen = without_few(pieces_seen(evidence, stays, since=since), of="seen", figures=("pieces",))
    standing = without_few(goals_reached(estimates, stays), of="standing", figures=("standings", "reached"))
    found = without_few(people, of="learners", figures=())
    found = found.left_join(seen, "school").drop("school_right")
    found = found.left_join(standing, "school").drop("school_right")
    return found.mutate(share=found.reached / found.standings).order_by("school")


def without_few(counted: Table, *, of: str, figures: tuple[str, ...], fewest: int = FEWEST) -> Table:
    """Return ``counted`` without the count ``of`` people and what rests on it where the count may not be shown.

    The rule is :func:`~samenwijzer.science.statistics.disclosure.withheld`, over all lines together.
    """
    small = (counted[of] > 0) & (counted[of] < fewest)
    first = counted.mutate(is_small=small.cast("int64"), few=ibis.ifelse(small, counted[of], 0))
    in_order = ibis.window(group_by=["is_small", "is_nobody"], order_by=[of, "school"])
    whole = ibis.window()
    marked = first.mutate(is_nobody=(first[of] == 0).cast("int64"))
    marked = marked.mutate(
        small_ones=marked.is_small.sum().over(whole),
        together=marked.few.sum().over(whole),
        place=ibis.row_number().over(in_order),
    )
    exposed = (marked.small_ones == 1) | ((marked.together > 0) & (marked.together < fewest))
    next_smallest = exposed & (marked.is_small == 0) & (marked.is_nobody == 0) & (marked.place == 0)
    hidden = (marked.is_small == 1) | next_smallest
    kept = {name: ibis.ifelse(hidden, ibis.null(marked[name].type()), marked[name]) for name in (of, *figures)}
    return marked.mutate(**kept).select("school", *kept)
