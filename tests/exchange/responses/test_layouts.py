"""The other layouts of responses: KDD Cup, sequences, generic with or without a Q-matrix, OULAD."""

import zipfile
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.utils import translation
from scipy.sparse import csr_matrix, save_npz

from samenwijzer.exchange.responses import generic, kdd, oulad, sequences
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.problems import FileRefused
from samenwijzer.learning.evidence.models import Batch, Evidence
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.practice.goals.models import Framework, Goal

BRUSSELS = ZoneInfo("Europe/Brussels")
KDD = (
    "Row\tAnon Student Id\tProblem Hierarchy\tProblem Name\tProblem View\tStep Name\tFirst Transaction Time\t"
    "Correct First Attempt\tHints\tKC(Default)\n"
    "1\tab\tUnit A\tP1\t1\tR1\t2006-10-26 09:51:58.0\t1\t0\tFind X~~Use “=”\n"
    "2\tab\tUnit A\tP1\t1\tR2\t2006-10-26 09:52:30.0\t0\t2\t\n"
    "3\tcd\tUnit A\tP1\t1\tR1\t2005-09-01 10:00:00.0\t0\t1\tFind X\n"
)
SEQUENCES = "3\n4,4,12\n1,0,1\n1\n12,\n0,\n"
GENERIC = "user_id\titem_id\ttimestamp\tcorrect\tskill_id\n1\t0\t100\t1\t7\n1\t1\t160\t0\t7\n2\t1\t40\t1\t8\n"
OULAD = {
    "assessment.csv": "code_module,code_presentation,id_assessment,assessment_type,date,weight\n"
    "AAA,2013J,1752,TMA,19,10.0\nAAA,2014B,1760,Exam,,100.0\n",
    "student_assessment.csv": "id_assessment,id_student,date_submitted,is_banked,score\n"
    "1752,11391,18,False,78\n1752,28400,22,True,70\n1760,11391,0,False,\n1760,30268,-2,False,100\n",
    "student_registration.csv": "code_module,code_presentation,id_student,date_registration,date_unregistration\n"
    "AAA,2013J,11391,-159,\nAAA,2013J,28400,-53,12\nAAA,2014B,30268,,\n",
    "course.csv": "code_module,code_presentation,module_presentation_length\nAAA,2013J,268\n",
}


@pytest.fixture
def folder(written, tmp_path):
    def folder(**changed):
        for name, text in (OULAD | {f"{name}.csv": text for name, text in changed.items()}).items():
            written(f"oulad/{name}", text)
        return tmp_path / "oulad"

    return folder


@pytest.fixture
def q_matrix(tmp_path):
    path = tmp_path / "q_mat.npz"
    save_npz(path, csr_matrix(np.array([[1, 0, 1], [0, 1, 0], [0, 0, 0]])))
    return path


def evidence():
    rows = Evidence.objects.order_by("seen_at").prefetch_related("goals")
    return [(row.item, row.outcome, sorted(goal.identifier for goal in row.goals.all())) for row in rows]


@pytest.mark.django_db
def test_kdd_steps_come_in_at_their_own_time_with_all_their_skills(written, bring_in):
    preview = bring_in(kdd.read(written("algebra.tsv", KDD)))
    assert [count.new for count in preview.counts] == [1, 1, 1, 2, 0, 0, 2, 2, 2]
    assert evidence() == [("P1/R1", 0.0, ["Find X"]), ("P1/R1", 1.0, ["Find X", "Use “=”"])]
    assert Evidence.objects.latest("seen_at").seen_at == datetime(2006, 10, 26, 9, 51, 58, tzinfo=BRUSSELS)
    assert [each.column for each in preview.unused] == ["Hints"]
    assert {row.starts for row in Membership.objects.all()} == {date(2005, 9, 1)}


@pytest.mark.django_db
def test_kdd_steps_without_a_skill_are_counted_and_left_out(written, bring_in):
    with translation.override("en"):
        preview = bring_in(kdd.read(written("algebra.tsv", KDD)))
    assert "1 response is about no skill and is left out." in preview.remarks


@pytest.mark.django_db
def test_a_long_name_of_a_skill_stays_whole(written, bring_in):
    names = ["a" * 300 + end for end in "xy"]
    bring_in(kdd.read(written("algebra.tsv", KDD.replace("Find X~~", f"{names[0]}~~{names[1]}~~"))))
    assert {names[0], names[1]} <= {goal.full_statement for goal in Goal.objects.all()}
    assert max(len(goal.identifier) for goal in Goal.objects.all()) <= 200


@pytest.mark.django_db
def test_sequences_keep_their_order_on_the_day_given(written, bring_in):
    preview = bring_in(sequences.read(written("train.csv", SEQUENCES)))
    assert [count.new for count in preview.counts] == [1, 1, 1, 2, 0, 0, 2, 2, 4]
    assert evidence() == [("", 1.0, ["4"]), ("", 0.0, ["4"]), ("", 1.0, ["12"]), ("", 0.0, ["12"])]
    assert {row.seen_at.astimezone(BRUSSELS).date() for row in Evidence.objects.all()} == {date(2026, 11, 20)}


@pytest.mark.django_db
def test_learner_one_of_another_file_is_somebody_else(written, bring_in):
    bring_in(sequences.read(written("train.csv", SEQUENCES)))
    preview = bring_in(sequences.read(written("test.csv", "1\n4\n1\n")))
    assert [count.new for count in preview.counts] == [0, 1, 1, 1, 0, 0, 1, 1, 1]
    assert Framework.objects.count() == 2


@pytest.mark.django_db
def test_generic_seconds_end_on_the_day_given_and_keep_their_distance(written, bring_in):
    bring_in(generic.read(written("algebra.csv", GENERIC)))
    assert evidence() == [("1", 1.0, ["8"]), ("0", 1.0, ["7"]), ("1", 0.0, ["7"])]
    moments = list(Evidence.objects.order_by("seen_at").values_list("seen_at", flat=True))
    assert [(moments[-1] - moment).total_seconds() for moment in moments] == [120, 60, 0]
    assert moments[-1].astimezone(BRUSSELS).date() == date(2026, 11, 20)


@pytest.mark.django_db
def test_seconds_since_1970_are_a_date_and_not_in_the_future(written, bring_in):
    epoch = int(datetime(2025, 3, 3, 12, tzinfo=UTC).timestamp())
    bring_in(generic.read(written("a.csv", GENERIC.replace("\t100\t", f"\t{epoch}\t"))))
    assert Evidence.objects.filter(seen_at=datetime(2025, 3, 3, 12, tzinfo=UTC)).exists()
    with pytest.raises(Refused):
        bring_in(generic.read(written("b.csv", GENERIC.replace("\t100\t", "\t99999999999\t"))))


@pytest.mark.django_db
@pytest.mark.parametrize("is_zip", [False, True])
def test_a_q_matrix_gives_an_item_several_goals(written, bring_in, q_matrix, tmp_path, is_zip):
    table = written("algebra.csv", GENERIC + "2\t2\t50\t1\t9\n")
    if is_zip:
        with zipfile.ZipFile(tmp_path / "both.zip", "w") as archive:
            archive.write(table, "algebra.csv")
            archive.write(q_matrix, "q_mat.npz")
        content = generic.read(tmp_path / "both.zip")
    else:
        content = generic.read(table, q_matrix=q_matrix)
    preview = bring_in(content)
    assert evidence() == [("1", 1.0, ["1"]), ("0", 1.0, ["0", "2"]), ("1", 0.0, ["1"])]
    assert any("1 " in remark for remark in preview.remarks)


def test_what_is_no_matrix_or_has_not_the_item_is_told(written, q_matrix):
    table = written("algebra.csv", GENERIC.replace("2\t1\t40", "2\t3\t40"))
    with pytest.raises(FileRefused) as caught:
        generic.read(table, q_matrix=q_matrix)
    assert [(problem.line, problem.field) for problem in caught.value.problems] == [(4, "item_id")]
    with pytest.raises(FileRefused):
        generic.read(table, q_matrix=table)


@pytest.mark.django_db
def test_scores_become_results_of_tests_in_the_classes_of_the_file(folder, bring_in):
    with translation.override("en"):
        preview = bring_in(oulad.read(folder()))
    assert [count.new for count in preview.counts] == [1, 1, 2, 3, 0, 0, 3, 2, 3]
    assert evidence() == [("1752", 0.78, ["1752"]), ("1752", 0.7, ["1752"]), ("1760", 1.0, ["1760"])]
    assert {row.kind for row in Evidence.objects.all()} == {Evidence.Kind.TEST_RESULT}
    assert Evidence.objects.earliest("seen_at").seen_at == datetime(2013, 10, 19, 12, tzinfo=BRUSSELS)
    assert {"AAA 2013J", "AAA 2014B", "Open University"} < {unit.name for unit in Unit.objects.all()}
    told = [remark for remark in preview.remarks if remark.startswith("1 ")]
    assert len(told) == 2


@pytest.mark.django_db
def test_registrations_say_from_when_to_when(folder, bring_in):
    bring_in(oulad.read(folder()))
    rows = Membership.objects.order_by("starts").values_list("person__family_name", "starts", "ends")
    assert list(rows) == [
        ("11391", date(2013, 4, 25), date(2014, 6, 26)),
        ("28400", date(2013, 8, 9), date(2013, 10, 13)),
        ("30268", date(2014, 2, 1), None),
    ]


@pytest.mark.django_db
def test_scores_and_assessments_are_enough_and_may_come_as_a_zip(folder, bring_in, tmp_path):
    home = folder()
    with zipfile.ZipFile(tmp_path / "oulad.zip", "w") as archive:
        archive.write(home / "assessment.csv", "OULAD/assessments.csv")
        archive.write(home / "student_assessment.csv", "OULAD/studentAssessment.csv")
    preview = bring_in(oulad.read(tmp_path / "oulad.zip"))
    assert [count.new for count in preview.counts] == [1, 1, 2, 3, 0, 0, 3, 2, 3]


def test_a_folder_without_scores_is_refused(tmp_path):
    with pytest.raises(FileRefused):
        oulad.read(tmp_path)


@pytest.mark.django_db
def test_every_layout_comes_in_once(written, folder, bring_in):
    readers = [
        lambda: kdd.read(written("a.tsv", KDD)),
        lambda: sequences.read(written("b.csv", SEQUENCES)),
        lambda: generic.read(written("c.csv", GENERIC)),
        lambda: oulad.read(folder()),
    ]
    for read in readers:
        bring_in(read())
        counts = (Evidence.objects.count(), Batch.objects.count())
        assert bring_in(read(), day=date(2026, 11, 21)).is_empty
        assert (Evidence.objects.count(), Batch.objects.count()) == counts


FAULTS = {
    "kdd: no moment": (kdd, KDD.replace("2006-10-26 09:52:30.0", "gisteren"), 3, "First Transaction Time"),
    "kdd: no mark": (kdd, KDD.replace("\t0\t1\tFind", "\t2\t1\tFind"), 4, "Correct First Attempt"),
    "kdd: ragged": (kdd, KDD + "4\tab\n", 5, ""),
    "kdd: the same step twice": (kdd, KDD + KDD.splitlines()[1], 5, "Step Name"),
    "kdd: no skills at all": (kdd, KDD.replace("KC(Default)", "KC"), 1, "KC(Default)"),
    "sequences: too few marks": (sequences, SEQUENCES + "2\n4,4\n1\n", 7, ""),
    "sequences: a count that is none": (sequences, "x" + SEQUENCES, 1, ""),
    "sequences: two lines": (sequences, SEQUENCES + "1\n4\n", 7, ""),
    "generic: no number": (generic, GENERIC.replace("\t160\t", "\tlaat\t"), 3, "timestamp"),
    "generic: no skill": (generic, GENERIC.replace("\t7\n1", "\t\n1"), 2, "skill_id"),
    "generic: the same response twice": (generic, GENERIC + "2\t1\t40\t1\t8\n", 5, "timestamp"),
}


@pytest.mark.parametrize(("layout", "text", "line", "field"), FAULTS.values(), ids=FAULTS.keys())
def test_a_wrong_row_refuses_the_file_with_its_line(written, layout, text, line, field):
    told = []
    for language in ("en", "nl"):
        with translation.override(language), pytest.raises(FileRefused) as caught:
            layout.read(written("data.csv", text))
        told.append(caught.value.problems)
    assert [(problem.line, problem.field) for problem in told[0]] == [(line, field)]
    assert told[0][0].what != told[1][0].what and told[0][0].remedy != told[1][0].remedy


@pytest.mark.parametrize("wrong", ["4,x,12\n1,0,1", "4,4,12\n1,2,1", "4,4,12\n1,,1"])
def test_a_wrong_value_in_a_sequence_is_told_at_its_learner(written, wrong):
    with pytest.raises(FileRefused) as caught:
        sequences.read(written("data.csv", SEQUENCES.replace("4,4,12\n1,0,1", wrong)))
    assert [problem.line for problem in caught.value.problems] == [1]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "field"),
    [
        ("student_assessment", ",78", ",101", 2, "score"),
        ("student_assessment", "1752,28400", "9,28400", 3, "id_assessment"),
        ("student_assessment", "1752,28400", "1752,11391", 3, "id_student"),
        ("student_assessment", "score", "mark", 1, "score"),
        ("assessment", "2013J", "2013", 2, "code_presentation"),
        ("student_registration", "-159", "vroeg", 2, "date_registration"),
    ],
)
def test_a_wrong_row_of_the_open_university_is_told_with_its_file(folder, file, old, new, line, field):
    path = folder(**{file: OULAD[f"{file}.csv"].replace(old, new, 1)})
    with pytest.raises(FileRefused) as caught:
        oulad.read(path)
    found = [(problem.file, problem.line, problem.field) for problem in caught.value.problems]
    assert (f"{file}.csv", line, field) in found
