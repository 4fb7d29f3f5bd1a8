"""The papers of the learner model, with its figures: all of them measured by a command and kept as JSON."""

import json
from pathlib import Path
from typing import Any

from samenwijzer.science.mastery.estimate import TOO_WIDE
from samenwijzer.science.mastery.features import FEATURES, Part

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference" / "figures"
SETS = {
    "algebra2005": "Algebra I 2005",
    "assistments2015": "ASSISTments 2015",
    "pybkt": "Beside pyBKT, on a slice of ASSISTments 2015",
}
NOT_YET = ["Not measured yet with this version."]
NAMES = {"samenwijzer": "**Samenwijzer**", "irt": "IRT", "pfa": "PFA", "best-lr": "Best-LR", "pybkt": "pyBKT"}
MEANING = {
    Part.DIFFICULTY: "how hard the goal and the task are, the tasks numbered beside it, what it follows on",
    Part.SUCCESSES: "how often it went well on this goal, and how often it was practised",
    Part.FAILURES: "how often it went wrong on this goal",
    Part.RECENT: "how the last times on this goal went",
    Part.FORGETTING: "how long ago, and on how many separate days",
    Part.PACE: "how the learner does on everything else, beside what is usual there",
    Part.SAME_TASK: "how this very task went before",
    Part.PREREQUISITES: "how the goals before this one go",
}


def _figures(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return ["| " + " | ".join(cells) + " |" for cells in (head, ["---"] * len(head), *rows)]


def _shown(value: float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def model_card() -> str:
    """What the learner model is for, how it works, how good it is and where it falls short."""
    measured = _figures("mastery")
    lines = [
        "# Model card of the learner model",
        "",
        "Made by `make reference` from figures that `benchmarks/mastery.py --out`, `samenwijzer evaluate needs` and",
        "`samenwijzer evaluate fairness` measured and `docs/reference/figures/` keeps. Nothing here is typed by hand.",
        "",
        "## What it is for",
        "",
        "It estimates how likely a learner is to succeed on a fresh task about a goal, so that a teacher sees who",
        "needs support, challenge or review. It is **not** for grades, orientation, certificates, admission or",
        "comparing teachers or schools, and it knows nothing of emotions. It is off until a school switches it on;",
        "it can be switched off for a school or a learner at any time, and every screen stays useful with counts,",
        "dates and the plain rule.",
        "",
        "## How it works",
        "",
        "A logistic model in three layers: Rasch difficulties of tasks, goals and sets of goals with shrinkage; one",
        "additive curve for each of the features below (P-splines, strengths by Fellner-Schall); departures for sets",
        "of goals (empirical Bayes). Sources: Gervet et al. 2020 (Best-LR), Choffin et al. 2019 (DAS3H), Pavlik et al.",
        "2009, Galyardt & Goldin 2015, Wood & Fasiolo 2017, Bates et al. 2015. The interval comes from how far two",
        f"answers miss a forecast together; one at least {TOO_WIDE:g} wide says *te weinig gezien*. Every estimate is",
        "the exact sum of these parts:",
        "",
        *_table(["part", "what it says", "features"], [_part(part) for part in Part]),
        "",
        "## How good it is on learners it has not seen",
        "",
    ]
    for key, title in SETS.items():
        lines += [f"### {title}", "", *(_accuracy(measured[key]) if key in measured else NOT_YET), ""]
    lines += [
        "Seconds are of the clock, on a machine that others used at the same time.",
        "",
        "## What it costs",
        "",
        *(_cost(measured["cost"]) if "cost" in measured else NOT_YET),
        "",
        f"One row more, and its goal estimated anew: {measured['online_ms']:.1f} ms.",
        "",
        "## How often the interval holds the truth",
        "",
        "Three simulated worlds of 480 learners, fitted on 480 others, 12 goals, 150 days; the interval should hold",
        "the truth in four cases of five.",
        "",
        *_coverage(),
        "",
        "## Who needs what",
        "",
        "480 learners in simulated classes of 24, fitted on 480 others, 12 goals, 150 days; lists of at most ten. A",
        "list is measured by the share of it that is right, and the share of those in need that stand on it.",
        "",
        *_needs(),
        "",
        "## Does it err alike for every group",
        "",
        "480 simulated learners, fitted on 480 others; the traits have nothing to do with how they learn, so nothing",
        "should stand out. A gap above 0 means that a group does better than forecast. True mastery shows that a",
        "difference is seen.",
        "",
        *_fairness(),
        "",
        "## Where it falls short",
        "",
        "- Real learners' groups were not compared yet: the data at hand carry no such traits.",
        "- One world differs from the next: in the hardest of the three, intervals of what was not seen for two months",
        "  hold the truth in two cases of three.",
        "- The simulator forgets and learns by our own assumptions; it is no classroom.",
        "- What tasks numbered side by side say is only as good as the numbering.",
    ]
    return "\n".join(lines) + "\n"


def _part(part: Part) -> list[str]:
    return [part.value, MEANING[part], ", ".join(f"`{one.name}`" for one in FEATURES if one.part is part)]


def _accuracy(lines: dict[str, dict[str, float | None]]) -> list[str]:
    columns = ("auc", "rmse", "log_loss", "ece", "auc_first_opportunity", "fit_seconds", "peak_mb")
    head = ["model", "AUC", "RMSE", "log loss", "ECE", "AUC, first time on a goal", "fit, s", "peak, MB"]
    rows = [
        [NAMES.get(name, name), *(_shown(line[one], 4 if at < 5 else 1) for at, one in enumerate(columns))]
        for name, line in lines.items()
    ]
    return _table(head, rows)


def _cost(lines: list[dict[str, float]]) -> list[str]:
    rows = []
    for at, line in enumerate(lines):
        names = ("rows", "fit_seconds", "score_seconds")
        ratios = [f"{line[one] / lines[at - 1][one]:.2f}" if at else "–" for one in names]
        seconds = [f"{line['fit_seconds']:.1f}", f"{line['score_seconds']:.2f}"]
        rows.append([f"{line['rows']:.0f}", *seconds, *ratios])
    return _table(["rows", "fit, processor s", "score, processor s", "× rows", "× fit", "× score"], rows)


def _needs() -> list[str]:
    rows = [
        [one["need"], one["rule"], f"{one['precision']:.2f}", f"{one['recall']:.2f}", f"{one['listed']:.1f}"]
        for one in _figures("needs")
    ]
    return _table(["need", "list made by", "precision", "recall", "lines listed"], rows)


def _coverage() -> list[str]:
    rows = []
    for one in _figures("coverage"):
        waited = "never" if one["since"] is None else f"{one['since']:.0f} or more"
        if one["since"] is not None and one["until"] is not None:
            waited = f"{one['since']:.0f} to {one['until']:.0f}"
        rows.append([waited, str(one["pairs"]), f"{one['covered']:.3f}", f"{one['width']:.3f}"])
    return _table(["days since the goal was seen", "learner and goal pairs", "held the truth", "mean width"], rows)


def _fairness() -> list[str]:
    rows = [
        [trait, one["group"], str(one["learners"]), f"{one['success']:.3f}"]
        + [f"{one['gap']:+.4f} ± {2 * one['gap_error']:.4f}"]
        + [_shown(one[name], 3) for name in ("calibration_error", "rmse", "auc")]
        for trait, groups in _figures("fairness").items()
        for one in groups
    ]
    return _table(["by", "group", "learners", "success", "gap ± 2 s.e.", "ECE", "RMSE", "AUC"], rows)


def data_sheet() -> str:
    """What the learner model reads, what it never reads, and what it was measured on."""
    return "\n".join(
        [
            "# Data sheet of the learner model",
            "",
            "Made by `make reference`.",
            "",
            "## What it reads in a school",
            "",
            "Evidence rows: learner, goals, task (if any), outcome between 0 and 1, moment, kind. Answers to tasks are",
            "what it forecasts; a teacher's judgement or observation informs it as much as its learned reliability",
            "says; what a learner says of themselves or a peer is shown beside it and has no weight. Goals before a",
            "goal come from the framework. It is fitted and kept inside the installation; no row leaves it.",
            "",
            f"It computes {len(FEATURES)} features of these rows and no other: "
            + ", ".join(f"`{one.name}`" for one in FEATURES)
            + ".",
            "",
            "## What it never reads",
            "",
            "Name, sex, birth date, home language, nationality, allowance, care notes, attendance, behaviour,",
            "messages, pictures, sound, place, device, school or class. Traits serve only the fairness report.",
            "",
            "## What it was measured on",
            "",
            "- Algebra I 2005–2006 (KDD Cup 2010, test part as prepared by Gervet et al.): every fifth of the",
            "  sorted learners held out. Choices were made by cross-validation inside the other learners.",
            "- ASSISTments 2015, without tasks or times: the published division into learners.",
            "- A simulator with known mastery, forgetting and prerequisites (`samenwijzer simulate`).",
            "",
            "The first two come from the United States, from mathematics and online tutors, for research use; no row",
            "of them is in the product. How well the figures carry over to Flemish classes is not known until",
            "schools measure it with the same commands on their own evidence.",
        ]
    ) + "\n"  # fmt: skip
