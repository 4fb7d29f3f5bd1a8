"""Who stands around a learner: involved from outside, acting for it, looking along; each ends by itself."""

import re
from datetime import date, timedelta
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.network.access.models import Account, Involvement, SupportSession, View
from samenwijzer.network.organisation.actions import create_unit, end_memberships
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.network.people.models import Guardianship, Person
from samenwijzer.network.rights.models import Consent
from tests.worlds import World, guardian_of, people, seen

pytestmark = pytest.mark.django_db


def outside(world: World, kind: str, role: str, name: str, parent: Unit | None = None) -> Person:
    """Put somebody in a new unit beside the schools."""
    unit = create_unit(kind=kind, name=kind.upper(), parent=parent or world.school_group, by=None)
    return people([name], role, unit, timezone.localdate())[0]


def involve(
    world: World, person: Person, until: date, reason: str = "leesondersteuning", by: Person | None = None
) -> int:
    function = Membership.objects.get(person=person)
    asked = {"function": function.pk, "reason": reason, "ends": until.isoformat()}
    client = world.client_of(by or world.care_coordinator)
    return client.post(reverse("around", args=[world.learners[0].pk]), asked).status_code


@pytest.mark.demand("D-085", partly=True)
def test_clb_sees_a_learner_once_involved_and_no_longer_than_that(world: World) -> None:
    learner, today = world.learners[0], timezone.localdate()
    clb = outside(world, "clb", "clb_staff", "Katrien Wils")
    page = reverse("learner", args=[learner.pk])
    seen(learner, world.goals["compare"], [0.4, 0.5])
    assert world.client_of(clb).get(page).status_code == 404
    mine = world.client_of(clb).get(reverse("home"), follow=True)
    assert "Nog niemand" in mine.content.decode()
    assert involve(world, clb, today + timedelta(days=400)) == 422
    assert involve(world, clb, today + timedelta(days=30), reason=" ") == 200
    assert involve(world, clb, today + timedelta(days=30), by=world.teacher) == 404
    assert involve(world, clb, today + timedelta(days=30)) == 302
    told = world.client_of(clb).get(reverse("involved")).content.decode()
    assert "Noor Baert" in told
    assert "leesondersteuning" in told
    assert "Ilyas" not in told
    assert world.client_of(clb).get(page).status_code == 200
    assert world.client_of(clb).get(reverse("learner", args=[world.learners[1].pk])).status_code == 404
    # The learner and the parents read who, what for and until when, and that it was looked at.
    own = world.client_of(learner).get(reverse("who_saw")).content.decode()
    for words in ("Katrien Wils", "leesondersteuning", "Greet Mertens", "om je te helpen leren"):
        assert words in own
    theirs = world.client_of(world.guardian).get(reverse("who_saw_of", args=[learner.pk])).content.decode()
    assert "leesondersteuning" in theirs
    # It ends by itself after the last day, and at once when the school ends it.
    tomorrow = world.viewer(clb).on + timedelta(days=31)
    with patch.object(timezone, "localdate", return_value=tomorrow):
        assert world.client_of(clb).get(page).status_code == 404
    around = world.client_of(world.head).get(reverse("around", args=[learner.pk])).content.decode()
    assert "Katrien Wils" in around
    end = reverse("end_involvement", args=[Involvement.objects.get().pk])
    assert world.client_of(world.teacher).post(end).status_code == 404
    assert world.client_of(world.head).post(end).status_code == 302
    assert world.client_of(clb).get(page).status_code == 404
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {"involve", "end involvement"}


@pytest.mark.demand("D-153")
@pytest.mark.demand("D-079", partly=True)
def test_a_guest_coach_knows_the_agreed_first_names_until_the_engagement_ends(world: World) -> None:
    coach = outside(world, "partner", "partner_contact", "Joke Diels", world.school)
    today = timezone.localdate()
    last = date(today.year + (today.month > 6), 6, 30)
    assert involve(world, coach, last, reason="voorlezen op dinsdag") == 302
    told = world.client_of(coach).get(reverse("involved")).content.decode()
    assert "Noor" in told
    assert "Baert" not in told
    assert f"30 juni {last.year}" in told
    for name in ("learner", "learner_portfolio", "around", "guardians"):
        assert world.client_of(coach).get(reverse(name, args=[world.learners[0].pk])).status_code == 404
    assert world.client_of(coach).get(reverse("class_grids")).status_code in (404, 200)
    with patch.object(timezone, "localdate", return_value=last):
        assert "Noor" in world.client_of(coach).get(reverse("involved")).content.decode()
    with patch.object(timezone, "localdate", return_value=last + timedelta(days=1)):
        assert "Noor" not in world.client_of(coach).get(reverse("involved")).content.decode()
    # And with the place itself: who is no longer of the partner knows nobody either.
    end_memberships(memberships=[Membership.objects.get(person=coach)], on=today - timedelta(days=1), by=None)
    assert world.client_of(coach).get(reverse("involved")).status_code == 404


def test_the_support_desk_looks_along_when_a_head_asks_and_everybody_can_read_it(world: World) -> None:
    learner = world.learners[0]
    helper = outside(world, "central_services", "support_staff", "Wout Maes", world.network)
    page, grid = reverse("learner", args=[learner.pk]), reverse("class_grid", args=[world.group.pk])
    desk = world.client_of(helper)
    assert desk.get(grid).status_code == 404
    assert "Niemand kijkt mee" in desk.get(reverse("home"), follow=True).content.decode()
    asked = {"person": helper.pk, "reason": "de import stopt halfweg", "minutes": 20}
    head = world.client_of(world.head)
    for wrong in ({"minutes": 61}, {"reason": ""}, {"person": world.teacher.pk}):
        assert head.post(reverse("support"), asked | wrong).status_code == 200
    assert desk.post(reverse("support"), asked).status_code == 404
    assert not SupportSession.objects.exists()
    assert head.post(reverse("support"), asked).status_code == 302
    assert desk.get(grid).status_code == 200
    assert desk.get(page).status_code == 200
    noted = {"capture": str(uuid4()), "step": 2, "goal": world.goals["compare"].pk}
    assert desk.post(reverse("learner_note", args=[learner.pk]), noted).status_code == 404
    assert desk.get(reverse("learner", args=[world.other_learners[0].pk])).status_code == 404
    assert "helpdesk, op vraag van de school" in world.client_of(learner).get(reverse("who_saw")).content.decode()
    assert View.objects.filter(viewer=helper, learner=learner, function="support_session").exists()
    watched = world.client_of(world.officer).get(reverse("oversight")).content.decode()
    assert "de import stopt halfweg" in watched
    session = SupportSession.objects.get()
    with patch.object(timezone, "now", return_value=session.ends_at + timedelta(seconds=1)):
        assert not world.viewer(helper).functions_that_see("school_learners")  # type: ignore[arg-type]
    assert world.client_of(world.secretary).post(reverse("end_support", args=[session.pk])).status_code == 404
    assert head.post(reverse("end_support", args=[session.pk])).status_code == 302
    assert desk.get(page).status_code == 404
    assert "de import stopt halfweg" in head.get(reverse("support")).content.decode()


def test_the_secretary_puts_down_who_acts_for_a_learner_and_ends_it(world: World) -> None:
    learner, sister = world.learners[0], world.learners[1]
    secretary = world.client_of(world.secretary)
    inside = secretary.get(reverse("unit", args=[world.group.pk])).content.decode()
    address = reverse("guardians", args=[learner.pk])
    assert address in inside
    assert address not in world.client_of(world.teacher).get(reverse("unit", args=[world.group.pk])).content.decode()
    new = {"given_name": "Ann", "family_name": "Baert", "email": "ann@voorbeeld.example"}
    assert secretary.post(address, new | {"email": "geen adres"}).status_code == 200
    assert secretary.post(reverse("guardians", args=[world.other_learners[0].pk]), new).status_code == 404
    assert secretary.post(address, new).status_code == 302
    assert secretary.post(address, new).status_code == 422
    assert secretary.post(reverse("guardians", args=[sister.pk]), new).status_code == 302
    parent = Person.objects.get(email="ann@voorbeeld.example")
    assert Account.objects.get(person=parent).username == "ann@voorbeeld.example"
    assert {one.learner for one in Guardianship.objects.filter(guardian=parent)} == {learner, sister}
    own = world.client_of(parent)
    assert own.get(reverse("who_saw_of", args=[learner.pk])).status_code == 200
    own.post(reverse("data_consent", args=[learner.pk]), {"kind": "picture", "allow": "1"})
    assert Consent.objects.get().given_by == parent
    Guardianship.objects.filter(learner=learner, guardian=parent).update(
        starts=timezone.localdate() - timedelta(days=9)
    )
    for row in Guardianship.objects.filter(guardian=parent):
        assert secretary.post(reverse("end_guardian", args=[row.pk])).status_code == 302
    assert own.get(reverse("who_saw_of", args=[learner.pk])).status_code == 404
    assert "Niet meer" in secretary.get(address).content.decode()
    assert set(AuditEvent.objects.values_list("verb", flat=True)) >= {"add guardians", "end guardians"}


@pytest.mark.demand("D-383", partly=True)
def test_a_student_teacher_works_in_a_class_without_the_data_of_a_pupil(world: World) -> None:
    student = people(["Jonas Peters"], "student_teacher", world.group, timezone.localdate())[0]
    seen(world.learners[0], world.goals["compare"], [0.4])
    client = world.client_of(student)
    home = client.get(reverse("home"), follow=True)
    assert home.request["PATH_INFO"] == reverse("materials")
    names = [str(one) for one in world.learners]
    for address in (reverse("home"), reverse("organisation"), reverse("unit", args=[world.group.pk]), reverse("goals")):
        page = client.get(address, follow=True).content.decode()
        assert not [name for name in names if name in page], address
    for name in ("learner", "around", "guardians", "learner_portfolio"):
        assert client.get(reverse(name, args=[world.learners[0].pk])).status_code == 404
    for name in ("class_grid", "today_of_group", "groups_of_unit"):
        assert client.get(reverse(name, args=[world.group.pk])).status_code == 404
    assert "6 leerlingen" in re.sub(r"\s+", " ", client.get(reverse("unit", args=[world.group.pk])).content.decode())
    assert not View.objects.filter(viewer=student).exists()


@pytest.mark.demand("D-122")
def test_after_a_change_of_school_the_new_school_reads_what_was_seen_and_the_old_one_nothing(world: World) -> None:
    learner, today = world.learners[0], timezone.localdate()
    seen(learner, world.goals["compare"], [0.4, 0.9], days_ago=20)
    page = reverse("learner", args=[learner.pk])
    old = [world.teacher, world.head, world.care_coordinator]
    assert [world.client_of(one).get(page).status_code for one in (*old, world.other_teacher)] == [200, 200, 200, 404]
    end_memberships(memberships=list(learner.memberships.all()), on=today - timedelta(days=1), by=None)
    Membership.objects.create(person=learner, unit=world.other_group, role="learner", starts=today)
    assert [world.client_of(one).get(page).status_code for one in (*old, world.other_teacher)] == [404, 404, 404, 200]
    assert "breuken vergelijken" in world.client_of(world.other_teacher).get(page).content.decode()


def test_the_queries_do_not_grow_with_who_stands_around(world: World) -> None:
    clb, today = outside(world, "clb", "clb_staff", "Katrien Wils"), timezone.localdate()
    unit = Membership.objects.get(person=clb).unit
    cases = [
        (world.care_coordinator, reverse("around", args=[world.learners[0].pk])),
        (world.secretary, reverse("guardians", args=[world.learners[0].pk])),
        (world.head, reverse("support")),
        (clb, reverse("involved")),
    ]

    def asked() -> list[int]:
        found = []
        for person, address in cases:
            client = world.client_of(person)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    involve(world, clb, today)
    few = asked()
    for learner in world.learners:
        for n in range(1, 4):
            Involvement.objects.create(
                person=clb, learner=learner, unit=unit, role="clb_staff", reason="x", by=world.head,
                starts=today - timedelta(days=n), ends=today,
            )  # fmt: skip
    for _n in range(5):
        guardian_of(world.learners[0], today)
        SupportSession.objects.create(
            person=clb, unit=world.school, reason="x", allowed_by=world.head,
            starts_at=timezone.now(), ends_at=timezone.now() + timedelta(minutes=5),
        )  # fmt: skip
    assert asked() == few
    assert max(few) <= 12, few
