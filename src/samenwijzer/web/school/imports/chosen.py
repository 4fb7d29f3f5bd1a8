"""What was chosen for a file that waits after looking at it, as it is kept with that file."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from samenwijzer.exchange.goal_sheets.mapping import Field
from samenwijzer.exchange.responses.mapping import Chosen, Skills

COLUMNS, SKILLS = "columns", "skills"
#: Beside a file of responses, so that its skills are read from it once.
CACHE = "skills.json"


def columns_chosen(more: Mapping[str, str]) -> dict[Field, str]:
    """Return the column chosen for each field of a curriculum, empty for none; nothing as long as nobody chose."""
    return {Field(field): column for field, column in json.loads(more.get(COLUMNS, "{}")).items()}


def goals_chosen(more: Mapping[str, str]) -> Chosen:
    """Return the id of the goal chosen for each skill, ``None`` for a new goal."""
    found: dict[str, int | None] = json.loads(more.get(SKILLS, "{}"))
    return found


def keep_skills(path: Path, skills: Skills) -> None:
    """Keep the skills of the file at ``path`` beside it."""
    (path.parent / CACHE).write_text(json.dumps(asdict(skills)), encoding="utf-8")


def kept_skills(path: Path) -> Skills | None:
    """Return the skills of the file at ``path``, if they were read before."""
    cache = path.parent / CACHE
    return Skills(**json.loads(cache.read_text(encoding="utf-8"))) if cache.exists() else None
