"""The lake: no word in any file, nobody in it who may not be, and whoever is killed leaves the old or the new whole."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.utils import timezone

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.lake import checks, store, tables, work
from samenwijzer.foundation.lake.opening import open_lake
from samenwijzer.foundation.lake.tables import Column, all_tables
from samenwijzer.foundation.lake.work import lake_name
from samenwijzer.foundation.tasks.actions import enqueue, run_next
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import current
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.network.organisation.models import LEARNER, Membership
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.erasure import erase_person
from tests.worlds import World, seen

PLANTED = "woordvandekat"


def silent(done: int, total: int) -> None:
    """Nobody reads along."""


@pytest.fixture
def lake(world: World, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A world whose lake was written, without packing, so that bytes can be looked for."""
    settings.HOME = tmp_path
    monkeypatch.setattr(store, "COMPRESSION", "none")
    for n, learner in enumerate(world.learners):
        seen(learner, world.goals["add"], [n % 2, 0.5, 1.0])
        seen(learner, world.goals["clock"], [0.3], days_ago=400)
    Evidence.objects.update(note=PLANTED, item=PLANTED)
    Person.objects.filter(pk=world.learners[1].pk).update(family_name=PLANTED, email=f"{PLANTED}@example.org")
    work.refresh(progress=silent)
    return world


def files() -> list[Path]:
    return [one for one in store.home().rglob("*") if one.is_file()]


def holding(words: str) -> list[Path]:
    return [one for one in files() if words.encode() in one.read_bytes()]


def rows(table: str) -> list[dict[str, Any]]:
    parts = store.manifest().tables.get(table, {}).values()
    return [row for part in parts for row in pq.read_table(store.home() / part.file).to_pylist()]


def test_it_holds_what_stands_under_pseudonyms_and_not_a_word(lake: World) -> None:
    assert len(rows("evidence")) == current().count() == 24
    assert len(rows("estimates")) == Estimate.objects.count() == 12
    learning = Membership.objects.filter(role=LEARNER)
    assert {row["learner"] for row in rows("memberships")} == {lake_name(one.person_id) for one in learning}
    assert {row["school"] for row in rows("memberships")} == {lake.school.pk, lake.other_school.pk}
    assert len(store.manifest().tables["evidence"]) == 2, "a file a school year"
    for words in (PLANTED, "Noor", "Baert", "Vermeulen", "L3A", "Regenboog", "breuken"):
        assert holding(words) == [], words
    assert holding(lake_name(lake.learners[0].pk)), "bytes can be looked for"
    assert list(store.problems()) == []
    assert store.home().stat().st_mode & 0o077 == 0


def test_only_what_changed_is_written_again(lake: World) -> None:
    before = {part.file for _table, _year, part in store.manifest().parts()}
    work.refresh(progress=silent)
    assert {part.file for _table, _year, part in store.manifest().parts()} == before
    old = Evidence.objects.order_by("seen_at").first()
    Evidence.objects.create(learner=old.learner, kind=old.kind, seen_at=old.seen_at, corrects=old, retracts=True)
    work.refresh(progress=silent)
    after = {part.file for _table, _year, part in store.manifest().parts()}
    assert len(before - after) == len(after - before) == 1
    assert {one.relative_to(store.home()).as_posix() for one in store.home().glob("*/*")} == after
    assert len(rows("evidence")) == 23


def test_an_undeclared_column_and_one_with_words_stop_the_product(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.every_column_has_a_purpose() == []
    table = all_tables()[0]
    for name in ("note", "item", "uid_of_nobody"):
        if name == "uid_of_nobody":
            what = type(Evidence.personal_data)(**{**vars(Evidence.personal_data), "impersonal": ()})
            monkeypatch.setattr(Evidence, "personal_data", what)
            name = "is_draft"
        column = Column("extra", "key" if name != "is_draft" else "yes_or_no", f"learning_evidence.Evidence.{name}")
        planted = tables.LakeTable(table.name, table.subject, (column,), table.years, table.rows)
        monkeypatch.setattr(checks, "all_tables", lambda planted=planted: [planted])
        assert [error.msg for error in checks.every_column_has_a_purpose()] == [
            f"Column {table.name}.extra of the lake has no declared purpose."
        ]


def test_words_in_a_column_of_keys_are_refused(lake: World, monkeypatch: pytest.MonkeyPatch) -> None:
    Evidence.objects.filter(learner=lake.learners[0]).update(kind="Noor huilde")
    with pytest.raises(work.NoKey):
        work.refresh(progress=silent)
    assert holding("Noor huilde") == []
    monkeypatch.setattr(work, "_check_keys", lambda *given: None)
    work.refresh(progress=silent)
    assert holding("Noor huilde"), "without the rule the words come in: the check above notices"


def gone(world: World) -> Person:
    learner = world.learners[0]
    Membership.objects.filter(person=learner).update(ends=timezone.localdate() - timezone.timedelta(days=1))
    return learner


def erase(world: World) -> str:
    """Erase the first learner in the product, and return the name it had in the lake."""
    learner = gone(world)
    erase_person(person=learner.pk, by=None, on=timezone.localdate())
    return lake_name(learner.pk)


def test_after_an_erasure_the_pseudonym_stands_in_no_file(lake: World) -> None:
    others = len([row for row in rows("evidence") if row["learner"] != lake_name(lake.learners[0].pk)])
    name = erase(lake)
    assert holding(name), "it stands there until the worker comes"
    assert work.holds_left_out(timezone.localdate()) > 0
    while run_next():
        pass
    assert holding(name) == []
    assert name not in str([rows(table.name) for table in all_tables()])
    assert len(rows("evidence")) == others
    assert AuditEvent.objects.get(verb="forget in lake").count == 7
    work.refresh(progress=silent)
    assert holding(name) == [], "nor does a refresh bring it back"
    assert work.holds_left_out(timezone.localdate()) == 0


class Killed(BaseException):
    """Stands for SIGKILL: nothing of the product catches it."""


def points(monkeypatch: pytest.MonkeyPatch, at: int) -> Iterator[None]:
    """Be killed at file operation number ``at``: before and after each sync, replacement and removal."""
    count = [0]

    def watched(real: Any) -> Any:
        def step(*given: Any, **more: Any) -> Any:
            here()
            done = real(*given, **more)
            here()
            return done

        return step

    def here() -> None:
        count[0] += 1
        if count[0] == at:
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(store.os, "fsync", watched(os.fsync))
        patch.setattr(Path, "replace", watched(Path.replace))
        patch.setattr(Path, "unlink", watched(Path.unlink))
        yield


def test_killed_at_any_file_operation_it_leaves_old_or_new_whole_and_is_finished_after(
    lake: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {part.file: (store.home() / part.file).read_bytes() for _t, _y, part in store.manifest().parts()}
    manifest = (store.home() / store.MANIFEST).read_bytes()
    name = erase(lake)
    tried = 0
    for at in range(1, 500):
        put_back(before | {store.MANIFEST: manifest})
        finished = False
        for _ in points(monkeypatch, at):
            try:
                work.forget(progress=silent)
                finished = True
            except Killed:
                pass
        if finished:
            break
        tried += 1
        for _table, _year, part in store.manifest().parts():
            content = (store.home() / part.file).read_bytes()
            assert content == before.get(part.file, content)
            whole = {row["learner"] for row in pq.read_table(store.home() / part.file).to_pylist()}
            assert (part.file in before) or name not in whole
        work.forget(progress=silent)
        assert holding(name) == []
        assert list(store.problems()) == []
    assert tried >= 60


def put_back(content: dict[str, bytes]) -> None:
    """Let the lake stand as it was."""
    for file in store.home().glob("*/*"):
        file.unlink()
    for name, one in content.items():
        (store.home() / name).write_bytes(one)


def test_a_refresh_that_was_killed_goes_on_and_a_task_of_it_runs_again(
    lake: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(lake.learners[2], lake.goals["compare"], [0.7])
    for at in (1, 4, 9, 13):
        for _ in points(monkeypatch, at):
            with pytest.raises(Killed):
                work.refresh(progress=silent)
    enqueue(name="refresh lake")
    assert run_next().message == ""
    assert len(rows("evidence")) == 25
    assert list(store.problems()) == []


def test_what_is_wrong_with_the_files_is_told(lake: World, settings: Any) -> None:
    part = store.manifest().tables["evidence"][min(store.manifest().tables["evidence"])]
    file = store.home() / part.file
    (store.home() / "evidence" / "2001.part").write_bytes(b"half")
    file.write_bytes(file.read_bytes() + b" ")
    told = " ".join(store.problems())
    assert "is not what was written" in told and "2001.part is there and not named" in told
    file.unlink()
    assert "named and not there" in " ".join(store.problems())
    settings.PSEUDONYM_KEY = "another"
    assert "another SAMENWIJZER_PSEUDONYM_KEY" in " ".join(store.problems())
    work.refresh(progress=silent)
    assert list(store.problems()) == []


def test_it_is_read_through_ibis_and_before_it_was_written_it_has_no_rows(
    lake: World, settings: Any, tmp_path: Path
) -> None:
    with open_lake() as found:
        evidence = found["evidence"]
        sums = evidence.group_by("kind").agg(pieces=evidence.piece.nunique(), mean=evidence.outcome.mean())
        assert [row["pieces"] for row in sums.to_pyarrow().to_pylist()] == [24]
    settings.HOME = tmp_path / "nothing"
    with open_lake() as found:
        assert found["evidence"].count().to_pyarrow().as_py() == 0
