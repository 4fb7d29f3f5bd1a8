"""What people are called among each other."""

from collections import Counter
from collections.abc import Collection

from samenwijzer.network.people.models import Person


def call_names(people: Collection[Person]) -> dict[int, str]:
    """Return the name of each of ``people`` in their group: the given name, with as much more as tells them apart.

    Two called Noor become *Noor B.* and *Noor D.*; where the first letter is the same, the family name is in full.
    """
    given = Counter(one.given_name for one in people)
    lettered = Counter((one.given_name, one.family_name[:1]) for one in people)
    names = {}
    for one in people:
        if given[one.given_name] == 1:
            names[one.pk] = one.given_name
        elif lettered[one.given_name, one.family_name[:1]] == 1:
            names[one.pk] = f"{one.given_name} {one.family_name[:1]}."
        else:
            names[one.pk] = str(one)
    return names


def told_apart(people: Collection[Person]) -> dict[int, str]:
    """Return what stands after the given name of each of ``people`` to tell namesakes apart: a letter, or nothing."""
    names = call_names(people)
    return {one.pk: names[one.pk].removeprefix(one.given_name).strip() for one in people}
