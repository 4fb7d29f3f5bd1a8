"""``python -m tests.robustness.kills --kills 50``: imports, refits, saves and the lake are killed; nothing may be lost.

Each kill ends a process by SIGKILL: half of them at a point drawn by the seed (before or after a statement, a commit or
a file put in place), half of them after a time drawn by it. After each kill three things are looked at. What was
acknowledged stands. What others see is whole: exactly the state before or after a step. Doing what was not acknowledged
once more ends in the very state that an undisturbed run ends in.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import django

from tests.robustness.installation import Installation

INSTALLATION = Installation()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenwijzer.web.settings_test")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from samenwijzer.foundation.audit.actions import record  # noqa: E402
from samenwijzer.foundation.lake import store  # noqa: E402
from samenwijzer.foundation.references import Reference as Planted  # noqa: E402
from tests.fitted import parameters  # noqa: E402
from tests.robustness.scenarios import SCENARIOS, base  # noqa: E402
from tests.robustness.stopping import State, Step, carried_out, lake_now, seen_now, states_of, unsound  # noqa: E402

FOLDERS = ("attachments", "uploads", "lake")


def say(*lines: str) -> None:
    """Print at once, also where somebody reads along through a pipe."""
    sys.stdout.write("\n  ".join(lines) + "\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class Reference:
    """An undisturbed run: what others saw of each step, what the lake said at its end, its points and its seconds."""

    name: str
    steps: Sequence[Step]
    states: list[list[State]]
    lake: State
    points: int
    seconds: float

    def stands(self, done: int) -> State:
        """Return what stands after so many steps."""
        return [state for step in self.states[: done + 1] for state in step][-1]

    def may_stand(self, acknowledged: int) -> list[State]:
        """Return what may stand after so many acknowledged steps: that, or what the next one shows of itself."""
        following = self.states[acknowledged + 1] if acknowledged < len(self.steps) else []
        return [self.stands(acknowledged), *following]


def put_back() -> None:
    """Let database and files stand as the scenarios begin."""
    connections.close_all()
    INSTALLATION.database.put_back()
    for name in FOLDERS:
        shutil.rmtree(INSTALLATION.home / name, ignore_errors=True)


def undisturbed(name: str) -> Reference:
    """Carry a scenario out twice without a kill: once to see what others see, once to count and time it."""
    steps = SCENARIOS[name]
    put_back()
    states = states_of(steps)
    put_back()
    run = carried_out(steps)
    return Reference(name, steps, states, lake_now(), run.told["points"], run.told["seconds"])


def somewhere(reference: Reference, chance: random.Random) -> dict[str, float]:
    """Draw where a run is killed: at a point, or after a time."""
    if chance.random() < 0.5:
        return {"stop_at": chance.randint(1, reference.points)}
    return {"stop_after": chance.uniform(0, reference.seconds)}


def killed(reference: Reference, where: dict[str, float]) -> list[str]:
    """Kill a run there, do the rest of it, and return what did not hold."""
    put_back()
    steps = reference.steps
    run = carried_out(steps, **where)
    INSTALLATION.database.settle()
    wrong = [f"kept badly: {one}" for one in unsound()]
    state, done = seen_now(), run.acknowledged
    may = reference.may_stand(done)
    if state not in may:
        wrong.append(f"half done or lost after {done} steps: {difference(may[0], state)}")
    shows = done < len(steps) and state == may[-1] and not steps[done].again
    carried_out(steps[done + 1 :] if shows else steps[done:])
    end = reference.stands(len(steps))
    if seen_now() != end:
        wrong.append(f"not resumed: {difference(end, seen_now())}")
    if lake_now() != reference.lake:
        wrong.append(f"the lake not resumed: {lake_now()} instead of {reference.lake}")
    wrong += [f"kept badly at the end: {one}" for one in unsound()]
    return wrong


def check_that_a_fault_is_seen() -> None:
    """Plant a step that stores in two goes and acknowledges the first: both ways of looking have to see it."""
    step = Step("in two goes", lambda: [record(verb="half", on=Planted("x", ""), by=None) for _ in range(2)])
    put_back()
    try:
        states_of([step])
    except AssertionError:
        pass
    else:
        raise AssertionError("a save in two goes was not seen")
    put_back()
    begin = seen_now()
    run = carried_out([step])
    states = [[begin], [seen_now()]]
    reference = Reference("planted", [step], states, lake_now(), run.told["points"], run.told["seconds"])
    seen = [one for point in range(1, reference.points + 1) for one in killed(reference, {"stop_at": point})]
    if not any(one.startswith("half done") for one in seen):
        raise AssertionError("a half-done save was not seen")
    put_back()
    SCENARIOS["lake"][0].do()
    _table, _year, part = next(store.manifest().parts())
    with (store.home() / part.file).open("ab") as file:
        file.write(b"half")
    if not unsound():
        raise AssertionError("a damaged file of the lake was not seen")


def difference(expected: State, found: State) -> str:
    """Return the tables that differ."""
    return "; ".join(f"{one} instead of {two}" for two, one in zip(expected, found, strict=True) if one != two)


def main() -> int:
    """Kill as often as asked, around the scenarios; return how many kills something was lost at."""
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("--kills", type=int, default=50)
    reader.add_argument("--seed", type=int, default=1)
    asked = reader.parse_args()
    began = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    base(Path(tempfile.mkdtemp(dir=INSTALLATION.home)))
    parameters()  # the solver and the fit are compiled once, here
    connections.close_all()
    INSTALLATION.database.keep()
    check_that_a_fault_is_seen()
    references = [undisturbed(name) for name in SCENARIOS]
    for one in references:
        say(f"{one.name}: {len(one.steps)} steps, {one.points} points, {one.seconds:.2f} s undisturbed")
    chance, bad = random.Random(asked.seed), 0
    for number in range(asked.kills):
        reference = references[number % len(references)]
        where = somewhere(reference, chance)
        wrong = killed(reference, where)
        bad += bool(wrong)
        if wrong:
            say(f"kill {number + 1} ({reference.name}, {where}):", *wrong)
    seconds = time.monotonic() - began
    say(
        f"{asked.kills} kills on {INSTALLATION.database.vendor} (seed {asked.seed}), {bad} with a loss, {seconds:.0f} s"
    )
    return bad


if __name__ == "__main__":
    try:
        sys.exit(1 if main() else 0)
    finally:
        connections.close_all()
        INSTALLATION.remove()
