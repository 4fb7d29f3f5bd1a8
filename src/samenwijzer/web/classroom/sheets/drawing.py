"""A sheet as it is drawn: its rows of cells, and how the class did as bars with a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.models import Column
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.sheets import ColumnSummary, Sheet
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import told_apart
from samenwijzer.web.classroom.sheets.forms import cell_name

HEIGHT = 60


@dataclass(frozen=True)
class DrawnCell:
    """One cell: its name in the form, its column, the mark as text, and the step it stands for (0: none)."""

    name: str
    column: Column
    text: str
    step: int


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands and how wide it is in percent, how high in pixels, and what it counts."""

    left: str
    width: str
    middle: str
    height: int
    step: int
    label: str
    count: int

    @property
    def top(self) -> int:
        """The upper edge, from above."""
        return HEIGHT - self.height


@dataclass(frozen=True)
class DrawnSummary:
    """How the class did on one column."""

    title: str
    sentence: str
    bars: list[Bar]


def shown(value: float | None) -> str:
    """Return a mark as people write it here."""
    if value is None:
        return ""
    return number_format(round(value, 2), decimal_pos=0 if value == int(value) else None)


def drawn_rows(sheet: Sheet) -> Iterator[tuple[Person, str, list[DrawnCell]]]:
    """Yield each learner, what tells it apart from a namesake on a phone, and its cells."""
    apart = told_apart(sheet.learners)
    for learner in sheet.learners:
        cells = []
        for column in sheet.columns:
            value = sheet.marks.get((learner.pk, column.pk))
            step = int(value) if value is not None and column.points == 0 else 0
            cells.append(DrawnCell(cell_name(learner.pk, column.pk), column, shown(value), step))
        yield learner, apart[learner.pk], cells


def drawn_summaries(sheet: Sheet) -> list[DrawnSummary]:
    """Return how the class did on each column."""
    return [
        DrawnSummary(one.column.goal.title, _sentence(one), _bars(one) if one.filled else []) for one in sheet.summaries
    ]


def _sentence(summary: ColumnSummary) -> str:
    filled = _("%(filled)s of %(size)s filled in") % {
        "filled": summary.filled,
        "size": summary.size,
    }
    if not summary.filled:
        return filled + "."
    if summary.column.points == 0:
        words = [step.name for step in scales().mastery]
        counted = [f"{count} {word}" for count, word in zip(summary.bars, words, strict=True) if count]
        return f"{filled}: {', '.join(counted)}."
    if summary.mean is None or summary.middle is None:
        return filled + "."
    values = {
        "filled": filled,
        "mean": shown(round(summary.mean, 1)),
        "points": summary.column.points,
        "low": shown(round(summary.middle[0], 1)),
        "high": shown(round(summary.middle[1], 1)),
    }
    return _("%(filled)s, %(mean)s out of %(points)s on average; half of them between %(low)s and %(high)s.") % values


def _bars(summary: ColumnSummary) -> list[Bar]:
    number, highest = len(summary.bars), max(summary.bars) or 1
    share = 100 / number
    return [
        Bar(
            left=f"{place * share + 0.08 * share:.2f}",
            width=f"{0.84 * share:.2f}",
            middle=f"{(place + 0.5) * share:.2f}",
            height=round((HEIGHT - 16) * count / highest),
            step=place + 1 if summary.column.points == 0 else 0,
            label=_label(summary, place),
            count=count,
        )
        for place, count in enumerate(summary.bars)
    ]


def _label(summary: ColumnSummary, place: int) -> str:
    """Return what stands under a bar: the step, the mark, or where its range of marks begins."""
    points = summary.column.points
    if points == 0:
        return str(place + 1)
    return str(place if len(summary.bars) == points + 1 else round(points * place / len(summary.bars)))
