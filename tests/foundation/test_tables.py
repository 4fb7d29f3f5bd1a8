"""Tables from outside: what is read, and what a person is told where it cannot be."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from samenwijzer.foundation import archives
from samenwijzer.foundation.archives import Archive
from samenwijzer.foundation.columns import Column, Records, boolean, day, email, listing, one_of, whole
from samenwijzer.foundation.problems import FileRefused, Problem, Problems
from samenwijzer.foundation.tables import from_csv, open_table


def rows(data, file="list.csv"):
    problems = Problems()
    table = from_csv(file, data if isinstance(data, bytes) else data.encode(), problems)
    found = list(table.rows)
    problems.refuse_if_any()
    return table.header, found


def refusal(data) -> Problem:
    with pytest.raises(FileRefused) as caught:
        rows(data)
    return caught.value.problems[0]


def test_lines_are_counted_over_fields_with_line_breaks_and_empty_lines():
    header, found = rows('name,note\nAn,"two\nlines"\n\nBo,x\n')
    assert header == ("name", "note")
    assert found == [(2, ["An", "two\nlines"]), (5, ["Bo", "x"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read_with_or_without_byte_order_mark(encoding):
    assert rows("naam\nŞéima Đặng 𝑑\n".encode(encoding)) == (("naam",), [(2, ["Şéima Đặng 𝑑"])])


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_separator_of_the_header_holds(delimiter):
    assert rows(f"a{delimiter}b\r\n1{delimiter}2\r\n") == (("a", "b"), [(2, ["1", "2"])])


def test_letters_in_another_encoding_are_refused_with_their_line():
    problem = refusal("naam\nAn\nZoë\n".encode("latin-1"))
    assert problem.line == 3
    assert "UTF-8" in problem.remedy


@pytest.mark.parametrize(
    ("data", "line"), [(b"", None), (b"\n\n", None), (b"a,b\n1,2\n3\n", 3), (b'a,b\n1,"2\n', 2), (b"a\nx\0y\n", 2)]
)
def test_broken_tables_say_where(data, line):
    assert refusal(data).line == line


@given(st.lists(st.lists(st.text("ab,;\"' \té", min_size=0), min_size=3, max_size=3), max_size=6))
def test_whatever_is_written_as_csv_comes_back(content):
    lines = ["x,y,z", *(",".join('"' + value.replace('"', '""') + '"' for value in row) for row in content)]
    _header, found = rows("\n".join(lines))
    stripped = [[value.strip() for value in row] for row in content]
    assert [row for _line, row in found] == [row for row in stripped if any(row)]


def test_a_workbook_is_read_like_a_table(tmp_path):
    workbook = Workbook()
    workbook.active.append(["naam", "dag", "punten", "kans"])
    workbook.active.append(["Zoë", date(2026, 9, 1), 12, 0.5])
    workbook.save(tmp_path / "list.xlsx")
    table = open_table(tmp_path / "list.xlsx", Problems())
    assert list(table.rows) == [(2, ["Zoë", "2026-09-01", "12", "0.5"])]


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(FileRefused):
        open_table(tmp_path / "list.xlsx", Problems())


def test_only_the_first_problems_are_kept_and_all_are_counted():
    problems = Problems()
    list(from_csv("a.csv", b"a,b\n" + b"1\n" * 1000, problems).rows)
    with pytest.raises(FileRefused) as caught:
        problems.refuse_if_any()
    assert (len(caught.value.problems), caught.value.total) == (200, 1000)


def zipped(tmp_path, **files):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_zip_is_read_by_bare_names_and_without_the_noise_of_desktops(tmp_path):
    archive = Archive(zipped(tmp_path, **{"map/users.csv": "x", "__MACOSX/map/users.csv": "y", "map/.DS_Store": "z"}))
    assert archive.names == ["users.csv"]
    assert archive.read("users.csv") == b"x"


@pytest.mark.parametrize(
    "name", ["../users.csv", "/etc/users.csv", "a/../../users.csv", "C:\\users.csv", "..\\users.csv"]
)
def test_a_path_out_of_the_zip_is_refused(tmp_path, name):
    with pytest.raises(FileRefused, match=r"1"):
        Archive(zipped(tmp_path, **{name: "x"}))


def test_a_zip_that_unpacks_too_large_is_refused_before_unpacking(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_BYTES_UNPACKED", 10_000)
    path = zipped(tmp_path, **{"users.csv": b"0" * 20_000})
    assert path.stat().st_size < 1000
    with pytest.raises(FileRefused):
        Archive(path)


def test_twice_the_same_name_is_refused(tmp_path):
    with pytest.raises(FileRefused):
        Archive(zipped(tmp_path, **{"a/users.csv": "x", "b/users.csv": "y"}))


def test_damaged_content_is_refused(tmp_path):
    path = zipped(tmp_path, **{"users.csv": "a,b\n" * 500})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(FileRefused):
        Archive(path).read("users.csv")


def test_a_file_that_is_no_zip_is_refused(tmp_path):
    path = tmp_path / "roster.zip"
    path.write_bytes(BytesIO(b"PDF").getvalue())
    with pytest.raises(FileRefused) as caught:
        Archive(path)
    assert caught.value.problems[0].file == "roster.zip"


COLUMNS = (Column("Id", needed=True, longest=5), Column("on", day, empty=None), Column("done", boolean, empty=None))


def records(text):
    problems = Problems()
    reader = Records(from_csv("a.csv", text.encode(), problems), COLUMNS, problems)
    found = [record.values for record in reader]
    problems.refuse_if_any()
    return found, reader.unread


def test_columns_match_in_any_case_and_others_that_hold_something_are_named():
    found, unread = records("ID,On,Password,empty\n1,2026-09-01,geheim,\n2,,,\n")
    assert found == [{"Id": "1", "on": date(2026, 9, 1), "done": None}, {"Id": "2", "on": None, "done": None}]
    assert unread == ["Password"]


@pytest.mark.parametrize(
    ("text", "line", "field"),
    [
        ("on\n2026-09-01\n", 1, "Id"),
        ("id,ID\n1,2\n", 1, "ID"),
        ("id,on\n,2026-09-01\n", 2, "Id"),
        ("id\n123456\n", 2, "Id"),
        ("id,on\n1,01/09/2026\n", 2, "on"),
        ("id,done\n1,ja\n", 2, "done"),
    ],
)
def test_a_wrong_field_is_named_with_its_line(text, line, field):
    with pytest.raises(FileRefused) as caught:
        records(text)
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (line, field)
    assert problem.what and problem.remedy


def test_a_date_in_our_own_way_is_told_how_to_be_written():
    with pytest.raises(FileRefused) as caught:
        records("id,on\n1,31/08/2027\n")
    assert "2027-08-31" in caught.value.problems[0].remedy


def test_values_of_each_kind():
    assert whole("12.0") == 12
    assert email("an@school.be") == "an@school.be"
    assert listing(" a, b,,") == ("a", "b")
    assert one_of("dateFull", "b")("DATEFULL") == "dateFull"
    assert day("2026-09-01T00:00:00.000Z") == date(2026, 9, 1)
