"""Machine code for the inner loops, kept between runs where the installation can be written to."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Compile `function` on its first call; a read-only installation compiles anew in every process."""
    try:
        return cast(Callable[P, R], njit(cache=True, nogil=True)(function))
    except RuntimeError:  # numba found no folder it may write its cache to
        return cast(Callable[P, R], njit(nogil=True)(function))
