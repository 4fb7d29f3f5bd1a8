"""How large a whole network is, and what its school groups, schools and classes are called."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from samenwijzer.demo.blueprint import ClassSpec
from samenwijzer.demo.population import lots

#: School groups beside the one that is told in full.
GROUP_NAMES = (
    "Aarhoek", "Bosrand", "Dijkland", "Duinenzoom", "Eikenlaan", "Getijden", "Heideland", "Hoogveld", "Kanaalzicht",
    "Klaverveld", "Kouterland", "Leemstreek", "Lindedreef", "Maanhoeve", "Meersen", "Molenberg", "Oeverland",
    "Polderwind", "Rietgors", "Schelpenpad", "Sterrenveld", "Torenplein", "Vlasakker", "Waterkant", "Zilverberk",
)  # fmt: skip
SCHOOL_NAMES = (
    "De Ankerplaats", "De Appelboom", "De Bijenkorf", "De Boomhut", "De Brug", "De Dageraad", "De Draaimolen",
    "De Egel", "De Esdoorn", "De Fontein", "De Gaard", "De Haven", "De Hazelaar", "De Horizon", "De Kastanje",
    "De Kiem", "De Klimop", "De Knotwilg", "De Krekel", "De Kristal", "De Leeuwerik", "De Libel", "De Maretak",
    "De Merel", "De Mozaïek", "De Notelaar", "De Oever", "De Parel", "De Populier", "De Regenboog", "De Rups",
    "De Schakel", "De Specht", "De Sprong", "De Toverberg", "De Treinwagen", "De Uilenboom", "De Veldbloem",
    "De Vlieger", "De Vuurvlieg", "De Waterlelie", "De Wegwijzer", "De Wilg", "De Windroos", "De Zandloper",
    "De Zeemeeuw", "De Zonnebloem", "De Zwaluw",
)  # fmt: skip
PRIMARY_CLASSES = (
    ("K1", "kleuter"), ("K2", "kleuter"), ("K3", "kleuter"), ("L1", "L1"), ("L2", "L2"), ("L3", "L3"), ("L4", "L4"),
    ("L5", "L5"), ("L6", "L6"),
)  # fmt: skip
SECONDARY_CLASSES = tuple(
    (f"{year}{stream}{number}", f"{year}SO-{stream}")
    for year in (1, 2)
    for stream, classes in (("A", 5), ("B", 2))
    for number in range(1, classes + 1)
)
COURSES = tuple(
    (f"{title} {letter}", title) for title in ("Nederlands voor beginners", "Digitale start") for letter in "ABCD"
)
#: Of every so many schools the last is a centre for adult education, and every third of the others a secondary school.
CENTRE_EVERY, SECONDARY_EVERY = 39, 3


@dataclass(frozen=True)
class Extent:
    """How many school groups, schools and learners a whole network holds, the group that is told in full included."""

    groups: int
    schools: int
    learners: int


WHOLE = Extent(groups=26, schools=1000, learners=230_000)


@dataclass(frozen=True)
class GroupOfLearners:
    """A class or course: its name, and as what it is planned (level and number of learners)."""

    name: str
    spec: ClassSpec


@dataclass(frozen=True)
class School:
    """A school: name, kind of unit, kind of its classes, and those classes."""

    name: str
    kind: str
    class_kind: str
    classes: tuple[GroupOfLearners, ...]


@dataclass(frozen=True)
class SchoolGroup:
    """A school group; ``code`` ends the usernames of its people, so that no two of the network are equal."""

    name: str
    code: str
    schools: tuple[School, ...]


def other_groups(*, groups: int, schools: int, learners: int, seed: int) -> list[SchoolGroup]:
    """Return so many school groups that together hold exactly so many schools and learners."""
    kinds = [_kind(number) for number in range(schools)]
    parts = [_PARTS[kind] for kind in kinds]
    sizes = iter(_shared_out(learners, sum(len(classes) for _, _, classes in parts), lots(seed, "sizes")))
    found = []
    for number in range(groups):
        own = range(number * schools // groups, (number + 1) * schools // groups)
        name = GROUP_NAMES[number % len(GROUP_NAMES)]
        order = lots(seed, "schools", name).permutation(SCHOOL_NAMES)
        built = [_school(str(order[place % len(order)]), kinds[one], sizes) for place, one in enumerate(own)]
        found.append(SchoolGroup(f"Scholengroep {name}", name.lower(), tuple(built)))
    return found


_PARTS = {
    "school": ("Basisschool", "class", PRIMARY_CLASSES),
    "secondary": ("Atheneum", "class", SECONDARY_CLASSES),
    "adult_education_centre": ("CVO", "course", tuple((name, "CVO") for name, _title in COURSES)),
}
_TITLES = dict(COURSES)


def _kind(number: int) -> str:
    if number % CENTRE_EVERY == CENTRE_EVERY - 1:
        return "adult_education_centre"
    return "secondary" if number % SECONDARY_EVERY == SECONDARY_EVERY - 1 else "school"


def _school(name: str, kind: str, sizes: Iterator[int]) -> School:
    word, class_kind, classes = _PARTS[kind]
    return School(
        name=f"{word} {name}",
        kind="school" if kind == "secondary" else kind,
        class_kind=class_kind,
        classes=tuple(
            GroupOfLearners(label, ClassSpec(_TITLES.get(label, label), level, next(sizes), ()))
            for label, level in classes
        ),
    )


def _shared_out(total: int, parts: int, rng: np.random.Generator) -> list[int]:
    """Return ``parts`` whole numbers around their mean that add up to ``total``."""
    bounds = np.concatenate([[0.0], np.cumsum(rng.uniform(0.7, 1.3, parts))])
    marks = np.round(bounds / bounds[-1] * total).astype(int)
    return [int(size) for size in np.diff(marks)]
