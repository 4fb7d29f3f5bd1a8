"""Compiled moves between groups: judge a swap from running sums, make it, keep the best.

Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983) over exchanges that keep every group's size. Learners who must
stay together move as one block, exchanged for whole blocks; those who must stay apart change sides along a Kempe
chain. A pair that must stay apart may also meet on the way, and someone may pass through a group that is closed to
them, at a price; an arrangement with such a clash is never kept as the best.
"""

import numpy as np

from samenwijzer.science.grouping.compiled import compiled
from samenwijzer.science.grouping.tables import Floats, Ints, State, Tables


@compiled
def settle(tables: Tables, state: State) -> None:
    """Recompute every running sum of `state` from its seats."""
    groups, learners = state.pairs.shape
    state.balance[:] = 0.0
    state.having[:] = 0
    state.pairs[:] = 0.0
    state.liked[:] = 0
    for group in range(groups):
        for seat in range(tables.starts[group], tables.starts[group + 1]):
            member = state.seats[seat]
            state.seat_of[member] = seat
            state.group_of[member] = group
            state.balance[group] += tables.deviation[member]
            state.having[group] += tables.traits[member]
            for other in range(learners):
                state.pairs[group, other] += tables.pair_cost[member, other]
                state.liked[group, other] += tables.likes[other, member]
    cost = 0.0
    clashes = 0
    for group in range(groups):
        cost += abs(state.balance[group])
        for trait in range(tables.traits.shape[1]):
            cost += tables.trait_cost[group, trait, state.having[group, trait]]
    for learner in range(learners):
        group = state.group_of[learner]
        cost += state.pairs[group, learner] / 2
        if state.liked[group, learner] == 0:
            cost += tables.lonely
        clashes += meetings(tables, state, learner, group, -1) + 2 * tables.closed[learner, group]
    state.cost[0] = cost
    state.clashes[0] = clashes // 2


@compiled
def meetings(tables: Tables, state: State, learner: int, group: int, leaving: int) -> int:
    """How many whom `learner` must not meet are in `group` once `leaving` has left it."""
    found = 0
    for place in range(tables.enemies.starts[learner], tables.enemies.starts[learner + 1]):
        other = tables.enemies.members[place]
        if state.group_of[other] == group and other != leaving:
            found += 1
    return found


@compiled
def loneliness(tables: Tables, state: State, mover: int, replaced_by: int, left: int, joined: int) -> int:
    """Change in lonely members among those who prefer `mover`, when `mover` leaves `left` for `joined`."""
    change = 0
    for place in range(tables.fans.starts[mover], tables.fans.starts[mover + 1]):
        fan = tables.fans.members[place]
        if fan == replaced_by or tables.likes[fan, replaced_by]:
            continue
        group = state.group_of[fan]
        if group == left and state.liked[left, fan] == 1:
            change += 1
        elif group == joined and state.liked[joined, fan] == 0:
            change -= 1
    return change


@compiled
def swap_delta(tables: Tables, state: State, one: int, other: int) -> tuple[float, int]:
    """Change in cost, and in clashes, when `one` and `other` (of different groups) trade places."""
    left, joined = state.group_of[one], state.group_of[other]
    shift = tables.deviation[other] - tables.deviation[one]
    delta = abs(state.balance[left] + shift) - abs(state.balance[left])
    delta += abs(state.balance[joined] - shift) - abs(state.balance[joined])
    for trait in range(tables.traits.shape[1]):
        step = tables.traits[other, trait] - tables.traits[one, trait]
        if step != 0:
            here, there = state.having[left, trait], state.having[joined, trait]
            delta += tables.trait_cost[left, trait, here + step] - tables.trait_cost[left, trait, here]
            delta += tables.trait_cost[joined, trait, there - step] - tables.trait_cost[joined, trait, there]
    delta += state.pairs[joined, one] - state.pairs[left, one] + state.pairs[left, other] - state.pairs[joined, other]
    delta -= 2 * tables.pair_cost[one, other]
    if tables.lonely != 0.0:
        lonely = loneliness(tables, state, one, other, left, joined) + loneliness(
            tables, state, other, one, joined, left
        )
        lonely += int(state.liked[joined, one] - tables.likes[one, other] == 0) - int(state.liked[left, one] == 0)
        lonely += int(state.liked[left, other] - tables.likes[other, one] == 0) - int(state.liked[joined, other] == 0)
        delta += tables.lonely * lonely
    clashes = meetings(tables, state, one, joined, other) - meetings(tables, state, one, left, one)
    clashes += meetings(tables, state, other, left, one) - meetings(tables, state, other, joined, other)
    clashes += tables.closed[one, joined] - tables.closed[one, left]
    clashes += tables.closed[other, left] - tables.closed[other, joined]
    return delta, clashes


@compiled
def swap(tables: Tables, state: State, one: int, other: int, delta: float, clashes: int) -> None:
    """Let `one` and `other` trade places, given what `swap_delta` said."""
    left, joined = state.group_of[one], state.group_of[other]
    shift = tables.deviation[other] - tables.deviation[one]
    state.balance[left] += shift
    state.balance[joined] -= shift
    for trait in range(tables.traits.shape[1]):
        step = tables.traits[other, trait] - tables.traits[one, trait]
        state.having[left, trait] += step
        state.having[joined, trait] -= step
    for learner in range(state.group_of.size):
        change = tables.pair_cost[other, learner] - tables.pair_cost[one, learner]
        state.pairs[left, learner] += change
        state.pairs[joined, learner] -= change
    for mover, gone, come in ((one, left, joined), (other, joined, left)):
        for place in range(tables.fans.starts[mover], tables.fans.starts[mover + 1]):
            fan = tables.fans.members[place]
            state.liked[gone, fan] -= 1
            state.liked[come, fan] += 1
    here, there = state.seat_of[one], state.seat_of[other]
    state.seats[here], state.seats[there] = other, one
    state.seat_of[one], state.seat_of[other] = there, here
    state.group_of[one], state.group_of[other] = joined, left
    state.cost[0] += delta
    state.clashes[0] += clashes


@compiled
def include(tables: Tables, chosen: Ints, counts: Ints, side: int, learner: int) -> None:
    """Add the block of `learner` to a side of `chosen` unless it is there."""
    for place in range(counts[side]):
        if chosen[side, place] == learner:
            return
    for place in range(tables.block.starts[learner], tables.block.starts[learner + 1]):
        chosen[side, counts[side]] = tables.block.members[place]
        counts[side] += 1


@compiled
def gather(tables: Tables, state: State, rng: np.random.Generator, picks: tuple[int, int], chosen: Ints) -> int:
    """Fill both sides of `chosen` (2, n) with whole blocks to be exchanged; return how many each has, 0 if unequal.

    Begins with the blocks of `picks`. Whoever must not meet a newcomer leaves for the other side (a Kempe chain); when
    the chain ends, blocks of the smaller side go along until both sides count as many.
    """
    counts = np.zeros(2, dtype=np.int64)
    followed = np.zeros(2, dtype=np.int64)
    groups = (state.group_of[picks[0]], state.group_of[picks[1]])
    include(tables, chosen, counts, 0, picks[0])
    include(tables, chosen, counts, 1, picks[1])
    while True:
        for side in range(2):
            while followed[side] < counts[side]:
                mover = chosen[side, followed[side]]
                followed[side] += 1
                for place in range(tables.enemies.starts[mover], tables.enemies.starts[mover + 1]):
                    enemy = tables.enemies.members[place]
                    if state.group_of[enemy] == groups[1 - side]:
                        include(tables, chosen, counts, 1 - side, enemy)
        if followed[0] < counts[0]:
            continue
        if counts[0] == counts[1]:
            return int(counts[0])
        side = 0 if counts[0] < counts[1] else 1
        start, stop = tables.starts[groups[side]], tables.starts[groups[side] + 1]
        if counts[side] == stop - start:
            return 0
        include(tables, chosen, counts, side, state.seats[start + int(rng.random() * (stop - start))])


@compiled
def exchange(
    tables: Tables,
    state: State,
    rng: np.random.Generator,
    picks: tuple[int, int],
    chosen: Ints,
    limit: float,
    toll: float,
) -> bool:
    """Exchange blocks around `picks` if that costs at most `limit` more, `toll` for each clash included."""
    count = gather(tables, state, rng, picks, chosen)
    if count == 0:
        return False
    cost, clashes = state.cost[0], state.clashes[0]
    for place in range(count):
        delta, change = swap_delta(tables, state, chosen[0, place], chosen[1, place])
        swap(tables, state, chosen[0, place], chosen[1, place], delta, change)
    if state.cost[0] - cost + toll * (state.clashes[0] - clashes) <= limit:
        return True
    for place in range(count):
        swap(tables, state, chosen[1, place], chosen[0, place], 0.0, 0)
    state.cost[0], state.clashes[0] = cost, clashes
    return False


@compiled
def anneal(
    tables: Tables,
    state: State,
    rng: np.random.Generator,
    best: tuple[Ints, Floats],
    iterations: int,
    heat: tuple[float, float, float],
) -> None:
    """Try `iterations` exchanges while the temperature falls geometrically; `best` keeps (seats, cost).

    `heat` is (first temperature, last temperature, toll of a clash).
    """
    learners = state.seats.size
    chosen = np.empty((2, learners), dtype=np.int64)
    bound = np.diff(tables.block.starts) > 1
    temperature, last, toll = heat
    cooling = (last / temperature) ** (1.0 / iterations)
    for _ in range(iterations):
        temperature *= cooling
        one, other = int(rng.random() * learners), int(rng.random() * learners)
        if state.group_of[one] == state.group_of[other]:
            continue
        limit = -temperature * np.log(1.0 - rng.random())
        delta, clashes = 0.0, 1
        if not (bound[one] or bound[other]):
            delta, clashes = swap_delta(tables, state, one, other)
        if clashes > 0 and (bound[one] or bound[other] or rng.random() < 0.5):
            if not exchange(tables, state, rng, (one, other), chosen, limit, toll):
                continue
        elif delta + toll * clashes > limit:
            continue
        else:
            swap(tables, state, one, other, delta, clashes)
        if state.clashes[0] == 0 and state.cost[0] < best[1][0] - 1e-9:
            best[0][:] = state.seats
            best[1][0] = state.cost[0]
