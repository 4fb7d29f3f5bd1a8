"""The class everybody looks at first: who is in it and what there is to notice today."""

from dataclasses import dataclass

#: School days of silence of the quiet learners, up to and including yesterday.
SILENCE = 13


@dataclass(frozen=True)
class Character:
    """A learner of the shown class: a name, an ability (logits, 0 is usual), and whether it is quiet."""

    given: str
    family: str
    ability: float
    is_quiet: bool = False


CAST = (
    Character("Adam", "El Idrissi", -0.7),
    Character("Amber", "Goossens", -0.2),
    Character("Bilal", "Tahiri", 0.9),
    Character("Charlotte", "De Ridder", -0.1),
    Character("Daan", "Lemmens", 0.0),
    Character("Elif", "Kaplan", 1.5),
    Character("Emma", "Wuyts", 0.9),
    Character("Finn", "Christiaens", 0.8),
    Character("Ilyas", "Kaddouri", 6.0),
    Character("Jef", "Moens", 0.5),
    Character("Kato", "Stevens", 0.9),
    Character("Lars", "Bogaert", -0.4),
    Character("Lina", "Zaoui", 0.7),
    Character("Louis", "Heylen", 0.1),
    Character("Mats", "Verlinden", -0.8),
    Character("Mila", "Janssens", 0.6),
    Character("Mohamed", "Bakkali", 0.9),
    Character("Noor", "Baert", -0.2),
    Character("Oona", "Raes", -0.6),
    Character("Robbe", "Swinnen", 0.1),
    Character("Sofie", "De Smet", 0.2, is_quiet=True),
    Character("Tuur", "Lauwers", -0.2, is_quiet=True),
    Character("Wout", "Cools", 0.3),
    Character("Yara", "Okafor", 0.4),
)


@dataclass(frozen=True)
class Moment:
    """Something that was seen of one character on a goal, ``days_ago`` school days back.

    ``items`` are outcomes of exercises; a ``step`` is an observation; a ``confidence`` is what the learner said.
    """

    given: str
    goal: str
    days_ago: int
    items: tuple[int, ...] = ()
    step: int | None = None
    confidence: float | None = None
    note: str = ""


#: These happen whatever the simulation says; on these goals the simulation is silent about these learners this year.
MOMENTS = (
    Moment("Noor", "wi-3-12", 8, items=(0, 1, 0, 0, 1)),
    Moment("Noor", "wi-3-12", 7, step=2, note="met strookjes wel"),
    Moment("Noor", "wi-3-12", 6, items=(0, 0, 0, 0)),
    Moment("Noor", "wi-3-12", 5, items=(0, 0, 0, 0)),
    Moment("Noor", "wi-3-12", 3, items=(0, 0, 0, 0)),
    Moment("Noor", "wi-3-12", 2, confidence=0.67, note="ik snap het met pizza’s"),
    Moment("Sofie", "wi-3-13", 14, confidence=0.33, note="ik weet niet of het goed was"),
    Moment("Yara", "wi-3-10", 5, confidence=0.67, note="tekenen hielp, en het aan Finn uitleggen"),
)
#: The learner who masters everything does some more of it, on every goal that is running, so many school days back.
AHEAD = "Ilyas"
AHEAD_DAYS = (2, 4, 6, 8)
AHEAD_ITEMS = (1, 1, 1)
