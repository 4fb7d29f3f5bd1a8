"""`samenwijzer simulate`: evidence of learners whose true mastery is known, as Parquet."""

from pathlib import Path

import click
import numpy as np
import pyarrow as pa
from pyarrow import parquet

from samenwijzer.science.simulation.learners import Batch, stream
from samenwijzer.science.simulation.world import World, WorldSize, make_world


@click.command()
@click.option("--learners", type=click.IntRange(min=1), required=True)
@click.option("--goals", type=click.IntRange(min=1), required=True)
@click.option("--days", type=click.IntRange(min=1), required=True)
@click.option("--seed", default=0, show_default=True)
@click.option("--batch", type=click.IntRange(min=1), default=2000, show_default=True, help="Learners held in memory.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder to write to.")
def command(learners: int, goals: int, days: int, seed: int, batch: int, out: Path) -> None:
    """Write evidence.parquet, truth.parquet, tasks.parquet and prerequisites.parquet of a simulated world."""
    world = make_world(WorldSize(learners, goals, days), seed)
    out.mkdir(parents=True, exist_ok=True)
    _write_world(world, out)
    rows = _write_learners(world, batch, out)
    click.echo(f"{learners} learners, {rows} rows in {out}")


def _write_world(world: World, out: Path) -> None:
    tasks = {
        "task": np.arange(len(world.task_difficulty)),
        "goal": world.task_goal,
        "difficulty": world.task_difficulty + world.goal_difficulty[world.task_goal],
    }
    links = {"goal": world.prerequisite[:, 0], "before": world.prerequisite[:, 1]}
    parquet.write_table(pa.table(tasks), out / "tasks.parquet")
    parquet.write_table(pa.table(links), out / "prerequisites.parquet")


def _write_learners(world: World, batch: int, out: Path) -> int:
    """Write evidence and truth batch by batch, so that memory does not grow with the learners; return the rows."""
    rows = 0
    evidence: parquet.ParquetWriter | None = None
    truth: parquet.ParquetWriter | None = None
    try:
        for part in stream(world, batch=batch):
            tables = _evidence_table(part), _truth_table(part)
            evidence = evidence or parquet.ParquetWriter(out / "evidence.parquet", tables[0].schema)
            truth = truth or parquet.ParquetWriter(out / "truth.parquet", tables[1].schema)
            evidence.write_table(tables[0])
            truth.write_table(tables[1])
            rows += len(part.learner)
    finally:
        for writer in (evidence, truth):
            if writer is not None:
                writer.close()
    return rows


def _evidence_table(part: Batch) -> pa.Table:
    return pa.table(
        {
            "learner": part.learner,
            "item": part.task,
            "goal": part.goal,
            "time": part.time,
            "outcome": part.outcome,
            "kind": part.kind,
        }
    )


def _truth_table(part: Batch) -> pa.Table:
    goals = part.truth.shape[1]
    return pa.table(
        {
            "learner": np.repeat(part.followed, goals),
            "goal": np.tile(np.arange(goals), len(part.followed)),
            "chance": part.truth.ravel(),
        }
    )
