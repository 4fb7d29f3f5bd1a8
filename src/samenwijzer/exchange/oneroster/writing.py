"""Rows of a roster as files of OneRoster 1.1 or 1.2 in one zip."""

import csv
import io
import zipfile

from samenwijzer.exchange.formulas import guarded
from samenwijzer.exchange.oneroster.layout import OTHER_FILES, ROSTER_FILES

SOURCE = "samenwijzer"
# A moment that never changes, so that the same roster is the same file.
_STAMP = (1980, 1, 1, 0, 0, 0)
_ROW = ("sourcedId", "status", "dateLastModified")
_HEADERS = {
    "manifest": ("propertyName", "value"),
    "orgs": (*_ROW, "name", "type", "identifier", "parentSourcedId"),
    "academicSessions": (*_ROW, "title", "type", "startDate", "endDate", "parentSourcedId", "schoolYear"),
    "courses": (
        *_ROW, "schoolYearSourcedId", "title", "courseCode", "grades", "orgSourcedId", "subjects", "subjectCodes",
    ),
    "classes": (
        *_ROW, "title", "grades", "courseSourcedId", "classCode", "classType", "location", "schoolSourcedId",
        "termSourcedIds", "subjects", "subjectCodes", "periods",
    ),
    "roles": (
        *_ROW, "userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId", "userProfileSourcedId",
    ),
    "enrollments": (
        *_ROW, "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate",
    ),
}  # fmt: skip
_USERS = {
    "1.1": (
        *_ROW, "enabledUser", "orgSourcedIds", "role", "username", "userIds", "givenName", "familyName", "middleName",
        "identifier", "email", "sms", "phone", "agentSourcedIds", "grades", "password",
    ),
    "1.2": (
        *_ROW, "enabledUser", "username", "userIds", "givenName", "familyName", "middleName", "identifier", "email",
        "sms", "phone", "agentSourcedIds", "grades", "password", "userMasterIdentifier", "resourceSourcedIds",
        "preferredGivenName", "preferredMiddleName", "preferredFamilyName", "primaryOrgSourcedId", "pronouns",
    ),
}  # fmt: skip
_NOT_IN_1_1 = (
    "roles", "lineItemLearningObjectiveIds", "lineItemScoreScales", "resultLearningObjectiveIds", "resultScoreScales",
    "scoreScales", "userProfiles", "userResources",
)  # fmt: skip
Row = dict[str, str]


def zipped(files: dict[str, list[Row]], *, version: str, mode: str) -> bytes:
    """Return the zip with ``files`` and a manifest that calls each of them ``mode`` (*bulk* or *delta*)."""
    known = [file for file in (*ROSTER_FILES, *OTHER_FILES) if version != "1.1" or file not in _NOT_IN_1_1]
    properties = {"manifest.version": "1.0", "oneroster.version": version, "source.systemCode": SOURCE}
    properties |= {f"file.{file}": mode if files.get(file) else "absent" for file in known}
    manifest = [{"propertyName": name, "value": value} for name, value in properties.items()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, rows in {"manifest": manifest, **files}.items():
            if rows:
                text = _csv(_USERS[version] if file == "users" else _HEADERS[file], rows)
                archive.writestr(zipfile.ZipInfo(f"{file}.csv", _STAMP), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _csv(header: tuple[str, ...], rows: list[Row]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, header, restval="")
    writer.writeheader()
    writer.writerows({name: guarded(value) for name, value in row.items()} for row in rows)
    return out.getvalue()
