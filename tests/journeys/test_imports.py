"""A school secretary brings in a roster with only the browser, and looks at the class that came of it."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import fits
from tests.worlds import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROSTER = {
    "manifest": "propertyName,value\noneroster.version,1.1\nfile.orgs,bulk\nfile.classes,bulk\nfile.users,bulk\n"
    "file.enrollments,bulk\n",
    "orgs": "sourcedId,name,type\ns1,De Regenboog,school\n",
    "classes": "sourcedId,title,schoolSourcedId\nc1,5 Uil,s1\n",
    "users": "sourcedId,enabledUser,role,username,givenName,familyName,leerstijl\n"
    "u1,true,student,zoe,Zoë,Đặng,visueel\nu2,true,teacher,bram,Bram,Celis,\n",
    "enrollments": "sourcedId,classSourcedId,userSourcedId,role,beginDate\ne1,c1,u1,student,\ne2,c1,u2,teacher,\n",
}


def written(folder: Path, name: str, **changes: str) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for file, text in (ROSTER | changes).items():
            archive.writestr(f"{file}.csv", text)
    return path


def test_a_wrong_file_then_the_right_one(
    world: World, page: Page, sign_in_as, barriers, photograph, tmp_path: Path
) -> None:
    sign_in_as(page, world.secretary.account)
    page.goto("/organisatie/")
    assert barriers(page) == []
    page.get_by_role("link", name="Een bestand binnenbrengen").click()
    assert barriers(page) == []
    page.get_by_role("link", name="Klassen en mensen").click()
    assert barriers(page) == []

    wrong = ROSTER["enrollments"].replace("student,", "student,01/09/2026")
    page.set_input_files("input[type=file]", written(tmp_path, "fout.zip", enrollments=wrong))
    page.get_by_role("button", name="Eerst nakijken").click()
    expect(page.get_by_text("Schrijf 2026-09-01.")).to_be_visible()
    assert barriers(page) == []
    photograph(page, "import-fout")

    page.get_by_role("button", name="Kies een ander bestand").click()
    page.set_input_files("input[type=file]", written(tmp_path, "klassen.zip"))
    page.get_by_role("button", name="Eerst nakijken").click()
    expect(page.get_by_text("leerstijlen hebben geen grond")).to_be_visible()
    assert barriers(page) == []
    photograph(page, "import")

    page.get_by_role("button", name="binnen").click()
    expect(page.get_by_text("Het is binnen.")).to_be_visible()
    photograph(page, "organisatie")
    page.get_by_role("main").get_by_role("link", name="5 Uil").click()
    expect(page.get_by_text("Zoë Đặng")).to_be_visible()
    assert barriers(page) == []


def test_nothing_runs_off_the_page(world: World, page: Page, sign_in_as) -> None:
    sign_in_as(page, world.secretary.account)
    for path in ("/organisatie/", "/import/", "/import/roster/"):
        page.goto(path)
        fits(page, 820, 320)
