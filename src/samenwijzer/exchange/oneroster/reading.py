"""Reading a OneRoster CSV export (1.1 or 1.2) and telling everything that is wrong with it at once."""

from pathlib import Path

from django.utils.translation import gettext as _

from samenwijzer.exchange.formulas import restored_table
from samenwijzer.exchange.oneroster.content import Mode, Roster
from samenwijzer.exchange.oneroster.layout import NEVER_EMPTY, ROSTER_FILES, WITHOUT_MEANING, columns_of
from samenwijzer.exchange.oneroster.manifest import Manifest, read_manifest
from samenwijzer.exchange.oneroster.references import broken_references
from samenwijzer.exchange.oneroster.rows import keepers
from samenwijzer.exchange.purposes import unused
from samenwijzer.foundation.archives import Archive
from samenwijzer.foundation.columns import ReadingError, Record, Records
from samenwijzer.foundation.problems import Problem, Problems
from samenwijzer.foundation.tables import from_csv

_NAMED_ONLY = ("demographics", "userProfiles")


def read(path: Path) -> Roster:
    """Return the roster in the zip at ``path``; raise ``FileRefused`` with every mistake in it."""
    archive = Archive(path)
    problems = Problems()
    manifest = read_manifest(archive, problems)
    roster = Roster(manifest.version, manifest.source, manifest.modes, remarks=list(manifest.remarks))
    for file in ROSTER_FILES:
        if file in manifest.names:
            _read_file(archive, manifest, file, roster, problems)
    for file in _NAMED_ONLY:
        if file in manifest.names:
            _name_columns(archive, manifest, file, roster, problems)
    for problem in broken_references(roster, Mode.BULK, known={}):
        problems.add(problem)
    problems.refuse_if_any()
    return roster


def _read_file(archive: Archive, manifest: Manifest, file: str, roster: Roster, problems: Problems) -> None:
    name = manifest.names[file]
    table = restored_table(from_csv(name, archive.read(name), problems))
    records = Records(table, columns_of(file, manifest.version), problems)
    lines: dict[str, dict[str, int]] = {"sourcedId": {}, "username": {}}
    nameless = 0
    keep = keepers(roster)[file]
    for record in records:
        nameless += not record.values["sourcedId"]
        _tell_doubles(name, record, lines, problems)
        if record.is_sound:
            try:
                keep(record.line, record.values)
            except ReadingError as error:
                problems.add(Problem(name, error.what, error.remedy, record.line, error.field))
    roster.unused += [unused(name, column) for column in records.unread if column not in WITHOUT_MEANING]
    # Where rows could not be told apart, references to them cannot be judged; that mistake is told already.
    if not (records.lacking or table.ragged or nameless):
        if not lines["sourcedId"] and file in NEVER_EMPTY and manifest.modes[file] is Mode.BULK:
            problems.add(_without_rows(name))
        else:
            roster.ids[file] = set(lines["sourcedId"])


def _tell_doubles(file: str, record: Record, lines: dict[str, dict[str, int]], problems: Problems) -> None:
    for field, seen in lines.items():
        value = record.values.get(field)
        if value in seen:
            problems.add(_double(file, record.line, field, value, seen[value]))
        elif value:
            seen[value] = record.line


def _double(file: str, line: int, field: str, value: str, first: int) -> Problem:
    return Problem(
        file,
        _("“%(value)s” stands on line %(first)s already.") % {"value": value, "first": first},
        _("Keep one of the two rows, or give one another value."),
        line,
        field,
    )


def _without_rows(file: str) -> Problem:
    return Problem(
        file,
        _("This file has no rows; everything it held before would end."),
        _("Export again, or write “delta” or “absent” in the manifest."),
    )


def _name_columns(archive: Archive, manifest: Manifest, file: str, roster: Roster, problems: Problems) -> None:
    """Name what stands in a file of which nothing is stored."""
    name = manifest.names[file]
    records = Records(from_csv(name, archive.read(name), problems), (), problems)
    for _record in records:
        pass
    technical = (*WITHOUT_MEANING, "sourcedId", "status", "userSourcedId")
    roster.unused += [unused(name, column) for column in records.unread if column not in technical]
