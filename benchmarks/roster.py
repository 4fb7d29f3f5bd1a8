"""Rosters: seconds, peak memory and rows a second of bringing in a large OneRoster export, beside a tenth of its size.

    .venv/bin/python benchmarks/roster.py [LEARNERS]

The export is OneRoster 1.1 bulk CSV with schools of 500 learners in classes of 25, a teacher a class and a guardian for
every fifth learner. Each size lands in an empty database of its own, in a process of its own: read, compare, carry out.
Then the same file is compared again, which must find nothing to do. The last column is the processor time a row takes,
relative to that of the smaller file: near 1 means that time grows with the file and not faster. On a machine that is
busy with other things, seconds on the clock say more of those than of this.
"""

import argparse
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

COLUMNS = "{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>10}{:>9}{:>8}"
SAMENWIJZER = str(Path(sys.executable).with_name("samenwijzer"))
INSIDE = Path(__file__).parent / "inside" / "roster.py"
SCHOOL, CLASS, LEARNERS_A_GUARDIAN = 500, 25, 5
Rows = Iterator[tuple[object, ...]]


def main() -> None:
    """Measure a tenth of the size and the size itself, and print one table."""
    parser = argparse.ArgumentParser(description="Seconds, peak memory and rows a second of a large roster.")
    parser.add_argument("learners", nargs="?", type=int, default=100_000)
    learners = parser.parse_args().learners
    print(
        COLUMNS.format(
            "learners", "rows", "read s", "plan s", "store s", "total s", "CPU s", "rows/s", "peak MB", "ratio"
        )
    )
    first = 0.0
    for size in (learners // 10, learners):
        with tempfile.TemporaryDirectory() as home:
            rows = write(Path(home) / "roster.zip", size)
            found = measured(home)
        total = found["read"] + found["plan"] + found["store"]
        first = first or found["cpu"] / rows
        parts = (f"{seconds:.1f}" for seconds in (found["read"], found["plan"], found["store"], total, found["cpu"]))
        ratio = found["cpu"] / rows / first
        print(COLUMNS.format(size, rows, *parts, f"{rows / total:,.0f}", f"{found['peak']:.0f}", f"{ratio:.2f}"))
        print(f"    the same file compared again: {found['again']:.1f} s, nothing to do")


def write(path: Path, learners: int) -> int:
    """Write an export with so many learners and return how many rows it holds."""
    names = ("orgs", "academicSessions", "courses", "classes", "users", "enrollments")
    manifest = [
        ("oneroster.version", "1.1"),
        ("source.systemCode", "benchmark"),
        *((f"file.{n}", "bulk") for n in names),
    ]
    count = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        _file(archive, "manifest", ("propertyName", "value"), iter(manifest))
        for name, header, rows in _files(learners):
            count += _file(archive, name, header, rows)
    return count


def _file(archive: zipfile.ZipFile, name: str, header: tuple[str, ...], rows: Rows | Iterator[tuple[str, str]]) -> int:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    archive.writestr(f"{name}.csv", out.getvalue())
    return count


def _files(learners: int) -> Iterator[tuple[str, tuple[str, ...], Rows]]:
    schools, classes = -(-learners // SCHOOL), -(-learners // CLASS)
    yield (
        "orgs",
        ("sourcedId", "name", "type", "parentSourcedId"),
        iter(
            [("d", "Scholengroep", "district", ""), *((f"s{n}", f"School {n}", "school", "d") for n in range(schools))]
        ),
    )
    yield (
        "academicSessions",
        ("sourcedId", "title", "type", "startDate", "endDate", "schoolYear"),
        iter([("t", "2026-2027", "schoolYear", "2026-09-01", "2027-09-01", "2027")]),
    )
    yield "courses", ("sourcedId", "title", "orgSourcedId"), iter([("co", "Lager onderwijs", "d")])
    yield (
        "classes",
        (
            "sourcedId",
            "title",
            "grades",
            "courseSourcedId",
            "classCode",
            "classType",
            "schoolSourcedId",
            "termSourcedIds",
        ),
        (
            (f"c{n}", f"Klas {n}", n % 6 + 1, "co", n, "homeroom", f"s{n * CLASS // SCHOOL}", "t")
            for n in range(classes)
        ),
    )
    yield (
        "users",
        (
            "sourcedId", "enabledUser", "orgSourcedIds", "role", "username", "givenName", "familyName", "email",
            "agentSourcedIds", "password",
        ),
        _users(learners, classes),
    )  # fmt: skip
    yield (
        "enrollments",
        ("sourcedId", "classSourcedId", "schoolSourcedId", "userSourcedId", "role", "primary", "beginDate", "endDate"),
        _enrolments(learners, classes),
    )


def _users(learners: int, classes: int) -> Rows:
    for n in range(learners):
        agent = f"g{n}" if n % LEARNERS_A_GUARDIAN == 0 else ""
        yield f"l{n}", "true", f"s{n // SCHOOL}", "student", f"leerling{n}", "Şéima", f"Đặng {n}", "", agent, ""
    for n in range(classes):
        email = f"leraar{n}@school.example"
        yield (
            f"t{n}",
            "true",
            f"s{n * CLASS // SCHOOL}",
            "teacher",
            f"leraar{n}",
            "Anaïs",
            f"Peeters {n}",
            email,
            "",
            "",
        )
    for n in range(0, learners, LEARNERS_A_GUARDIAN):
        yield f"g{n}", "true", f"s{n // SCHOOL}", "guardian", f"ouder{n}", "Elif", f"Đặng {n}", "", "", ""


def _enrolments(learners: int, classes: int) -> Rows:
    for n in range(learners):
        yield f"el{n}", f"c{n // CLASS}", f"s{n // SCHOOL}", f"l{n}", "student", "false", "", ""
    for n in range(classes):
        yield f"et{n}", f"c{n}", f"s{n * CLASS // SCHOOL}", f"t{n}", "teacher", "true", "", ""


def measured(home: str) -> dict[str, float]:
    """Bring the export in ``home`` into an empty database there and return seconds and megabytes."""
    environment = os.environ | {"SAMENWIJZER_HOME": home, "ROSTER": str(Path(home) / "roster.zip")}
    script = f"import runpy; runpy.run_path({str(INSIDE)!r}, run_name='__main__')"
    subprocess.run([SAMENWIJZER, "manage", "migrate", "--verbosity", "0"], env=environment, check=True)
    inside = [SAMENWIJZER, "manage", "shell", "--no-imports", "-c", script]
    ran = subprocess.run(inside, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(ran.stdout)
    return found


if __name__ == "__main__":
    main()
