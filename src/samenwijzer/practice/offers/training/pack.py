"""What adults can learn: tracks, private self-checks, news of research, words of courses: ``training/*.yaml``."""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from django.conf import settings
from pydantic import Field, model_validator

from samenwijzer.foundation.packs import PackError, PackFile, PackModel, Text, load, read
from samenwijzer.practice.instruments.pack import Key
from samenwijzer.practice.offers.roles.pack import Titled, frame, said

Few = Annotated[int, Field(ge=1, le=600)]
RoleKey = Annotated[str, Field(pattern=r"^[a-z_]+$", max_length=40)]


class Kind(StrEnum):
    """What one does in a task."""

    READ = "read"
    LISTEN = "listen"
    WATCH = "watch"
    CHECK = "check"
    DATA = "data"
    PRACTICE = "practice"
    TALK = "talk"
    CASE = "case"


class Stage(StrEnum):
    """For whom a task of a track is: who starts in the profession, or who has experience."""

    STARTER = "starter"
    EXPERIENCED = "experienced"


class Own(StrEnum):
    """What of one's own place a task works with."""

    PLAN = "plan"
    GROUP = "group"


class Part(PackModel):
    """One part of something to listen to or to watch, so that one goes on where one stopped."""

    title: Text
    body: Text

    @property
    def name(self) -> str:
        """The title in the active language."""
        return said(self.title)

    @property
    def words(self) -> str:
        """The text in the active language."""
        return said(self.body)


class Belief(PackModel):
    """A misconception, and what research says of it (D-430)."""

    key: Key
    says: Text
    answer: Text
    source: str

    @property
    def words(self) -> str:
        """What is often said."""
        return said(self.says)

    @property
    def research(self) -> str:
        """What research says."""
        return said(self.answer)


class Row(PackModel):
    """A school that does not exist, with figures to practise on."""

    name: str
    figures: Annotated[tuple[str, ...], Field(min_length=1)]


class Practice(PackModel):
    """Figures of invented schools, never of real learners (D-231)."""

    heads: Annotated[tuple[Text, ...], Field(min_length=2)]
    rows: Annotated[tuple[Row, ...], Field(min_length=2)]

    @property
    def titles(self) -> list[str]:
        """What stands above each column."""
        return [said(one) for one in self.heads]

    @model_validator(mode="after")
    def _square(self) -> Self:
        if any(len(one.figures) != len(self.heads) - 1 for one in self.rows):
            raise ValueError("a row has another number of figures than there are heads")
        return self


class Task(Titled):
    """One task; ``opens`` is the name of a screen of the product, ``own`` what of one's own place it works with."""

    kind: Kind
    minutes: Few
    body: Text
    source: str = ""
    opens: str = ""
    own: Own | None = None
    only: Stage | None = None
    parts: tuple[Part, ...] = ()
    data: Practice | None = None

    @property
    def words(self) -> str:
        """What one does, in the active language."""
        return said(self.body)


class Track(Titled):
    """A path to learn along at one's own pace.

    ``roles``: for whom, everybody who works when empty. ``texts``: the texts of the network that ask for it; one track
    answers all of them (D-448). ``expertise``: roles and topics of the frame it makes stronger (D-116). ``above``: the
    general director of a school leader sees that it is followed (D-361). ``years``: over how long it spreads (D-431).
    """

    lead: Text
    theme: Key
    competence: Key | None = None
    roles: tuple[RoleKey, ...] = ()
    texts: Annotated[tuple[str, ...], Field(min_length=1)]
    expertise: tuple[Key, ...] = ()
    above: bool = False
    years: Annotated[int, Field(ge=1, le=3)] = 1
    badge: Text | None = None
    beliefs: tuple[Key, ...] = ()
    tasks: Annotated[tuple[Task, ...], Field(min_length=2)]

    @property
    def intro(self) -> str:
        """What it is about, in the active language."""
        return said(self.lead)

    @property
    def staged(self) -> bool:
        """Whether who starts follows other tasks than who has experience."""
        return any(one.only for one in self.tasks)

    def tasks_for(self, stage: str) -> list[Task]:
        """Return the tasks for who starts or who has experience."""
        return [one for one in self.tasks if one.only is None or one.only == (stage or Stage.EXPERIENCED)]

    def task(self, key: str) -> Task | None:
        """Return the task ``key``."""
        return next((one for one in self.tasks if one.key == key), None)


class Item(Titled):
    """Something to weigh of oneself, and the track that helps with it."""

    track: Key


class SelfCheck(Titled):
    """A check that stays with who fills it in, and suggests at most ``suggests`` next steps."""

    lead: Text
    suggests: Annotated[int, Field(ge=1, le=3)] = 1
    roles: tuple[RoleKey, ...] = ()
    items: Annotated[tuple[Item, ...], Field(min_length=3)]

    @property
    def intro(self) -> str:
        """What it is about, in the active language."""
        return said(self.lead)


class News(Titled):
    """Something of research, with where it stands and what it changes in a card of the pack (D-218)."""

    source: str
    published: str
    minutes: Few
    gist: Text
    consequence: Text
    fiche: Text
    review_by: date
    roles: tuple[RoleKey, ...] = ()
    themes: tuple[Key, ...] = ()

    @property
    def words(self) -> tuple[str, str, str]:
        """What it found, what it changes and in which card, in the active language."""
        return said(self.gist), said(self.consequence), said(self.fiche)


class Words(PackModel):
    """Everything ``training/words.yaml`` says: themes, competences, curricula, regions, and the bar for a provider."""

    themes: Annotated[tuple[Titled, ...], Field(min_length=5, max_length=5)]
    competences: Annotated[tuple[Titled, ...], Field(min_length=5, max_length=5)]
    curricula: Annotated[tuple[Titled, ...], Field(min_length=1)]
    audiences: Annotated[tuple[Titled, ...], Field(min_length=1)]
    regions: Annotated[tuple[Titled, ...], Field(min_length=1)]
    transfer: Text
    transfer_days: Few
    bar: Annotated[float, Field(ge=1, le=5)]
    beliefs: Annotated[tuple[Belief, ...], Field(min_length=5)]
    checks: Annotated[tuple[SelfCheck, ...], Field(min_length=1)]
    news: Annotated[tuple[News, ...], Field(min_length=1)]

    def check(self, key: str) -> SelfCheck | None:
        """Return the self-check ``key``."""
        return next((one for one in self.checks if one.key == key), None)


class Tracks(PackModel):
    """One file of tracks."""

    tracks: Annotated[tuple[Track, ...], Field(min_length=1)]


@cache
def words(folder: Path | None = None) -> Words:
    """Return what is said about training in the pack."""
    return load((folder or settings.PACK) / "training" / "words.yaml", Words)


@cache
def tracks(folder: Path | None = None) -> dict[str, Track]:
    """Return the tracks of the pack by key, in the order of their files; a mistake names file and line."""
    found: dict[str, Track] = {}
    mistakes: list[str] = []
    for path in sorted(((folder or settings.PACK) / "training").glob("tracks-*.yaml")):
        file = read(path)
        for n, track in enumerate(load(path, Tracks).tracks):
            mistakes += [f"{path.name}:{file.line_of(('tracks', n))}: {one}" for one in _mistakes(track, found, folder)]
            mistakes += _twice(file, n, track)
            found[track.key] = track
    if mistakes:
        raise PackError("\n".join(mistakes))
    return found


def _twice(file: PackFile, number: int, track: Track) -> Iterator[str]:
    seen = set[str]()
    for n, task in enumerate(track.tasks):
        if task.key in seen:
            yield f"{file.path.name}:{file.line_of(('tracks', number, 'tasks', n))}: {task.key} stands here twice"
        seen.add(task.key)


def _mistakes(track: Track, found: dict[str, Track], folder: Path | None) -> Iterator[str]:
    known = words(folder)
    if track.key in found:
        yield f"{track.key} stands in the pack twice"
    if track.theme not in {one.key for one in known.themes}:
        yield f"{track.key}: there is no theme {track.theme}"
    if track.competence and track.competence not in {one.key for one in known.competences}:
        yield f"{track.key}: there is no competence {track.competence}"
    for key in set(track.beliefs) - {one.key for one in known.beliefs}:
        yield f"{track.key}: there is no misconception {key}"
    for key in set(track.expertise) - set(frame(folder).titles()):
        yield f"{track.key}: {key} is no role or topic of the frame"


def titles(listed: tuple[Titled, ...]) -> dict[str, str]:
    """Return what each of a list of the pack is called, by key."""
    return {one.key: one.name for one in listed}
