"""The class grid as it is drawn: the rows of cells, and how a group is spread over the steps of a goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.progress.class_grids import Cell, Grid
from samenwijzer.network.people.models import Person


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """What the cell component needs: the address behind it and the sentence read aloud."""

    cell: Cell
    label: str
    address: str


def step_words() -> list[tuple[int, str]]:
    """Return each step with its word, too little seen first."""
    return [(0, _("too little seen")), *((step.key, step.name) for step in scales().mastery)]


def drawn_rows(grid: Grid) -> Iterator[tuple[Person, list[DrawnCell]]]:
    """Yield each learner with the cells of its row; a page holds a thousand, so addresses are made by hand."""
    words = [word for _step, word in step_words()]
    uncertain, new = _("still uncertain"), _("new")
    root = reverse("class_grid", args=[grid.unit.pk])
    columns = [(goal.title, f"{goal.pk}/") for goal in grid.goals]
    for row in grid.rows:
        name, start = row.learner.given_name, f"{root}{row.learner.pk}/"
        drawn = []
        for cell, (title, end) in zip(row.cells, columns, strict=True):
            label = f"{name}, {title}: {words[cell.step]}"
            label += f", {uncertain}" if cell.uncertain else ""
            label += f", {new}" if cell.new else ""
            drawn.append(DrawnCell(cell, label, start + end))
        yield row.learner, drawn


@dataclass(frozen=True)
class Segment:
    """The learners at one step of a goal: where the segment starts and how long it is in percent, and who they are."""

    step: int
    word: str
    start: str
    length: str
    names: list[Person]


def segments(at: Sequence[Sequence[Person]]) -> list[Segment]:
    """Return the segments of a goal from elsewhere down to too little seen, together 100 long."""
    size = sum(map(len, at)) or 1
    found, start = list[Segment](), 0.0
    for step, word in sorted(step_words(), reverse=True):
        length = 100 * len(at[step]) / size
        found.append(Segment(step, word, f"{start:.2f}", f"{length:.2f}", list(at[step])))
        start += length
    return found
