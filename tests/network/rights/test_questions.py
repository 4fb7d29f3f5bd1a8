"""Questions of analysts to the lake: what leaves, what does not, and that each is written down."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.urls import reverse

from samenwijzer.cli.lake import command
from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.lake import work
from samenwijzer.foundation.lake.work import lake_name
from samenwijzer.network.rights.models import Extract
from samenwijzer.network.rights.questions import ask_lake
from tests.worlds import World, seen, small_world

WHY = "Groeit het vergelijken van breuken?"
ASKED = (
    "SELECT m.school, e.learner, e.day, e.piece, m.unit, e.outcome FROM evidence e JOIN memberships m USING (learner) "
    "ORDER BY e.piece"
)


@pytest.fixture
def lake(db: None, settings: Any, tmp_path: Path) -> World:
    """A school of fourteen and one of two, in a lake."""
    settings.HOME = tmp_path
    world = small_world(learners=12)
    for learner in [*world.learners, *world.other_learners]:
        seen(learner, world.goals["compare"], [0.5])
    work.refresh(progress=lambda done, total: None)
    return world


def test_rows_leave_under_names_of_one_question_without_small_schools_and_are_written_down(lake: World) -> None:
    analyst = lake.viewer(lake.analyst)
    taken = ask_lake(sql=ASKED, question=WHY, by=analyst)
    rows = list(csv.DictReader(io.StringIO(taken.content)))
    assert len(rows) == 12, "one of each learner of the school of fourteen of whom something was seen"
    assert (taken.extract.rows, taken.extract.people, taken.extract.withheld) == (12, 14, 2)
    assert [row["piece"] for row in rows] == [str(n) for n in range(12)]
    assert {row["day"] for row in rows} == {row["day"][:10] for row in rows} and len({row["day"] for row in rows}) <= 2
    learners = {row["learner"] for row in rows}
    assert len(learners) == 12
    known = {lake_name(one.pk) for one in lake.learners} | {str(lake.school.pk), str(lake.group.pk)}
    assert known.isdisjoint({value for row in rows for value in (row["learner"], row["school"], row["unit"])})
    again = csv.DictReader(io.StringIO(ask_lake(sql=ASKED, question=WHY, by=analyst).content))
    assert learners.isdisjoint({row["learner"] for row in again})
    assert list(Extract.objects.values_list("query", flat=True)) == [ASKED, ASKED]
    assert AuditEvent.objects.filter(verb="ask lake", actor_id=lake.analyst.pk).count() == 2
    page = lake.client_of(lake.officer).get(reverse("oversight")).content.decode()
    assert "FROM evidence e JOIN memberships" in page and WHY in page


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('{home}/lake/manifest.json')",
        "SELECT * FROM '{home}/lake/evidence/*.parquet'",
        "SELECT 1; SELECT 2",
        "COPY evidence TO '{home}/out.csv'",
        "ATTACH '{home}/x.duckdb'",
        "SET enable_external_access = true",
        "SELECT * FROM schools",
        "SELECT * FROM frame",
        "",
    ],
)
def test_it_reads_no_file_and_changes_nothing(lake: World, tmp_path: Path, sql: str) -> None:
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(Refused):
        ask_lake(sql=sql.format(home=tmp_path), question=WHY, by=lake.viewer(lake.analyst))
    assert sorted(tmp_path.rglob("*")) == before
    assert not Extract.objects.exists()


def test_on_the_command_line_only_an_analyst_gets_an_answer(lake: World, tmp_path: Path) -> None:
    def query(username: str, *more: str) -> Any:
        return CliRunner().invoke(command, ["query", "SELECT count(*) AS n FROM evidence", "--by", username, *more])

    told = query(lake.analyst.account.username, "--question", WHY)
    assert (told.exit_code, told.output.split()) == (0, ["n", "12"])
    for person in (lake.teacher, lake.head, lake.officer, lake.general_director):
        refused = query(person.account.username, "--question", WHY)
        assert refused.exit_code == 1
        with pytest.raises(NotVisible):
            ask_lake(sql="SELECT 1", question=WHY, by=lake.viewer(person))
    assert query("niemand", "--question", WHY).exit_code == 1
    assert query(lake.analyst.account.username, "--question", "zomaar").exit_code == 1
    assert Extract.objects.count() == 1
    listed = CliRunner().invoke(command, ["tables"]).output
    assert "evidence: 14 rows, 1 school years" in listed
    assert "outcome (figure): follow and support learning" in listed
    assert CliRunner().invoke(command, ["refresh"]).exit_code == 0
