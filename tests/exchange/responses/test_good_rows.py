"""Importing the good rows: they come in, and a file of the rest can be mended and brought in after them."""

import csv
import io

import pytest
from django.utils import translation

from samenwijzer.exchange.responses.layouts import LAYOUTS
from samenwijzer.exchange.responses.rest import Rest, write_table
from samenwijzer.foundation.problems import FileRefused, Problem
from samenwijzer.learning.evidence.models import Evidence

ASSISTMENTS = (
    "order_id,user_id,problem_id,correct,student_class_id,teacher_id,school_id,skill_id,skill_name\n"
    "1,1,900,1,7,5,3,1,Table\n"
    "2,1,901,half,7,5,3,1,Table\n"
    "3,2,902,1,7,5,3,1,Table\n"
    "3,2,902,1,7,5,3,x,Box\n"
    "4,2\n"
)
GENERIC = "user_id;item_id;timestamp;correct;skill_id\n1;a;10;1;7\n1;b;20;2;7\n2;a;x;0;7\n"
SEQUENCES = "2\n4,4\n1,0\n2\n4,4\n1\n1\n5\n1\n"
ASSESSMENTS = "code_module,code_presentation,id_assessment,assessment_type,date,weight\nAAA,2013J,1752,TMA,19,10.0\n"
SCORES = "id_assessment,id_student,date_submitted,is_banked,score\n1752,1,18,False,78\n1752,2,18,False,780\n"


def rest_of(layout, path):
    """Bring nothing in, and return what is sound and the text of the rest."""
    content, rest = LAYOUTS[layout].read_good_rows(path)
    out = io.StringIO(newline="")
    LAYOUTS[layout].write_rest(path, rest, out)
    return content, out.getvalue()


def test_the_rest_has_the_same_columns_and_one_that_says_what_is_wrong(written):
    with translation.override("en"):
        content, text = rest_of("generic", written("data.csv", GENERIC))
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["user_id", "item_id", "timestamp", "correct", "skill_id", "what is wrong"]
    assert [row[:5] for row in rows[1:]] == [["1", "b", "20", "2", "7"], ["2", "a", "x", "0", "7"]]
    assert "correct" in rows[1][5] and "timestamp" in rows[2][5]
    assert [row.line for row in content.responses] == [2]
    assert any(remark.startswith("2 ") for remark in content.remarks)


def test_all_rows_of_a_response_stand_or_fall_together(written):
    content, text = rest_of("assistments", written("data.csv", ASSISTMENTS))
    assert [row.key for row in content.responses] == ["1"]
    assert [row[0] for row in csv.reader(io.StringIO(text))][1:] == ["2", "3", "3", "4"]


def test_a_sequence_stands_or_falls_as_a_whole_and_keeps_its_learner(written):
    path = written("data.csv", SEQUENCES)
    content, text = rest_of("sequences", path)
    assert {row.learner for row in content.responses} == {"1", "3"}
    mended = written("data.rest.csv", text.replace("\n1\n", "\n1,1\n"))
    again, nothing = rest_of("sequences", mended)
    assert ({row.learner for row in again.responses}, again.system) == ({"2"}, content.system)
    assert nothing == ""


@pytest.mark.django_db
def test_the_mended_rest_joins_what_came_in(written, bring_in):
    content, text = rest_of("generic", written("data.csv", GENERIC))
    bring_in(content)
    mended = written("data.rest.csv", text.replace("20,2,7", "20,0,7").replace("a,x,", "a,30,"))
    preview = bring_in(LAYOUTS["generic"].read(mended))
    assert [count.new for count in preview.counts] == [0, 0, 0, 1, 0, 0, 1, 0, 2]
    assert Evidence.objects.count() == 3


def test_scores_may_be_left_out_but_not_assessments(written):
    written("oulad/student_assessment.csv", SCORES)
    folder = written("oulad/assessment.csv", ASSESSMENTS).parent
    content, text = rest_of("oulad", folder)
    assert (len(content.responses), text.count("780")) == (1, 2)
    written("oulad/assessment.csv", ASSESSMENTS + "AAA,x,1,TMA,,\n")
    with pytest.raises(FileRefused):
        LAYOUTS["oulad"].read_good_rows(folder)


@pytest.mark.parametrize("text", ["", "user_id,item_id\n1,2\n", "user_id,user_id\n1,2\n"])
def test_a_file_that_is_wrong_as_a_whole_is_refused_all_the_same(written, text):
    with pytest.raises(FileRefused):
        LAYOUTS["generic"].read_good_rows(written("data.csv", text))


def test_what_a_spreadsheet_would_compute_is_guarded_in_the_rest_and_a_number_is_not() -> None:
    rest = Rest()
    rest.add(Problem("a.csv", "fout", "herstel", 2))
    out = io.StringIO()
    lines = [(1, ["user_id", "item_id", "correct"]), (2, ['=HYPERLINK("http://x")', "@x", "-1.5"])]
    write_table(lines, rest, out)
    assert list(csv.reader(io.StringIO(out.getvalue())))[1][:3] == ['\'=HYPERLINK("http://x")', "'@x", "-1.5"]
