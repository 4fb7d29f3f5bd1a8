"""The front door: landing, stepping in, signing in and out, language."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership
from samenwijzer.web.entrance.queries import people_to_step_in_as
from samenwijzer.web.entrance.urls import addresses
from tests.worlds import World, people

pytestmark = pytest.mark.urls("tests.web.addresses")


@pytest.mark.parametrize(
    ("who", "screen"),
    [("teacher", "today"), ("secretary", "organisation"), ("care_coordinator", "care"), ("head", "head_today")],
)
def test_who_is_signed_in_goes_to_their_first_screen(world: World, who: str, screen: str) -> None:
    assert world.client_of(getattr(world, who)).get("/")["Location"] == reverse(screen)


def test_a_learner_goes_to_the_compass(world: World) -> None:
    assert world.client_of(world.learners[0]).get("/")["Location"] == reverse("compass")


def test_who_has_no_function_is_told_what_to_do(world: World) -> None:
    world.teacher.memberships.all().delete()
    assert world.client_of(world.teacher).get("/").status_code == 200


def test_stepping_in_signs_in_as_that_person(world: World) -> None:
    client = Client()
    answer = client.post(reverse("step_in"), {"account": world.teacher.account.pk})
    assert answer["Location"] == reverse("home")
    assert int(client.session["_auth_user_id"]) == world.teacher.account.pk


@pytest.mark.parametrize("account", ["", "0", "999999", "somebody"])
def test_nobody_can_step_in_as_who_does_not_exist(world: World, account: str) -> None:
    assert Client().post(reverse("step_in"), {"account": account}).status_code == 404


def test_stepping_in_and_out_needs_a_post(world: World) -> None:
    assert Client().get(reverse("step_in")).status_code == 405
    assert world.client_of(world.teacher).get(reverse("sign_out")).status_code == 405


def test_without_a_demo_there_is_no_stepping_in_and_no_gallery() -> None:
    assert {pattern.name for pattern in addresses(demo=True)} - {pattern.name for pattern in addresses(demo=False)} == {
        "step_in",
        "gallery",
    }


def test_the_people_to_step_in_as_are_a_few_of_each_role_by_place(world: World) -> None:
    places = {place.name: place for place in people_to_step_in_as()}
    assert set(places) == {"BS De Beek", "BS De Regenboog", "GO!", "Scholengroep De Dender"}
    school = places["BS De Regenboog"]
    assert school.holds_learners
    assert not places["GO!"].holds_learners
    assert [len(role.few) + len(role.others) for role in school.roles] == [2, 1, 1, 1, 4]
    assert {unit for one in school.roles[-1].few for unit in one.units} == {"L3A", "L3B"}


def test_a_person_with_two_functions_stands_in_the_list_once(world: World) -> None:
    member = Membership(person=world.teacher, unit=world.school, role="member", starts=date(2020, 9, 1))
    add_members(memberships=[member], by=None)
    roles = next(place.roles for place in people_to_step_in_as() if place.name == "BS De Regenboog")
    names = [one.name for role in roles for one in (*role.few, *role.others)]
    assert names.count("Lotte Vermeulen") == 1


def test_the_few_come_from_all_over_the_school(world: World) -> None:
    on = world.viewer(world.teacher).on
    for number in range(1, 10):
        group = create_unit(kind="class", name=f"L{number}", parent=world.other_school, by=None)
        people([f"Kind {number}", f"Ander {number}"], LEARNER, group, on)
    roles = next(place.roles for place in people_to_step_in_as() if place.name == "BS De Beek")
    learners = roles[-1]
    assert len(learners.few) == 4
    assert len({unit for one in learners.few for unit in one.units}) == 4
    assert len(learners.others) == 16


def test_the_list_costs_three_queries_however_many_people(world: World) -> None:
    people([f"Kind {n}" for n in range(40)], LEARNER, world.group, world.viewer(world.teacher).on)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        people_to_step_in_as()
    assert len(queries) == 3


def test_signing_in_needs_the_right_password(world: World) -> None:
    account = world.teacher.account
    account.set_password("a long sentence of mine")
    account.save()
    client = Client()
    wrong = client.post(reverse("sign_in"), {"login": account.username, "password": "a guess"})
    assert wrong.status_code == 200
    assert 'role="alert"' in wrong.content.decode()
    right = client.post(reverse("sign_in"), {"login": account.username, "password": "a long sentence of mine"})
    assert right["Location"] == reverse("home")
    assert client.post(reverse("sign_out"))["Location"] == reverse("home")
    assert "_auth_user_id" not in client.session


def test_the_language_of_the_account_is_spoken_after_stepping_in(world: World) -> None:
    account = world.teacher.account
    account.language = "en"
    account.save()
    client = Client(headers={"accept-language": "nl"})
    client.post(reverse("step_in"), {"account": account.pk})
    assert '<html lang="en">' in client.get(reverse("today")).content.decode()


def test_dutch_is_spoken_whatever_the_browser_asks_for(db: None) -> None:
    page = Client(headers={"accept-language": "en-US"}).get(reverse("home"))
    assert page.headers["Content-Language"] == "nl"
    assert "Aanmelden" in page.content.decode()


def test_choosing_a_language_is_remembered_with_the_account(world: World) -> None:
    client = world.client_of(world.teacher)
    client.post(reverse("set_language"), {"language": "en", "next": reverse("today")})
    world.teacher.account.refresh_from_db()
    assert world.teacher.account.language == "en"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_a_language_that_does_not_exist_changes_nothing(world: World) -> None:
    world.client_of(world.teacher).post(reverse("set_language"), {"language": "klingon"})
    world.teacher.account.refresh_from_db()
    assert world.teacher.account.language == "nl"


def test_a_form_without_its_token_is_told_to_start_again(world: World) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("step_in"), {"account": world.teacher.account.pk})
    assert answer.status_code == 403
    assert re.search(r"<h1>.+</h1>", answer.content.decode())
