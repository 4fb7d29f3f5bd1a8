"""Bringing in files on the screen: look first, then all or nothing, and no file stays behind."""

import io
import json
import os
import re
import time
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from samenwijzer.foundation.tasks.actions import run_next
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.network.organisation.actions import add_member
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.checks import every_field_has_a_purpose
from samenwijzer.network.rights.records import record_of
from samenwijzer.practice.goals.models import Framework, Goal
from samenwijzer.web.school.imports import uploads
from tests.worlds import World

ROSTER = {
    "manifest": "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.classes,bulk\nfile.users,bulk\n"
    "file.enrollments,bulk\n",
    "orgs": "sourcedId,name,type\ns1,De Regenboog,school\n",
    "classes": "sourcedId,title,schoolSourcedId\nc1,5 Uil,s1\n",
    "users": "sourcedId,enabledUser,role,username,givenName,familyName,leerstijl\n"
    "u1,true,student,zoe,Zoë,Đặng,visueel\n",
    "enrollments": "sourcedId,classSourcedId,userSourcedId,role\ne1,c1,u1,student\n",
}
RESPONSES = (
    b"order_id,user_id,problem_id,correct,student_class_id,teacher_id,school_id,skill_id,skill_name\n"
    b"1,64525,1,1,13241,22763,73,1,Table\n"
)


def zipped(**changes: str) -> SimpleUploadedFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in (ROSTER | changes).items():
            archive.writestr(f"{name}.csv", text)
    return SimpleUploadedFile("../../klas lijst.zip", out.getvalue())


def kept() -> list[Path]:
    return list((Path(settings.HOME) / "uploads").glob("*/*"))


def send(client: Client, kind: str, file: SimpleUploadedFile, **data: object):
    return client.post(reverse("import_choose", args=[kind]), {"file": file, **data}, follow=True)


def confirm(client: Client, kind: str, page):
    seal = re.search(r'name="seal" value="(\w+)"', page.content.decode()).group(1)
    return client.post(reverse("import_look", args=[kind]), {"seal": seal}, follow=True)


@pytest.fixture
def client(world: World) -> Client:
    yield world.client_of(world.secretary)
    for path in kept():
        path.unlink()


def test_a_roster_is_looked_at_and_then_brought_in(world: World, client: Client) -> None:
    page = send(client, "roster", zipped(), under=world.school.pk)
    text = page.content.decode()
    assert "leerstijl" in text and "leerstijlen hebben geen grond" in text
    assert not Person.objects.filter(given_name="Zoë").exists()
    assert [path.name for path in kept()] == ["klas_lijst.zip"]
    done = confirm(client, "roster", page)
    assert "Het is binnen" in done.content.decode()
    assert Unit.objects.get(name="5 Uil").parent == world.school
    assert not kept()


def test_the_same_file_again_offers_nothing_to_bring_in(world: World, client: Client) -> None:
    confirm(client, "roster", send(client, "roster", zipped(), under=world.school.pk))
    page = send(client, "roster", zipped(), under=world.school.pk)
    assert "seal" not in page.content.decode()
    assert page.context["preview"].is_empty


def test_a_wrong_file_tells_where_and_changes_nothing(world: World, client: Client) -> None:
    page = send(client, "roster", zipped(users=ROSTER["users"].replace("true", "ja")), under=world.school.pk)
    text = page.content.decode()
    assert "users.csv" in text and "regel 2" in text and "enabledUser" in text
    assert client.post(reverse("import_look", args=["roster"]), {"seal": "x"}).status_code == 200
    assert not Person.objects.filter(given_name="Zoë").exists()
    client.post(reverse("import_throw_away", args=["roster"]))
    assert not kept()


def test_what_changed_since_the_preview_is_shown_again_instead_of_done(world: World, client: Client) -> None:
    page = send(client, "roster", zipped(), under=world.school.pk)
    other = world.client_of(world.head)
    confirm(other, "roster", send(other, "roster", zipped(), under=world.school.pk))
    again = confirm(client, "roster", page)
    assert "Er is iets veranderd" in again.content.decode()
    assert Person.objects.filter(given_name="Zoë").count() == 1


def test_nobody_lands_outside_the_own_units(world: World, client: Client) -> None:
    page = send(client, "roster", zipped(), under=world.other_school.pk)
    assert page.context["form"].errors
    assert not kept()


def test_who_loses_the_place_meanwhile_brings_in_nothing(world: World, client: Client) -> None:
    send(client, "roster", zipped(), under=world.school.pk)
    world.secretary.memberships.all().delete()
    assert client.post(reverse("import_look", args=["roster"])).status_code == 404


def test_a_file_waits_for_one_session_and_one_kind_only(world: World, client: Client) -> None:
    send(client, "roster", zipped(), under=world.school.pk)
    assert client.get(reverse("import_look", args=["goals"])).status_code == 302
    assert world.client_of(world.head).get(reverse("import_look", args=["roster"])).status_code == 302


def test_files_that_others_left_behind_are_swept_away(world: World, client: Client) -> None:
    send(client, "roster", zipped(), under=world.school.pk)
    (folder,) = {path.parent for path in kept()}
    os.utime(folder, (time.time() - 100_000,) * 2)
    other = world.client_of(world.head)
    send(other, "goals", SimpleUploadedFile("doelen.json", b"{}"), under=world.school.pk)
    assert [path.name for path in kept()] == ["doelen.json"]


def goals_file(identifier: str = "doc", version: str = "1", **item: str) -> SimpleUploadedFile:
    items = [{"identifier": "a", "fullStatement": "Zingen"} | item]
    package = {"CFDocument": {"identifier": identifier, "title": "Muziek", "version": version}, "CFItems": items}
    return SimpleUploadedFile("doelen.json", json.dumps(package).encode())


def test_goals_are_brought_in_for_a_unit_and_a_newer_version_shows_what_changed(world: World, client: Client) -> None:
    page = send(client, "goals", goals_file(), under=world.school.pk)
    done = confirm(client, "goals", page)
    assert Framework.objects.get(identifier="doc").owner == world.school
    assert "Muziek" in done.content.decode()
    page = send(client, "goals", goals_file(version="2", fullStatement="Samen zingen"), under=world.school.pk)
    assert "wordt: “Samen zingen”" in page.content.decode()
    done = confirm(client, "goals", page)
    assert "Wat veranderde" in done.content.decode() and "<del>Zingen</del>" in done.content.decode()
    lists = [world.client_of(one).get(reverse("goals")) for one in (world.teacher, world.other_teacher)]
    assert ["Muziek" in one.content.decode() for one in lists] == [True, False]
    searches = [
        world.client_of(one).get(reverse("goals"), {"q": "zingen"}) for one in (world.learners[0], world.other_teacher)
    ]
    assert ["Samen zingen" in one.content.decode() for one in searches] == [True, False]


def test_nobody_brings_in_goals_over_the_head_of_another(world: World, client: Client) -> None:
    whole = world.goals["add"].framework.identifier
    page = send(client, "goals", goals_file(whole), under=world.school.pk)
    assert "het hele net" in page.content.decode() and "seal" not in page.content.decode()
    Framework.objects.create(identifier="doc", version="1", title={"nl": "Muziek"}, owner=world.other_school)
    page = send(client, "goals", goals_file(version="2"), under=world.school.pk)
    assert "voor BS De Beek" in page.content.decode()
    assert client.post(reverse("import_look", args=["goals"]), {"seal": "x"}).status_code == 200
    assert not Goal.objects.filter(identifier="a").exists()
    today = world.viewer(world.secretary).on
    add_member(person=world.secretary, unit=world.school_group, role="ict_coordinator", starts=today, by=None)
    confirm(client, "goals", send(client, "goals", goals_file(), under=world.school_group.pk))
    assert Framework.objects.get(identifier="doc").owner == world.school_group
    assert not send(client, "goals", goals_file(), under=world.network.pk).context["form"].is_valid()


def test_a_package_with_mistakes_can_be_mended(world: World, client: Client) -> None:
    page = send(client, "goals", goals_file(humanCodingScheme="x" * 70), under=world.school.pk)
    assert "Zet recht wat recht te zetten is" in page.content.decode()
    look = reverse("import_look", args=["goals"])
    page = client.get(look, {"good_rows": 1})
    assert "CFItems[1].humanCodingScheme – Dit was te lang: ingekort." in page.content.decode()
    seal = re.search(r'name="seal" value="(\w+)"', page.content.decode()).group(1)
    client.post(f"{look}?good_rows=1", {"seal": seal})
    assert Goal.objects.get(identifier="a").code == "x" * 60
    assert not kept()


def test_the_columns_of_a_curriculum_are_looked_at_and_changed(world: World, client: Client) -> None:
    text = b"Leerplan;Wenk;Kleur\nDe leerlingen zingen.;in canon;rood\n"
    about = {"title": "Muziek", "version": "1", "under": world.school.pk}
    page = send(client, "goal-sheet", SimpleUploadedFile("muziek.csv", text), **about)
    assert "Zo wordt elke kolom gelezen" in page.content.decode() and "in canon" in page.content.decode()
    fields = {"column-0": "text", "column-1": "examples", "column-2": "text"}
    assert client.post(reverse("import_columns"), fields).status_code == 422
    page = client.post(reverse("import_columns"), fields | {"column-2": "code"}, follow=True)
    assert '<option value="code" selected>' in page.content.decode()
    confirm(client, "goal-sheet", page)
    goal = Goal.objects.get(code="rood")
    assert (goal.full_statement, goal.note) == ("De leerlingen zingen.", "in canon")
    assert goal.framework.owner == world.school


def test_skills_of_a_file_are_searched_a_goal_or_get_one_from_a_table(world: World, client: Client) -> None:
    today = world.viewer(world.secretary).on
    add_member(person=world.secretary, unit=world.school_group, role="ict_coordinator", starts=today, by=None)
    text = b"user_id,item_id,timestamp,correct,skill_id\n1,a,10,1,7\n1,b,20,1,8\n"
    send(client, "responses", SimpleUploadedFile("r.csv", text), layout="generic", under=world.school_group.pk)
    address = reverse("import_skills")
    found = client.get(address, {"skill": "7", "q": "breuken vergelijken"}).content.decode()
    compare, add = world.goals["compare"], world.goals["add"]
    assert f'name="goal" value="{compare.pk}"' in found
    client.post(address, {"skill": "7", "goal": compare.pk})
    assert client.post(address, {"skill": "7", "goal": "999999"}).status_code == 422
    table = client.get(reverse("import_skills_file")).content.decode("utf-8-sig")
    assert "7,7,1," in table and compare.full_statement in table
    wrong = table.replace("\n8,8,1,,", "\n8,8,1,,nergens")
    answer = client.post(reverse("import_skills_upload"), {"file": SimpleUploadedFile("t.csv", wrong.encode())})
    assert "Er is geen doel “nergens”" in answer.content.decode()
    right = table.replace("8,8,1,,", f"8,8,1,{add.framework.identifier},{add.identifier}")
    client.post(reverse("import_skills_upload"), {"file": SimpleUploadedFile("t.csv", right.encode())})
    page = client.get(reverse("import_look", args=["responses"]))
    assert "2 een doel dat je koos" in page.content.decode()
    confirm(client, "responses", page)
    assert {row.goals.get() for row in Evidence.objects.filter(item__in="ab")} == {compare, add}


@pytest.mark.parametrize("name", ["import_columns", "import_skills", "import_skills_file", "import_skills_upload"])
def test_without_a_file_that_waits_one_begins_again(client: Client, name: str) -> None:
    method = client.get if name in ("import_skills", "import_skills_file") else client.post
    assert method(reverse(name)).status_code == 302


def test_responses_need_a_school_group(world: World, client: Client) -> None:
    assert client.get(reverse("import_choose", args=["responses"])).status_code == 404
    today = world.viewer(world.secretary).on
    add_member(person=world.secretary, unit=world.school_group, role="ict_coordinator", starts=today, by=None)
    page = send(
        client, "responses", SimpleUploadedFile("r.csv", RESPONSES), layout="assistments", under=world.school_group.pk
    )
    confirm(client, "responses", page)
    assert Unit.objects.get(name="Klas 13241").parent.parent == world.school_group


def test_responses_in_the_future_are_refused_with_a_sentence(world: World, client: Client) -> None:
    today = world.viewer(world.secretary).on
    add_member(person=world.secretary, unit=world.school_group, role="ict_coordinator", starts=today, by=None)
    file = SimpleUploadedFile("r.csv", RESPONSES)
    page = send(client, "responses", file, layout="assistments", under=world.school_group.pk, day="2999-01-01")
    assert "toekomst" in page.content.decode()


def test_the_good_rows_come_in_and_the_others_can_be_fetched(world: World, client: Client) -> None:
    today = world.viewer(world.secretary).on
    add_member(person=world.secretary, unit=world.school_group, role="ict_coordinator", starts=today, by=None)
    text = b"user_id,item_id,timestamp,correct,skill_id\n1,a,10,1,7\n1,b,20,9,7\n"
    page = send(client, "responses", SimpleUploadedFile("r.csv", text), layout="generic", under=world.school_group.pk)
    assert "?good_rows=1" in page.content.decode() and not Evidence.objects.filter(item="a").exists()
    look, fetch = reverse("import_look", args=["responses"]), reverse("import_rest", args=["responses"])
    page = client.get(look, {"good_rows": 1})
    assert fetch in page.content.decode()
    seal = re.search(r'name="seal" value="(\w+)"', page.content.decode()).group(1)
    page = client.post(f"{look}?good_rows=1", {"seal": seal}, follow=True)
    assert Evidence.objects.filter(item="a").count() == 1
    rest = client.get(fetch)
    assert rest.headers["Content-Disposition"] == 'attachment; filename="r.rest.csv"'
    assert rest.content.decode("utf-8-sig").splitlines()[1].startswith("1,b,20,9,7,correct: ")


def test_there_is_no_rest_without_a_file_that_waits(client: Client) -> None:
    assert client.get(reverse("import_rest", args=["roster"])).status_code == 302


def test_an_empty_class_list_is_downloaded_and_a_filled_one_comes_in(world: World, client: Client) -> None:
    page = client.get(reverse("import_choose", args=["sheet"]))
    assert reverse("import_template") in page.content.decode()
    assert client.get(reverse("import_template")).content.startswith(b"PK")
    text = "voornaam;naam;klas;rol;gebruikersnaam\nZoë;Đặng;L3A;leerling;zoe\n".encode()
    page = send(client, "sheet", SimpleUploadedFile("lijst.csv", text), under=world.school.pk)
    confirm(client, "sheet", page)
    assert Person.objects.get(given_name="Zoë").memberships.get().unit == world.group


def test_an_unknown_kind_does_not_exist(client: Client) -> None:
    assert client.get(reverse("import_choose", args=["wachtwoorden"])).status_code == 404


@pytest.mark.parametrize("name", ["imports", "import_choose", "import_look"])
def test_the_screens_ask_few_queries(world: World, client: Client, name: str, django_assert_max_num_queries) -> None:
    send(client, "goals", goals_file(), under=world.school.pk)
    with django_assert_max_num_queries(12):
        client.get(reverse(name, args=[] if name == "imports" else ["goals"]))


def test_a_large_file_is_worked_at_beside_the_requests_and_found_again(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGE", 100)
    page = send(client, "roster", zipped(), under=world.school.pk)
    look = reverse("import_look", args=["roster"])
    assert "Dit is een groot bestand" in page.content.decode()
    assert client.get(look, headers={"HX-Request": "true"}).status_code == 204
    assert look in client.get(reverse("imports")).content.decode(), "who closed the tab finds it again"
    assert run_next().state == Task.State.DONE
    assert client.get(look, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = client.get(look)
    assert "leerstijlen hebben geen grond" in page.content.decode()
    assert not Person.objects.filter(given_name="Zoë").exists()
    assert "Dit is een groot bestand" in confirm(client, "roster", page).content.decode()
    assert run_next().state == Task.State.DONE
    assert Unit.objects.get(name="5 Uil").parent == world.school
    assert "Het is binnen" in client.get(look, follow=True).content.decode()
    assert not kept() and run_next() is None


def test_what_is_wrong_with_a_large_file_is_told_in_the_language_of_who_asked(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGE", 100)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    send(client, "roster", zipped(users=ROSTER["users"].replace("true", "ja")), under=world.school.pk)
    assert run_next().state == Task.State.DONE
    text = client.get(reverse("import_look", args=["roster"])).content.decode()
    assert "neither true nor false" in text and "line 2" in text


def test_a_large_file_that_is_thrown_away_or_whose_owner_lost_the_place_changes_nothing(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGE", 100)
    send(client, "roster", zipped(), under=world.school.pk)
    client.post(reverse("import_throw_away", args=["roster"]))
    assert run_next().state == Task.State.DONE
    page = send(client, "roster", zipped(), under=world.school.pk)
    run_next()
    confirm(client, "roster", client.get(reverse("import_look", args=["roster"])))
    world.secretary.memberships.all().delete()
    while run_next():
        pass
    assert not Person.objects.filter(given_name="Zoë").exists()
    assert page.status_code == 200


ROSTERS = Path(__file__).resolve().parents[4] / "shared" / "data" / "roster"


@pytest.mark.real_data
@pytest.mark.skipif(not ROSTERS.exists(), reason="the data folder beside the repository is absent")
@pytest.mark.parametrize(("name", "people"), [("oneroster.zip", 20), ("oneroster12_one_row_each.zip", 1)])
def test_every_roster_of_others_comes_in_on_the_screen(world: World, client: Client, name: str, people: int) -> None:
    before = Person.objects.count()
    file = SimpleUploadedFile(name, (ROSTERS / name).read_bytes())
    confirm(client, "roster", send(client, "roster", file, under=world.school.pk, day="2026-09-01"))
    assert Person.objects.count() == before + people
    again = SimpleUploadedFile(name, (ROSTERS / name).read_bytes())
    page = send(client, "roster", again, under=world.school.pk, day="2026-09-01")
    assert page.context["preview"].is_empty


def test_a_roster_is_given_along_and_comes_in_again_unchanged(world: World, client: Client) -> None:
    address = reverse("roster_out")
    assert address in client.get(reverse("imports")).content.decode()
    assert client.get(address).status_code == 200
    answer = client.post(address, {"unit": world.school.pk, "version": "1.2", "since": ""})
    assert answer.headers["Content-Type"] == "application/zip"
    today = world.viewer(world.secretary).on
    add_member(person=world.secretary, unit=world.school_group, role="ict_coordinator", starts=today, by=None)
    file = SimpleUploadedFile("terug.zip", client.post(address, {"unit": world.school.pk, "version": "1.1"}).content)
    page = send(client, "roster", file, under=world.school_group.pk)
    assert page.context["preview"].is_empty
    other = client.post(address, {"unit": world.network.pk, "version": "1.1"})
    assert other.headers["Content-Type"].startswith("text/html") and other.context["form"].errors


@pytest.mark.demand("D-437")
def test_what_has_no_purpose_is_named_and_cannot_be_collected(world: World, client: Client) -> None:
    """A column nobody stated a purpose for is not stored; of ours each field has one, or the product does not start."""
    users = ROSTER["users"].replace("leerstijl\n", "leerstijl,schoenmaat\n").replace("visueel\n", "visueel,38\n")
    page = send(client, "roster", zipped(users=users), under=world.school.pk)
    assert "schoenmaat" in page.content.decode()
    assert "heeft hier geen uitgesproken doel" in page.content.decode().casefold()
    confirm(client, "roster", page)
    tables = record_of(Person.objects.get(given_name="Zoë").pk)
    assert tables and all("38" not in map(str, row.values()) for table in tables for row in table.rows)
    assert every_field_has_a_purpose() == []


def test_an_empty_list_of_absences_is_downloaded_and_a_filled_one_comes_in(world: World, client: Client) -> None:
    book = load_workbook(io.BytesIO(client.get(reverse("import_absences_template")).content))
    rows = book.worksheets[0]
    assert [cell.value for cell in rows[1]] == ["gebruikersnaam", "van", "tot en met"]
    for place, value in enumerate((world.learners[0].account.username, "2026-11-18", "2026-11-20"), start=1):
        rows.cell(2, place).value = value
    out = io.BytesIO()
    book.save(out)
    page = send(client, "absences", SimpleUploadedFile("weg.xlsx", out.getvalue()), under=world.school.pk)
    confirm(client, "absences", page)
    assert str(world.learners[0].absences.get().last) == "2026-11-20"
    choose = client.get(reverse("import_choose", args=["absences"])).content.decode()
    assert reverse("import_absences_template") in choose


def test_the_rest_of_a_large_file_is_made_beside_the_requests(
    world: World, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LARGE", 10)
    today = world.viewer(world.secretary).on
    add_member(person=world.secretary, unit=world.school_group, role="ict_coordinator", starts=today, by=None)
    text = b"user_id,item_id,timestamp,correct,skill_id\n1,a,10,1,7\n1,b,20,9,7\n"
    send(client, "responses", SimpleUploadedFile("r.csv", text), layout="generic", under=world.school_group.pk)
    run_next()
    client.get(reverse("import_look", args=["responses"]), {"good_rows": 1})
    fetch = reverse("import_rest", args=["responses"])
    assert client.get(fetch).status_code == 302
    assert run_next().state == Task.State.DONE
    rest = client.get(fetch)
    assert rest.headers["Content-Disposition"] == 'attachment; filename="r.rest.csv"'
    assert b"".join(rest.streaming_content).decode("utf-8-sig").splitlines()[1].startswith("1,b,20,9,7,correct: ")
    client.post(reverse("import_throw_away", args=["responses"]))
    assert not kept()
