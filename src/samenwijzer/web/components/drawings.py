"""The drawings of the design system that are made in code: icons and the pies of the mastery steps."""

import re
from functools import cache
from pathlib import Path

SHEET = Path(__file__).parent / "icon" / "icons.svg"
STEPS = range(5)


@cache
def icons() -> dict[str, str]:
    """Return the drawing of each icon by name, on a grid of 24, in the colour of the text around it."""
    symbols = re.findall(r'<symbol id="([\w-]+)"[^>]*>(.*?)</symbol>', SHEET.read_text(encoding="utf-8"))
    return dict(symbols)


def percent(share: float) -> int:
    """Return a share in [0, 1] as a whole percentage; outside it is clipped."""
    return round(100 * min(max(share, 0.0), 1.0))
