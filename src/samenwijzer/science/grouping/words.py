"""Sentences for people: written in English, marked for the catalogue, translated by whoever shows them."""

from collections.abc import Callable, Sequence

Translate = Callable[[str], str]
"""Turns an English sentence of this room into the reader's language; `str` leaves it as it is."""


def _(sentence: str) -> str:
    """The sentence itself: the name is what the catalogue of translations looks for."""
    return sentence


def spoken(names: Sequence[str], translate: Translate = str) -> str:
    """The names as said aloud: "An, Bo and Cas"."""
    if len(names) < 2:
        return "".join(names)
    return translate(_("{first} and {last}")).format(first=", ".join(names[:-1]), last=names[-1])
