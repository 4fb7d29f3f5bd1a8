"""Tracks, the own portfolio, self-checks and courses on the screen: each at its own pace, private by default."""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.exchange.profiles.signatures import is_ours, is_untouched
from samenwijzer.foundation.references import Reference
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.deadlines import deadlines_of
from samenwijzer.practice.cycles.actions import start_cycle
from samenwijzer.practice.documents.actions import start_document
from samenwijzer.practice.documents.models import PlanGoal
from samenwijzer.practice.materials.actions import add_material
from samenwijzer.practice.offers.training.models import Course, Follow, OwnCheck, Place, Review
from samenwijzer.practice.offers.training.pack import tracks, words
from samenwijzer.quality.indicators.models import Figure
from tests.access.rows.materials import WRITTEN
from tests.web.counting import queries_of
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return small_world(learners=1)


def see(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def begin(client: Client, track: str, stage: str = "") -> None:
    assert client.post(reverse("track", args=[track]), {"stage": stage}).status_code == 302


def finish(client: Client, track: str, words: str = "") -> None:
    for one in tracks()[track].tasks:
        client.post(reverse("track_task", args=[track, one.key]), {"words": words, "done": "1"})


def somebody(world: World, role: str, unit: Unit) -> tuple[Client, Person]:
    person = people([f"Bo {role.title()}"], role, unit, timezone.localdate())[0]
    return world.client_of(person), person


def course(client: Client, unit: Unit, **sent: object) -> Course:
    given: dict[str, object] = {
        "title": f"Vorming {uuid4().hex[:6]}", "need": "Leraren missen houvast", "goal": "Sterkere basiszorg",
        "part": "organiser", "curriculum": "dutch", "audience": "teacher", "on": timezone.localdate().isoformat(),
    }  # fmt: skip
    assert client.post(reverse("course_add", args=[unit.pk]), given | sent).status_code == 302
    return Course.objects.get(title=(given | sent)["title"])


@pytest.mark.demand("D-111", partly=True)
@pytest.mark.demand("D-187", "D-144", "D-192")
def test_a_track_goes_on_where_one_stopped_ends_in_the_portfolio_and_goes_along(world: World) -> None:
    lotte, key = world.client_of(world.teacher), "self-regulated-learning"
    begin(lotte, key)
    task = reverse("track_task", args=[key, "cycle"])
    lotte.post(task, {"part": "2"})
    phone = world.client_of(world.teacher)
    assert "Deel 3 van 4" in phone.get(task).content.decode()
    assert "ga verder bij deel 3 van 4" in see(phone, "track", key)
    assert "Probeer het in je eigen klas" in see(phone, "track", key)
    finish(phone, key, "Ik dacht luidop bij breuken")
    own = see(phone, "own_growth")
    assert own.index("Zelfregulerend leren begeleiden") < own.index("afgerond") < own.index("Ik dacht luidop")
    assert world.client_of(world.head).get(task).status_code == 404

    lotte.post(reverse("team_cycle_start"), {"template": "professional", "title": "Luidop denken"})
    assert "Luidop denken" in see(lotte, "own_growth")
    assert "Luidop denken" not in see(world.client_of(world.colleague), "team_cycles")
    taken = lotte.get(reverse("own_growth_take"))
    assert "mijn-portfolio.html" in taken["Content-Disposition"]
    assert "Ik dacht luidop bij breuken" in taken.content.decode()


@pytest.mark.demand("D-448", "D-431", "D-430", "D-292")
def test_one_record_for_every_text_a_slow_track_no_reminders_and_other_tasks_for_who_starts(world: World) -> None:
    lotte = world.client_of(world.teacher)
    begin(lotte, "differentiation")
    begin(lotte, "differentiation")
    assert Follow.objects.filter(person=world.teacher).count() == 1
    page = see(lotte, "track", "differentiation")
    for text in ("Rollen van de onderwijsprofessional", "vijf thema&#x27;s", "tijd voor expertise"):
        assert text in page
    Follow.objects.update(begun_at=timezone.now() - timedelta(days=500))
    assert "Gespreid over 3 jaar" in see(lotte, "track", "differentiation")
    assert not [one for one in deadlines_of(viewer=world.viewer(world.teacher)) if "ifferenti" in one.title]

    beliefs = words().beliefs
    assert all(one.words in page and one.research not in page for one in beliefs)
    assert len(tracks()["differentiation"].beliefs) == 5
    sent = {f"b-{one.key}": "yes" for one in beliefs}
    lotte.post(reverse("track", args=["differentiation"]), sent | {"do": "guess"})
    assert all(one.research in see(lotte, "track", "differentiation") for one in beliefs)

    samir = world.client_of(world.colleague)
    begin(lotte, "classroom-basics", "starter")
    begin(samir, "classroom-basics", "experienced")
    starts, knows = see(lotte, "track", "classroom-basics"), see(samir, "track", "classroom-basics")
    assert "Drie vaste gewoontes" in starts and "Vragen waarop iedereen antwoordt" not in starts
    assert "Vragen waarop iedereen antwoordt" in knows and "Drie vaste gewoontes" not in knows


@pytest.mark.demand("D-161", "D-421")
def test_a_self_check_stays_with_who_fills_it_in_and_suggests_one_step_or_a_few(world: World) -> None:
    lotte = world.client_of(world.teacher)
    answers = {one.key: "2" for one in words().checks[1].items} | {"read-data": "1"}
    lotte.post(reverse("self_check", args=["mastery"]), answers)
    page = see(lotte, "self_check", "mastery")
    assert page.count("suggested") == 1
    assert "Gegevens lezen zonder te snel te besluiten" in page
    lotte.post(reverse("self_check", args=["knowledge"]), {one.key: "1" for one in words().checks[0].items})
    assert see(lotte, "self_check", "knowledge").count("suggested") == 3
    assert "suggested" not in see(world.client_of(world.head), "self_check", "mastery")
    lotte.post(reverse("self_check", args=["mastery"]), {"do": "forget"})
    assert not OwnCheck.objects.filter(check_key="mastery").exists()


@pytest.mark.demand("D-218", partly=True)
@pytest.mark.demand("D-166", "D-116", "D-231")
def test_a_short_digest_with_source_what_strengthens_scaffolding_and_schools_that_do_not_exist(world: World) -> None:
    lotte = world.client_of(world.teacher)
    page = see(lotte, "tracks").split("Lezenswaard deze week")[1].split("</ul>")[0]
    items = page.split('<li class="todo">')[1:]
    assert 1 <= len(items) <= 5
    for item in items:
        news = next(one for one in words().news if one.name in item)
        assert news.source.replace("&", "&amp;") in item and news.published in item
        assert f"{news.minutes} min. lezen" in item
        assert news.words[1] in item and news.words[2] in item

    add_material_for(world, "Scaffolding: een stappenkaart afbouwen")
    page = see(lotte, "expertise_tracks", "scaffolding")
    assert "Zelfregulerend leren begeleiden" in page and "een stappenkaart afbouwen" in page

    begin(lotte, "data-literacy")
    page = see(lotte, "track_task", "data-literacy", "chance")
    assert "De Verzonnen Vlieger" in page and "geen enkel is van een echte leerling" in page
    assert world.school.name not in page.split("<main")[1]
    assert lotte.get(reverse("track", args=["data-literacy-leaders"])).status_code == 404
    assert "Oefenscholen: trend" in see(world.client_of(world.head), "track", "data-literacy-leaders")


def add_material_for(world: World, title: str) -> None:
    add_material(written=WRITTEN | {"title": title}, by=world.viewer(world.teacher))


@pytest.mark.demand("D-204", "D-447", "D-340", "D-361", "D-287", "D-371")
def test_leaders_work_with_their_own_plan_group_and_dialogue_and_only_their_director_sees_it(world: World) -> None:
    head, director = world.client_of(world.head), world.client_of(world.general_director)
    plan = start_document(template="sop", unit=world.school.pk, by=world.viewer(world.head))
    PlanGoal.objects.create(
        document=plan, text="Elke leerling kiest een eigen doel", question="Wie kiest?", measure="aandeel",
        baseline=10, baseline_on=timezone.localdate(), target=60, until=timezone.localdate() + timedelta(days=300),
    )  # fmt: skip
    for track in ("plan-as-lever", "steering-gsl", "growth-policy"):
        begin(head, track)
    assert "Elke leerling kiest een eigen doel" in see(head, "track_task", "plan-as-lever", "choose")
    monitor = see(head, "track_task", "steering-gsl", "monitor")
    assert "Volg één GSL-doel op" in monitor and "Elke leerling kiest een eigen doel" in monitor
    assert "Oefengesprek met feedback" in see(head, "track", "growth-policy")
    head.post(reverse("track_task", args=["growth-policy", "practise"]), {"words": "Ik praatte te veel", "done": "1"})

    seen = see(director, "courses", world.school_group.pk)
    assert "An Hermans" in seen and "1 van 2 gedaan" in seen and "Ik praatte te veel" not in seen
    for other in (world.teacher, world.care_coordinator, world.other_teacher):
        client = world.client_of(other)
        assert "Schoolleiders die leren" not in see(client, "courses", world.school_group.pk)
        assert client.get(reverse("track", args=["growth-policy"])).status_code == 404

    begin(director, "meso")
    begin(director, "dialogue")
    case = see(director, "track_task", "meso", "case")
    assert "Scholengroep De Dender" in case and "2 scholen" in case
    codi, _bo = somebody(world, "codi_dico", world.school_group)
    begin(codi, "meso")
    assert "Scholengroep De Dender" in see(codi, "track_task", "meso", "case")
    assert reverse("dialogues", args=[world.school_group.pk]) in see(director, "track_task", "dialogue", "pack")


@pytest.mark.demand("D-306", "D-316", "D-370")
def test_each_care_role_has_its_own_track_and_a_facilitator_gets_a_signed_open_badge(world: World) -> None:
    lsc = create_unit(kind="lsc", name="LSC Oost", parent=world.school_group, by=None)
    clb = create_unit(kind="clb", name="CLB Oost", parent=world.school_group, by=None)
    supporter, _one = somebody(world, "learning_supporter", lsc)
    guidance, _two = somebody(world, "clb_staff", clb)
    assert "Leerondersteuner in de klas van een ander" in see(supporter, "tracks")
    assert "CLB en school in één zorgtraject" in see(guidance, "tracks")
    assert "CLB en school" not in see(supporter, "tracks")

    codi, key = world.client_of(world.general_director), "plc-facilitator"
    begin(codi, key)
    assert codi.get(reverse("track_badge", args=[key])).status_code == 422
    finish(codi, key)
    badge = json.loads(codi.get(reverse("track_badge", args=[key])).content)
    assert "OpenBadgeCredential" in badge["type"]
    assert badge["credentialSubject"]["achievement"]["type"] == ["Achievement"]
    assert is_untouched(badge) and is_ours(badge)
    assert not is_untouched(badge | {"name": "Iets anders"})


@pytest.mark.demand("D-354", "D-469")
def test_the_own_plan_names_the_goal_of_the_team_and_everything_can_carry_one_of_five_themes(world: World) -> None:
    lotte, today = world.client_of(world.teacher), timezone.localdate()
    owner = Reference("organisation.unit", str(world.group.pk))
    goal = start_cycle(
        template="team-goal", owner=owner, title="Iedereen leest elke dag", due=None, by=world.viewer(world.teacher)
    )
    sent = {"what": "Leesgesprekken voeren", "need": "Ik vraag te weinig door", "goal": str(goal.uid)}
    due = {"by_when": (today + timedelta(days=60)).isoformat()}
    lotte.post(reverse("own_plan"), sent | due | {"theme": "inclusion"})
    plan = see(lotte, "own_growth").split("Wat ik wil leren")[1]
    assert plan.index("Leesgesprekken voeren") < plan.index("Iedereen leest elke dag")
    assert "sociale inclusie" in plan[: plan.index("Iedereen leest elke dag")]
    elsewhere = world.client_of(world.other_teacher)
    assert elsewhere.post(reverse("own_plan"), sent | due).status_code == 404

    assert len(words().themes) == 5
    for theme in words().themes:
        lotte.post(reverse("own_piece"), {"title": theme.key, "theme": theme.key, "on": today.isoformat()})
        made = course(world.client_of(world.head), world.school, theme=theme.key)
        assert made.theme == theme.key
    assert {one.theme for one in tracks().values()} == {one.key for one in words().themes}
    page = see(lotte, "courses", world.school.pk)
    assert all(one.name in page for one in words().themes)


@pytest.mark.demand("D-134", "D-273", "D-136")
def test_a_school_plans_by_need_and_goal_and_sees_whom_it_reaches_names_only_to_the_head(world: World) -> None:
    head, care = world.client_of(world.head), world.client_of(world.care_coordinator)
    today = timezone.localdate()
    # With Lotte and Samir: twenty teachers, fourteen of whom take a course on Dutch.
    more = people([f"Lien Nr{n}" for n in range(18)], "teacher", world.group, today)
    made = course(head, world.school, cost="250")
    Place.objects.bulk_create([Place(course=made, person=one) for one in more[:14]])
    Follow.objects.bulk_create([Follow(person=one, track="data-literacy") for one in more[:11]])
    page = see(head, "courses", world.school.pk)
    assert page.index(made.title) < page.index("Leraren missen houvast") < page.index("Sterkere basiszorg")
    assert "70% bereikt" in page and "Lien Nr3" in page
    seen = see(care, "courses", world.school.pk)
    assert "70% bereikt" in seen and "Lien Nr" not in seen
    teacher = see(world.client_of(world.teacher), "courses", world.school.pk)
    # Twenty teachers, a head, a care coordinator and a secretary: 11 of 23 began about data.
    assert "Datageletterdheid" in teacher and "48% begon" in teacher and "Lien Nr" not in teacher
    # Of the group nothing is told while it would tell, beside the own school, of the one other school.
    group = world.school_group.pk
    assert "48% begon" in see(world.client_of(world.teacher), "courses", world.school.pk)
    followed = see(world.client_of(world.general_director), "courses", group)
    share = re.search(r"Datageletterdheid.*?(\d+)% begon", followed, re.S)
    assert share and f"{share[1]}% begon" not in see(world.client_of(world.teacher), "courses", group)
    Follow.objects.filter(person__in=more[4:]).delete()
    assert "17% begon" not in see(head, "courses", world.school.pk)


@pytest.mark.demand("D-276", "D-360", "D-368", "D-310")
def test_a_group_sees_gaps_says_its_role_and_proposes_only_who_is_good_enough(world: World) -> None:
    client, group = world.client_of(world.general_director), world.school_group
    course(client, group, curriculum="small", region="west", part="broker", title="Muziek geven")
    address = reverse("courses", args=[group.pk])
    page = client.get(address).content.decode()
    assert "brengt mensen en aanbieder samen" in page
    row = client.get(address, {"regio": "east"}).content.decode().split(">Kleine vakken</th>")[1].split("</tr>")[0]
    assert row.count("geen aanbod") == 4
    row = client.get(address, {"regio": "west"}).content.decode().split(">Kleine vakken</th>")[1].split("</tr>")[0]
    assert row.count("geen aanbod") == 3

    for name in ("Vzw Goed", "Vzw Zwak"):
        client.post(reverse("course_provider", args=[group.pk]), {"name": name})
    crowd = people([f"Kim Nr{n}" for n in range(5)], "teacher", world.group, timezone.localdate())
    for provider in group.training_providers.all():
        score = 4 if provider.name == "Vzw Goed" else 2
        Review.objects.bulk_create([Review(provider=provider, person=one, score=score) for one in crowd])
    page = client.get(address).content.decode()
    choices = page.split('id="provider"')[1].split("</select>")[0]
    assert "Vzw Goed" in choices and "Vzw Zwak" not in choices
    assert "niet voorgesteld" in page.split("Vzw Zwak")[1]

    plc = create_unit(kind="plc", name="Netwerk zorg", parent=group, by=None)
    today = timezone.localdate()
    holders = people([f"Zoë Nr{n}" for n in range(24)], "care_coordinator", world.other_school, today)
    join(holders[:22], plc)
    page = client.get(address).content.decode()
    assert "Netwerk zorg · zorgcoördinator" in page and "22 van 25" in page and "Zoë" not in page


def join(members: list[Person], plc: Unit) -> None:
    starts = timezone.localdate() - timedelta(days=9)
    for one in members:
        one.memberships.create(unit=plc, role="member", starts=starts)


@pytest.mark.demand("D-221")
def test_three_months_after_a_course_on_dialogue_one_is_asked_what_stuck(world: World) -> None:
    codi, person = somebody(world, "codi_dico", world.school_group)
    made = course(world.client_of(world.general_director), world.school_group, audience="meso", title="PLG en dialoog")
    assert "CODI en DICO" in see(codi, "courses", world.school_group.pk)
    codi.post(reverse("course_take", args=[made.pk]), {"do": "take"})
    question = "Wat doe je nu anders"
    today = timezone.localdate()
    Course.objects.update(on=today - timedelta(days=89))
    assert question not in see(codi, "tracks")
    Course.objects.update(on=today - timedelta(days=90))
    assert question in see(codi, "tracks")
    place = Place.objects.get(person=person)
    codi.post(reverse("course_transfer", args=[place.pk]), {"text": "Ik laat de school eerst samenvatten"})
    assert question not in see(codi, "tracks")
    assert "Ik laat de school eerst samenvatten" in see(codi, "own_growth")


@pytest.mark.demand("D-248")
def test_beside_a_chart_stands_how_to_read_it_and_the_track_to_practise(world: World) -> None:
    for year in (2024, 2025):
        Figure.objects.create(
            unit=world.school, indicator="leerplandoelen", year=year, version=1, count=200, of=240,
            computed_at=timezone.now(),
        )  # fmt: skip
    chart = see(world.client_of(world.head), "unit_indicators", world.school.pk)
    beside = chart.split("Hoe lees ik dit?")[1].split("</details>")[0]
    assert reverse("track", args=["data-literacy"]) in beside
    for role in (world.teacher, world.head, world.analyst):
        assert "Gegevens lezen zonder te snel te besluiten" in see(world.client_of(role), "tracks")


def test_pages_ask_twelve_queries_at_most_however_much_there_is(world: World) -> None:
    lotte, counts = world.client_of(world.teacher), []
    head, director = world.client_of(world.head), world.client_of(world.general_director)
    names = list(tracks())
    for size in (1, 3):
        for number in range(size):
            made = course(head, world.school)
            Place.objects.create(course=made, person=world.teacher)
            course(director, world.school_group)
            Follow.objects.get_or_create(person=world.teacher, track=names[-1 - number])
            Follow.objects.get_or_create(person=world.head, track=list(names)[3 + number])
            lotte.post(reverse("own_piece"), {"title": "Les", "on": timezone.localdate().isoformat()})
        counts.append(
            [
                queries_of(lotte, reverse("tracks")),
                queries_of(lotte, reverse("own_growth")),
                queries_of(head, reverse("courses", args=[world.school.pk])),
                queries_of(director, reverse("courses", args=[world.school_group.pk])),
            ]
        )
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 12, counts
