"""Responses that nobody here wrote: slices where a file is large."""

from itertools import islice
from pathlib import Path

import pytest

from samenwijzer.exchange.responses import generic, kdd, oulad, sequences
from samenwijzer.learning.evidence.models import Evidence, EvidenceGoal

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.django_db,
    pytest.mark.skipif(not DATA.exists(), reason="the data folder beside the repository is absent"),
]


@pytest.fixture
def part(tmp_path):
    """Return a function that copies the first lines of a real file."""

    def part(path, lines):
        with path.open(encoding="utf-8") as source:
            text = "".join(islice(source, lines))
        (tmp_path / path.name).write_text(text, encoding="utf-8")
        return tmp_path / path.name

    return part


def test_the_real_kdd_fragment_is_read_whole_and_a_part_comes_in_once(part, bring_in):
    path = DATA / "responses" / "raw" / "kddcup_algebra_raw_fragment.tsv"
    whole = kdd.read(path)
    assert (len(whole.responses), len(whole.skills)) == (18_220 - 3519, 184)
    assert len(whole.courses[0].learners) == 11
    assert whole.remarks[0].startswith("3519 ")
    some = part(path, 3001)
    bring_in(kdd.read(some))
    assert bring_in(kdd.read(some)).is_empty


@pytest.mark.parametrize("file", ["assist2015_test.csv", "assist2015_train.csv"])
def test_a_part_of_the_real_sequences_comes_in_once(part, bring_in, file):
    some = part(DATA / "responses" / "assistments2015" / file, 150)
    counts = [int(line) for line in some.read_text().splitlines()[::3]]
    preview = bring_in(sequences.read(some))
    assert (preview.counts[3].new, preview.counts[8].new) == (50, sum(counts))
    assert bring_in(sequences.read(some)).is_empty


def test_a_part_of_the_real_algebra_comes_in_once_with_the_real_matrix(part, bring_in):
    home = DATA / "responses" / "algebra2005"
    read = generic.read(part(home / "preprocessed_data_test.csv", 3001), q_matrix=home / "q_mat.npz")
    bring_in(read)
    assert Evidence.objects.count() == 3000 < EvidenceGoal.objects.count()
    assert bring_in(read).is_empty


def test_a_part_of_the_real_scores_comes_in_once(part, bring_in, tmp_path):
    home = DATA / "outcomes" / "oulad"
    for name, lines in (("assessment.csv", 300), ("course.csv", 100), ("student_assessment.csv", 1001)):
        part(home / name, lines)
    preview = bring_in(oulad.read(tmp_path))
    assert (preview.counts[7].new, preview.counts[8].new) == (206, 998)
    assert bring_in(oulad.read(tmp_path)).is_empty
