"""The manifest of an export: which version, which files, and whether they hold everything or only changes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samenwijzer.exchange.oneroster.content import Mode
from samenwijzer.exchange.oneroster.layout import OTHER_FILES, ROSTER_FILES, VERSIONS
from samenwijzer.foundation.archives import Archive
from samenwijzer.foundation.columns import Column, Records
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import from_csv

FILE = "manifest.csv"
_COLUMNS = (Column("propertyName", needed=True), Column("value"))
_SILENT = ("manifest.version", "oneroster.version", "source.systemName", "source.systemCode")


@dataclass(frozen=True)
class Manifest:
    """What ``manifest.csv`` says; ``names`` gives the real name in the zip of every file that is to be read."""

    version: str
    source: str
    modes: dict[str, Mode]
    names: dict[str, str]
    remarks: tuple[str, ...]


def read_manifest(archive: Archive, problems: Problems) -> Manifest:
    """Read the manifest and hold it against the files that are there."""
    present = {name.casefold(): name for name in archive.names}
    if FILE not in present:
        raise refuse(
            archive.name,
            _("There is no manifest.csv in the zip, so this is not a OneRoster export."),
            _("Export as “OneRoster 1.1 CSV” or “OneRoster 1.2 CSV” and choose the zip file itself."),
        )
    table = from_csv(FILE, archive.read(present[FILE]), problems)
    properties: dict[str, tuple[int, str]] = {}
    for record in Records(table, _COLUMNS, problems):
        properties[record.values["propertyName"].casefold()] = (record.line, record.values["value"])
    problems.refuse_if_any()
    modes = {file: _mode(file, properties, problems) for file in (*ROSTER_FILES, *OTHER_FILES)}
    version = _version(properties)
    source = properties.get("source.systemcode", (0, ""))[1] or properties.get("source.systemname", (0, ""))[1]
    names = _names(modes, present, properties, problems)
    problems.refuse_if_any()
    return Manifest(version, source, modes, names, tuple(_remarks(modes, present, properties)))


def _version(properties: dict[str, tuple[int, str]]) -> str:
    line, version = properties.get("oneroster.version", (None, ""))
    if version not in VERSIONS:
        raise refuse(
            FILE,
            _("OneRoster version “%(version)s” is not one we can read.") % {"version": version},
            _("Export as version 1.1 or 1.2."),
            line=line,
            field="oneroster.version",
        )
    return version


def _mode(file: str, properties: dict[str, tuple[int, str]], problems: Problems) -> Mode:
    line, value = properties.get(f"file.{file}".casefold(), (None, Mode.ABSENT.value))
    try:
        return Mode(value.casefold())
    except ValueError:
        problems.add(
            Problem(
                FILE,
                _("“%(value)s” is not a word that may stand here.") % {"value": value},
                _("Choose one of: %(words)s.") % {"words": ", ".join(Mode)},
                line,
                f"file.{file}",
            )
        )
        return Mode.ABSENT


def _names(
    modes: dict[str, Mode], present: dict[str, str], properties: dict[str, tuple[int, str]], problems: Problems
) -> dict[str, str]:
    names = {}
    for file, mode in modes.items():
        wanted = f"{file}.csv"
        if mode is Mode.ABSENT:
            continue
        if wanted.casefold() in present:
            names[file] = present[wanted.casefold()]
        else:
            problems.add(
                Problem(
                    FILE,
                    _("The manifest promises %(file)s, but it is not in the zip.") % {"file": wanted},
                    _("Export again with this file, or write “absent” in the manifest."),
                    properties[f"file.{file}".casefold()][0],
                    f"file.{file}",
                )
            )
    return names


def _remarks(modes: dict[str, Mode], present: dict[str, str], properties: dict[str, tuple[int, str]]) -> list[str]:
    known = {name.casefold() for name in _SILENT} | {f"file.{file}".casefold() for file in modes}
    remarks = [
        _("The manifest speaks of “%(name)s”, which the standard does not know; it is passed over.") % {"name": name}
        for name in properties
        if name not in known
    ]
    promised = {f"{file}.csv".casefold() for file, mode in modes.items() if mode is not Mode.ABSENT} | {FILE}
    remarks += [
        _("%(file)s is in the zip, but not in the manifest; it is passed over.") % {"file": name}
        for folded, name in present.items()
        if folded not in promised
    ]
    left = [
        f"{file}.csv"
        for file in OTHER_FILES
        if modes[file] is not Mode.ABSENT and file not in ("demographics", "userProfiles")
    ]
    if left:
        remarks.append(_("A roster does not need %(files)s; passed over.") % {"files": ", ".join(left)})
    return remarks
