"""The route on the map: smooth, through every stop, with names that never touch."""

import re
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from samenwijzer.web.learner.route import Drawing, draw, row_sizes

NAMES = st.text(alphabet="abcdefghijk mnoé", min_size=1, max_size=90)
MAPS = st.sampled_from([(1000.0, 6), (620.0, 4)])


@st.composite
def drawings(draws: st.DrawFn) -> Drawing:
    names = draws(st.lists(NAMES, min_size=2, max_size=21))
    width, a_row = draws(MAPS)
    return draw(names, reached=draws(st.integers(0, len(names) - 1)), width=width, a_row=a_row)


def cubics(path: str) -> list[tuple[float, ...]]:
    """Return the pieces of a path as eight numbers: from, two handles, to."""
    x, y = map(float, re.match(r"M(\S+) ([\d.-]+)", path).groups())  # type: ignore[union-attr]
    pieces = []
    for piece in path.split("C")[1:]:
        numbers = tuple(map(float, piece.split()))
        pieces.append((x, y, *numbers))
        x, y = numbers[-2:]
    return pieces


def along(path: str) -> list[tuple[float, float]]:
    places = []
    for x0, y0, x1, y1, x2, y2, x3, y3 in cubics(path):
        for step in range(31):
            t = step / 30
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            places.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return places


@settings(deadline=None)
@given(drawings())
def test_names_touch_neither_each_other_nor_a_stop(drawing: Drawing) -> None:
    for one, other in combinations(drawing.marks, 2):
        assert not one.label.box.touches(other.label.box)
        assert not one.label.box.touches(other.box)
        assert not other.label.box.touches(one.box)
        assert not one.box.touches(other.box)


@settings(deadline=None)
@given(drawings())
def test_everything_lies_on_the_map(drawing: Drawing) -> None:
    for mark in drawing.marks:
        for box in (mark.box, mark.label.box):
            assert box.left >= 0
            assert box.top >= 0
            assert box.right <= drawing.width
            assert box.bottom <= drawing.height
    for x, y in along(drawing.travelled) + along(drawing.ahead):
        assert 0 <= x <= drawing.width
        assert 0 <= y <= drawing.height


@settings(deadline=None)
@given(drawings())
def test_the_line_runs_past_every_stop_in_order_without_a_gap_or_a_corner(drawing: Drawing) -> None:
    pieces = cubics(drawing.travelled) + cubics(drawing.ahead)
    ends = [(piece[6], piece[7]) for piece in pieces]
    found = [ends.index((round(mark.x, 1), round(mark.y, 1))) for mark in drawing.marks]
    assert found == sorted(found)
    for one, other in pairwise(pieces):
        assert one[6:] == other[:2]
        into, out = (one[6] - one[4], one[7] - one[5]), (other[2] - other[0], other[3] - other[1])
        assert abs(into[0] * out[1] - into[1] * out[0]) <= 0.3 * (sum(map(abs, into)) + sum(map(abs, out)))


@settings(deadline=None)
@given(drawings())
def test_the_line_stays_clear_of_the_names(drawing: Drawing) -> None:
    for x, y in along(drawing.travelled) + along(drawing.ahead):
        for mark in drawing.marks:
            box = mark.label.box
            assert not (box.left < x < box.right and box.top < y < box.bottom)


@settings(deadline=None)
@given(st.integers(2, 21), st.sampled_from([4, 6]))
def test_rows_hold_all_stops_and_even_numbers_between_the_turns(count: int, a_row: int) -> None:
    sizes = row_sizes(count, a_row)
    assert sum(sizes) == count
    assert all(1 <= size <= a_row for size in sizes)
    assert all(size % 2 == 0 for size in sizes[1:-1])
    assert sizes[-1] > 1


@settings(deadline=None)
@given(drawings())
def test_the_line_turns_only_at_the_edges_of_the_map(drawing: Drawing) -> None:
    columns = len({round(mark.x) for mark in drawing.marks})
    for one, other in pairwise(drawing.marks):
        turns = abs(other.y - one.y) > 60
        assert turns == (round(one.x) == round(other.x))
        if turns:
            assert min(one.x, drawing.width - one.x) <= drawing.width / columns


def test_the_line_is_travelled_up_to_the_step_one_is_at() -> None:
    drawing = draw(["delen", "vergelijken", "optellen", "18 december"], reached=1, width=1000, a_row=6)
    now = drawing.marks[1]
    assert drawing.travelled.endswith(f"{now.x:.1f} {now.y:.1f}")
    assert drawing.ahead.startswith(f"M{now.x:.1f} {now.y:.1f}")
    assert [mark.radius for mark in drawing.marks] == [15, 25, 15, 25]


def test_a_very_long_name_is_cut_after_three_lines() -> None:
    drawing = draw(["vermenigvuldigen met kommagetallen " * 5, "einde"], reached=0, width=400, a_row=4)
    lines = [text for _, text in drawing.marks[0].label.lines]
    assert len(lines) == 3
    assert lines[-1].endswith("…")
