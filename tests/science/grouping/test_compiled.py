"""Compiling where there is nowhere to keep the machine code."""

from samenwijzer.science.grouping.compiled import compiled


def test_a_function_without_a_place_for_a_cache_is_compiled_all_the_same():
    names = {}
    exec("def doubled(number):\n    return 2 * number", names)
    doubled = compiled(names["doubled"])
    assert doubled(21) == 42
    assert doubled.signatures
