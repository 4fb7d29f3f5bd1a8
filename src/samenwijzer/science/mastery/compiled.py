"""Compile numeric loops to machine code without losing their types."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(function: Callable[P, R]) -> Callable[P, R]:
    """Return `function` compiled by numba, kept between runs.

    Fast-math stays off: the online fold and the batch fold must agree to the last bit.
    """
    return cast("Callable[P, R]", numba.njit(cache=True, error_model="numpy")(function))
