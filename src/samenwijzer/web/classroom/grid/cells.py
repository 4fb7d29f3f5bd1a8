"""The class grid as it is drawn: the rows of cells, and how a group is spread over the steps of a goal."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.progress.class_grids import GoalSummary, Grid
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import told_apart
from samenwijzer.web.components.tags import cell


def step_words() -> list[tuple[int, str]]:
    """Return each step with its word, too little seen first."""
    return [(0, _("too little seen")), *((step.key, step.name) for step in scales().mastery)]


def drawn_rows(grid: Grid) -> Iterator[tuple[Person, str, SafeString]]:
    """Yield each learner, what tells it apart from a namesake, and its cells, drawn here as there are many."""
    apart = told_apart([row.learner for row in grid.rows])
    words = [word for _step, word in step_words()]
    uncertain, new = ", " + _("still uncertain"), ", " + _("new")
    root = reverse("class_grid", args=[grid.unit.pk])
    columns = [(goal.title, f"{goal.pk}/") for goal in grid.goals]
    for row in grid.rows:
        name, start = row.learner.given_name, f"{root}{row.learner.pk}/"
        drawn = []
        for one, (title, end) in zip(row.cells, columns, strict=True):
            said = f"{name}, {title}: {words[one.step]}{uncertain * one.uncertain}{new * one.new}"
            drawn.append(cell(one.step, said, start + end, uncertain=one.uncertain, new=one.new))
        yield row.learner, apart[row.learner.pk], SafeString("".join(drawn))


@dataclass(frozen=True)
class Segment:
    """The learners at one step of a goal: where the segment starts and how long it is in percent, and links to them."""

    step: int
    word: str
    start: str
    length: str
    names: SafeString


def segments(summary: GoalSummary, unit: Unit) -> list[Segment]:
    """Return the segments of a goal from elsewhere down to too little seen, together 100 long."""
    size, root, goal = summary.size or 1, reverse("class_grid", args=[unit.pk]), summary.goal.pk
    found, start = list[Segment](), 0.0
    for step, word in sorted(step_words(), reverse=True):
        links = [(f"{root}{learner.pk}/{goal}/", learner.given_name) for learner in summary.at[step]]
        names = format_html_join(", ", '<a href="{}">{}</a>', links)
        length = 100 * len(links) / size
        found.append(Segment(step, word, f"{start:.2f}", f"{length:.2f}", names))
        start += length
    return found
