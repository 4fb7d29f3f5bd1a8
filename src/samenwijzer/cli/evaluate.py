"""`samenwijzer evaluate`: how good the learner model is, on data it has not seen."""

import json
import subprocess
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from samenwijzer.cli.response_files import read_responses, write_responses
from samenwijzer.science.mastery import metrics
from samenwijzer.science.mastery.baselines import Baseline, fit_baseline
from samenwijzer.science.mastery.fit import fit_mastery
from samenwijzer.science.mastery.responses import ResponseLog
from samenwijzer.science.mastery.score import first_opportunities, score
from samenwijzer.science.simulation.coverage import evaluate_coverage
from samenwijzer.science.simulation.fairness import evaluate_fairness
from samenwijzer.science.simulation.needs import evaluate_needs

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PYBKT_HOW = "pyBKT did not run: it needs a Python of its own with pybkt and scikit-learn below 1.6 (--pybkt-python)"
FIGURES = ("auc", "rmse", "log_loss", "ece", "auc_first_opportunity", "fit_seconds", "score_seconds", "peak_mb", "rows")
PYBKT_PROGRAM = """
import json, sys, time
import pandas as pd
from pyBKT.models import Model
names = {"order_id": "order_id", "skill_name": "skill_id", "correct": "correct", "user_id": "user_id"}
train, test = (pd.read_csv(path, sep="\\t") for path in sys.argv[1:3])
for part in (train, test):
    part.insert(0, "order_id", range(len(part)))
    part["skill_id"] = part["skill_id"].astype(str)
model = Model(seed=0, num_fits=1)
begin = time.perf_counter()
model.fit(data=train, defaults=names)
fitted = time.perf_counter()
known = test[test["skill_id"].isin(set(train["skill_id"]))]
chance = model.predict(data=known)["correct_predictions"]
scored = time.perf_counter()
full = chance.reindex(test.index).fillna(train["correct"].mean())
peak = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(json.dumps({"chance": full.tolist(), "fit_seconds": fitted - begin, "score_seconds": scored - fitted,
                  "peak_mb": int(peak[0]) / 1024}))
"""


@dataclass(frozen=True)
class Figures:
    """One line of the comparison; times in seconds, memory in MB of the whole process at its highest."""

    auc: float
    rmse: float
    log_loss: float
    ece: float
    auc_first_opportunity: float
    fit_seconds: float
    score_seconds: float
    peak_mb: float
    rows: int

    def as_dict(self) -> dict[str, float | None]:
        """Return the figures by name; what cannot be computed is null."""
        return {name: None if np.isnan(value := getattr(self, name)) else value for name in FIGURES}


def peak_memory() -> float:
    """Return the most memory this program has held, in MB; not a number where the system does not say.

    Not `ru_maxrss`, which starts at what the program that started this one held.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), float("nan"))


def measure(test: ResponseLog, chance: NDArray[np.float64], fit_seconds: float, score_seconds: float) -> Figures:
    """Return all figures of one model on the rows it predicted."""
    first = first_opportunities(test)
    return Figures(
        auc=metrics.auc(test.outcome, chance),
        rmse=metrics.rmse(test.outcome, chance),
        log_loss=metrics.log_loss(test.outcome, chance),
        ece=metrics.calibration_error(test.outcome, chance),
        auc_first_opportunity=metrics.auc(test.outcome[first], chance[first]),
        fit_seconds=round(fit_seconds, 3),
        score_seconds=round(score_seconds, 3),
        peak_mb=round(peak_memory(), 1),
        rows=len(test),
    )


def evaluate_model(train: ResponseLog, test: ResponseLog, seed: int = 0) -> Figures:
    """Fit the learner model on `train` and measure it on `test`."""
    begin = time.perf_counter()
    model = fit_mastery(train, seed=seed)
    fitted = time.perf_counter()
    chance = score(model, test)
    return measure(test, chance, fitted - begin, time.perf_counter() - fitted)


def evaluate_baseline(train: ResponseLog, test: ResponseLog, baseline: Baseline) -> Figures:
    """Fit a published model on `train` and measure it on `test`."""
    begin = time.perf_counter()
    model = fit_baseline(train, baseline)
    fitted = time.perf_counter()
    chance = 1 / (1 + np.exp(-model.logits(test)))
    return measure(test, chance, fitted - begin, time.perf_counter() - fitted)


def evaluate_pybkt(train: ResponseLog, test: ResponseLog, python: str) -> Figures:
    """Fit and score pyBKT in its own environment on the same rows; raises `click.ClickException` when it cannot run.

    pyBKT knows one skill a row: each set of goals is a skill to it.
    """
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("train.csv", "test.csv")]
        for path, log in zip(paths, (train, test), strict=True):
            write_responses(path, log)
        run = subprocess.run(  # noqa: S603 - the interpreter the user points at runs the program above
            [python, "-c", PYBKT_PROGRAM, *map(str, paths)], capture_output=True, text=True, check=False
        )
    if run.returncode != 0:
        reason = run.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise click.ClickException(f"pyBKT cannot run in {python}: {reason[0]}")
    answer = json.loads(run.stdout.strip().splitlines()[-1])
    chance = np.asarray(answer["chance"], dtype=np.float64)
    return replace(measure(test, chance, answer["fit_seconds"], answer["score_seconds"]), peak_mb=answer["peak_mb"])


@click.group()
def command() -> None:
    """Measure the learner model."""


@command.command()
@click.option("--train", type=FILE, required=True, help="Responses to fit on (TAB-separated).")
@click.option("--test", type=FILE, required=True, help="Responses of other learners to predict.")
@click.option("--qmatrix", type=FILE, help="SciPy sparse matrix items × skills (.npz).")
@click.option(
    "--against",
    multiple=True,
    type=click.Choice([*(one.value for one in Baseline), "pybkt"]),
    help="Models to compare with.",
)
@click.option("--pybkt-python", default="pybkt-venv/bin/python", show_default=True, help="Python that has pyBKT.")
@click.option("--seed", default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def mastery(
    train: Path, test: Path, qmatrix: Path | None, against: tuple[str, ...], pybkt_python: str, seed: int, as_json: bool
) -> None:
    """Fit on one file, predict the learners of another, each response from that learner's earlier ones only."""
    fitting, held = read_responses(train, qmatrix), read_responses(test, qmatrix)
    shared = np.intersect1d(fitting.learner, held.learner)
    if len(shared):
        raise click.ClickException(f"{len(shared)} learners are in both files; hold out whole learners")
    figures = evaluate_model(fitting, held, seed).as_dict()
    compared: dict[str, dict[str, float | None] | str] = {}
    for name in against:
        try:
            found = (
                evaluate_pybkt(fitting, held, pybkt_python)
                if name == "pybkt"
                else evaluate_baseline(fitting, held, Baseline(name))
            )
            compared[name] = found.as_dict()
        except (click.ClickException, FileNotFoundError) as error:
            compared[name] = f"{PYBKT_HOW} ({error})"
    if as_json:
        click.echo(json.dumps({**figures, **({"against": compared} if compared else {})}, indent=2))
    else:
        _print_table({"samenwijzer": figures, **compared})


@command.command()
@click.option("--learners", type=click.IntRange(min=24), default=480, show_default=True, help="To fit on, and to list.")
@click.option("--goals", type=click.IntRange(min=1), default=12, show_default=True)
@click.option("--days", type=click.IntRange(min=28), default=150, show_default=True)
@click.option("--seed", default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def needs(learners: int, goals: int, days: int, seed: int, as_json: bool) -> None:
    """Compare who truly needs support or challenge with who stands on a list of ten, on simulated classes."""
    found = evaluate_needs(learners=learners, goals=goals, days=days, seed=seed)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
        return
    table = Table("need", "list made by", "precision", "recall", "lines listed")
    for one in found:
        table.add_row(one.need, one.rule, f"{one.precision:.2f}", f"{one.recall:.2f}", f"{one.listed:.1f}")
    Console(width=100).print(table)


@command.command()
@click.option(
    "--learners", type=click.IntRange(min=40), default=480, show_default=True, help="To fit on, and to report."
)
@click.option("--goals", type=click.IntRange(min=1), default=12, show_default=True)
@click.option("--days", type=click.IntRange(min=28), default=150, show_default=True)
@click.option("--seed", default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def fairness(learners: int, goals: int, days: int, seed: int, as_json: bool) -> None:
    """Compare calibration and error between groups of simulated learners; no trait is a feature of the model."""
    found = evaluate_fairness(learners=learners, goals=goals, days=days, seed=seed)
    if as_json:
        lines = {
            trait: [asdict(one) | {"noteworthy": one.noteworthy} for one in groups] for trait, groups in found.items()
        }
        click.echo(json.dumps(lines, indent=2))
        return
    table = Table("by", "group", "learners", "success", "gap", "± 2 s.e.", "ece", "rmse", "auc", "look into it")
    for trait, groups in found.items():
        for one in groups:
            errors = (one.success, one.gap, 2 * one.gap_error, one.calibration_error, one.rmse, one.auc)
            cells = [f"{value:.3f}" for value in errors]
            table.add_row(trait, one.group, str(one.learners), *cells, "yes" if one.noteworthy else "no")
    Console(width=130).print(table)


@command.command()
@click.option("--learners", type=click.IntRange(min=40), default=480, show_default=True, help="To fit on, and to try.")
@click.option("--goals", type=click.IntRange(min=1), default=12, show_default=True)
@click.option("--days", type=click.IntRange(min=28), default=150, show_default=True)
@click.option("--worlds", type=click.IntRange(min=1), default=3, show_default=True, help="Each with other goals.")
@click.option("--seed", default=0, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def coverage(learners: int, goals: int, days: int, worlds: int, seed: int, as_json: bool) -> None:
    """Count how often the interval of a simulated learner holds the truth, by how long ago the goal was seen."""
    found = evaluate_coverage(learners=learners, goals=goals, days=days, worlds=worlds, seed=seed)
    if as_json:
        lines = [
            {name: None if value == float("inf") else value for name, value in asdict(one).items()} for one in found
        ]
        click.echo(json.dumps(lines, indent=2))
        return
    table = Table("days since seen", "pairs", "asked", "held the truth", "mean width")
    for one in found:
        waited = "never seen" if one.since == float("inf") else f"{one.since:.0f} to {one.until:.0f}"
        table.add_row(waited, str(one.pairs), f"{one.level:.2f}", f"{one.covered:.3f}", f"{one.width:.3f}")
    Console(width=100).print(table)


def _print_table(lines: dict[str, dict[str, float | None] | str]) -> None:
    table = Table("model", *FIGURES)
    for name, figures in lines.items():
        if isinstance(figures, str):
            Console(stderr=True).print(f"{name}: {figures}")
        else:
            table.add_row(name, *("-" if value is None else f"{value:.4g}" for value in figures.values()))
    Console(width=160).print(table)
