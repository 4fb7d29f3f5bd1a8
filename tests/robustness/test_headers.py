"""What every answer carries, and what an upload may not do."""

import re

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.test import Client, override_settings
from django.urls import reverse

from tests.worlds import World

SCREENS = ("today", "class_grids", "groups", "goals", "my_data", "organisation", "mfa_index")


def policy_of(header: str) -> dict[str, list[str]]:
    """Return the directives of a content security policy."""
    directives = [one.split() for one in header.split(";") if one.strip()]
    return {name: values for name, *values in directives}


@pytest.mark.parametrize("screen", [*SCREENS, "home", "sign_in", "no such page"])
def test_every_answer_carries_the_security_headers(world: World, screen: str) -> None:
    client = Client() if screen in ("home", "sign_in") else world.client_of(world.teacher)
    answer = client.get("/bestaat-niet/" if " " in screen else reverse(screen))
    policy = policy_of(answer["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    page = answer.content.decode()
    assert not re.search(r"<script(?![^>]*(src=|application/json))|<style| style=| on\w+=\"", page)
    if screen in SCREENS:
        assert "no-store" in answer["Cache-Control"]


def test_cookies_are_kept_from_scripts_and_from_other_sites(world: World) -> None:
    answer = Client().post(reverse("step_in"), {"account": world.teacher.account.pk})
    session = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert settings.CSRF_COOKIE_SAMESITE == "Lax"


@override_settings(SECURE_HSTS_SECONDS=31_536_000, SESSION_COOKIE_SECURE=True)
def test_behind_https_browsers_are_told_to_stay_there(world: World) -> None:
    answer = Client().get(reverse("sign_in"), secure=True)
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")


def test_every_form_that_changes_something_needs_its_token(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.learners[0].account)
    for name, arguments in (("data_ask", [world.learners[0].pk]), ("own_goals", []), ("set_language", [])):
        assert client.post(reverse(name, args=arguments), {"text": "x"}).status_code == 403


def test_a_body_that_is_too_large_is_refused(world: World) -> None:
    client = world.client_of(world.learners[0])
    address = reverse("data_ask", args=[world.learners[0].pk])
    huge = "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    assert client.post(address, {"kind": "objection", "text": huge}).status_code in (400, 422)
    assert client.post(address, {f"k{n}": "" for n in range(2000)}).status_code == 400


def test_the_checks_of_the_framework_find_nothing_serious() -> None:
    assert [str(one) for one in run_checks() if one.is_serious()] == []
