"""How learners read their compass: its modes, its pictures and what they say. Content of the pack."""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Annotated, Self

from django.conf import settings
from django.utils.translation import get_language
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackError, PackFile, PackModel, Text, load, read
from samenwijzer.network.organisation.pack import education

#: What a spoken word may name: the learner, a goal in the learner's words, the adults who get a question.
NAMES = frozenset({"name", "goal", "adults"})


class Mode(StrEnum):
    """How much a learner reads: nothing, few words, everything. The order is that of how much is read."""

    PICTURES = "pictures"
    SIMPLE = "simple"
    FULL = "full"


class Picture(StrEnum):
    """Every picture that is drawn for learners; the drawings stand in the design system."""

    APPLE = "apple"
    BIRD = "bird"
    BLOCKS = "blocks"
    BOAT = "boat"
    BOOK = "book"
    BRUSH = "brush"
    BUCKET = "bucket"
    BUD = "bud"
    CAMERA = "camera"
    CAN = "can"
    CHEST = "chest"
    COUNTING = "counting"
    DICE = "dice"
    DRAWER = "drawer"
    DRUM = "drum"
    EAR = "ear"
    EYE = "eye"
    FACE_1 = "face-1"
    FACE_2 = "face-2"
    FACE_HALF = "face-half"
    FACE_3 = "face-3"
    FACE_4 = "face-4"
    FINGER = "finger"
    FISH = "fish"
    FLOWER = "flower"
    HAND = "hand"
    HAND_UP = "hand-up"
    HOUSE = "house"
    LETTERS = "letters"
    LISTENING = "listening"
    MICROPHONE = "microphone"
    MOON = "moon"
    MORE = "more"
    NAME = "name"
    ORDER = "order"
    PAGE = "page"
    PATH = "path"
    PATTERN = "pattern"
    PLACE = "place"
    PLANT = "plant"
    RETELLING = "retelling"
    RHYME = "rhyme"
    SEED = "seed"
    SNAIL = "snail"
    SORTING = "sorting"
    SPROUT = "sprout"
    STAR = "star"
    TREE = "tree"
    WORDS = "words"


class Spoken(PackModel):
    """A picture and what it says."""

    picture: Picture
    say: Text

    @model_validator(mode="after")
    def _known_names(self) -> Self:
        for text in (self.say.nl, self.say.en):
            try:
                named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            except ValueError as error:
                raise ValueError(f"“{text}”: {error}") from error
            if unknown := sorted(named - NAMES):
                raise ValueError(f"“{text}” names {unknown[0]!r}; only {', '.join(sorted(NAMES))} can be named")
        return self

    def words(self, **names: str) -> str:
        """Return what is said in the active language about these names."""
        return self.say.in_language(get_language() or "nl").format(**dict.fromkeys(NAMES, "") | names).strip()


class SureAnswer(Spoken):
    """An answer to *how sure are you?* and the step it stands for."""

    sure: Annotated[int, Field(ge=1, le=4)]


class ModeContent(PackModel):
    """A mode in words and as a picture, and the levels of education that start in it."""

    key: Mode
    title: Text
    meaning: Text
    picture: Picture
    levels: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The title in the active language."""
        return self.title.in_language(get_language() or "nl")

    @property
    def sentence(self) -> str:
        """The meaning in the active language."""
        return self.meaning.in_language(get_language() or "nl")


class Words(PackModel):
    """What the pictures of the compass say, each at its place."""

    hello: Spoken
    works: Spoken
    now: Spoken
    choose: Spoken
    arrived: Spoken
    ahead: Spoken
    sure: Spoken
    kept: Spoken
    help: Spoken
    asked: Spoken
    portfolio: Spoken
    photo: Spoken
    voice: Spoken
    keep: Spoken
    waits: Spoken
    hand: Spoken
    hand_is_up: Spoken
    comes: Spoken
    away: Spoken
    back: Spoken


class Messages(PackModel):
    """What the pictures of the messages say."""

    before: Spoken
    review: Spoken
    grown: Spoken
    surer: Spoken


class GoalPicture(PackModel):
    """The picture of these goals, by their identifiers."""

    picture: Picture
    goals: Annotated[tuple[str, ...], Field(min_length=1)]


class CompassContent(PackModel):
    """Everything ``learning/compass.yaml`` says."""

    modes: Annotated[tuple[ModeContent, ...], Field(min_length=len(Mode), max_length=len(Mode))]
    words: Words
    sure: Annotated[tuple[SureAnswer, ...], Field(min_length=2, max_length=4)]
    growth: Annotated[tuple[Spoken, ...], Field(min_length=5, max_length=5)]
    messages: Messages
    goals: tuple[GoalPicture, ...] = ()
    signs: Annotated[tuple[Picture, ...], Field(min_length=4)]

    @model_validator(mode="after")
    def _all_modes_in_order(self) -> Self:
        if [mode.key for mode in self.modes] != list(Mode):
            raise ValueError(f"modes: give each once, in this order: {', '.join(Mode)}")
        return self

    def mode(self, key: Mode) -> ModeContent:
        """Return what stands about a mode."""
        return next(one for one in self.modes if one.key == key)

    def starting_mode(self, levels: set[str]) -> Mode:
        """Return the mode in which a learner of these levels starts: the one that asks least reading."""
        return next((one.key for one in self.modes if levels & set(one.levels)), Mode.FULL)

    def picture_of(self, goal: str, place: int) -> Picture:
        """Return the picture of the goal with this identifier, which stands at ``place`` (from 0) on the way."""
        found = (one.picture for one in self.goals if goal in one.goals)
        return next(found, self.signs[place % len(self.signs)])


@cache
def compass_content(folder: Path | None = None) -> CompassContent:
    """Return the compass of the pack, its levels checked against the structure of education."""
    place = folder or settings.PACK
    path = place / "learning" / "compass.yaml"
    content = load(path, CompassContent)
    known = {level.key for level in education(place).levels}
    if mistakes := list(_mistakes(read(path), content, known)):
        raise PackError("\n".join(mistakes))
    return content


def _mistakes(file: PackFile, content: CompassContent, known: set[str]) -> Iterator[str]:
    """Yield a line for each level that does not exist or has two modes, and each goal that has two pictures."""
    levels = [
        (level, ("modes", n, "levels", m)) for n, one in enumerate(content.modes) for m, level in enumerate(one.levels)
    ]
    goals = [
        (goal, ("goals", n, "goals", m)) for n, one in enumerate(content.goals) for m, goal in enumerate(one.goals)
    ]
    for level, place in levels:
        if level not in known:
            yield f"{file.path.name}:{file.line_of(place)}: levels: {level} stands nowhere in education/structure.yaml"
    for kind, found in (("levels", levels), ("goals", goals)):
        times = Counter(key for key, _ in found)
        for key, place in found:
            if times[key] > 1:
                yield f"{file.path.name}:{file.line_of(place)}: {kind}: {key} stands here twice"
