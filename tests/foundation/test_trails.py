"""The trails cannot be altered through the product, and what goes around the product shows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.utils import timezone

from samenwijzer.foundation.append_only import Unalterable
from samenwijzer.foundation.audit import sealing
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.audit.models import AuditEvent, Seal
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.models import View
from tests.worlds import World


@pytest.fixture
def sealed(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Seal two batches of views and of verbs, with an open row behind each."""
    monkeypatch.setattr(sealing, "SETTLED_AFTER", timedelta(0))
    monkeypatch.setattr(sealing, "BATCH", 6)
    learners = [one.pk for one in world.learners]
    for _ in range(2):
        log_views(viewer=world.viewer(world.teacher), learners=learners, function="teacher", page="x", purpose="p")
    sealing.seal_trails(progress=lambda done, total: None)
    log_views(viewer=world.viewer(world.teacher), learners=learners, function="teacher", page="x", purpose="p")
    record(verb="look", on=Reference("a", ""), by=None)
    return world


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_sealed_trails_hold_and_new_rows_go_on(sealed: World) -> None:
    assert Seal.objects.filter(trail="views").count() == 2
    assert list(sealing.breaches()) == []
    sealing.seal_trails(progress=lambda done, total: None)
    assert Seal.objects.filter(trail="views").count() == 3
    assert list(sealing.breaches()) == []


def test_the_product_has_no_way_to_change_a_trail(sealed: World) -> None:
    row = View.objects.latest("pk")
    row.page = "other"
    ways: list[Callable[[], object]] = [
        row.save,
        row.delete,
        View.objects.all().delete,
        lambda: View.objects.update(page="other"),
        lambda: View.objects.bulk_update([row], ["page"]),
        lambda: AuditEvent.objects.update(verb="other"),
        AuditEvent.objects.latest("pk").delete,
    ]
    for way in ways:
        with pytest.raises(Unalterable):
            way()
    with pytest.raises(ProtectedError):
        sealed.learners[0].delete()
    assert list(sealing.breaches()) == []


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE network_access_view SET function = 'head' WHERE id = %s", "a row was changed"),
        ("DELETE FROM network_access_view WHERE id = %s", "5 rows stand where 6 were sealed"),
        (
            "UPDATE foundation_audit_seal SET rows = rows - 1 WHERE trail = 'views' AND last_id >= %s",
            "the seal does not follow from the one before it",
        ),
        (
            "DELETE FROM foundation_audit_seal WHERE trail = 'views' AND last_id - 5 <= %s",
            "the seal does not follow from the one before it",
        ),
    ],
)
def test_what_goes_around_the_product_shows(sealed: World, statement: str, what: str) -> None:
    sql(statement, View.objects.earliest("pk").pk)
    assert what in {one.what for one in sealing.breaches() if one.trail == "views"}


def test_rows_go_with_their_whole_batch_once_their_term_is_over(sealed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sealing.empty_past_term() == 0
    with monkeypatch.context() as later:
        now = timezone.now() + sealing.TERM + timedelta(days=1)
        later.setattr(timezone, "now", lambda: now)
        assert sealing.empty_past_term() > 12
    assert View.objects.count() == 6
    assert list(sealing.breaches()) == []
    Seal.objects.filter(trail="views").update(emptied_at=timezone.now())
    assert {one.what for one in sealing.breaches()} == {"rows were taken out before their term was over"}
