"""Planted faults: each is told with its file, its line, its field and a remedy, in Dutch and in English."""

import zipfile

import pytest
from django.utils import translation

from samenwijzer.exchange.oneroster.reading import read
from samenwijzer.foundation.problems import FileRefused


def change(file, line, **values):
    return lambda export: export.row(file, line).update(values)


def add(file, like, **values):
    return lambda export: export.files[file].append({**export.row(file, like), **values})


def without_column(file, name):
    def spoil(export):
        for row in export.files[file]:
            row.pop(name, None)

    return spoil


def renamed(file, old, new):
    def spoil(export):
        export.raw[file] = export.text(file).replace(old, new, 1).encode()

    return spoil


def raw(file, content):
    return lambda export: export.raw.update({file: content})


def manifest(name, value):
    return lambda export: export.property(name, value)


def left_out(file):
    return lambda export: export.left_out.add(file)


def rows_gone(file):
    return lambda export: export.files[file].clear()


def double_folder(export):
    export.files["map/users"] = export.files["users"]


def in_another_encoding(export):
    export.files["users"] = export.files["users"][:1] + export.files["users"][2:3]
    export.files["enrollments"] = [row for row in export.files["enrollments"] if row["userSourcedId"] in ("u1", "u3")]
    export.raw["users"] = export.text("users").encode("latin-1")


FAULTS = {
    "no manifest": (left_out("manifest"), "roster.zip", None, ""),
    "manifest without version": (manifest("oneroster.version", ""), "manifest.csv", 11, "oneroster.version"),
    "manifest of version 1.0": (manifest("oneroster.version", "1.0"), "manifest.csv", 11, "oneroster.version"),
    "manifest with another word": (manifest("file.users", "full"), "manifest.csv", 11, "file.users"),
    "manifest without values": (without_column("manifest", "propertyName"), "manifest.csv", 1, "propertyName"),
    "a file that is promised lacks": (left_out("classes"), "manifest.csv", 7, "file.classes"),
    "a file that is promised lacks 2": (left_out("enrollments"), "manifest.csv", 9, "file.enrollments"),
    "the same file twice": (double_folder, "roster.zip", None, ""),
    "an empty file": (raw("users", b""), "users.csv", None, ""),
    "users without rows": (rows_gone("users"), "users.csv", None, ""),
    "enrolments without rows": (rows_gone("enrollments"), "enrollments.csv", None, ""),
    "a picture instead of text": (raw("orgs", b"\x89PNG\0\0"), "orgs.csv", 1, ""),
    "names in another encoding": (in_another_encoding, "users.csv", 2, ""),
    "an open quotation mark": (renamed("classes", "3A", '"3A'), "classes.csv", 2, ""),
    "a separator too many": (renamed("orgs", "BS De Vlier", "BS De Vlier,Noord"), "orgs.csv", 3, ""),
    "a separator too few": (renamed("enrollments", "e3,,", "e3,"), "enrollments.csv", 4, ""),
    "a column twice": (renamed("users", "email", "username"), "users.csv", 1, "username"),
    "no sourcedId column": (without_column("users", "sourcedId"), "users.csv", 1, "sourcedId"),
    "no username column": (without_column("users", "username"), "users.csv", 1, "username"),
    "no family name column": (without_column("users", "familyName"), "users.csv", 1, "familyName"),
    "no role column": (without_column("enrollments", "role"), "enrollments.csv", 1, "role"),
    "no school column": (without_column("classes", "schoolSourcedId"), "classes.csv", 1, "schoolSourcedId"),
    "no start of the term": (without_column("academicSessions", "startDate"), "academicSessions.csv", 1, "startDate"),
    "no sourcedId": (change("orgs", 3, sourcedId=""), "orgs.csv", 3, "sourcedId"),
    "no given name": (change("users", 3, givenName=" "), "users.csv", 3, "givenName"),
    "no title": (change("classes", 2, title=""), "classes.csv", 2, "title"),
    "no name of a school": (change("orgs", 4, name=""), "orgs.csv", 4, "name"),
    "no user": (change("enrollments", 4, userSourcedId=""), "enrollments.csv", 4, "userSourcedId"),
    "the same org twice": (add("orgs", 2, name="Andere"), "orgs.csv", 5, "sourcedId"),
    "the same user twice": (add("users", 4, username="ander"), "users.csv", 7, "sourcedId"),
    "the same class twice": (add("classes", 2), "classes.csv", 4, "sourcedId"),
    "the same enrolment twice": (add("enrollments", 3, classSourcedId="c2"), "enrollments.csv", 6, "sourcedId"),
    "the same username twice": (change("users", 5, username="u3"), "users.csv", 5, "username"),
    "an unknown parent": (change("orgs", 3, parentSourcedId="d9"), "orgs.csv", 3, "parentSourcedId"),
    "an unknown school": (change("classes", 3, schoolSourcedId="s9"), "classes.csv", 3, "schoolSourcedId"),
    "an unknown course": (change("classes", 3, courseSourcedId="co9"), "classes.csv", 3, "courseSourcedId"),
    "an unknown term": (change("classes", 3, termSourcedIds="t1,t9"), "classes.csv", 3, "termSourcedIds"),
    "an unknown org of a user": (change("users", 6, orgSourcedIds="s9"), "users.csv", 6, "orgSourcedIds"),
    "an unknown agent": (change("users", 3, agentSourcedIds="u9"), "users.csv", 3, "agentSourcedIds"),
    "an unknown class": (change("enrollments", 3, classSourcedId="c9"), "enrollments.csv", 3, "classSourcedId"),
    "an unknown user": (change("enrollments", 3, userSourcedId="u9"), "enrollments.csv", 3, "userSourcedId"),
    "an unknown school of an enrolment": (
        change("enrollments", 3, schoolSourcedId="s9"), "enrollments.csv", 3, "schoolSourcedId",
    ),
    "a date in our own way": (change("enrollments", 3, beginDate="01/09/2026"), "enrollments.csv", 3, "beginDate"),
    "a day that does not exist": (
        change("academicSessions", 2, endDate="2027-02-30"), "academicSessions.csv", 2, "endDate",
    ),
    "a term that ends before it begins": (
        change("academicSessions", 2, endDate="2026-01-01"), "academicSessions.csv", 2, "endDate",
    ),
    "an enrolment that ends before it begins": (
        change("enrollments", 3, beginDate="2026-10-01", endDate="2026-09-01"), "enrollments.csv", 3, "endDate",
    ),
    "yes instead of true": (change("users", 2, enabledUser="ja"), "users.csv", 2, "enabledUser"),
    "a number for primary": (change("enrollments", 2, primary="1"), "enrollments.csv", 2, "primary"),
    "an unknown role of a user": (change("users", 2, role="leraar"), "users.csv", 2, "role"),
    "an unknown role in a class": (change("enrollments", 2, role="pupil"), "enrollments.csv", 2, "role"),
    "an unknown type of org": (change("orgs", 2, type="scholengroep"), "orgs.csv", 2, "type"),
    "an unknown status": (change("classes", 2, status="deleted"), "classes.csv", 2, "status"),
    "no e-mail address": (change("users", 2, email="an@school"), "users.csv", 2, "email"),
    "a name that never ends": (change("users", 2, familyName="x" * 121), "users.csv", 2, "familyName"),
}  # fmt: skip


def refusal(export):
    with pytest.raises(FileRefused) as caught:
        read(export.write())
    return caught.value


@pytest.mark.parametrize(("spoil", "file", "line", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_told(export, spoil, file, line, field):
    spoil(export)
    with translation.override("en"):
        english = refusal(export)
    with translation.override("nl"):
        dutch = refusal(export)
    (problem,), (probleem,) = english.problems, dutch.problems
    assert (problem.file, problem.line, problem.field) == (file, line, field)
    assert (probleem.file, probleem.line, probleem.field) == (file, line, field)
    assert problem.what and problem.remedy
    assert problem.what != probleem.what
    assert problem.remedy != probleem.remedy


def test_there_are_at_least_forty():
    assert len(FAULTS) >= 40


def test_a_file_that_is_no_zip_is_told(tmp_path):
    path = tmp_path / "roster.xls"
    path.write_text("sourcedId,name")
    with pytest.raises(FileRefused) as caught:
        read(path)
    assert caught.value.problems[0].file == "roster.xls"


def test_all_faults_are_told_at_once_in_the_order_of_the_files(export):
    export.row("orgs", 3)["type"] = "x"
    export.row("users", 2)["enabledUser"] = "x"
    export.row("users", 4)["role"] = "x"
    export.row("enrollments", 3)["classSourcedId"] = "c9"
    places = [(problem.file, problem.line) for problem in refusal(export).problems]
    assert places == [("orgs.csv", 3), ("users.csv", 2), ("users.csv", 4), ("enrollments.csv", 3)]


def test_a_row_with_a_fault_still_counts_as_being_there(export):
    """Otherwise one wrong date would make every reference to its row look wrong as well."""
    export.row("users", 3)["enabledUser"] = "x"
    assert refusal(export).total == 1


def test_a_zip_with_one_folder_around_the_files_is_read(export):
    path = export.write()
    wrapped = export.folder / "wrapped.zip"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(wrapped, "w") as new:
        for name in old.namelist():
            new.writestr(f"export 2026/{name.upper()}", old.read(name))
    assert len(read(wrapped).users) == 5


def test_lists_between_quotation_marks_and_quoted_names_are_read(export):
    export.row("classes", 2)["termSourcedIds"] = "t1, t1"
    export.row("orgs", 3)["name"] = 'BS "De Vlier", Noord'
    roster = read(export.write())
    assert roster.classes[0].terms == ("t1", "t1")
    assert roster.orgs[1].name == 'BS "De Vlier", Noord'


def test_a_preferred_given_name_of_1_2_is_the_name(export):
    export.property("oneroster.version", "1.2")
    export.property("file.roles", "bulk")
    export.files["roles"] = [
        {"sourcedId": f"r{user['sourcedId']}", "status": "", "userSourcedId": user["sourcedId"], "role": user["role"],
         "roleType": "primary", "orgSourcedId": "s1"}
        for user in export.files["users"]
    ]  # fmt: skip
    for user in export.files["users"]:
        del user["role"], user["orgSourcedIds"]
    export.row("users", 3)["preferredGivenName"] = "Şé"
    roster = read(export.write())
    assert roster.users[1].given_name == "Şé"
    assert [function.role for function in roster.functions] == ["teacher", "student", "student", "student", "parent"]
