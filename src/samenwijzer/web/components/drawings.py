"""The drawings of the design system that are made in code: icons, pictures, and the cells of a class grid."""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from django.utils.safestring import SafeString, mark_safe

SHEET = Path(__file__).parent / "icon" / "icons.svg"
PAINTED = Path(__file__).parent / "picture" / "pictures.svg"
STEPS = range(5)


@cache
def icons() -> dict[str, str]:
    """Return the drawing of each icon by name, on a grid of 24, in the colour of the text around it."""
    return _symbols(SHEET)


@cache
def pictures() -> dict[str, str]:
    """Return the drawing of each picture for learners by name, on a grid of 96, in its own paint."""
    return _symbols(PAINTED)


def _symbols(sheet: Path) -> dict[str, str]:
    return dict(re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', sheet.read_text(encoding="utf-8")))


def percent(share: float) -> int:
    """Return a share in [0, 1] as a whole percentage; outside it is clipped."""
    return round(100 * min(max(share, 0.0), 1.0))


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a class grid: a mastery step, 0 (too little seen) to 4, for one learner and one goal.

    ``label`` is the sentence read aloud ("Noor, kloklezen: begint, nog onzeker"); ``href`` opens the evidence.
    """

    step: int
    label: str
    href: str = ""
    uncertain: bool = False
    new: bool = False
    chosen: bool = False

    def draw(self) -> SafeString:
        """Return the cell as ``<td>``, put together by hand because a page holds a thousand of them."""
        marks = " data-uncertain" if self.uncertain else ""
        marks += " data-new" if self.new else ""
        marks += " data-chosen" if self.chosen else ""
        pie = f'<svg class="pie" aria-hidden="true"><use href="#pie-{self.step:d}"/></svg>'
        voice = f'aria-label="{escape(self.label)}"'
        if self.href:
            inside = f'<a href="{escape(self.href)}" tabindex="-1" {voice}>{pie}</a>'
        else:
            inside = f'<span role="img" {voice}>{pie}</span>'
        return mark_safe(f'<td class="cell" data-step="{self.step:d}"{marks}>{inside}</td>')
