"""How far the parts of an indicator may lie from the whole by chance, for its funnel."""

from samenwijzer.science.statistics.funnel import FAR, NEAR, Limits, limits


def bounds(share: float, of: int) -> tuple[Limits, Limits]:
    """Return the near and the far limits around ``share`` for a part of ``of`` learners."""
    return limits(share, of, coverage=NEAR), limits(share, of, coverage=FAR)
