"""Accuracy, calibration, time and memory of the learner model beside published ones, in one run.

    python -m benchmarks.mastery --data ../shared/data/responses --pybkt-python pybkt-venv/bin/python

Each model is fitted in a process of its own, so that memory is its own. pyBKT needs an older scikit-learn and runs in
its own environment on a slice of learners; without one the line says so. Cost is measured on the simulator at three
sizes.
"""

import multiprocessing
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from samenwijzer.cli.evaluate import Figures, evaluate_baseline, evaluate_model, evaluate_pybkt, measure
from samenwijzer.science.mastery.baselines import Baseline, design
from samenwijzer.science.mastery.responses import Kind, ResponseLog, gather
from samenwijzer.science.simulation.learners import simulate
from samenwijzer.science.simulation.needs import as_log
from samenwijzer.science.simulation.world import WorldSize, make_world

OURS, SKLEARN, PYBKT = "samenwijzer", "best-lr (scikit-learn)", "pybkt"
SIZES = (500, 1000, 2000)
GOALS, DAYS = 12, 90
EVERY = 5
SLICE = 300


def read_algebra(folder: Path) -> tuple[ResponseLog, ResponseLog]:
    """Return Algebra I 2005 with every fifth of the sorted learners held out."""
    columns = np.loadtxt(folder / "algebra2005/preprocessed_data_test.csv", delimiter="\t", skiprows=1)
    matrix = sparse.csr_array(sparse.load_npz(folder / "algebra2005/q_mat.npz"))
    log = gather(columns[:, 0].astype(np.int64), columns[:, 1].astype(np.int64), columns[:, 2], columns[:, 3], matrix)
    held = np.isin(log.learner, np.unique(log.learner)[::EVERY])
    return log.select(~held), log.select(held)


def read_assistments(folder: Path, part: str, first_learner: int) -> ResponseLog:
    """Return ASSISTments 2015, three lines a learner; it has neither items nor times."""
    lines = (folder / f"assistments2015/assist2015_{part}.csv").read_text().splitlines()
    skills = [np.fromstring(line.rstrip(","), dtype=np.int64, sep=",") for line in lines[1::3]]
    marks = [np.fromstring(line.rstrip(","), dtype=np.float64, sep=",") for line in lines[2::3]]
    learner = np.repeat(np.arange(len(skills)) + first_learner, [len(one) for one in skills])
    skill = np.concatenate(skills)
    return gather(learner, skill, np.zeros(len(skill)), np.concatenate(marks), skill)


def fit_sklearn(train: ResponseLog, test: ResponseLog) -> Figures:
    """Fit Best-LR with scikit-learn on the same design as ours, as an independent check of the solver."""
    goals, items = np.unique(train.goal), np.unique(train.item)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(sparse.csr_matrix(design(train, Baseline.BEST_LR, goals, items)), train.outcome)
    chance = model.predict_proba(sparse.csr_matrix(design(test, Baseline.BEST_LR, goals, items)))[:, 1]
    return measure(test, chance, float("nan"), float("nan"))


def run(name: str, train: ResponseLog, test: ResponseLog) -> Figures:
    """Fit and measure one model."""
    if name == OURS:
        return evaluate_model(train, test)
    if name == SKLEARN:
        return fit_sklearn(train, test)
    return evaluate_baseline(train, test, Baseline(name))


def compare(title: str, train: ResponseLog, test: ResponseLog, console: Console) -> None:
    """Print one table: every model on the same rows, each in a process of its own."""
    table = _table(f"{title}: {len(train)} rows to fit, {len(test)} to predict")
    for name in (OURS, *Baseline, SKLEARN):
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            _add(table, str(name), pool.apply(run, (str(name), train, test)))
    console.print(table)


def compare_pybkt(train: ResponseLog, test: ResponseLog, python: str, console: Console) -> None:
    """Print pyBKT beside our model on a slice of learners that it can finish."""
    train = train.select(train.learner < np.unique(train.learner)[: SLICE + 1].max())
    test = test.select(test.learner < np.unique(test.learner)[: SLICE + 1].max())
    table = _table(f"A slice of {SLICE} learners: {len(train)} rows to fit, {len(test)} to predict")
    _add(table, OURS, run(OURS, train, test))
    try:
        _add(table, PYBKT, evaluate_pybkt(train, test, python))
    except (click.ClickException, FileNotFoundError) as error:
        console.print(f"pyBKT did not run: {error}. Give it an environment with scikit-learn below 1.6.")
    console.print(table)


def measure_cost(console: Console) -> None:
    """Print fit and score time at three sizes; the ratio to the size before is about two where cost is linear."""
    table = Table("learners", "rows", "fit s", "score s", "ratio of rows", "of fit", "of score", "auc", title="Cost")
    before: Figures | None = None
    for learners in SIZES:
        world = make_world(WorldSize(2 * learners, GOALS, DAYS), seed=0)
        train, test = as_log(simulate(world, range(learners))), as_log(simulate(world, range(learners, 2 * learners)))
        found = evaluate_model(train, test.select(test.kind == Kind.RESPONSE))
        ratios = ["-"] * 3
        if before is not None:
            pairs = (
                (found.rows, before.rows),
                (found.fit_seconds, before.fit_seconds),
                (found.score_seconds, before.score_seconds),
            )
            ratios = [f"{now / then:.2f}" for now, then in pairs]
        table.add_row(
            str(learners),
            str(found.rows),
            f"{found.fit_seconds:.1f}",
            f"{found.score_seconds:.2f}",
            *ratios,
            f"{found.auc:.4f}",
        )
        before = found
    console.print(table)


def _table(title: str) -> Table:
    return Table("model", "auc", "rmse", "log loss", "ece", "auc first", "fit s", "score s", "peak MB", title=title)


def _add(table: Table, name: str, found: Figures) -> None:
    accuracy = (found.auc, found.rmse, found.log_loss, found.ece, found.auc_first_opportunity)
    cost = (found.fit_seconds, found.score_seconds, found.peak_mb)
    table.add_row(name, *(f"{one:.4f}" for one in accuracy), *("-" if np.isnan(one) else f"{one:.1f}" for one in cost))


@click.command()
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=Path("../shared/data/responses"))
@click.option("--pybkt-python", default="pybkt-venv/bin/python", show_default=True)
def main(data: Path, pybkt_python: str) -> None:
    """Print every table that the data at hand allows."""
    console = Console(width=140)
    measure_cost(console)
    if not data.is_dir():
        console.print(f"No response data at {data}: only the simulator was measured.")
        return
    compare("Algebra I 2005", *read_algebra(data), console)
    train = read_assistments(data, "train", 0)
    test = read_assistments(data, "test", 10**6)
    compare("ASSISTments 2015", train, test, console)
    compare_pybkt(train, test, pybkt_python, console)


if __name__ == "__main__":
    main()
