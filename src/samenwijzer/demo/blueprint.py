"""What the fictional network looks like: schools, classes, teams, and the posts adults hold in them."""

from dataclasses import dataclass, replace
from enum import StrEnum

NETWORK = "Onderwijsnet (demo)"
SCHOOL_GROUP = "Scholengroep Noorderlicht"
CLB = "CLB Noorderlicht"
PRIMARY, SECONDARY, ADULT_CENTRE = "Basisschool De Lichtboei", "Atheneum Noordwende", "CVO Vuurtoren"


class Size(StrEnum):
    """How much of the network is built."""

    CLASS = "class"
    SCHOOL = "school"
    GROUP = "group"
    NETWORK = "network"


@dataclass(frozen=True)
class ClassSpec:
    """A class or course: its level, how many learners, who teaches it, and the class its learners come from.

    The first teacher records mathematics, the last one Dutch. Of the learners a share ``known`` was in ``came_from``
    last year; the others came from elsewhere and have no history. A class without learners existed last year only.
    """

    name: str
    level: str
    size: int
    teachers: tuple[str, ...]
    came_from: str = ""
    known: float = 1.0

    @property
    def stays(self) -> bool:
        """Whether who was in it last year simply goes on."""
        return self.came_from == self.name


@dataclass(frozen=True)
class TeamSpec:
    """A team of adults; a core team also has the learners of ``classes``."""

    name: str
    adults: tuple[str, ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Post:
    """An adult holds ``role`` in the unit called ``unit``."""

    adult: str
    role: str
    unit: str


@dataclass(frozen=True)
class SchoolSpec:
    """A school with all that stands under it."""

    name: str
    kind: str
    class_kind: str
    classes: tuple[ClassSpec, ...]
    core_teams: tuple[TeamSpec, ...] = ()
    subject_teams: tuple[TeamSpec, ...] = ()


#: Adults whose name everybody should recognise; the others are named by lot.
NAMED = {"l3a": ("Lotte", "Verbeeck"), "l34": ("Samir", "Ouali")}

POSTS = (
    Post("central", "central_staff", NETWORK),
    Post("director", "general_director", SCHOOL_GROUP),
    Post("counsellor", "clb_staff", CLB),
    Post("head-primary", "head", PRIMARY),
    Post("care-primary", "care_coordinator", PRIMARY),
    Post("secretary-primary", "school_secretary", PRIMARY),
    Post("head-secondary", "head", SECONDARY),
    Post("care-secondary", "care_coordinator", SECONDARY),
    Post("secretary-secondary", "school_secretary", SECONDARY),
    Post("head-adults", "head", ADULT_CENTRE),
    Post("secretary-adults", "school_secretary", ADULT_CENTRE),
)

_PRIMARY = SchoolSpec(
    name=PRIMARY,
    kind="school",
    class_kind="class",
    classes=(
        ClassSpec("K1", "kleuter", 20, ("k1", "kk")),
        ClassSpec("K2", "kleuter", 21, ("k2", "kk"), "K1", 0.8),
        ClassSpec("K3", "kleuter", 21, ("k3", "kk"), "K2"),
        ClassSpec("L1A", "L1", 23, ("l1",), "K3"),
        ClassSpec("L2A", "L2", 24, ("l2",), "L1A"),
        ClassSpec("L2B", "L2", 0, ("l3b",)),
        ClassSpec("L3A", "L3", 24, ("l3a", "l34"), "L2A"),
        ClassSpec("L3B", "L3", 22, ("l3b", "l34"), "L2B"),
        ClassSpec("L4A", "L4", 24, ("l4",), "L3A"),
        ClassSpec("L5A", "L5", 24, ("l5",), "L4A"),
        ClassSpec("L6A", "L6", 23, ("l6",), "L5A"),
    ),
    core_teams=(
        TeamSpec("Kernteam kleuters", ("k1", "k2", "k3", "kk"), ("K1", "K2", "K3")),
        TeamSpec("Kernteam L1-L2", ("l1", "l2"), ("L1A", "L2A")),
        TeamSpec("Kernteam L3-L4", ("l3a", "l3b", "l34", "l4"), ("L3A", "L3B", "L4A")),
        TeamSpec("Kernteam L5-L6", ("l5", "l6"), ("L5A", "L6A")),
    ),
    subject_teams=(
        TeamSpec("Werkgroep wiskunde", ("l3a", "l4", "l6")),
        TeamSpec("Werkgroep taal", ("l1", "l3b", "l5")),
    ),
)
_SECONDARY = SchoolSpec(
    name=SECONDARY,
    kind="school",
    class_kind="class",
    classes=(
        ClassSpec("1A1", "1SO-A", 25, ("w1", "n1"), "L6A", 0.5),
        ClassSpec("1A2", "1SO-A", 25, ("w2", "n2")),
        ClassSpec("1B", "1SO-B", 16, ("w1", "n2")),
        ClassSpec("2A1", "2SO-A", 25, ("w2", "n1"), "1A1"),
        ClassSpec("2A2", "2SO-A", 24, ("w1", "n2"), "1A2"),
        ClassSpec("2B", "2SO-B", 15, ("w2", "n1"), "1B"),
    ),
    core_teams=(
        TeamSpec("Kernteam 1A", ("w1", "w2", "n1", "n2", "t1"), ("1A1", "1A2")),
        TeamSpec("Kernteam 2A", ("w1", "w2", "n1", "n2", "t1"), ("2A1", "2A2")),
        TeamSpec("Kernteam B-stroom", ("w1", "n2", "t1"), ("1B", "2B")),
    ),
    subject_teams=(TeamSpec("Vakgroep wiskunde", ("w1", "w2")), TeamSpec("Vakgroep Nederlands", ("n1", "n2"))),
)
_ADULTS = SchoolSpec(
    name=ADULT_CENTRE,
    kind="adult_education_centre",
    class_kind="course",
    classes=(
        ClassSpec("Nederlands voor beginners", "CVO", 22, ("c1",), "Nederlands voor beginners", 0.4),
        ClassSpec("Digitale start", "CVO", 20, ("c2",), "Digitale start", 0.3),
    ),
    core_teams=(TeamSpec("Kernteam basisvaardigheden", ("c1", "c2"), ("Nederlands voor beginners", "Digitale start")),),
)

#: A learner of the first class who also follows lessons in the second, at another school.
GUEST = ("L6A", "1A1")
SHOWN_CLASS = "L3A"
#: The class of the youngest that stands beside the shown one in the smallest demo, and how many learners it has there.
YOUNGEST, FEW = "K3", 8


def schools(size: Size) -> tuple[SchoolSpec, ...]:
    """Return the schools that a demo of this size holds."""
    if size is Size.GROUP:
        return (_PRIMARY, _SECONDARY, _ADULTS)
    return (_PRIMARY,) if size is Size.SCHOOL else (_few_classes(_PRIMARY),)


def _few_classes(school: SchoolSpec) -> SchoolSpec:
    """Keep the shown class, the one it came from (last year only), a few of the youngest, and the teams around them."""
    classes = {spec.name: spec for spec in school.classes}
    shown = classes[SHOWN_CLASS]
    young = replace(classes[YOUNGEST], size=FEW, came_from="")
    teachers, kept = {*shown.teachers, *young.teachers}, (SHOWN_CLASS, YOUNGEST)
    return replace(
        school,
        classes=(replace(classes[shown.came_from], size=0, came_from=""), shown, young),
        core_teams=tuple(
            replace(
                team,
                adults=tuple(one for one in team.adults if one in teachers),
                classes=tuple(one for one in team.classes if one in kept),
            )
            for team in school.core_teams
            if set(team.classes) & set(kept)
        ),
        subject_teams=(),
    )
