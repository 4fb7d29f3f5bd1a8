"""Accuracy, calibration, time and memory of the learner model beside published ones, in one run.

    python -m benchmarks.mastery --data ../shared/data/responses --pybkt-python pybkt-venv/bin/python

With `--out docs/reference/figures/mastery.json` the figures are kept, and `make reference` puts them in the model card.

Each model is fitted in a process of its own, so that memory is its own. pyBKT needs an older scikit-learn and runs in
its own environment on a slice of learners; without one the line says so. Cost is measured on the simulator at three
sizes.
"""

import json
import multiprocessing
import os
import time
from collections.abc import Iterator
from pathlib import Path

import click
import numpy as np
from rich.console import Console
from rich.table import Table
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from samenwijzer.cli.evaluate import Figures, evaluate_baseline, evaluate_model, evaluate_pybkt, measure
from samenwijzer.science.mastery import metrics
from samenwijzer.science.mastery.baselines import Baseline, design
from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.mastery.online import LearnerState, record
from samenwijzer.science.mastery.responses import Kind, ResponseLog, gather
from samenwijzer.science.mastery.score import score
from samenwijzer.science.mastery.standing import stand_online
from samenwijzer.science.simulation.learners import simulate
from samenwijzer.science.simulation.needs import as_log
from samenwijzer.science.simulation.world import WorldSize, make_world

OURS, SKLEARN, PYBKT = "samenwijzer", "best-lr (scikit-learn)", "pybkt"
SIZES = (250, 500, 1000)
GOALS, DAYS = 12, 90
EVERY = 5
# Learners whom pyBKT fits in about ten minutes, and those that get the compiled parts of ours compiled.
SLICE, WARM_UP = 1500, 20
Lines = dict[str, dict[str, float | None]]


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


def compare(title: str, train: ResponseLog, test: ResponseLog, names: tuple[str, ...], console: Console) -> Lines:
    """Print one table: every model on the same rows, each in a process of its own."""
    table, lines = _table(f"{title}: {len(train)} rows to fit, {len(test)} to predict"), Lines()
    for name in names:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            lines[name] = pool.apply(run, (name, train, test)).as_dict()
        _add(table, name, lines[name])
    console.print(table)
    gain = (lines[OURS]["auc"] or 0) - (lines[str(Baseline.PFA)]["auc"] or 0)
    console.print(f"{title}: AUC {gain:+.4f} over PFA in this run.")
    return lines


def compare_pybkt(train: ResponseLog, test: ResponseLog, python: str, console: Console) -> Lines:
    """Print pyBKT beside our model on a slice of learners that it can finish."""
    train, test = (log.select(log.learner < np.unique(log.learner)[: SLICE + 1].max()) for log in (train, test))
    table = _table(f"A slice of {SLICE} learners: {len(train)} rows to fit, {len(test)} to predict")
    run(OURS, train.select(train.learner < train.learner[0] + WARM_UP), test)
    lines = Lines({OURS: run(OURS, train, test).as_dict()})
    _add(table, OURS, lines[OURS])
    try:
        lines[PYBKT] = evaluate_pybkt(train, test, python).as_dict()
        _add(table, PYBKT, lines[PYBKT])
    except (click.ClickException, FileNotFoundError) as error:
        console.print(f"pyBKT did not run: {error}. Give it an environment with scikit-learn below 1.6.")
    console.print(table)
    if PYBKT in lines:
        ratio = (lines[PYBKT]["fit_seconds"] or 0) / (lines[OURS]["fit_seconds"] or 1)
        console.print(f"pyBKT takes {ratio:.0f} times as long to fit.")
    return lines


def measure_cost(console: Console) -> list[dict[str, float]]:
    """Print fit and score time at three sizes; the ratio to the size before is about two where cost is linear."""
    table = Table("learners", "rows", "fit s", "score s", "ratio of rows", "of fit", "of score", "auc", title="Cost")
    found: list[dict[str, float]] = []
    for learners in SIZES:
        found.append(_cost(learners))
        ratios = ["-"] * 3
        if len(found) > 1:
            ratios = [f"{found[-1][name] / found[-2][name]:.2f}" for name in ("rows", "fit_seconds", "score_seconds")]
        now = found[-1]
        times = (f"{now['fit_seconds']:.1f}", f"{now['score_seconds']:.2f}")
        table.add_row(str(learners), f"{now['rows']:.0f}", *times, *ratios, f"{now['auc']:.4f}")
    console.print(table)
    return found


def _cost(learners: int) -> dict[str, float]:
    """Fit on one half of a simulated world and score the other; seconds of the processor, whoever else uses it."""
    world = make_world(WorldSize(2 * learners, GOALS, DAYS), seed=0)
    train, test = as_log(simulate(world, range(learners))), as_log(simulate(world, range(learners, 2 * learners)))
    begin = time.process_time()
    model = fit_mastery(train)
    fitted = time.process_time()
    chance = score(model, test)
    scored = time.process_time()
    asked = test.kind == Kind.RESPONSE
    return {
        "learners": learners,
        "rows": len(train),
        "fit_seconds": round(fitted - begin, 2),
        "score_seconds": round(scored - fitted, 3),
        "auc": metrics.auc(test.outcome[asked], chance[asked]),
    }


def measure_online(console: Console) -> float:
    """Print how long it takes to fold in one row and say where the learner stands on all goals (median of 200)."""
    world = make_world(WorldSize(120, GOALS, DAYS), seed=0)
    model, log = fit_mastery(as_log(simulate(world, range(60)))), as_log(simulate(world, range(60, 61)))
    state, taken = LearnerState(), []
    for row in range(min(len(log), 200)):
        one = log.select(np.array([row]))
        begin = time.perf_counter()
        record(model, state, one)
        stand_online(model, state, one.goal.tolist(), now=float(one.time[0]))
        taken.append(1000 * (time.perf_counter() - begin))
    console.print(f"One row folded in and its goal estimated anew: {np.median(taken):.2f} ms.")
    return float(np.median(taken))


def _table(title: str) -> Table:
    return Table("model", "auc", "rmse", "log loss", "ece", "auc first", "fit s", "score s", "peak MB", title=title)


def _add(table: Table, name: str, found: dict[str, float | None]) -> None:
    accuracy = ("auc", "rmse", "log_loss", "ece", "auc_first_opportunity")
    cost = ("fit_seconds", "score_seconds", "peak_mb")
    cells = [(one, 4) for one in accuracy] + [(one, 1) for one in cost]
    table.add_row(name, *("-" if (value := found[one]) is None else f"{value:.{digits}f}" for one, digits in cells))


@click.command()
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), default=Path("../shared/data/responses"))
@click.option("--pybkt-python", default="pybkt-venv/bin/python", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="JSON file to keep the figures in.")
def main(data: Path, pybkt_python: str, out: Path | None) -> None:
    """Print every table that the data at hand allows."""
    console = Console(width=140)
    console.print(f"Load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores.")
    kept: dict[str, object] = {}
    for name, measured in _sections(data, pybkt_python, console):
        kept[name] = measured
        if out:
            out.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def _sections(data: Path, pybkt_python: str, console: Console) -> Iterator[tuple[str, object]]:
    yield "online_ms", measure_online(console)
    if data.is_dir():
        everyone = (OURS, *map(str, Baseline), SKLEARN)
        yield "algebra2005", compare("Algebra I 2005", *read_algebra(data), everyone, console)
        train, test = read_assistments(data, "train", 0), read_assistments(data, "test", 10**6)
        without_items = (OURS, str(Baseline.PFA), str(Baseline.BEST_LR))
        yield "assistments2015", compare("ASSISTments 2015", train, test, without_items, console)
        yield "pybkt", compare_pybkt(train, test, pybkt_python, console)
    else:
        console.print(f"No response data at {data}: only the simulator was measured.")
    yield "cost", measure_cost(console)


if __name__ == "__main__":
    main()
