"""The generated reference documents: each function returns the text of one file of ``docs/reference``."""

import ast
import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from samenwijzer.foundation.lake.tables import all_tables
from samenwijzer.foundation.personal_data import NoPersonalData, library_models, own_models
from tests.access.scene import PERSONAS
from tests.access.table import ADDRESSES
from tests.docs.model_card import data_sheet, model_card

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "samenwijzer"
DRAWERS = ("actions", "queries", "rules")
Marks = dict[str, tuple[list[str], list[str]]]


def demand_marks() -> Marks:
    """Return for each marked demand the tests that show its acceptance example, and those that show part of it."""
    marks: Marks = defaultdict(lambda: ([], []))
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in _demand_calls(function):
                    partly = any(keyword.arg == "partly" for keyword in call.keywords)
                    for argument in call.args:
                        marks[ast.literal_eval(argument)][partly].append(f"{file.relative_to(ROOT)}::{function.name}")
    return marks


def _demand_calls(function: ast.FunctionDef) -> Iterator[ast.Call]:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.demand":
            yield decorator


def demands() -> str:
    """All demands with their state, from the marks on the tests."""
    with (ROOT / "docs" / "reference" / "demands.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    marks = demand_marks()
    states = {row["id"]: _state(row, marks) for row in rows}
    counted = ", ".join(
        f"{sum(state == word for state in states.values())} {word}"
        for word in ("built", "partly", "not yet", "needs people")
    )
    lines = [
        "# Demands",
        "",
        f"{len(rows)} demands: {counted}.",
        "*Built* and *partly* mean that a test shows the acceptance example, whole or in part; a demand *needs people*",
        "where no test without them can show it. Made by `make reference`.",
        "",
        "| demand | cluster | what | acceptance example | state | shown by |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for row in rows:
        shown = "<br>".join(f"`{test}`" for tests in marks.get(row["id"], ([], [])) for test in tests)
        cells = (row["id"], row["cluster"], row["demand"], row["acceptance_example"], states[row["id"]], shown)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def _state(row: dict[str, str], marks: Marks) -> str:
    whole, part = marks.get(row["id"], ([], []))
    if row["needs_people"]:
        return "needs people"
    return "built" if whole else "partly" if part else "not yet"


def personal_data() -> str:
    """The data catalogue: what is held about persons, why, on which ground, how long and who sees it."""
    lines = [
        "# Personal data",
        "",
        "From the declarations on the models; the product does not start with a field that is not declared.",
        "Made by `make reference`.",
        "",
        "| table | fields | of whom | purpose | legal ground | kept | at erasure or the end of the term | seen by |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    without = []
    held = [(model, model.personal_data) for model in own_models()] + list(library_models())
    for model, declared in sorted(held, key=lambda one: one[0]._meta.label):
        if isinstance(declared, NoPersonalData):
            without.append(f"- {model._meta.label}: {declared.why}")
        else:
            cells = (
                model._meta.label,
                ", ".join(declared.fields),
                declared.subject,
                declared.purpose.value,
                declared.ground.value,
                declared.keep.value,
                declared.erasing.value,
                declared.seen_by,
            )
            lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "## In the lake", "", "Pseudonymous, without words; see [the lake](../developers/lake.md).", ""]
    lines += [
        f"- {table.name}: " + ", ".join(f"{one.name} ({one.source})" for one in table.all_columns)
        for table in all_tables()
    ]
    return "\n".join([*lines, "", "## Tables without personal data", "", *without]) + "\n"


def access() -> str:
    """The access matrix: who gets in at each address, for an object of class L3A."""
    lines = [
        "# Access",
        "",
        "Who gets in at each address, asked for a learner or group of class L3A. Everybody else is told that the page",
        "does not exist; without signing in, every address but the entrance asks to sign in. Made by `make reference`;",
        "a test tries every row with every person.",
        "",
        "| address | method | " + " | ".join(persona.replace("_", " ") for persona in PERSONAS) + " |",
        "| --- | --- | " + " | ".join("---" for _ in PERSONAS) + " |",
    ]
    for address in sorted(ADDRESSES, key=lambda one: (one.name, one.method)):
        cells = ("yes" if persona in address.allowed else "–" for persona in PERSONAS)
        lines.append(f"| {address.name} | {address.method} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def api() -> str:
    """The verbs, reads and rules of every app, and the public functions of science, with their first sentence."""
    files = [file for drawer in DRAWERS for file in SOURCE.rglob(f"*{drawer}.py") if "web" not in file.parts]
    files += [file for file in (SOURCE / "science").rglob("*.py") if file.name != "__init__.py"]
    lines = [
        "# Public functions",
        "",
        "Verbs, reads and rules of every app, and science. Made by `make reference`.",
        "",
    ]
    for file in sorted(files):
        functions = list(_public_functions(file))
        if functions:
            lines += [f"## {'.'.join(file.relative_to(SOURCE).with_suffix('').parts)}", ""]
            lines += [f"- `{signature}`  \n  {sentence}" for signature, sentence in functions]
            lines.append("")
    return "\n".join(lines)


def _public_functions(file: Path) -> Iterator[tuple[str, str]]:
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
            docstring = ast.get_docstring(node) or ""
            yield f"{node.name}({ast.unparse(node.args)}){returns}", docstring.split("\n\n")[0].replace("\n", " ")


DOCUMENTS = {
    "demands.md": demands,
    "personal-data.md": personal_data,
    "access.md": access,
    "api.md": api,
    "learner-model.md": model_card,
    "learner-data.md": data_sheet,
}
