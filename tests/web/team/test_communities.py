"""Forming communities and following them: members, moments, what was tried, open doors, stages and checks."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.calendar.models import Slot
from samenwijzer.network.organisation.actions import add_member, create_unit
from samenwijzer.network.organisation.models import Membership, Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.actions import note_present, plan_meeting
from samenwijzer.practice.agenda.models import Meeting, Point
from samenwijzer.practice.agenda.plc.actions import run_check, take_in_everybody
from samenwijzer.practice.agenda.plc.models import Door, Tried, Visit
from samenwijzer.practice.agenda.plc.pack import growing
from samenwijzer.practice.agenda.plc.queries import MOST_FOUND, meetings_with
from samenwijzer.practice.cycles.communities.models import Finding
from samenwijzer.practice.cycles.models import Cycle
from tests.web.counting import queries_of
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db
#: Twelve of the page, and two of signing in.
MOST_QUERIES = 14


def text(world: World, person: Person, name: str, *args: object, **asked: str) -> str:
    return world.client_of(person).get(reverse(name, args=args), asked).content.decode()


def form(world: World, by: Person, place: Unit, **sent: str) -> Unit:
    answer = world.client_of(by).post(
        reverse("community_new", args=[place.pk]), {"reach": "near", "group_role": "organiser"} | sent
    )
    assert answer.status_code == 302, answer.content.decode()[:400]
    return Unit.objects.get(kind="plc", name=sent["name"])


def teach(unit: Unit, title: str, *, weekday: int = 0, begins: time = time(9), finishes: time = time(10)) -> Slot:
    starts = timezone.localdate() - timedelta(days=60)
    return Slot.objects.create(unit=unit, title=title, weekday=weekday, begins=begins, finishes=finishes, starts=starts)


def members(unit: Unit) -> set[int]:
    today = timezone.localdate()
    rows = Membership.objects.filter(unit=unit).exclude(ends__lt=today)
    return set(rows.values_list("person", flat=True))


@pytest.mark.demand("D-281", "D-372")
def test_everybody_of_a_small_subject_is_in_it_and_may_leave() -> None:
    world = small_world(learners=1)
    for unit in (world.group, world.other_group):
        teach(unit, "Islamitische godsdienst")
    teach(world.parallel_group, "Wiskunde")
    director, network = world.general_director, world.network
    before = text(world, director, "community_registry", world.school_group.pk, vak="islamitische")
    assert str(world.teacher) in before and str(world.other_teacher) in before and world.school.name in before
    assert str(world.colleague) not in before
    address = reverse("community_new", args=[network.pk])
    assert world.client_of(director).post(address, {"name": "X"}).status_code == 404
    nobody = {"name": "X", "subject": "Chinees", "everybody": "1", "reach": "online", "group_role": "organiser"}
    assert world.client_of(world.central_staff).post(address, nobody).status_code == 422
    plc = form(
        world, world.central_staff, network,
        name="PLG Islam", subject="Islamitische", everybody="1", reach="online",
    )  # fmt: skip
    assert members(plc) == {world.teacher.pk, world.other_teacher.pk}
    assert "PLG Islam" in text(world, world.teacher, "learning")
    taken = text(world, world.central_staff, "community_registry", network.pk, vak="islamitische")
    assert "2 mensen geven dit, 0" in taken and "online" in taken
    assert world.client_of(world.teacher).post(reverse("community_leave", args=[plc.pk])).status_code == 302
    assert members(plc) == {world.other_teacher.pk}
    teach(world.parallel_group, "Islamitische godsdienst", weekday=1)
    take_in_everybody(progress=lambda done, total: None)
    assert members(plc) == {world.other_teacher.pk, world.colleague.pk}
    page = text(world, director, "community_registry", world.school_group.pk, vak="islamitische")
    assert "PLG Islam" not in page and "3 mensen geven dit, 1" in page
    alone = text(world, world.central_staff, "community_registry", network.pk, vak="islamitische")
    assert re.search(r"3 mensen geven dit, 1", alone) and str(world.teacher) in alone


@pytest.mark.demand("D-362", "D-365", "D-363")
def test_a_school_community_has_its_own_question_and_follows_what_was_tried() -> None:
    world = small_world(learners=1)
    shared = create_unit(kind="school_community", name="Scholengemeenschap Dender", parent=world.school_group, by=None)
    codi = people(["Wim Codens"], "codi_dico", shared, timezone.localdate())[0]
    school = create_unit(kind="school", name="BS De Brug", parent=shared, by=None)
    one, other = people(["Fatma Demir", "Jan Jacobs"], "teacher", school, timezone.localdate())
    plc = form(world, codi, shared, name="PLG overgang", joins="1", group_role="facilitator")
    for person in (one, other):
        found = text(world, codi, "community_people", plc.pk, wie=person.given_name)
        assert str(person) in found
        assert world.client_of(codi).post(
            reverse("community_people", args=[plc.pk]), {"person": person.pk}
        ).status_code == 302  # fmt: skip
    outsider = reverse("community_people", args=[plc.pk])
    assert world.client_of(codi).post(outsider, {"person": world.teacher.pk}).status_code == 422
    costs = {f"euro-{shared.pk}": "600", f"euro-{school.pk}": "200,50"}
    assert world.client_of(codi).post(reverse("community_costs", args=[plc.pk]), costs).status_code == 302
    line = text(world, world.general_director, "community_registry", world.school_group.pk)
    for said in ("PLG overgang", "Scholengemeenschap Dender: facilitator", "BS De Brug € 200,50", "800,50"):
        assert said in line
    begin = {"question": "Wie schrikt van de overgang?", "outcome": "elke leerling vindt een aanspreekpunt"}
    assert world.client_of(one).post(reverse("community_begin", args=[plc.pk]), begin).status_code == 302
    assert Cycle.objects.get().owner.id == str(plc.pk)
    assert "Wie schrikt van de overgang?" in text(world, other, "community", plc.pk)
    ago = timezone.now() - timedelta(days=2)
    meeting = plan_meeting(title="Eerste keer", begins_at=ago, by=world.viewer(one), unit=plc.pk)
    assert "Nog niet genoteerd" in text(world, one, "community_tried", plc.pk)
    tried = {"meeting": str(meeting.uid), "what": "gesprek in de eerste week", "saw": "minder vragen"}
    address = reverse("community_tried", args=[plc.pk])
    assert world.client_of(one).post(address, tried | {"what": ""}).status_code == 422
    assert world.client_of(one).post(address, tried).status_code == 302
    assert world.client_of(one).post(address, tried | {"what": "gesprek op dag één"}).status_code == 302
    seen = text(world, other, "community_tried", plc.pk)
    assert "gesprek op dag één" in seen and "minder vragen" in seen and "Jan" in seen.split("Nog niet genoteerd")[1]
    assert Tried.objects.count() == 1
    group = text(world, world.general_director, "community_registry", world.school_group.pk)
    assert "1 ding geprobeerd" in group and "dag één" not in group and "Wie schrikt" not in group


@pytest.mark.demand("D-147")
def test_a_moment_that_suits_five_members_of_three_schools() -> None:
    world = small_world(learners=1)
    third = create_unit(kind="school", name="BS De Linde", parent=world.school_group, by=None)
    group = create_unit(kind="class", name="L4", parent=third, by=None, level="L4")
    fourth, fifth = people(["Aya Amrani", "Bo Bos"], "teacher", group, timezone.localdate())
    plc = create_unit(kind="plc", name="PLG lezen", parent=world.school_group, by=None)
    five = (world.teacher, world.colleague, world.other_teacher, fourth, fifth)
    for person in five:
        add_member(person=person, unit=plc, role="member", starts=timezone.localdate(), by=None)
    units = (world.group, world.parallel_group, world.other_group, group)
    for weekday in range(5):
        for number, unit in enumerate(units):
            teach(unit, "les", weekday=weekday, begins=time(8, 30), finishes=time(11 + number))
            teach(unit, "les", weekday=weekday, begins=time(15), finishes=time(17))
    page = text(world, world.teacher, "community_moments", plc.pk)
    found = set(re.findall(r"(\d\d:\d\d)–(\d\d:\d\d)", page))
    assert found == {("14:00", "14:50")} and "alle 5 leden zijn vrij" in page
    busy = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time(14)))
    for number in range(14):
        plan_meeting(
            title="bezet", begins_at=busy + timedelta(days=number), minutes=60,
            people=[fourth.pk], by=world.viewer(fifth),
        )  # fmt: skip
    fewer = text(world, world.teacher, "community_moments", plc.pk)
    assert "alle 5" not in fewer and " van 5 zijn vrij" in fewer and "Aya" not in fewer
    sent = {"on": (timezone.localdate() + timedelta(days=1)).isoformat(), "at": "14:00", "minutes": "50"}
    assert world.client_of(fifth).post(reverse("community_meeting", args=[plc.pk]), sent).status_code == 302
    assert Meeting.objects.get(unit=plc).minutes == 50
    assert world.client_of(world.head).get(reverse("community_moments", args=[plc.pk])).status_code == 404


@pytest.mark.demand("D-346")
def test_of_intervision_of_heads_only_attendance_leaves_the_group() -> None:
    world = small_world(learners=1)
    other_head = people(["Piet Claes"], "head", world.other_school, timezone.localdate())[0]
    plc = form(world, world.general_director, world.school_group, name="Intervisie directeurs", closed="1")
    for person in (world.head, other_head):
        world.client_of(world.general_director).post(reverse("community_people", args=[plc.pk]), {"person": person.pk})
    begin = {"question": "Hoe spreek ik iemand aan?", "outcome": "rust in de klas"}
    world.client_of(world.head).post(reverse("community_begin", args=[plc.pk]), begin)
    ago, by = timezone.now() - timedelta(days=1), world.viewer(world.head)
    meeting = plan_meeting(
        title="Over ontslag", begins_at=ago, by=by, unit=plc.pk, people=[world.head.pk, other_head.pk]
    )
    note_present(meeting=meeting.uid, present={world.head.pk: True, other_head.pk: True}, by=by)
    tried = {"meeting": str(meeting.uid), "what": "eerst vragen"}
    world.client_of(world.head).post(reverse("community_tried", args=[plc.pk]), tried)
    seen = text(world, world.general_director, "community_registry", world.school_group.pk)
    assert "2 aanwezigen" in seen and "besloten" in seen
    for kept in ("Over ontslag", "Hoe spreek ik", "eerst vragen", "geprobeerd", "slotnota"):
        assert kept not in seen
    assert world.client_of(world.general_director).get(reverse("community", args=[plc.pk])).status_code == 404


@pytest.mark.demand("D-103")
def test_a_researcher_reads_a_community_without_names_and_nothing_else() -> None:
    world = small_world(learners=1)
    plc = create_unit(kind="plc", name="PLG rekenen", parent=world.school_group, by=None)
    for person, role in ((world.teacher, "member"), (world.care_coordinator, "member"), (world.head, "member")):
        add_member(person=person, unit=plc, role=role, starts=timezone.localdate(), by=None)
    researcher = people(["Rik Roels"], "researcher", world.school_group, timezone.localdate())[0]
    browser = world.client_of(world.teacher)
    browser.post(reverse("community_begin", args=[plc.pk]), {"question": "Helpt tekenen?", "outcome": "uitleggen"})
    Finding.objects.create(unit=plc, cycle=Cycle.objects.get(), round=1, text="tekenen helpt", by=world.teacher)
    address = reverse("community_nameless", args=[plc.pk])
    assert world.client_of(researcher).get(address).status_code == 404
    let = {"person": researcher.pk, "until": (timezone.localdate() + timedelta(days=30)).isoformat()}
    assert (
        browser.post(reverse("community_research", args=[plc.pk]), let | {"person": world.head.pk}).status_code == 422
    )
    assert browser.post(reverse("community_research", args=[plc.pk]), let).status_code == 302
    assert "PLG rekenen" in text(world, researcher, "learning")
    page = text(world, researcher, "community_nameless", plc.pk)
    assert "tekenen helpt" in page and "3 leden" in page
    for person in (world.teacher, world.care_coordinator, world.head):
        assert person.family_name not in page and person.given_name not in page
    for name in ("community", "community_tried", "community_search", "community_moments", "team_growth"):
        assert world.client_of(researcher).get(reverse(name, args=[plc.pk])).status_code == 404
    assert world.client_of(researcher).get(reverse("team_cycle", args=[Cycle.objects.get().uid])).status_code == 404
    access = re.findall(r"plg/onderzoek/(\d+)/stop", text(world, world.head, "community_research", plc.pk))[0]
    browser.post(reverse("research_stop", args=[access]))
    assert world.client_of(researcher).get(address).status_code == 404


@pytest.mark.demand("D-463", "D-356")
def test_a_teacher_opens_a_lesson_and_a_colleague_comes_in_two_taps() -> None:
    world = small_world(learners=1)
    on = (timezone.localdate() + timedelta(days=3)).isoformat()
    sent = {"title": "Keuzewerk", "look_at": "wie kiest wat?", "on": on, "at": "10:00", "seats": "1"}
    browser = world.client_of(world.teacher)
    assert browser.post(reverse("doors"), sent | {"unit": world.other_school.pk}).status_code == 404
    assert browser.post(reverse("doors"), sent | {"unit": world.school.pk}).status_code == 302
    door = Door.objects.get()
    assert reverse("doors") in text(world, world.colleague, "learning")
    assert reverse("door_visit", args=[door.pk]) in text(world, world.colleague, "doors")
    assert "Keuzewerk" not in text(world, world.other_teacher, "doors")
    assert world.client_of(world.colleague).post(reverse("door_visit", args=[door.pk])).status_code == 302
    visit = Visit.objects.get()
    full = world.client_of(world.care_coordinator).post(reverse("door_visit", args=[door.pk]))
    assert full.status_code == 422
    note = reverse("door_note", args=[visit.pk])
    assert world.client_of(world.colleague).post(note, {"text": "Wie koos, bleef langer bezig"}).status_code == 302
    assert "bleef langer bezig" in text(world, world.teacher, "door_note", visit.pk)
    for person in (world.head, world.care_coordinator):
        assert world.client_of(person).get(note).status_code == 404
    Door.objects.update(at=timezone.now() - timedelta(hours=1))
    counted = text(world, world.head, "school_check", "learning-culture", world.school.pk)
    assert "1 bezoek" in counted and "bleef langer" not in counted and "Keuzewerk" not in counted
    assert growing().talk_cards()[0] in text(world, world.colleague, "door_note", visit.pk)
    # What the two wrote is not thrown away with the lesson.
    assert browser.post(reverse("door_shut", args=[door.pk])).status_code == 422
    assert "bleef langer bezig" in text(world, world.colleague, "door_note", visit.pk)


@pytest.mark.demand("D-357")
def test_a_subject_team_moves_from_agreements_to_inquiry_with_evidence() -> None:
    world = small_world(learners=1)
    team = create_unit(kind="subject_team", name="Vakgroep wiskunde", parent=world.school, by=None)
    for person in (world.teacher, world.colleague):
        add_member(person=person, unit=team, role="member", starts=timezone.localdate(), by=None)
    address, browser = reverse("team_growth", args=[team.pk]), world.client_of(world.teacher)
    assert "Hoe Vakgroep wiskunde groeit" in text(world, world.teacher, "learning")
    assert browser.post(address, {"stage": "agreements", "evidence": "jaarplanning"}).status_code == 302
    assert browser.post(address, {"stage": "inquiry", "evidence": " "}).status_code == 422
    assert browser.post(address, {"stage": "inquiry", "evidence": "meting voor en na bij breuken"}).status_code == 302
    page = text(world, world.colleague, "team_growth", team.pk)
    assert "Nu: onderzoek" in page and page.index("meting voor en na") < page.index("jaarplanning")
    assert world.client_of(world.other_teacher).get(address).status_code == 404


@pytest.mark.demand("D-146", "D-359")
def test_checks_give_three_steps_and_the_group_reads_how_many_schools_lack_time() -> None:
    world = small_world(learners=1)
    check = growing().check("learning-culture")
    assert check is not None
    items = {one.key: "3" for one in check.items} | {"room": "1", "talk": "2"}
    address = reverse("school_check", args=["learning-culture", world.school.pk])
    assert world.client_of(world.head).post(address, {"room": "1"}).status_code == 422
    assert world.client_of(world.head).post(address, items).status_code == 302
    page = text(world, world.head, "school_check", "learning-culture", world.school.pk)
    steps = page.split("Drie volgende stappen")[1].split("</ol>")[0]
    assert steps.count("<li>") == 3 and "Schrap één vast overleg" in steps and "groeigesprekken" in steps
    assert world.client_of(world.teacher).get(address).status_code == 404
    conditions = growing().check("plc-conditions")
    assert conditions is not None
    states = {one.key: 3 for one in conditions.items}
    for number in range(9):
        school = create_unit(kind="school", name=f"School {number}", parent=world.school_group, by=None)
        head = people([f"Hoofd H{number}"], "head", school, timezone.localdate())[0]
        run_check(
            check="plc-conditions", unit=school.pk, about="", by=world.viewer(head),
            states=states | ({"time": 1} if number < 4 else {}),
        )  # fmt: skip
    seen = text(world, world.general_director, "community_registry", world.school_group.pk)
    part = seen.split('id="check-plc-conditions"')[1].split("</section>")[0]
    assert "overlegtijd" in part and "ontbreekt in 4 van 9 scholen" in part
    assert "School 1" not in part and "te weinig" in seen.split('id="check-learning-culture"')[1]


@pytest.mark.demand("D-358")
def test_the_criteria_are_held_against_the_school_development_plan() -> None:
    world = small_world(learners=1)
    start = reverse("document_start", args=[world.school.pk, "sop"])
    assert world.client_of(world.head).post(start).status_code == 302
    address = reverse("school_check", args=["pd-policy", world.school.pk])
    page = world.client_of(world.head).get(address).content.decode()
    assert "Getoetst aan" in page and "het effect wordt bekeken" in page
    check = growing().check("pd-policy")
    assert check is not None
    assert world.client_of(world.head).post(address, {one.key: "2" for one in check.items}).status_code == 302
    kept = world.client_of(world.head).get(address).content.decode()
    assert "De vorige keer" in kept and kept.split("De vorige keer")[1].split("</section>")[0].count("<small>") == 1


@pytest.mark.demand("D-351")
def test_sessions_and_practices_of_the_hr_network_are_found() -> None:
    world = small_world(learners=1)
    plc = form(world, world.central_staff, world.network, name="HR-netwerk", joins="1")
    by = world.viewer(world.central_staff)
    on = timezone.now() + timedelta(days=4)
    plan_meeting(title="Spreker over onthaal", purpose="aanvangsbegeleiding", begins_at=on, by=by, unit=plc.pk)
    plan_meeting(title="Loopbanen", begins_at=on, by=by, unit=plc.pk)
    material = {
        "title": "Onthaalgids voor starters", "kind": "team-activity", "area": "professioneel", "from_age": "18",
        "to_age": "99", "language": "nl", "origin": "own-time", "licence": "CC-BY-4.0",
    }  # fmt: skip
    browser = world.client_of(world.central_staff)
    assert browser.post(reverse("material_new"), material).status_code == 302
    pk = re.findall(r"/materialen/(\d+)/", text(world, world.central_staff, "materials"))[0]
    assert browser.post(reverse("material_share", args=[pk]), {"unit": plc.pk}).status_code == 302
    found = text(world, world.central_staff, "community_search", plc.pk, zoek="onthaal")
    assert "Spreker over onthaal" in found and "Onthaalgids" in found and "Loopbanen" not in found
    assert "Onthaalgids" not in text(world, world.central_staff, "community_search", plc.pk, zoek="loopbanen")


def test_of_much_that_was_said_the_newest_meetings_are_found() -> None:
    world = small_world(learners=1)
    plc = form(world, world.central_staff, world.network, name="HR-netwerk", joins="1")
    by, now = world.viewer(world.central_staff), timezone.now()
    for title, days in (("Vroeg", 1), ("Laat", 9)):
        meeting = plan_meeting(title=title, begins_at=now + timedelta(days=days), by=by, unit=plc.pk)
        number = MOST_FOUND if title == "Vroeg" else 1
        Point.objects.bulk_create([Point(meeting=meeting, text=f"Onthaal {title} {n}") for n in range(number)])
    found = meetings_with(viewer=by, community=plc.pk, words="onthaal")
    assert [one.meeting.title for one in found] == ["Laat", "Vroeg"]
    assert found[1].words[0] < found[1].words[1]


@pytest.mark.demand("D-477")
def test_a_topic_proposed_on_the_day_gets_a_page_with_notes_and_contacts() -> None:
    world = small_world(learners=1)
    plc = create_unit(kind="plc", name="Open Space", parent=world.school_group, by=None)
    for person in (world.teacher, world.other_teacher):
        add_member(person=person, unit=plc, role="member", starts=timezone.localdate(), by=None)
    day = plan_meeting(title="Leerwinsten", begins_at=timezone.now(), by=world.viewer(world.teacher), unit=plc.pk)
    address = reverse("open_space", args=[day.uid])
    assert address in text(world, world.teacher, "community", plc.pk)
    browser = world.client_of(world.teacher)
    assert browser.post(address, {"title": " "}).status_code == 422
    answer = browser.post(address, {"title": "Leerlingen die zelf plannen"})
    assert answer.status_code == 302
    page, other = answer["Location"], world.client_of(world.other_teacher)
    assert other.post(page, {"text": "begin met één uur"}).status_code == 302
    assert other.post(page, {"touch": "1"}).status_code == 302
    assert other.post(page, {"follow": "Karel nodigt uit in januari"}).status_code == 302
    shown = browser.get(page).content.decode()
    for part in ("Leerlingen die zelf plannen", "begin met één uur", "Karel nodigt uit"):
        assert part in shown
    contacts = shown.split('id="contacts"')[1].split("</section>")[0]
    assert str(world.teacher) in contacts and str(world.other_teacher) in contacts
    assert "1 notitie" in browser.get(address).content.decode()
    assert world.client_of(world.head).get(page).status_code == 404


def test_pages_of_communities_ask_few_queries_however_much_there_is() -> None:
    world = small_world(learners=2)
    for name in ("PLG een", "PLG twee", "PLG drie"):
        plc = form(world, world.general_director, world.school_group, name=name)
        add_member(person=world.teacher, unit=plc, role="member", starts=timezone.localdate(), by=None)
        ago = timezone.now() - timedelta(days=1)
        plan_meeting(title=name, begins_at=ago, by=world.viewer(world.teacher), unit=plc.pk)
    for person, address in (
        (world.teacher, reverse("learning")),
        (world.general_director, reverse("community_registry", args=[world.school_group.pk])),
        (world.teacher, reverse("community", args=[plc.pk])),
        (world.teacher, reverse("community_tried", args=[plc.pk])),
        (world.teacher, reverse("community_moments", args=[plc.pk])),
        (world.teacher, reverse("doors")),
        (world.teacher, reverse("practices")),
    ):
        assert queries_of(world.client_of(person), address) <= MOST_QUERIES, address
