"""A backup and its restoring: equal rows and files, from this release and from an earlier one; no half or false one."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from samenwijzer.cli.main import main
from samenwijzer.foundation import vault
from samenwijzer.foundation.backups import MANIFEST, write_backup
from samenwijzer.learning.evidence.models import Attachment
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.rights.actions import answer, ask
from tests.media import WEBM, allow, picture
from tests.worlds import World, seen

SAMENWIJZER = Path(sys.executable).with_name("samenwijzer")
#: The migrations of an earlier release, by app.
EARLIER = json.loads((Path(__file__).parent / "migrations_first_chain.json").read_text())


@pytest.fixture
def full(world: World, settings, tmp_path: Path) -> World:
    """A world with a year of a class in it: results, words, a photo, a recording, a cycle, a question, accounts."""
    settings.HOME = tmp_path / "home"
    allow(world)
    for n, learner in enumerate(world.learners):
        seen(learner, world.goals["add"], [n % 2, 0.5, 1.0])
    learner, route = world.client_of(world.learners[0]), world.unit_of_work.pk
    goal = world.goals["add"].pk
    for content, name in ((picture(), "a.jpg"), (WEBM, "b.webm")):
        (settings.HOME / name).parent.mkdir(exist_ok=True)
        (settings.HOME / name).write_bytes(content)
        with (settings.HOME / name).open("rb") as file:
            learner.post(reverse("portfolio_add"), {"text": "taart 🥧", "goal": goal, "shared": "1", "file": file})
    learner.post(reverse("compass_sure", args=[route]), {"sure": 2, "goal": goal})
    learner.post(reverse("my_cycle_start"), {"title": "dino's tellen", "goal": "extra"})
    learner.post(reverse("data_ask", args=[world.learners[0].pk]), {"kind": "objection", "text": "Niet\ndoen: \x07."})
    world.client_of(world.teacher).get(reverse("learner", args=[world.learners[0].pk]))
    assert Attachment.objects.count() == 2
    return world


@pytest.fixture
def elsewhere(tmp_path: Path, django_db_setup: None) -> Iterator[dict[str, str]]:
    """The environment of an installation in which nothing was stored yet, on the same kind of database."""
    home = tmp_path / "elsewhere"
    home.mkdir()
    environment = os.environ | {"SAMENWIJZER_HOME": str(home), "DATABASE_URL": f"sqlite:///{home}/product.sqlite3"}
    if connection.vendor != "postgresql":
        yield environment
        return
    server, name = os.environ["DATABASE_URL"], f"restored_{settings.DATABASES['default']['NAME']}"
    with psycopg.connect(server, autocommit=True) as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())
        cursor.execute(f"CREATE DATABASE {name}".encode())
        yield environment | {"DATABASE_URL": urlsplit(server)._replace(path=f"/{name}").geturl()}
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def samenwijzer(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run the command line in another installation."""
    return subprocess.run(
        [SAMENWIJZER, *map(str, arguments)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def content(path: Path) -> dict[str, bytes]:
    """Return the members of a backup but for when it was made."""
    with zipfile.ZipFile(path) as backup:
        found = {name: backup.read(name) for name in backup.namelist()}
    said = json.loads(found[MANIFEST]) | {"made_at": ""}
    return found | {MANIFEST: json.dumps(said).encode()}


def changed(path: Path, to: Path, **members: bytes) -> Path:
    """Write a backup with other members."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            if (given := members.get(name, old.read(name))) is not None:
                new.writestr(name, given)
    return to


def test_what_is_put_back_equals_what_was_there(full: World, elsewhere: dict[str, str], tmp_path: Path) -> None:
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    if connection.vendor == "sqlite":  # says 0 of a table that a migration made anew, which PostgreSQL would refuse
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('auth_group', 0)")
    manifest = write_backup(first)
    assert manifest.tables["auth.Group"].last is None
    assert manifest.files == 2
    assert manifest.tables["learning_evidence.Evidence"].rows >= 20
    assert first.stat().st_mode & 0o077 == 0
    put = samenwijzer(elsewhere, "restore", first)
    assert put.returncode == 0, put.stdout
    again = samenwijzer(elsewhere, "backup", second)
    assert again.returncode == 0, again.stdout
    assert content(second) == content(first)
    refused = samenwijzer(elsewhere, "restore", first)
    assert refused.returncode == 1
    assert "not empty" in refused.stdout


def test_who_was_erased_since_does_not_come_back_with_the_backup(
    full: World, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    file, learner = tmp_path / "backup.zip", full.learners[1]
    write_backup(file)
    home = Path(elsewhere["SAMENWIJZER_HOME"])
    key = elsewhere | {"SAMENWIJZER_PSEUDONYM_KEY": settings.PSEUDONYM_KEY}
    left = Membership.objects.filter(person=learner)
    left.update(ends=timezone.localdate() - timedelta(days=1))
    with TestCase.captureOnCommitCallbacks(execute=True):
        asked = ask(person=learner.pk, kind="erasure", text="Alles weg.", by=full.viewer(learner))
        answer(request=asked.pk, is_granted=True, text="Is gedaan.", by=full.viewer(full.head))
    shutil.copy(settings.HOME / "erased.jsonl", home)
    assert str(learner) not in (home / "erased.jsonl").read_text()
    put = samenwijzer(key, "restore", file)
    assert put.returncode == 0, put.stdout
    assert "Erased again, as they were since the backup was made: 1" in put.stdout
    after = tmp_path / "after.zip"
    assert samenwijzer(key, "backup", after).returncode == 0
    told = b"".join(content(after).values()).decode(errors="replace")
    assert learner.family_name not in told
    assert full.learners[0].family_name in told


def test_a_backup_of_an_earlier_release_comes_in_and_loses_nothing(
    full: World, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    now, then, after = tmp_path / "now.zip", tmp_path / "then.zip", tmp_path / "after.zip"
    write_backup(now)
    columns = as_it_was(now, then)
    put = samenwijzer(elsewhere, "restore", then)
    assert put.returncode == 0, put.stdout
    samenwijzer(elsewhere, "backup", after)
    assert json.loads(content(after)[MANIFEST])["migrations"] == json.loads(content(now)[MANIFEST])["migrations"]
    old, new = tables(then, columns), tables(after, columns)
    lost = {label: [row for row in rows if row not in new[label]] for label, rows in old.items()}
    assert {label: rows for label, rows in lost.items() if rows} == {}
    assert sum(map(len, old.values())) > 150
    assert len(columns) > 20


def as_it_was(now: Path, then: Path) -> dict[str, list[str]]:
    """Write a backup as an earlier release would have: its tables and columns; return those it shares with now."""
    loader = MigrationLoader(None)
    nodes = {(app, name) for app, names in EARLIER.items() for name in names}
    inside = {one: {child.key for child in loader.graph.node_map[one].children} & nodes for one in nodes}
    leaves = [one for one in nodes if not any(child[0] == one[0] for child in inside[one])]
    members = content(now)
    manifest = json.loads(members[MANIFEST])
    said, shared = manifest["tables"], {}
    manifest |= {"migrations": EARLIER, "tables": {}, "made_at": "2026-01-05T08:00:00+00:00"}
    for model in loader.project_state(leaves).apps.get_models(include_auto_created=True):
        label = model._meta.label
        if label in said:
            table = f"tables/{label}.jsonl"
            shared[label], members[table] = narrowed(members[table], model)
            manifest["tables"][label] = said[label] | {"sha256": sha256(members[table]).hexdigest()}
    members[MANIFEST] = json.dumps(manifest).encode()
    with zipfile.ZipFile(then, "w") as out:
        for name, data in members.items():
            out.writestr(name, data)
    return shared


def narrowed(table: bytes, model: type[models.Model]) -> tuple[list[str], bytes]:
    """Return the columns that ``model`` of then shares with now, and the table as it was then."""
    header, *rows = map(json.loads, table.splitlines())
    fields = {field.attname: field for field in model._meta.concrete_fields}
    empty = {name: field.get_default() for name, field in fields.items()}
    then = [empty | {name: value for name, value in zip(header, row, strict=True) if name in fields} for row in rows]
    lines = [list(fields), *(list(row.values()) for row in then)]
    return [name for name in header if name in fields], b"".join(json.dumps(line).encode() + b"\n" for line in lines)


def tables(path: Path, columns: dict[str, list[str]]) -> dict[str, list[list[object]]]:
    """Return the rows of a backup with these columns only."""
    members, found = content(path), {}
    for label, names in columns.items():
        header, *rows = map(json.loads, members[f"tables/{label}.jsonl"].splitlines())
        found[label] = [[row[header.index(name)] for name in names] for row in rows]
    return found


def restoring(path: Path) -> str:
    """Return what the command line says when ``path`` is to be put back; nothing may have changed."""
    before = Attachment.objects.count()
    answer = CliRunner().invoke(main, ["restore", "--over", str(path)])
    assert answer.exit_code == 1
    assert Attachment.objects.count() == before
    return answer.output


def test_a_damaged_a_false_and_a_later_backup_are_refused_before_anything_changes(full: World, tmp_path: Path) -> None:
    good = tmp_path / "good.zip"
    write_backup(good)
    assert "exists already" in CliRunner().invoke(main, ["backup", str(good)]).output
    assert "Whole" in CliRunner().invoke(main, ["restore", "--check", str(good)]).output
    table = "tables/network_people.Person.jsonl"
    assert "is not what was written" in restoring(changed(good, tmp_path / "1", **{table: b"[]\n"}))
    digest = next(vault.digests())
    assert "is not what was written" in restoring(changed(good, tmp_path / "2", **{f"attachments/{digest}": b"x"}))
    manifest = json.loads(content(good)[MANIFEST])
    later = manifest | {"migrations": manifest["migrations"] | {"network_people": ["0001_initial", "0999_later"]}}
    assert "network_people.0999_later" in restoring(
        changed(good, tmp_path / "3", **{MANIFEST: json.dumps(later).encode()})
    )
    assert "form 2" in restoring(
        changed(good, tmp_path / "4", **{MANIFEST: json.dumps(manifest | {"form": 2}).encode()})
    )
    (tmp_path / "5").write_bytes(good.read_bytes()[:-400])
    (tmp_path / "6").write_bytes(b"nothing")
    for broken in ("5", "6"):
        assert "no whole backup" in restoring(tmp_path / broken)
