"""The frame around every screen."""

import re
from collections.abc import Callable

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from samenwijzer.web.shell import navigation
from samenwijzer.web.stylesheet import stylesheet
from tests.worlds import World

pytestmark = pytest.mark.urls("tests.web.addresses")
Names = Callable[[str], list[str]]


def screens_of(world: World, who: str) -> list[str]:
    person = world.learners[0] if who == "learner" else getattr(world, who)
    return [entry.address.split("/")[2] for entry in navigation(world.viewer(person))]


@pytest.mark.parametrize(
    ("who", "screens"),
    [
        ("learner", ["compass", "portfolio", "who_saw"]),
        ("teacher", ["today", "class_grids", "lessons", "sheets", "groups"]),
        ("care_coordinator", ["care", "class_grids"]),
        ("head", ["head_today", "school_plan_first", "class_grids", "care", "organisation"]),
        ("officer", ["data_requests", "oversight"]),
        ("analyst", ["organisation", "extract"]),
        ("guardian", ["my_data"]),
        ("secretary", ["organisation", "imports"]),
        ("general_director", ["organisation", "school_plan_first"]),
        ("central_staff", ["organisation"]),
    ],
)
def test_each_person_has_the_screens_of_their_functions(world: World, who: str, screens: list[str]) -> None:
    assert screens_of(world, who) == screens


def test_the_current_screen_is_marked(world: World) -> None:
    page = world.client_of(world.teacher).get(reverse("sheets")).content.decode()
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', page) == [reverse("sheets")]


def test_looking_around_needs_signing_in(db: None) -> None:
    answer = Client().get(reverse("today"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign_in"))


def test_what_may_not_be_seen_is_answered_as_what_does_not_exist(world: World) -> None:
    client = world.client_of(world.teacher)
    hidden, unknown = client.get("/hidden/"), client.get("/no-such-page/")
    assert hidden.status_code == unknown.status_code == 404
    words = [re.search(r"<h1>.*?</h1>", answer.content.decode()) for answer in (hidden, unknown)]
    assert words[0] and words[1] and words[0].group() == words[1].group()


def test_a_screen_is_not_kept_by_the_browser(world: World) -> None:
    assert "no-store" in world.client_of(world.teacher).get(reverse("today"))["Cache-Control"]


def test_a_refusal_is_a_page_with_its_sentence(world: World) -> None:
    answer = world.client_of(world.teacher).get("/refused/")
    assert answer.status_code == 422
    assert "Tuesday is full." in answer.content.decode()
    assert '<header class="top">' in answer.content.decode()


def test_a_refused_fragment_is_a_toast(world: World) -> None:
    answer = world.client_of(world.teacher).get("/refused/", headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "Tuesday is full." in answer.content.decode()
    assert "data-toast" in answer.content.decode()
    assert "<header" not in answer.content.decode()


def test_what_broke_says_so_without_the_viewer(world: World) -> None:
    client = world.client_of(world.teacher)
    client.raise_request_exception = False
    answer = client.get("/broken/")
    assert answer.status_code == 500
    assert "<h1>" in answer.content.decode()


def test_what_is_said_can_be_taken_back(world: World) -> None:
    page = world.client_of(world.teacher).get(reverse("today"), {"say": "Noted <b>twice</b>"}).content.decode()
    assert "Noted &lt;b&gt;twice&lt;/b&gt;" in page
    assert '<form method="post" action="/undo/">' in page


def test_the_stylesheet_may_be_kept_for_a_year_under_its_own_name(db: None) -> None:
    answer = Client().get(reverse("stylesheet", args=[stylesheet().digest]))
    assert "immutable" in answer["Cache-Control"]
    assert answer["Content-Type"].startswith("text/css")
    assert "Cookie" not in answer.get("Vary", "")


def test_an_older_name_of_the_stylesheet_is_not_kept(db: None) -> None:
    assert Client().get(reverse("stylesheet", args=["0123456789ab"]))["Cache-Control"] == "no-cache"


def test_modules_of_components_are_found_and_their_templates_are_not() -> None:
    assert finders.find("components/toast/toast.js")
    assert finders.find("components/toast/toast.css") is None
    assert finders.find("components/tags.py") is None


@pytest.mark.parametrize("name", ["home", "gallery", "sign_in"])
def test_nothing_stands_inline_that_the_content_policy_would_stop(world: World, name: str) -> None:
    page = Client().get(reverse(name)).content.decode()
    assert not re.findall(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=\"", page)
