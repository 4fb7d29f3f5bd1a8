"""Which counts of people may be shown, so that nobody is found in them, not by subtracting either.

Primary suppression hides a count below the minimum. Where the hidden ones could be worked out from a total (one hidden,
or together below the minimum), the smallest of the others goes too: complementary suppression (Hundepool et al. 2012,
Statistical Disclosure Control, doi:10.1002/9781118348239, §4.2).
"""

from collections.abc import Sequence

FEWEST = 5


def withheld(counts: Sequence[int], *, fewest: int = FEWEST) -> list[bool]:
    """Return for each of ``counts`` of people, parts of one total, whether it is withheld; nobody at all is shown."""
    hidden = [0 < count < fewest for count in counts]
    together = sum(count for count, is_hidden in zip(counts, hidden, strict=True) if is_hidden)
    if sum(hidden) == 1 or 0 < together < fewest:
        others = [n for n, count in enumerate(counts) if count and not hidden[n]]
        if others:
            hidden[min(others, key=lambda n: (counts[n], n))] = True
    return hidden
