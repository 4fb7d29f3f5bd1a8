import click
import numpy as np
import pytest
from scipy import sparse

from samenwijzer.cli.response_files import read_responses, write_responses
from samenwijzer.science.mastery.responses import NO_ITEM

HEADER = "user_id\titem_id\ttimestamp\tcorrect\tskill_id"


@pytest.fixture
def file(tmp_path):
    def write(*lines, header=HEADER):
        path = tmp_path / "responses.csv"
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return path

    return write


def goals(log):
    return [log.goal[a:b].tolist() for a, b in zip(log.goal_start[:-1], log.goal_start[1:], strict=True)]


def test_skills_joined_by_a_sign_are_one_row_with_several_goals(file):
    log = read_responses(file("1\t5\t0\t1\t12~3", "1\t6\t1\t0\t3_12", "1\t7\t2\t1\t4.0", "1\t8\t3\t1\t"))
    assert goals(log) == [[3, 12], [3, 12], [4], []]
    assert log.goal_set[0] == log.goal_set[1]


def test_an_answer_repeated_for_each_of_its_skills_counts_once_and_another_try_twice(file):
    log = read_responses(file("1\t5\t9\t1\t12", "1\t5\t9\t1\t3", "1\t5\t9\t1\t3", "1\t\t9\t1\t7", "2\t5\t9\t1\t3"))
    assert goals(log) == [[3, 12], [3], [7], [3]]


def test_items_times_and_skills_may_be_missing_and_ids_may_be_names(file):
    path = file("an\t\t\t1\tadding", "bo\tq1\t\t0\tadding", "an\tq1\t\t0\t")
    log = read_responses(path)
    assert len(log) == 3
    assert len(np.unique(log.learner)) == 2
    assert sorted((log.item != NO_ITEM).tolist()) == [False, True, True]
    assert not log.time.any()
    np.testing.assert_array_equal(read_responses(path).learner, log.learner)
    assert len(read_responses(file("1\t1\t3", "1\t0\t4", header="user_id\tcorrect\tskill_id"))) == 2


def test_a_line_without_a_time_stays_where_it_stands_and_milliseconds_are_seconds(file):
    log = read_responses(file("1\t5\t20\t1\t1", "1\t6\t\t1\t1", "1\t7\t30\t1\t1"))
    assert log.item.tolist() == [5, 6, 7]
    late = read_responses(file("1\t5\t1600000000000\t1\t1", "1\t6\t1600000060000\t0\t1"))
    assert np.diff(late.time).tolist() == [60]
    dated = read_responses(file("1\t5\t2020-01-01 10:00:00\t1\t1", "1\t6\t2020-01-01 10:02:00\t0\t1"))
    assert np.diff(dated.time).tolist() == [120]


def test_a_matrix_gives_the_skills_and_an_item_it_does_not_know_keeps_its_own(file, tmp_path):
    sparse.save_npz(tmp_path / "q.npz", sparse.csr_matrix(np.array([[1, 0, 1], [0, 0, 0]])))
    path = file("1\t0\t0\t1\t9", "1\t1\t1\t1\t9", "1\t8\t2\t1\t7")
    assert goals(read_responses(path, tmp_path / "q.npz")) == [[0, 2], [12], [10]]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1\t2\t3\t\t4", "line 2 has no correct"),
        ("1\t2\t3\t7\t4", "between 0 and 1"),
        ("1\t2\tsoon\t1\t4", "timestamp"),
    ],
)
def test_what_cannot_be_read_is_named(file, line, message):
    with pytest.raises(click.ClickException, match=message):
        read_responses(file(line))


def test_what_is_written_is_read_back(file, tmp_path):
    log = read_responses(file("1\t5\t10\t1\t12", "1\t6\t20\t0\t3", "2\t5\t10\t1\t12"))
    write_responses(tmp_path / "again.csv", log)
    again = read_responses(tmp_path / "again.csv")
    for name in ("learner", "item", "time", "outcome", "goal"):
        np.testing.assert_array_equal(getattr(again, name), getattr(log, name))
