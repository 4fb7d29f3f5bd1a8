"""``samenwijzer doctor``: says whether this installation is in order, and leaves with an exit code that tells it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import click
from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.models import AuditEvent, Seal
from samenwijzer.foundation.audit.sealing import breaches
from samenwijzer.foundation.backups import made_at
from samenwijzer.foundation.lake import store as lake
from samenwijzer.foundation.lake.work import holds_left_out
from samenwijzer.foundation.packs import PackError
from samenwijzer.foundation.personal_data import declared
from samenwijzer.foundation.tasks.models import Heartbeat
from samenwijzer.foundation.tasks.queries import worker_seen_at
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.network.rights.erased import people_back
from samenwijzer.practice.goals.pack import frameworks

WORKER_SILENT_AFTER = timedelta(minutes=5)
CLOCK_MAY_DIFFER = timedelta(minutes=5)
BACKUP_OLD_AFTER = timedelta(days=2)
LAKE_OLD_AFTER = timedelta(days=2)
LITTLE_SPACE = 2 * 1024**3
NO_SPACE = 200 * 1024**2


class State(StrEnum):
    """How a finding weighs: ``wrong`` makes the command fail, ``mind`` does not."""

    FINE = "fine "
    MIND = "mind "
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """What was looked at and what was seen."""

    state: State
    what: str


@click.command()
def command() -> None:
    """Look at settings, database, pack, files, worker, clock, backup, lake and trails; exit code 1 if one is wrong."""
    found = [finding for check in CHECKS for finding in _carried_out(check)]
    for finding in found:
        click.echo(f"{finding.state}  {finding.what}")
    if any(finding.state == State.WRONG for finding in found):
        raise SystemExit(1)


def _carried_out(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except DatabaseError as error:
        yield Finding(State.WRONG, f"database: {str(error).strip()}")


def _settings() -> Iterator[Finding]:
    wrong = [f"{message.id}: {message.msg}" for message in run_checks() if message.is_serious()]
    yield from (Finding(State.WRONG, f"settings: {one}") for one in wrong)
    if settings.DEMO:
        yield Finding(State.MIND, "settings: this is a demo; anybody can step in as anybody")
    elif not settings.HTTPS:
        yield Finding(State.MIND, "settings: SAMENWIJZER_HTTPS is off; cookies travel over plain connections")
    if not wrong:
        yield Finding(State.FINE, "settings: in order")


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        names = ", ".join(f"{one.app_label}.{one.name}" for one, _backwards in missing)
        yield Finding(State.WRONG, f"database: not brought up to date: {names}; run samenwijzer manage migrate")
    else:
        yield Finding(State.FINE, f"database: {connection.vendor}, up to date")


def _pack() -> Iterator[Finding]:
    try:
        organisation()
        scales()
        count = len(frameworks())
    except PackError as error:
        yield Finding(State.WRONG, f"pack: {error}")
    else:
        yield Finding(State.FINE, f"pack: {count} frameworks, in order")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free
    state = State.WRONG if free < NO_SPACE else State.MIND if free < LITTLE_SPACE else State.FINE
    yield Finding(state, f"disk: {free / 1024**3:.1f} GB free in {settings.HOME}")


def _worker() -> Iterator[Finding]:
    yield _by_age(
        worker_seen_at(), WORKER_SILENT_AFTER, State.WRONG,
        never="worker: never gave a sign of life; start samenwijzer worker", old="worker: silent since {at}",
        fine="worker: alive",
    )  # fmt: skip


def _by_age(at: datetime | None, longest: timedelta, bad: State, *, never: str, old: str, fine: str) -> Finding:
    """Return what to say of something that has to have happened not ``longest`` ago; ``{at}`` is when it did."""
    if at is None:
        return Finding(bad, never)
    state, words = (bad, old) if timezone.now() - at > longest else (State.FINE, fine)
    return Finding(state, words.format(at=f"{timezone.localtime(at):%Y-%m-%d %H:%M}"))


def _clock() -> Iterator[Finding]:
    newest = max((model.objects.aggregate(at=Max("at"))["at"] for model in (AuditEvent, Heartbeat)), key=_moment)
    if newest and newest > timezone.now() + CLOCK_MAY_DIFFER:
        yield Finding(State.WRONG, f"clock: rows are dated {timezone.localtime(newest):%Y-%m-%d %H:%M}, after now")
    else:
        yield Finding(State.FINE, "clock: nothing is dated after now")


def _moment(at: datetime | None) -> float:
    return at.timestamp() if at else 0.0


def _backup() -> Iterator[Finding]:
    yield _by_age(
        made_at(), BACKUP_OLD_AFTER, State.MIND, never="backup: none made with samenwijzer backup yet",
        old="backup: the last one is of {at}", fine="backup: made {at}",
    )  # fmt: skip


def _files() -> Iterator[Finding]:
    there = set(vault.digests())
    missing = {
        digest
        for model, what in declared()
        if what.file
        for digest in model._base_manager.exclude(**{what.file: ""}).values_list(what.file, flat=True)
        if digest not in there
    }
    if missing:
        yield Finding(State.WRONG, f"files: {len(missing)} photos or recordings are named and not there")
    else:
        yield Finding(State.FINE, f"files: {len(there)} kept, none is missing")


def _lake() -> Iterator[Finding]:
    wrong = list(lake.problems())
    if not wrong and (rows := holds_left_out(timezone.localdate())):
        wrong.append(f"{rows} rows are about people who were erased; is the worker running?")
    refreshed = lake.manifest().refreshed
    if wrong:
        yield from (Finding(State.WRONG, f"lake: {one}") for one in wrong)
    elif refreshed is None:
        yield Finding(State.MIND, "lake: not written yet; the worker does it once a day")
    elif timezone.now() - refreshed > LAKE_OLD_AFTER:
        yield Finding(State.MIND, f"lake: last refreshed {timezone.localtime(refreshed):%Y-%m-%d %H:%M}")
    else:
        rows = sum(part.rows for _table, _year, part in lake.manifest().parts())
        yield Finding(State.FINE, f"lake: {rows} rows, refreshed {timezone.localtime(refreshed):%Y-%m-%d %H:%M}")


def _erased() -> Iterator[Finding]:
    if back := people_back():
        yield Finding(State.WRONG, f"erased: {back} people of erased.jsonl are back; put the backup back again")
    else:
        yield Finding(State.FINE, "erased: nobody is back")


def _trails() -> Iterator[Finding]:
    found = list(breaches())
    yield from (Finding(State.WRONG, f"trail of {one.trail}, up to row {one.last_id}: {one.what}") for one in found)
    newest = {seal.trail: seal for seal in Seal.objects.order_by("last_id")}
    if not newest:
        yield Finding(State.MIND, "trails: nothing sealed yet; the worker seals once an hour")
    for trail, seal in newest.items():
        if trail not in {one.trail for one in found}:
            yield Finding(State.FINE, f"trail of {trail}: unbroken up to row {seal.last_id}, seal {seal.digest[:16]}")


CHECKS = (_settings, _migrations, _pack, _disk, _files, _worker, _clock, _backup, _lake, _erased, _trails)
