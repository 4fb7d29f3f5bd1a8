"""Everybody chooses at once: 1,200 learners, 5 flex hours, 60 offers, on SQLite and on PostgreSQL.

    .venv/bin/python benchmarks/flex.py [--learners 1200] [--processes 4] [--within 60] [--planted] [DATABASE_URL ...]

Each database is laid out from nothing (give an empty one). Every learner takes a place at every moment, the most
popular offers first, in several processes that start together. No offer may hold more than it has places, and what is
counted must be what is there; the peer is the minute that a school gives its learners. Leaves with 1 where one of these
does not hold. ``--planted`` takes places as somebody would who forgot that others choose too: it has to leave with 1.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = "{:<12}{:>9}{:>9}{:>10}{:>11}{:>9}{:>9}{:>9}{:>10}{:>9}"
SAMENWIJZER = str(Path(sys.executable).with_name("samenwijzer"))
INSIDE = Path(__file__).parent / "inside" / "flex.py"
HEAD_START = 8.0
"""Seconds in which the processes come up before they all begin."""


def main() -> None:
    """Measure each database and print one table."""
    parser = argparse.ArgumentParser(description="Everybody chooses at once.")
    parser.add_argument("databases", nargs="*")
    parser.add_argument("--learners", type=int, default=1200)
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--within", type=float, default=60.0, help="seconds")
    parser.add_argument("--planted", action="store_true")
    asked = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {asked.processes} processes")
    heads = (
        "database",
        "learners",
        "places",
        "seconds",
        "processor",
        "p50 ms",
        "p95 ms",
        "refused",
        "overfull",
        "holds",
    )
    print(COLUMNS.format(*heads))
    held = True
    for url in ["", *asked.databases]:
        with tempfile.TemporaryDirectory() as home:
            held &= measure(home, url, asked)
    raise SystemExit(0 if held else 1)


def measure(home: str, url: str, asked: argparse.Namespace) -> bool:
    """Lay out one database, let everybody choose, print its line, and say whether everything holds."""
    learners, processes = asked.learners, asked.processes
    environment = os.environ | {"SAMENWIJZER_HOME": home, "LEARNERS": str(learners), "SHARES": str(processes)}
    environment |= {"PLANTED": "1" if asked.planted else ""}
    environment |= {"DATABASE_URL": url or f"sqlite:///{home}/flex.sqlite3"}
    subprocess.run([SAMENWIJZER, "manage", "migrate", "-v", "0"], env=environment, check=True)
    inside("prepare", environment)
    begins = time.time() + HEAD_START
    shares = [
        start("choose", environment | {"SHARE": str(number), "BEGINS": str(begins)}) for number in range(processes)
    ]
    told = [json.loads(share.communicate()[0]) for share in shares]
    checked = inside("check", environment)
    spent = sorted(one for share in told for one in share["milliseconds"])
    seconds = max(share["ended"] for share in told) - begins
    processor = sum(share["processor"] for share in told)
    cells = (
        f"{seconds:.1f}",
        f"{processor:.1f}",
        f"{spent[len(spent) // 2]:.0f}",
        f"{spent[int(len(spent) * 0.95)]:.0f}",
    )
    refused, overfull = sum(share["refused"] for share in told), checked["overfull"]
    holds = seconds <= asked.within and not overfull and bool(checked["counted"])
    name = "PostgreSQL" if url.startswith("postgres") else "SQLite"
    print(
        COLUMNS.format(name, learners, checked["placed"], *cells, refused, overfull, "yes" if holds else "no"),
        flush=True,
    )
    return holds


def start(what: str, environment: dict[str, str]) -> "subprocess.Popen[str]":
    """Start one part of the measuring half."""
    script = f"import runpy; runpy.run_path({str(INSIDE)!r}, run_name='__main__')"
    inside = [SAMENWIJZER, "manage", "shell", "--no-imports", "-c", script]
    return subprocess.Popen(inside, env=environment | {"PART": what}, stdout=subprocess.PIPE, text=True)


def inside(what: str, environment: dict[str, str]) -> dict[str, int]:
    """Run one part of the measuring half and return what it says."""
    told, _errors = start(what, environment).communicate()
    found: dict[str, int] = json.loads(told)
    return found


if __name__ == "__main__":
    main()
