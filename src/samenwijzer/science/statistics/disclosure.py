"""Which counts of people may be shown, so that nobody is found in them, not by subtracting either.

Primary suppression hides a count below the minimum. Where the hidden ones could be worked out from a total (one hidden,
or together below the minimum), the smallest of the others goes too: complementary suppression (Hundepool et al. 2012,
Statistical Disclosure Control, doi:10.1002/9781118348239, §4.2).

Suppression protects one publication. Two that overlap (a frozen report and the figures of today, before and after a
correction) differ by few people, and the difference is theirs. So what leaves the place that knows the people is
rounded, each cell by itself to a fixed base, and totals are sums of rounded cells: every difference between any two
publications is then a multiple of the base, and levels still add up (ibid. §5.4; HESA rounding methodology, base 5).
Nearest and not random: the same counts always give the same figure, so that asking again teaches nothing.
"""

from collections.abc import Sequence

FEWEST = 5
#: What counts are rounded to where they leave a school.
BASE = 5


def withheld(counts: Sequence[int], *, fewest: int = FEWEST) -> list[bool]:
    """Return for each of ``counts`` of people, parts of one total, whether it is withheld; nobody at all is shown."""
    hidden = [0 < count < fewest for count in counts]
    together = sum(count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden)
    if sum(hidden) == 1 or 0 < together < fewest:
        others = [n for n, count in enumerate(counts) if count and not hidden[n]]
        if others:
            hidden[min(others, key=lambda n: (counts[n], n))] = True
    return hidden


def rounded(count: int, *, base: int = BASE) -> int:
    """Return ``count`` of people as the nearest multiple of an odd ``base``."""
    return base * ((count + base // 2) // base)
