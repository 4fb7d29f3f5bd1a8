"""What a path costs a teacher, by the keystroke-level model, so that a time budget is no guess.

Card, Moran & Newell (1980), The keystroke-level model for user performance time with interactive systems. Operators in
seconds: a key of an average typist, pointing, the press of a button, moving a hand between keyboard and mouse, and a
thought before a step that is not a matter of course. What the product takes to answer comes on top.
"""

from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page

KEY, POINT, PRESS, HAND, THOUGHT = 0.28, 1.1, 0.2, 0.4, 1.35
CLICK = POINT + PRESS
DRAG = 2 * POINT + 2 * PRESS


@dataclass
class Effort:
    """Clicks, drags and keys of one path as they are done, with a thought where the path asks one."""

    clicks: int = 0
    drags: int = 0
    keys: int = 0
    thoughts: int = 0
    hands: int = field(default=1)

    def click(self, target: Locator) -> None:
        """Click, after the thought it takes to choose it."""
        target.click()
        self.clicks += 1
        self.thoughts += 1

    def drag(self, target: Locator, to: Locator) -> None:
        """Drag, after the thought of whom and where."""
        target.drag_to(to)
        self.drags += 1
        self.thoughts += 1

    def press(self, page: Page, key: str) -> None:
        """Press a key; answering what one sees takes no thought of its own."""
        page.keyboard.press(key)
        self.keys += 1

    def seconds(self, *, looking: float = 0.0) -> float:
        """Seconds of work; ``looking`` is what reading the screen takes."""
        work = self.clicks * CLICK + self.drags * DRAG + self.keys * KEY + self.hands * HAND
        return work + self.thoughts * THOUGHT + looking
