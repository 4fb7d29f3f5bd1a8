"""Scale: the learner model's features and scores of evidence that does not fit in memory, at three sizes in one run.

    .venv/bin/python -m benchmarks.scale [--learners 2000]

`samenwijzer simulate` writes the evidence as Parquet; a model fitted on the first learners scores it one row group
after another. Each size has a process of its own, so that memory is its own. Cost is linear where the ratio of seconds
is that of the rows, and memory is bounded where its ratio stays at one.
"""

import multiprocessing
import tempfile
import time
from pathlib import Path

import click
import numpy as np
from click.testing import CliRunner
from pyarrow import parquet
from rich.console import Console
from rich.table import Table

from samenwijzer.cli.evaluate import peak_memory
from samenwijzer.cli.simulate import command as simulate
from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.mastery.responses import ResponseLog, gather
from samenwijzer.science.mastery.score import score

GOALS, DAYS, BATCH = 12, 120, 500
GROWTH = (1, 2, 4)


def measure(folder: Path) -> tuple[int, float, float]:
    """Return rows, seconds of the clock for reading, features and scores, and the peak memory in MB."""
    evidence = parquet.ParquetFile(folder / "evidence.parquet")
    model = fit_mastery(_log(evidence, 0))
    rows, begin = 0, time.perf_counter()
    for group in range(evidence.num_row_groups):
        rows += len(score(model, _log(evidence, group)))
    return rows, time.perf_counter() - begin, peak_memory()


def _log(evidence: parquet.ParquetFile, group: int) -> ResponseLog:
    table = evidence.read_row_group(group)
    learner, item, moment, outcome, goal, kind = (
        table[name].to_numpy() for name in ("learner", "item", "time", "outcome", "goal", "kind")
    )
    return gather(learner, item, moment, outcome, goal, kind=kind.astype(np.int64))


@click.command()
@click.option("--learners", default=2000, show_default=True, help="Of the smallest size.")
def main(learners: int) -> None:
    """Print one table."""
    table = Table("learners", "rows", "score s", "rows/s", "peak MB", "× rows", "× s", "× MB", title="Scale")
    before: tuple[int, float, float] | None = None
    for size in (learners * times for times in GROWTH):
        with tempfile.TemporaryDirectory() as folder:
            asked = ["--learners", size, "--goals", GOALS, "--days", DAYS, "--batch", BATCH, "--out", folder]
            CliRunner().invoke(simulate, [str(one) for one in asked], catch_exceptions=False)
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                now = pool.apply(measure, (Path(folder),))
        ratios = [f"{a / b:.2f}" for a, b in zip(now, before, strict=True)] if before else ["-"] * 3
        rows, seconds, memory = now
        table.add_row(str(size), str(rows), f"{seconds:.1f}", f"{rows / seconds:,.0f}", f"{memory:.0f}",
                      ratios[0], ratios[1], ratios[2])  # fmt: skip
        before = now
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
