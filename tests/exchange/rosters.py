"""A small, sound export that a test may spoil: two schools in a district, two classes, five users."""

import csv
import io
import zipfile
from copy import deepcopy

SOUND = {
    "manifest": [
        {"propertyName": "manifest.version", "value": "1.0"},
        {"propertyName": "oneroster.version", "value": "1.1"},
        *(
            {"propertyName": f"file.{name}", "value": "bulk"}
            for name in ("orgs", "academicSessions", "courses", "classes", "users", "enrollments")
        ),
        {"propertyName": "file.demographics", "value": "absent"},
        {"propertyName": "source.systemCode", "value": "informat"},
    ],
    "orgs": [
        {"sourcedId": "d1", "status": "", "name": "Scholengroep Noord", "type": "district", "parentSourcedId": ""},
        {"sourcedId": "s1", "status": "", "name": "BS De Vlier", "type": "school", "parentSourcedId": "d1"},
        {"sourcedId": "s2", "status": "", "name": "BS De Linde", "type": "school", "parentSourcedId": "d1"},
    ],
    "academicSessions": [
        {
            "sourcedId": "t1", "status": "", "title": "2026-2027", "type": "schoolYear",
            "startDate": "2026-09-01", "endDate": "2027-09-01", "schoolYear": "2027",
        }
    ],
    "courses": [{"sourcedId": "co1", "status": "", "title": "Lager", "orgSourcedId": "s1"}],
    "classes": [
        {
            "sourcedId": f"c{number}", "status": "", "title": title, "grades": "", "courseSourcedId": "co1",
            "classCode": title, "classType": "homeroom", "schoolSourcedId": f"s{number}", "termSourcedIds": "t1",
        }
        for number, title in ((1, "3A"), (2, "4B"))
    ],
    "users": [
        {
            "sourcedId": id, "status": "", "enabledUser": "true", "orgSourcedIds": org, "role": role, "username": id,
            "givenName": given, "familyName": family, "email": "", "agentSourcedIds": agents, "password": "",
        }
        for id, org, role, given, family, agents in (
            ("u1", "s1", "teacher", "Anaïs", "Peeters", ""),
            ("u2", "s1", "student", "Şéima", "Yıldız", "u5"),
            ("u3", "s1", "student", "Wout", "De Smet", ""),
            ("u4", "s2", "student", "Lê", "Đặng", ""),
            ("u5", "s1", "parent", "Elif", "Yıldız", ""),
        )
    ],
    "enrollments": [
        {
            "sourcedId": id, "status": "", "classSourcedId": klas, "schoolSourcedId": school, "userSourcedId": user,
            "role": role, "primary": "false", "beginDate": "", "endDate": "",
        }
        for id, klas, school, user, role in (
            ("e1", "c1", "s1", "u1", "teacher"),
            ("e2", "c1", "s1", "u2", "student"),
            ("e3", "c1", "s1", "u3", "student"),
            ("e4", "c2", "s2", "u4", "student"),
        )
    ],
}  # fmt: skip


class Export:
    """Files as rows; write() makes the zip."""

    def __init__(self, folder):
        self.folder = folder
        self.files = deepcopy(SOUND)
        self.raw = {}
        self.left_out = set()

    def row(self, file, line):
        """The row on this line of the file (the header is line 1)."""
        return self.files[file][line - 2]

    def property(self, name, value):
        rows = [row for row in self.files["manifest"] if row["propertyName"] != name]
        self.files["manifest"] = [*rows, {"propertyName": name, "value": value}]

    def text(self, file):
        out = io.StringIO(newline="")
        names = list(dict.fromkeys(name for row in self.files[file] for name in row))
        writer = csv.DictWriter(out, names or list(SOUND[file][0]), restval="")
        writer.writeheader()
        writer.writerows(self.files[file])
        return out.getvalue()

    def write(self, name="roster.zip"):
        path = self.folder / name
        with zipfile.ZipFile(path, "w") as archive:
            for file in self.files:
                if file not in self.left_out:
                    archive.writestr(f"{file}.csv", self.raw.get(file, self.text(file).encode()))
        return path
