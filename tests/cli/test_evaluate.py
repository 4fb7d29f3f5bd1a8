import json

import numpy as np
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from samenwijzer.cli.evaluate import FIGURES, command
from samenwijzer.cli.response_files import read_responses
from samenwijzer.cli.simulate import command as simulate


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Two files in the layout of the trade, from a simulated world, no learner in both."""
    folder = tmp_path_factory.mktemp("responses")
    asked = ["--learners", "40", "--goals", "4", "--days", "40", "--out", str(folder)]
    assert CliRunner().invoke(simulate, asked).exit_code == 0
    rows = parquet.read_table(folder / "evidence.parquet").to_pydict()
    table = np.column_stack([rows[name] for name in ("learner", "item", "time", "outcome", "goal", "kind")])
    table = table[table[:, 5] == 0][:, :5]
    for name, part in (("train", table[table[:, 0] < 30]), ("test", table[table[:, 0] >= 30])):
        header = "user_id\titem_id\ttimestamp\tcorrect\tskill_id"
        np.savetxt(folder / f"{name}.csv", part, fmt="%d", delimiter="\t", header=header, comments="")
    return folder


def test_mastery_prints_every_figure_and_the_compared_models(files):
    paths = ["--train", str(files / "train.csv"), "--test", str(files / "test.csv")]
    found = CliRunner().invoke(command, ["mastery", *paths, "--against", "irt", "--against", "pybkt", "--json"])
    assert found.exit_code == 0, found.output
    figures = json.loads(found.output)
    assert set(FIGURES) < set(figures)
    assert 0.5 < figures["auc"] < 1
    assert figures["rows"] == len(read_responses(files / "test.csv"))
    assert figures["against"]["irt"]["rows"] == figures["rows"]
    assert "pyBKT did not run" in figures["against"]["pybkt"]


def test_a_learner_in_both_files_is_refused(files):
    path = str(files / "train.csv")
    found = CliRunner().invoke(command, ["mastery", "--train", path, "--test", path])
    assert found.exit_code == 1
    assert "both files" in found.output


def test_a_missing_column_is_named(tmp_path):
    path = tmp_path / "short.csv"
    path.write_text("user_id\titem_id\n1\t2\n")
    found = CliRunner().invoke(command, ["mastery", "--train", str(path), "--test", str(path)])
    assert "missing column correct, skill_id" in found.output


def test_simulated_truth_has_a_row_a_learner_and_goal(files):
    truth = parquet.read_table(files / "truth.parquet")
    assert truth.num_rows == 40 * 4
    assert 0 < min(truth["chance"].to_pylist()) <= max(truth["chance"].to_pylist()) < 1
    assert parquet.read_table(files / "prerequisites.parquet").column_names == ["goal", "before"]


def test_fairness_prints_every_group_of_every_trait():
    asked = ["fairness", "--learners", "40", "--goals", "2", "--days", "28", "--json"]
    found = CliRunner().invoke(command, asked)
    assert found.exit_code == 0, found.output
    lines = json.loads(found.output)
    assert {one["group"] for one in lines["sex"]} == {"f", "m"}
    assert {"gap", "gap_error", "calibration_error", "rmse", "auc", "noteworthy"} < set(lines["sex"][0])
