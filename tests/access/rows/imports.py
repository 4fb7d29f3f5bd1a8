"""Who gets in at each address of files in and out."""

from typing import Any

from tests.access.scene import KEEPS_ROSTER, Address, Scene, read_only, write_only


def goals_file(scene: Scene) -> dict[str, Any]:
    """Name the kind of file that lands nowhere in particular."""
    return {"kind": "goals"}


ROWS: list[Address] = [
    *read_only("imports", KEEPS_ROSTER),
    *write_only("import_columns", KEEPS_ROSTER),
    Address("import_skills", "GET", KEEPS_ROSTER),
    Address("import_skills", "POST", KEEPS_ROSTER),
    *read_only("import_skills_file", KEEPS_ROSTER),
    *write_only("import_skills_upload", KEEPS_ROSTER),
    Address("import_choose", "GET", KEEPS_ROSTER, goals_file),
    Address("import_choose", "POST", KEEPS_ROSTER, goals_file),
    Address("import_look", "GET", KEEPS_ROSTER, goals_file),
    Address("import_look", "POST", KEEPS_ROSTER, goals_file),
    *read_only("import_template", KEEPS_ROSTER),
    *read_only("import_absences_template", KEEPS_ROSTER),
    *read_only("import_timetable_template", KEEPS_ROSTER),
    Address("roster_out", "GET", KEEPS_ROSTER),
    Address("roster_out", "POST", KEEPS_ROSTER),
    *read_only("import_rest", KEEPS_ROSTER, goals_file),
    *write_only("import_throw_away", KEEPS_ROSTER, goals_file),
]
