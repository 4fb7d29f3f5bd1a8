"""``samenwijzer import``: preview, ask, carry out, and exit code 1 with nothing changed."""

import json
import zipfile

import pytest
from click.testing import CliRunner

from samenwijzer.cli.main import main
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.goals.models import Goal

pytestmark = pytest.mark.django_db
ROSTER = {
    "manifest": "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.classes,bulk\nfile.users,bulk\n"
    "file.enrollments,bulk\n",
    "orgs": "sourcedId,name,type\ns1,De Vlier,school\n",
    "classes": "sourcedId,title,schoolSourcedId\nc1,3A,s1\n",
    "users": "sourcedId,enabledUser,role,username,givenName,familyName,leerstijl\n"
    "u1,true,student,wout,Wout,De Smet,visueel\n",
    "enrollments": "sourcedId,classSourcedId,userSourcedId,role\ne1,c1,u1,student\n",
}
PACKAGE = {
    "CFDocument": {"identifier": "doc", "title": "Wiskunde"},
    "CFItems": [{"identifier": "a", "fullStatement": "Tellen"}],
}


def run(*arguments, answer=None):
    return CliRunner(env={"COLUMNS": "200"}).invoke(main, ["import", *map(str, arguments)], input=answer)


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in ROSTER.items():
            archive.writestr(f"{name}.csv", text)
    return path


def test_a_preview_shows_counts_and_refused_columns_and_changes_nothing(roster):
    result = run("--language", "en", "roster", roster, "--preview")
    assert result.exit_code == 0
    assert "places of learners" in result.output and "leerstijl" in result.output
    assert not Unit.objects.exists()


def test_without_yes_it_asks_first(roster):
    assert run("roster", roster, answer="n\n").exit_code == 0
    assert not Unit.objects.exists()
    assert run("roster", roster, answer="y\n").exit_code == 0
    assert Unit.objects.count() == 2


def test_a_roster_lands_under_the_unit_named(roster):
    group = create_unit(kind="school_group", name="Groep", parent=None, by=None)
    assert run("roster", roster, "--under", "Groep", "--yes").exit_code == 0
    assert Unit.objects.get(name="De Vlier").parent == group
    again = run("--language", "en", "roster", roster, "--under", group.pk, "--yes")
    assert "Everything stands already" in again.output
    assert run("roster", roster, "--under", "Onbekend", "--yes").exit_code == 1


def test_a_wrong_file_tells_everything_and_ends_with_one(tmp_path):
    path = tmp_path / "roster.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**ROSTER, "users": ROSTER["users"].replace("true", "ja")}.items():
            archive.writestr(f"{name}.csv", text)
    result = run("--language", "en", "roster", path, "--yes")
    assert result.exit_code == 1
    assert "users.csv, line 2, enabledUser" in result.output
    assert not Unit.objects.exists()


def test_goals_come_in(tmp_path):
    path = tmp_path / "goals.json"
    path.write_text(json.dumps(PACKAGE))
    assert run("goals", path, "--yes").exit_code == 0
    assert Goal.objects.get().identifier == "a"
    path.write_text("{")
    assert run("goals", path, "--yes").exit_code == 1


def test_responses_come_in(tmp_path):
    path = tmp_path / "responses.csv"
    path.write_text(
        "order_id,user_id,problem_id,correct,student_class_id,teacher_id,school_id,skill_id,skill_name\n"
        "1,1,1,1,1,1,1,1,Table\n"
    )
    result = run("responses", path, "--layout", "assistments", "--from", "2026-09-01", "--yes")
    assert result.exit_code == 0, result.output
    assert Unit.objects.get(kind="school_group").name == "ASSISTments (oefendata)"
    assert run("responses", path, "--layout", "assistments", "--from", "2999-09-01", "--yes").exit_code == 1


def test_the_good_rows_come_in_and_the_rest_goes_to_a_file(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("user_id,item_id,timestamp,correct,skill_id\n1,1,10,1,7\n1,2,20,9,7\n")
    assert run("responses", path, "--layout", "generic", "--yes").exit_code == 1
    assert not Evidence.objects.exists()
    result = run("responses", path, "--layout", "generic", "--good-rows", "--yes")
    assert result.exit_code == 0, result.output
    assert Evidence.objects.count() == 1
    assert (tmp_path / "data.rest.csv").read_text(encoding="utf-8-sig").splitlines()[1].startswith("1,2,20,9,7,")


def test_a_folder_holds_data_of_the_open_university_only(tmp_path):
    assert run("responses", tmp_path, "--layout", "oulad", "--yes").exit_code == 1
    assert run("responses", tmp_path, "--layout", "generic", "--yes").exit_code == 2
    assert run("responses", tmp_path, "--layout", "kdd", "--q-matrix", __file__, "--yes").exit_code == 2


def test_an_empty_class_list_is_written_and_a_filled_one_comes_in_and_goes_out(tmp_path):
    group = create_unit(kind="school_group", name="Groep", parent=None, by=None)
    create_unit(kind="school", name="De Linde", parent=group, by=None)
    template = tmp_path / "leeg.xlsx"
    assert run("roster", "--template", template).exit_code == 0 and template.stat().st_size
    assert run("roster").exit_code == 2
    path, out = tmp_path / "lijst.csv", tmp_path / "uit.zip"
    path.write_text("voornaam,naam,klas,rol,gebruikersnaam\nNoor,Baert,3A,leerling,noor\n")
    assert run("roster", path, "--yes").exit_code == 1
    assert run("roster", path, "--under", "De Linde", "--yes").exit_code == 0
    result = CliRunner().invoke(main, ["export", "roster", "De Linde", "--out", str(out)])
    assert result.exit_code == 0, result.output
    again = run("--language", "en", "roster", out, "--under", "Groep", "--yes")
    assert "Everything stands already" in again.output
    assert CliRunner().invoke(main, ["export", "roster", "Groep", "--out", str(out)]).exit_code == 0
