"""``samenwijzer doctor``: says what is wrong, and its exit code says that something is."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection
from django.utils import timezone

from samenwijzer.cli.doctor import command
from samenwijzer.foundation.audit import sealing
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.backups import write_backup
from samenwijzer.foundation.lake.work import forget, refresh
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.actions import beat
from samenwijzer.foundation.tasks.models import Heartbeat
from samenwijzer.learning.evidence.models import Attachment, Evidence
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.rights.erased import write_list
from samenwijzer.network.rights.erasure import erase_person
from tests.worlds import World, seen

pytestmark = pytest.mark.django_db


def doctor() -> Result:
    return CliRunner().invoke(command)


@pytest.fixture(autouse=True)
def _sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "SETTLED_AFTER", timedelta(0))
    record(verb="look", on=Reference("a", ""), by=None)
    sealing.seal_trails(progress=lambda done, total: None)
    beat()


def test_an_installation_in_order_is_told_so() -> None:
    answer = doctor()
    assert answer.exit_code == 0, answer.output
    assert "WRONG" not in answer.output
    for word in (
        "settings:",
        "up to date",
        "pack:",
        "GB free",
        "worker: alive",
        "none is missing",
        "clock: nothing",
        "trail of audit: unbroken",
    ):
        assert word in answer.output


def test_an_altered_trail_is_wrong() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE foundation_audit_auditevent SET verb = 'nothing'")
    answer = doctor()
    assert answer.exit_code == 1
    assert "WRONG  trail of audit, up to row" in answer.output
    assert "a row was changed" in answer.output


def test_a_silent_worker_and_a_full_disk_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    Heartbeat.objects.update(at=timezone.now() - timedelta(hours=1))
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage._replace(free=1024))
    answer = doctor()
    assert answer.exit_code == 1
    assert "WRONG  worker: silent since" in answer.output
    assert "WRONG  disk: 0.0 GB free" in answer.output


def test_a_database_that_is_behind_is_wrong() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'foundation_audit' AND name = '0002_seals'")
    answer = doctor()
    assert answer.exit_code == 1
    assert "foundation_audit.0002_seals" in answer.output


def test_a_clock_that_was_ahead_a_missing_photo_and_an_old_backup_are_told(
    world: World, settings, tmp_path: Path
) -> None:
    settings.HOME = tmp_path
    assert "mind   backup: none made" in doctor().output
    old = timezone.localtime() - timedelta(days=3)
    (tmp_path / "last-backup.txt").write_text(old.isoformat())
    Heartbeat.objects.update(at=timezone.now() + timedelta(days=1))
    seen(world.learners[0], world.goals["add"], [1.0])
    Attachment.objects.create(
        evidence=Evidence.objects.first(), kind="picture", content_type="image/jpeg", size=1, digest="0" * 64,
        added_by_id=world.teacher.pk,
    )  # fmt: skip
    answer = doctor()
    assert answer.exit_code == 1
    assert "mind   backup: the last one is of" in answer.output
    assert "WRONG  clock: rows are dated" in answer.output
    assert "WRONG  files: 1 photos or recordings" in answer.output
    write_backup(tmp_path / "backup.zip")
    assert "fine   backup: made" in doctor().output


def test_a_lake_that_holds_who_was_erased_and_a_loose_file_are_wrong(world: World, settings, tmp_path: Path) -> None:
    settings.HOME = tmp_path
    refresh(progress=lambda done, total: None)
    assert "lake: 10 rows, refreshed" in doctor().output
    Membership.objects.filter(person=world.learners[0]).update(ends=timezone.localdate() - timedelta(days=1))
    tombstone = erase_person(person=world.learners[0].pk, by=None, on=timezone.localdate())
    write_list()
    assert "WRONG  lake: 1 rows are about people who were erased" in doctor().output
    (tmp_path / "lake" / "memberships" / "2020.part").write_bytes(b"half")
    assert "WRONG  lake: memberships/2020.part is there and not named" in doctor().output
    forget(progress=lambda done, total: None)
    assert "lake: 9 rows" in doctor().output
    tombstone.delete()
    assert "WRONG  erased: 1 people of erased.jsonl are back" in doctor().output
