"""The measuring half of ``benchmarks/roster.py``: runs inside the product, prints what it found as JSON."""

import json
import os
import resource
import time
from datetime import date
from pathlib import Path

from samenwijzer.exchange.oneroster.plan import carry_out, plan
from samenwijzer.exchange.oneroster.reading import read

TODAY = date(2026, 11, 22)
KILOBYTES_A_MEGABYTE = 1024


def main() -> None:
    """Bring the roster in once, compare it once more, and print the seconds of each step and the peak of memory."""
    path = Path(os.environ["ROSTER"])
    began, began_cpu = time.perf_counter(), time.process_time()
    roster = read(path)
    was_read = time.perf_counter()
    made = plan(roster, under=None, on=TODAY)
    compared = time.perf_counter()
    carry_out(made, by=None)
    stored = time.perf_counter()
    # The peak is that of bringing in: what follows is a check beside it.
    cpu = time.process_time() - began_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES_A_MEGABYTE
    del made, roster
    if not plan(read(path), under=None, on=TODAY).preview.is_empty:
        raise SystemExit("the same file again would change something")
    again = time.perf_counter() - stored
    seconds = {"read": was_read - began, "plan": compared - was_read, "store": stored - compared, "again": again}
    print(json.dumps(seconds | {"peak": peak, "cpu": cpu}))


if __name__ == "__main__":
    main()
