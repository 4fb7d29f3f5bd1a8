"""``samenwijzer groups``: form groups and plan flex hours from a file, with the objective of the design."""

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import click
from pydantic import BaseModel, Field, TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table

from samenwijzer.science.grouping.annealing import solve_until, warm_up
from samenwijzer.science.grouping.flex import FlexDay, FlexPlan
from samenwijzer.science.grouping.flex_plan import FlexError, plan_day
from samenwijzer.science.grouping.objective import lonely_members
from samenwijzer.science.grouping.obstacles import ImpossibleError
from samenwijzer.science.grouping.problem import Learner, Problem, Proposal, Weights

PROBLEM_FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)


class LearnerEntry(BaseModel):
    """One learner of the file; a trait is there when true, and a trait with a word is that word."""

    id: str
    score: Annotated[float, Field(allow_inf_nan=False)] = 0.0
    traits: dict[str, bool | str | None] = {}
    prefers: list[str] = []
    tags: list[str] = []
    open_groups: list[int] | None = None

    def learner(self) -> Learner:
        """The learner as the solver sees them."""
        traits = {key if held is True else f"{key}={held}" for key, held in self.traits.items() if held}
        return Learner(
            self.id,
            self.score,
            frozenset(traits),
            frozenset(self.prefers),
            frozenset(self.tags),
            None if self.open_groups is None else frozenset(self.open_groups),
        )


class ProblemEntry(BaseModel):
    """The problem file."""

    learners: list[LearnerEntry]
    sizes: list[int]
    apart: list[tuple[str, str]] = []
    together: list[tuple[str, str]] = []
    history: list[tuple[str, str, int]] = []
    weights: Weights = Weights()

    def problem(self) -> Problem:
        """The problem as the solver sees it."""
        return Problem(
            tuple(entry.learner() for entry in self.learners),
            tuple(self.sizes),
            tuple(self.apart),
            tuple(self.together),
            tuple(self.history),
            self.weights,
        )


@click.group()
def command() -> None:
    """Form groups and plan flex hours."""


@command.command()
@click.argument("problem_file", metavar="PROBLEM.json", type=PROBLEM_FILE)
@click.option("--seconds", type=click.FloatRange(min=0, min_open=True), default=0.5, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another equally good proposal.")
@click.option("--json", "as_json", is_flag=True, help="Print groups, cost, parts and seconds as JSON.")
def form(problem_file: Path, seconds: float, seed: int, as_json: bool) -> None:
    """Form groups for PROBLEM.json within a number of seconds; every hard rule is kept."""
    text = _read(problem_file)
    warm_up()
    began = time.perf_counter()
    try:
        problem = ProblemEntry.model_validate_json(text).problem()
        proposal = solve_until(problem, spent=lambda: (time.perf_counter() - began) / seconds, seed=seed)
    except ValidationError as error:
        raise click.ClickException(str(error)) from error
    except ImpossibleError as error:
        raise click.ClickException(" ".join(obstacle.sentence() for obstacle in error.obstacles)) from error
    took = time.perf_counter() - began
    if as_json:
        click.echo(json.dumps(_proposal_entry(problem, proposal, took), ensure_ascii=False))
    else:
        _print_proposal(problem, proposal, took)


@command.command()
@click.argument("day_file", metavar="DAY.json", type=PROBLEM_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print the whole plan as JSON.")
def place(day_file: Path, as_json: bool) -> None:
    """Place the learners of DAY.json in the offers of a flex day, with a proven gap."""
    text = _read(day_file)
    began = time.perf_counter()
    try:
        plan = plan_day(TypeAdapter(FlexDay).validate_json(text))
    except (ValidationError, FlexError) as error:
        raise click.ClickException(str(error)) from error
    took = time.perf_counter() - began
    if as_json:
        click.echo(json.dumps(_plan_entry(plan, took), ensure_ascii=False))
    else:
        click.echo(
            f"{len(plan.placements)} places, {len(plan.unmet)} needs unmet, {len(plan.unseated)} without a place, "
            f"gap {plan.gap:.3%} ({plan.gap_of_the_rest:.3%} of wish, variety and progress), {took:.1f} s"
        )


def _read(file: Path) -> str:
    with click.open_file(str(file), encoding="utf-8") as source:
        return str(source.read())


def _proposal_entry(problem: Problem, proposal: Proposal, seconds: float) -> dict[str, object]:
    parts = asdict(proposal.parts)
    if not problem.weights.unlike:
        del parts["unlike"]
    return {"groups": proposal.groups, "cost": proposal.cost, "parts": parts, "seconds": round(seconds, 3)}


def _plan_entry(plan: FlexPlan, seconds: float) -> dict[str, object]:
    return {
        "placements": [asdict(placement) for placement in plan.placements],
        "unmet": plan.unmet,
        "unseated": plan.unseated,
        "worth": asdict(plan.worth),
        "bound": plan.bound,
        "gap": plan.gap,
        "gap_of_the_rest": plan.gap_of_the_rest,
        "seconds": round(seconds, 3),
    }


def _print_proposal(problem: Problem, proposal: Proposal, seconds: float) -> None:
    console = Console()
    table = Table("group", "learners")
    for number, group in enumerate(proposal.groups, start=1):
        table.add_row(str(number), ", ".join(group))
    console.print(table)
    parts = ", ".join(f"{name} {cost:g}" for name, cost in asdict(proposal.parts).items() if cost)
    if any(learner.prefers for learner in problem.learners):
        console.print(f"without somebody they like to work with: {', '.join(_without(problem, proposal)) or 'nobody'}")
    console.print(f"cost {proposal.cost:g} ({parts or 'nothing left to wish'}) in {seconds:.2f} s", highlight=False)


def _without(problem: Problem, proposal: Proposal) -> list[str]:
    """Return who prefers somebody and sits with none of them."""
    learners = {learner.id: learner for learner in problem.learners}
    groups = ([learners[id_] for id_ in group] for group in proposal.groups)
    return [one.id for group in groups for one in lonely_members(group) if one.prefers]
