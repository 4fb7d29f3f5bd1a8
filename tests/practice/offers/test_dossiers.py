"""What a network follows up with partners over years; places for student teachers, and vacancies on consent."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.practice.offers.dossiers.actions import Note, hand_over, note, settle, start
from samenwijzer.practice.offers.dossiers.models import Dossier, Entry
from samenwijzer.practice.offers.dossiers.queries import board, dossier_page
from samenwijzer.practice.offers.placements.actions import consent, publish_places, publish_vacancy
from samenwijzer.practice.offers.placements.models import VacancyConsent
from samenwijzer.practice.offers.placements.queries import places
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world(learners=1)


def noted(world: World, dossier: Dossier, **values: Any) -> Entry:
    by = world.viewer(world.central_staff)
    content = Note(**{"kind": "meeting", "on": by.on, "text": "Samengekomen"} | values)
    return note(dossier=dossier.pk, content=content, by=by)


@pytest.mark.demand("D-377")
def test_the_lead_passes_from_central_to_a_school_group_with_history(world: World) -> None:
    net, director = world.viewer(world.central_staff), world.viewer(world.general_director)
    one = start(kind="series", title="Overleg met de hogescholen", by=net)
    content = Note(kind="meeting", on=net.on, text="Eerste overleg")
    with pytest.raises(NotVisible):
        note(dossier=one.pk, content=content, by=director)
    hand_over(dossier=one.pk, to=world.school_group.pk, why="De groep is klaar", by=net)
    note(dossier=one.pk, content=content, by=director)
    page = dossier_page(viewer=director, dossier=one.pk)
    assert page.dossier.lead == world.school_group
    assert [(row.before, row.after, row.why) for row in page.handovers] == [
        (world.network, world.school_group, "De groep is klaar")
    ]
    with pytest.raises(NotVisible):
        board(viewer=world.viewer(world.head))
    with pytest.raises(NotVisible):
        start(kind="series", title="x", by=director)


@pytest.mark.demand("D-378", "D-379", "D-382")
def test_a_timeline_shows_both_owners_a_decision_of_the_ptc_and_which_input_was_adopted(world: World) -> None:
    net = world.viewer(world.central_staff)
    one = start(kind="file", title="Master basisonderwijs", by=net)
    with pytest.raises(Refused):
        noted(world, one, kind="commitment", owner_here="PBD")
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(dossier=one, kind="commitment", on=net.on, text="x", owner_here="PBD")
    noted(world, one, kind="commitment", text="Samen opleiden", owner_here="directeur PBD", owner_there="decaan")
    noted(world, one, kind="decision", text="We starten een proefproject", body="PTC")
    first = noted(world, one, kind="input", text="Meer praktijk in jaar 1", body="opleidingscommissie")
    second = noted(world, one, kind="input", text="Minder toetsen", body="opleidingscommissie")
    settle(entry=first.pk, state="adopted", by=net)
    settle(entry=second.pk, state="not_adopted", by=net)
    with pytest.raises(Refused):
        settle(entry=first.pk, state="done", by=net)
    rows = [row for row, _kind, _region in dossier_page(viewer=net, dossier=one.pk).entries]
    told = [(row.kind, row.body, row.owner_here, row.owner_there, row.state) for row in rows]
    assert told == [
        ("input", "opleidingscommissie", "", "", "not_adopted"),
        ("input", "opleidingscommissie", "", "", "adopted"),
        ("decision", "PTC", "", "", "open"),
        ("commitment", "", "directeur PBD", "decaan", "open"),
    ]


@pytest.mark.demand("D-380")
def test_a_region_without_a_meeting_in_twelve_months_is_listed(world: World) -> None:
    net = world.viewer(world.central_staff)
    one = start(kind="series", title="Regionale bijeenkomsten", by=net)
    noted(world, one, region="limburg", on=net.on - timedelta(days=364))
    noted(world, one, region="brussel", on=net.on - timedelta(days=365))
    noted(world, one, region="antwerpen", on=net.on + timedelta(days=3))
    noted(world, one, region="oost-vlaanderen", kind="decision")
    quiet = board(viewer=net).quiet
    assert quiet == ["Antwerpen", "Brussel", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen"]


@pytest.mark.demand("D-374")
def test_a_school_publishes_four_places_with_mentor_and_opportunities(world: World) -> None:
    head = world.viewer(world.head)
    values: dict[str, Any] = {
        "school": world.school.pk, "mentor": world.teacher.pk, "places": 4, "starts": head.on,
        "ends": head.on + timedelta(days=90), "by": head,
    }  # fmt: skip
    with pytest.raises(Refused):
        publish_places(opportunities=" ", **values)
    with pytest.raises(Refused):
        publish_places(opportunities="x", **values | {"mentor": world.other_teacher.pk})
    publish_places(opportunities="Samen lesgeven in een graadklas", **values)
    school = create_unit(kind="partner", name="Hogeschool", parent=world.school_group, by=None)
    lecturer = people(["Lea Docent"], "lecturer", school, head.on)[0]
    row = places(viewer=world.viewer(lecturer)).places[0]
    assert (row.places, row.mentor, row.opportunities) == (4, world.teacher, "Samen lesgeven in een graadklas")
    with pytest.raises(NotVisible):
        publish_places(opportunities="x", **values | {"by": world.viewer(world.teacher)})


@pytest.mark.demand("D-384")
def test_a_student_teacher_gets_vacancies_of_the_region_of_the_placement_on_consent(world: World) -> None:
    head = world.viewer(world.head)
    publish_vacancy(school=world.school.pk, title="Leraar L4", until=head.on + timedelta(days=9), by=head)
    other = create_unit(kind="school_group", name="Andere groep", parent=world.network, by=None)
    far = create_unit(kind="school", name="Ver weg", parent=other, by=None)
    other_head = world.viewer(people(["Ann Ver"], "head", far, head.on)[0])
    publish_vacancy(school=far.pk, title="Leraar ver weg", until=head.on + timedelta(days=9), by=other_head)
    student = world.viewer(people(["Jonas Student"], "student_teacher", world.other_group, head.on)[0])
    assert places(viewer=student).vacancies == []
    consent(wants=True, by=student)
    assert [str(one) for one in places(viewer=student).vacancies] == ["Leraar L4"]
    consent(wants=False, by=student)
    assert places(viewer=student).vacancies == []
    assert not VacancyConsent.objects.exists()
    with pytest.raises(NotVisible):
        consent(wants=True, by=world.viewer(world.teacher))
