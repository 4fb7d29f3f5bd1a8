"""What forms cost: sums of everybody, of which nobody can be derived."""

import logging
from datetime import date

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenwijzer.cli.effort import command
from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.effort.actions import add_effort
from samenwijzer.foundation.effort.models import FormEffort
from samenwijzer.foundation.effort.queries import slowest_forms
from samenwijzer.network.people.models import Person
from tests.worlds import World


def send(world: World, person: Person, **given: object) -> int:
    sent = {"form": reverse("learner", args=[world.learners[0].pk]), "seconds": "31.4", "keys": "12"} | given
    return world.client_of(person).post(reverse("effort_measure"), sent).status_code


def stored() -> list[tuple[object, ...]]:
    return list(FormEffort.objects.order_by("pk").values_list("form", "on", "bucket", "count", "seconds", "keys"))


def test_no_person_can_be_derived(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """Who sends what cannot be told from what is kept: other people, the same rows; and no id is written anywhere."""
    caplog.set_level(logging.DEBUG)
    audited = AuditEvent.objects.count()
    with CaptureQueriesContext(connection) as queries:
        assert [send(world, one) for one in (world.teacher, world.head, world.learners[0])] == [204] * 3
    first = stored()
    assert first == [("learner", timezone.localdate(), 3, 3, 93, 36)]
    FormEffort.objects.all().delete()
    for one in (world.colleague, world.learners[1], world.secretary):
        send(world, one, form=reverse("learner", args=[world.learners[1].pk]))
    assert stored() == first
    assert not [field for field in FormEffort._meta.get_fields() if field.is_relation]
    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert all("form" in sql and "person" not in sql for sql in written if "effort" in sql)
    assert AuditEvent.objects.count() == audited
    assert not [record for record in caplog.records if record.name.startswith("samenwijzer")]
    assert slowest_forms(since=date(2020, 1, 1)) == []  # fewer than ten: it might tell of one person


@pytest.mark.demand("D-008", partly=True)
def test_the_five_slowest_are_listed_for_who_may_change_it(world: World) -> None:
    for number in range(7):
        for _ in range(10):
            add_effort(form=f"form-{number}", seconds=10 * number + 1, keys=number, on=timezone.localdate())
    add_effort(form="form-0", seconds=1e9, keys=9, on=timezone.localdate())
    found = slowest_forms(since=timezone.localdate())
    assert [one.form for one in found] == ["form-6", "form-5", "form-4", "form-3", "form-2"]
    assert (found[0].count, found[0].seconds, found[0].keys, found[0].low, found[0].high) == (10, 61, 6, 60, 120)
    for person in (world.head, world.central_staff):
        page = world.client_of(person).get(reverse("effort")).content.decode()
        assert "60 tot 120 seconden" in page
        assert "form-1" not in page
    assert world.client_of(world.teacher).get(reverse("effort")).status_code == 404
    shown = CliRunner().invoke(command).output
    assert "form-6" in shown
    assert "form-1" not in shown


def test_nonsense_is_refused(world: World) -> None:
    for wrong in ({"form": "/nergens/"}, {"seconds": "-1"}, {"seconds": "nan"}, {"keys": "veel"}, {"form": ""}):
        assert send(world, world.teacher, **wrong) == 422, wrong
    assert stored() == []
