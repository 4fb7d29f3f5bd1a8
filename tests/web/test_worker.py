"""Installing the product, and the script that answers without a connection."""

import json
from pathlib import Path

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from tests.worlds import World


def test_the_worker_is_a_script_at_the_root_that_is_never_an_old_one(client: Client) -> None:
    answer = client.get(reverse("worker"))
    assert reverse("worker").count("/") == 1
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert b"addEventListener" in answer.content


def test_the_manifest_names_icons_that_exist(db: None, client: Client) -> None:
    assert 'rel="manifest" href="/static/manifest.webmanifest"' in client.get(reverse("sign_in")).content.decode()
    manifest = json.loads(Path(str(finders.find("manifest.webmanifest"))).read_text(encoding="utf-8"))
    assert manifest["scope"] == "/"
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert all(finders.find(icon["src"]) for icon in manifest["icons"])


def test_only_who_is_signed_in_gets_the_module_that_registers_the_worker(world: World, client: Client) -> None:
    module = "components/offline/offline.js"
    assert module not in client.get(reverse("sign_in")).content.decode()
    assert module in world.client_of(world.learners[0]).get(reverse("compass")).content.decode()


def test_only_who_guides_learners_has_a_sheet_to_keep(world: World) -> None:
    address = f'data-keeps="{reverse("today_sheet")}"'
    assert address in world.client_of(world.teacher).get(reverse("today")).content.decode()
    assert address not in world.client_of(world.learners[0]).get(reverse("compass")).content.decode()
