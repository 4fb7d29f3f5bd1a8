"""What was chosen for a file that waits after looking at it, as it is kept with that file."""

import json
from collections.abc import Mapping

from samenwijzer.exchange.goal_sheets.mapping import Field
from samenwijzer.exchange.responses.mapping import Chosen

COLUMNS, SKILLS = "columns", "skills"


def columns_chosen(more: Mapping[str, str]) -> dict[Field, str]:
    """Return the column chosen for each field of a curriculum, empty for none; nothing as long as nobody chose."""
    return {Field(field): column for field, column in json.loads(more.get(COLUMNS, "{}")).items()}


def goals_chosen(more: Mapping[str, str]) -> Chosen:
    """Return the id of the goal chosen for each skill, ``None`` for a new goal."""
    found: dict[str, int | None] = json.loads(more.get(SKILLS, "{}"))
    return found
