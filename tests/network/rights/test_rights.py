"""Rights over one's own data: consent, requests with an answer, copies, erasing with tombstones, terms, extracts."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.db import models
from django.test.utils import isolate_apps
from django.utils import timezone

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.identifiers.actions import remember
from samenwijzer.foundation.personal_data import Erasing, Keep, declared, own_models
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.lessons.models import RaisedHand
from samenwijzer.learning.progress.models import Estimate
from samenwijzer.learning.regulation.corners.models import CornerChoice, SpokenReason
from samenwijzer.network.access.actions import log_views
from samenwijzer.network.access.models import Account, View
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.actions import add_member, end_memberships
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.people.actions import create_people
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights import actions, checks, documents, extracts, queries, retention
from samenwijzer.network.rights.models import Consent, Erasure, Extract, Request
from samenwijzer.network.rights.records import record_of
from tests.worlds import World, seen, small_world

SECRET = "is bang in het donker"


@pytest.fixture
def guardian(world: World) -> Person:
    """The guardian of the first learner, who is in no unit."""
    return world.guardian


@pytest.fixture
def officer(world: World) -> Viewer:
    """The data protection officer of the school group."""
    return world.viewer(world.officer)


def fill(world: World) -> Person:
    """Let things be known of the first learner, and return it."""
    learner = world.learners[0]
    seen(learner, world.goals["compare"], [0.2, 0.9])
    Evidence.objects.filter(learner=learner).update(note=SECRET)
    log_views(viewer=world.viewer(world.teacher), learners=[learner.pk], function="teacher", page="x", purpose="p")
    remember(system="sis", kind="people.person", ids={"kind-17": learner.pk})
    remember(system="sis", kind="organisation.unit", ids={"unit-of-same-id": learner.pk})
    return learner


def leave(person: Person, on: date) -> None:
    Membership.objects.filter(person=person).update(starts=on - timedelta(days=100))
    end_memberships(memberships=list(Membership.objects.filter(person=person)), on=on, by=None)


def test_consent_is_given_by_the_person_or_a_guardian_and_withdrawn_as_easily(world: World, guardian: Person) -> None:
    learner = world.learners[0].pk
    assert not queries.has_consented(learner, "picture")
    actions.give_consent(person=learner, kind="picture", by=world.viewer(guardian))
    actions.give_consent(person=learner, kind="picture", by=world.viewer(guardian))
    assert queries.has_consented(learner, "picture")
    assert queries.consenting(people=[one.pk for one in world.learners], kind="picture") == {learner}
    assert not queries.has_consented(learner, "voice")
    for stranger in (world.teacher, world.learners[1], world.head):
        with pytest.raises(NotVisible):
            actions.give_consent(person=learner, kind="voice", by=world.viewer(stranger))
    actions.withdraw_consent(person=learner, kind="picture", by=world.viewer(world.learners[0]))
    assert not queries.has_consented(learner, "picture")
    assert [one.is_given for one in queries.consents_of(person=learner)] == [False, False, False]
    assert Consent.objects.get().withdrawn_by == world.learners[0]


def test_what_rests_on_consent_goes_with_it(world: World) -> None:
    attachment = next(model for model, what in declared() if what.consent)
    learner = fill(world)
    by = world.viewer(learner)
    for kind in ("picture", "voice"):
        actions.give_consent(person=learner.pk, kind=kind, by=by)
        evidence = Evidence.objects.filter(learner=learner).first()
        values = {"content_type": "image/jpeg", "digest": kind, "size": 1, "added_by": world.teacher}
        attachment._default_manager.create(evidence=evidence, kind=kind, **values)
    assert actions.withdraw_consent(person=learner.pk, kind="picture", by=by) == 1
    assert list(attachment._default_manager.values_list("kind", flat=True)) == ["voice"]


def test_a_request_is_answered_within_a_month_by_who_answers_for_the_school(
    world: World, guardian: Person, officer: Viewer
) -> None:
    learner = world.learners[0].pk
    asked = actions.ask(person=learner, kind="objection", text="Geen groepen meer.", by=world.viewer(guardian))
    assert asked.due_on == timezone.localdate() + timedelta(days=30)
    head = world.viewer(world.head)
    assert list(queries.requests_to_answer(viewer=head)) == [asked]
    assert list(queries.requests_to_answer(viewer=officer)) == [asked]
    for stranger in (world.teacher, world.secretary, world.general_director, guardian):
        with pytest.raises(NotVisible):
            actions.answer(request=asked.pk, is_granted=True, text="Goed.", by=world.viewer(stranger))
    with pytest.raises(Refused):
        actions.answer(request=asked.pk, is_granted=True, text=" ", by=head)
    actions.answer(request=asked.pk, is_granted=False, text="De school heeft dit nodig omdat …", by=head)
    assert queries.requests_about(person=learner).get().outcome == Request.Outcome.REFUSED
    with pytest.raises(NotVisible):
        actions.answer(request=asked.pk, is_granted=True, text="Toch.", by=head)


def test_a_copy_holds_everything_but_secrets_and_other_learners(world: World, guardian: Person) -> None:
    learner = fill(world)
    by = world.viewer(guardian)
    content = json.loads(documents.as_json(person=learner.pk, by=by))
    tables = content["tables"]
    assert tables["network_people.Person"]["rows"][0]["given_name"] == "Noor"
    assert {row["note"] for row in tables["learning_evidence.Evidence"]["rows"]} == {SECRET}
    assert tables["network_access.View"]["rows"][0]["viewer"] == "Lotte Vermeulen"
    assert [row["value"] for row in tables["foundation_identifiers.ExternalIdentifier"]["rows"]] == ["kind-17"]
    assert "password" not in json.dumps(content)
    others = {one.family_name for one in [*world.learners[1:], *world.other_learners]}
    assert not [name for name in others if name in json.dumps(content)]
    assert documents.as_pdf(person=learner.pk, by=by).startswith(b"%PDF")
    assert AuditEvent.objects.filter(verb__startswith="take own data", actor_id=guardian.pk).count() == 2
    for stranger in (world.teacher, world.learners[1]):
        with pytest.raises(NotVisible):
            documents.as_json(person=learner.pk, by=world.viewer(stranger))


def test_erasing_leaves_tombstones_and_nothing_personal(world: World, guardian: Person, officer: Viewer) -> None:
    learner = fill(world)
    asked = actions.ask(person=learner.pk, kind="erasure", text="Alles weg.", by=world.viewer(guardian))
    with pytest.raises(Refused):
        actions.answer(request=asked.pk, is_granted=True, text="Is gedaan.", by=officer)
    leave(learner, timezone.localdate() - timedelta(days=1))
    facts = set(Evidence.objects.filter(learner=learner).values_list("pk", flat=True))
    actions.answer(request=asked.pk, is_granted=True, text="Is gedaan.", by=officer)
    assert Erasure.objects.get(person=learner).rows > 0
    assert set(Evidence.objects.filter(learner=learner).values_list("pk", flat=True)) == facts
    kept = json.dumps([table.rows for table in record_of(learner.pk)], default=str)
    for gone in (SECRET, "Noor", "Baert", "kind-17", f"person-{learner.pk}", "Alles weg."):
        assert gone not in kept
    assert not Estimate.objects.filter(learner=learner).exists()
    assert not Account.objects.filter(person=learner).exists()
    assert View.objects.filter(learner=learner).exists()


def test_the_term_counts_from_leaving_and_empties_by_itself(world: World, officer: Viewer) -> None:
    learner = fill(world)
    leave(learner, date(2020, 6, 30))

    def run(on: date) -> None:
        retention.empty_past_term(progress=lambda done, total: None, on=on)

    run(date(2021, 8, 31))
    assert Account.objects.filter(person=learner).exists()
    run(date(2021, 9, 1))
    assert not Account.objects.filter(person=learner).exists()
    assert Evidence.objects.filter(learner=learner, note=SECRET).exists()
    run(date(2025, 8, 31))
    assert Person.objects.get(pk=learner.pk).given_name == "Noor"
    run(date(2025, 9, 1))
    assert str(Person.objects.get(pk=learner.pk)) == ""
    assert not Evidence.objects.filter(learner=learner).exclude(note="", outcome=None).exists()
    assert Person.objects.get(pk=world.learners[1].pk).given_name == "Ilyas"
    before = AuditEvent.objects.count()
    run(date(2025, 9, 1))
    assert AuditEvent.objects.count() == before


def test_terms_of_a_day_and_of_four_weeks_end_by_themselves(world: World) -> None:
    hand = RaisedHand.objects.create(unit=world.group, learner=world.learners[0], text=SECRET)
    choice = CornerChoice.objects.create(unit=world.group, learner=world.learners[1], title="bouwen", at=timezone.now())
    today = timezone.localdate()
    SpokenReason.objects.create(choice=choice, digest="a" * 64, content_type="audio/webm", until=today)

    def run(on: date) -> tuple[str, int]:
        retention.empty_past_term(progress=lambda done, total: None, on=on)
        hand.refresh_from_db()
        return hand.text, SpokenReason.objects.count()

    assert run(today) == (SECRET, 1)
    assert run(today + timedelta(days=1)) == ("", 1)
    assert run(today + timedelta(days=28)) == ("", 1)
    assert run(today + timedelta(days=29)) == ("", 0)


def test_every_table_says_from_when_its_term_counts() -> None:
    for model, what in declared():
        if what.keep in (Keep.SCHOOL_YEAR_AND_ONE, Keep.FIVE_YEARS):
            assert retention.moment_of(model, what), model
        if what.erasing == Erasing.EMPTY and what.keep in retention.YEARS_AFTER_LEAVING:
            assert what.subject, model


@pytest.mark.demand("D-437", partly=True)
@isolate_apps("samenwijzer.network.people")
def test_the_product_does_not_start_with_a_data_item_that_has_no_purpose(monkeypatch: pytest.MonkeyPatch) -> None:
    class Visit(models.Model):
        shoe_size = models.IntegerField()

        class Meta:
            app_label = "network_people"

    assert checks.every_field_has_a_purpose() == []
    monkeypatch.setattr(checks, "own_models", lambda: [*own_models(), Visit])
    assert [str(error.msg) for error in checks.every_field_has_a_purpose()] == [
        "network_people.Visit.shoe_size has no declared purpose."
    ]


def test_an_extract_has_pseudonyms_withholds_small_schools_and_is_written_down(db: None) -> None:
    world = small_world(learners=12)
    analyst = world.viewer(world.analyst)
    goal = world.goals["compare"]
    for learner in [*world.learners, *world.other_learners]:
        seen(learner, goal, [0.5])
    Evidence.objects.update(note=SECRET)
    table = "learning_evidence.Evidence"
    taken = extracts.take_extract(table=table, question="Groeit het vergelijken van breuken?", by=analyst)
    rows = list(csv.DictReader(io.StringIO(taken.content)))
    assert len(rows) == 12
    assert (taken.extract.rows, taken.extract.people, taken.extract.withheld) == (12, 12, 2)
    assert len({row["learner"] for row in rows}) == 12
    assert {row["school"] for row in rows}.isdisjoint({str(world.school.pk)})
    assert {row["seen_at"] for row in rows} == {row["seen_at"][:10] for row in rows}
    names = [str(one) for one in world.learners] + [one.family_name for one in world.learners]
    assert not [name for name in [SECRET, "Lotte", *names] if name in taken.content]
    again = extracts.take_extract(table="learning_progress.Estimate", question="Iets heel anders?", by=analyst)
    other = {row["learner"] for row in csv.DictReader(io.StringIO(again.content))}
    assert other.isdisjoint({row["learner"] for row in rows})
    assert Extract.objects.count() == 2
    for stranger in (world.teacher, world.head, world.general_director):
        with pytest.raises(NotVisible):
            extracts.take_extract(table=table, question="Groeit het vergelijken?", by=world.viewer(stranger))
    with pytest.raises(Refused):
        extracts.take_extract(table="network_access.Account", question="Groeit het vergelijken?", by=analyst)


def test_the_officer_reads_extracts_and_protected_looks_and_nobody_else(world: World, officer: Viewer) -> None:
    learner = world.learners[0].pk
    carer = world.viewer(world.care_coordinator)
    log_views(viewer=carer, learners=[learner], function="care_coordinator", page="care", purpose="p", protected=True)
    looks = queries.protected_looks(viewer=officer, since=timezone.localdate())
    assert [(look.viewer, look.learner) for look in looks] == [("Els Zegers", learner)]
    assert list(queries.extracts(viewer=officer)) == []
    for stranger in (world.head, world.central_staff):
        with pytest.raises(NotVisible):
            queries.protected_looks(viewer=world.viewer(stranger), since=timezone.localdate())
    elsewhere = add_member(
        person=create_people(people=[Person(given_name="Jo", family_name="Ver")], by=None)[0],
        unit=world.other_school,
        role="data_protection_officer",
        starts=date(2020, 9, 1),
        by=None,
    )
    assert queries.protected_looks(viewer=world.viewer(elsewhere.person), since=timezone.localdate()) == []
