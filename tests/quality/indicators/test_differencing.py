"""Two publications of the same figures, laid side by side, never tell about one child."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samenwijzer.network.organisation.models import Unit
from samenwijzer.quality.indicators import queries
from samenwijzer.quality.indicators.pack import central_set
from samenwijzer.quality.indicators.queries import Counted, lines_of
from samenwijzer.science.statistics.disclosure import BASE, FEWEST, rounded

KEY, YEAR = "schoolverandering", 2025
GROUP = Unit(pk=1, kind="school_group", name="Groep", path="/1/")
#: How many in each school do and do not.
SCHOOLS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 300)), min_size=1, max_size=6)


def published(schools: list[tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Return every pair of counts that stands on the page of a school group: the total, its parts and their rest."""
    parts = [Unit(pk=n, kind="school", name=f"School {n}", path=f"/1/{n}/") for n in range(2, 2 + len(schools))]
    rows = [
        (KEY, YEAR, 1, count, count + other, part.path) for part, (count, other) in zip(parts, schools, strict=True)
    ]
    line = next(one for one in lines_of(Counted(GROUP, parts, rows, len(parts))) if one.definition.key == KEY)
    pairs = {"total": line.last, **{part.unit.name: part.point for part in line.parts}}
    shown = {name: (one.count, one.of) for name, one in pairs.items() if one and one.count is not None and one.of}
    return shown | ({"rest": line.rest} if line.rest else {})


@given(st.integers(0, 100_000))
def test_a_rounded_count_fits_several_counts_and_says_the_same_twice(count: int) -> None:
    told = rounded(count)
    assert told % BASE == 0 and abs(told - count) <= BASE // 2 and rounded(told) == told
    assert sum(rounded(other) == told for other in range(max(0, told - BASE), told + BASE)) >= 3


@given(schools=SCHOOLS, which=st.integers(0, 5), moves=st.sampled_from([(1, 0), (0, 1), (1, -1), (-1, 0), (0, -1)]))
def test_one_child_more_or_less_is_never_the_difference_between_two_papers(
    schools: list[tuple[int, int]], which: int, moves: tuple[int, int]
) -> None:
    at = which % len(schools)
    after = [*schools]
    after[at] = (max(0, schools[at][0] + moves[0]), max(0, schools[at][1] + moves[1]))
    one, other = published(schools), published(after)
    for name in one.keys() & other.keys():
        for before, now in zip(one[name], other[name], strict=True):
            assert (now - before) % BASE == 0, name
    for name, (count, other_count) in zip((f"School {n}" for n in range(2, 9)), schools, strict=False):
        few = 0 < count < FEWEST or 0 < other_count < FEWEST or count + other_count < central_set().fewest
        assert not (few and name in one)
    if "total" in one:
        shown = [pair for name, pair in one.items() if name != "total"]
        assert (sum(count for count, _of in shown), sum(of for _count, of in shown)) == one["total"]


def test_without_rounding_a_correction_tells_about_one_child(monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = [(60, 180), (45, 135)], [(61, 180), (45, 135)]
    assert published(before) == published(after)
    monkeypatch.setattr(queries, "told", lambda counts: counts)
    assert published(after)["total"][0] - published(before)["total"][0] == 1
