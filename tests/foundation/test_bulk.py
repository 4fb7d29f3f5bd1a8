"""Very many rows at once come out as if they were stored one by one."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from samenwijzer.foundation.bulk import insert_rows, new_ids
from samenwijzer.learning.evidence.models import Evidence
from tests.worlds import World

pytestmark = pytest.mark.django_db
UID = UUID("00000000-0000-0000-0000-00000000002a")
AT = datetime(2026, 3, 4, 5, 6, 7, 890, tzinfo=UTC)
FIELDS = ("id", "uid", "learner_id", "kind", "outcome", "step", "note", "seen_at")


def test_rows_read_back_as_they_were_given_and_the_rest_gets_its_default(world: World) -> None:
    learner = world.learners[0].pk
    (id,) = new_ids(Evidence, 1)
    insert_rows(Evidence, FIELDS, [(id, UID, learner, "observation", 0.5, None, "tab\tnewline\nbackslash \\N ş", AT)])
    row = Evidence.objects.get(uid=UID)
    assert (row.pk, row.learner_id, row.outcome, row.step, row.seen_at) == (id, learner, 0.5, None, AT)
    assert row.note == "tab\tnewline\nbackslash \\N ş"
    assert (row.is_draft, row.corrects_id, row.item) == (False, None, "")
    assert row.recorded_at is not None


def test_ids_never_meet_those_the_database_gives(world: World) -> None:
    learner = world.learners[0].pk
    before = Evidence.objects.create(learner_id=learner, kind="observation", seen_at=AT).pk
    ids = list(new_ids(Evidence, 3))
    insert_rows(
        Evidence,
        ("id", "uid", "learner_id", "kind", "seen_at"),
        [(one, UUID(int=one), learner, "self", AT) for one in ids],
    )
    after = Evidence.objects.create(learner_id=learner, kind="observation", seen_at=AT).pk
    assert len({before, *ids, after}) == 5


def test_what_the_database_forbids_is_not_stored(world: World) -> None:
    rows = [(UID, world.learners[0].pk, "observation", 7.0, AT)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(Evidence, ("uid", "learner_id", "kind", "outcome", "seen_at"), rows)
    assert not Evidence.objects.exists()
