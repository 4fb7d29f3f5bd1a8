"""Pages: time on the server, queries and bytes of every page a person opens, in a class and in a whole school group.

    .venv/bin/python benchmarks/pages.py [--rounds 20] [SIZE ...]

Each size is a demo built in a folder of its own and measured in a process of its own. The queries of a page must not
grow with the size; the last column is the ratio of its median time to that of the first size.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

COLUMNS = "{:<20}{:>8}{:>9}{:>9}{:>9}{:>8}{:>8}"
SAMENWIJZER = str(Path(sys.executable).with_name("samenwijzer"))
INSIDE = Path(__file__).parent / "inside" / "pages.py"


def main() -> None:
    """Measure every size and print one table."""
    parser = argparse.ArgumentParser(description="Time, queries and bytes of every page.")
    parser.add_argument("sizes", nargs="*", default=["class", "group"])
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    print(COLUMNS.format("page", "size", "p50 ms", "p95 ms", "queries", "kB", "ratio"))
    first: dict[str, float] = {}
    for size in arguments.sizes:
        for page, p50, p95, queries, size_bytes in measured(size, arguments.rounds):
            cells = (f"{p50:.1f}", f"{p95:.1f}", queries, f"{size_bytes / 1024:.0f}")
            print(COLUMNS.format(page, size, *cells, f"{p50 / first.setdefault(page, p50):.2f}"))


def measured(size: str, rounds: int) -> list[tuple[str, float, float, int, int]]:
    """Build the demo of one size and return what was measured in it."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"SAMENWIJZER_HOME": home, "SAMENWIJZER_DEMO": "1", "ROUNDS": str(rounds)}
        build = [SAMENWIJZER, "demo", "--size", size, "--build-only"]
        subprocess.run(build, env=environment, check=True, stdout=subprocess.DEVNULL)
        script = f"import runpy; runpy.run_path({str(INSIDE)!r}, run_name='__main__')"
        inside = [SAMENWIJZER, "manage", "shell", "--no-imports", "-c", script]
        ran = subprocess.run(inside, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        return json.loads(ran.stdout)


if __name__ == "__main__":
    main()
