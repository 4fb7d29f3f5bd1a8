"""*Ons team*: a core team decides on learners in ten minutes, and looks back on whether it worked."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.care.actions import open_protected
from samenwijzer.network.access.models import View
from samenwijzer.network.organisation.actions import add_members, create_unit
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit
from samenwijzer.practice.agenda.models import Action, Meeting
from tests.web.counting import queries_of
from tests.worlds import World, people, plan, seen, small_world

pytestmark = pytest.mark.django_db
#: More than the twelve of the house: three for who looks, and one or two for each list the page brings together
#: (estimates, follow-ups, care, own cycles, meetings, actions, agreements, flex hours, messages, notices, closures).
QUERIES = 22
ADULTS = ("Bo Maas", "Cem Ay", "Dirk Pas", "Eva Noë")


@pytest.fixture
def world() -> World:
    return small_world(learners=8)


@pytest.fixture
def team(world: World) -> Unit:
    """Return a core team of six adults around the learners of two years, of whom two are weak in what is running."""
    today = timezone.localdate()
    team = create_unit(kind="core_team", name="Kernteam L3-L4", parent=world.school, by=None)
    fourth = create_unit(kind="class", name="L4A", parent=world.school, by=None, level="L4")
    older = people(["Tuur Bos", "Nina Vos"], LEARNER, fourth, today)
    plan(fourth, [world.goals["clock"]], today, "Klok")
    starts = today - timedelta(days=60)
    add_members(
        memberships=[
            *(Membership(person=one, unit=team, role=LEARNER, starts=starts) for one in [*world.learners, *older]),
            Membership(person=world.teacher, unit=team, role="teacher", starts=starts),
            Membership(person=world.care_coordinator, unit=team, role="care_coordinator", starts=starts),
        ],
        by=None,
    )
    for name, role in zip(ADULTS, ("teacher", "internship_mentor", "mentor", "student_teacher"), strict=True):
        people([name], role, team, today)
    for learner in world.learners[:2]:
        seen(learner, world.goals["compare"], [0.0] * 5)
    return team


@pytest.mark.demand("D-076")
def test_a_signal_opens_only_authorised_facts_and_the_decision_becomes_an_action_with_a_date(
    world: World, team: Unit
) -> None:
    lotte, noor = world.client_of(world.teacher), world.learners[0]
    sent = {"on": timezone.localdate().isoformat(), "at": "12:10", "minutes": "10", "title": ""}
    planned = lotte.post(reverse("team_meeting_plan", args=[team.pk]), sent)
    page = lotte.get(planned["Location"]).content.decode()
    assert "Noor" in page
    assert "Beslissen" in page
    assert View.objects.filter(viewer=world.teacher, learner=noor, page="our team").exists()
    key = page.split('name="signal" value="')[1].split('"')[0]
    due = timezone.localdate() + timedelta(days=4)
    cem = Membership.objects.get(unit=team, role="internship_mentor").person
    decision = {"signal": key, "what": "Verlengde instructie", "owner": cem.pk, "due": due.isoformat()}
    meeting = Meeting.objects.get()
    lotte.post(reverse("team_decide", args=[team.pk]), decision | {"meeting": str(meeting.uid)})
    action = Action.objects.get()
    assert (action.owner, action.due, action.meeting) == (cem, due, meeting)
    assert noor.pk in action.about.values_list("learner", flat=True)
    team_page = lotte.get(reverse("our_team_of", args=[team.pk])).content.decode()
    assert f'value="{key}"' not in team_page
    assert "Verlengde instructie" in team_page

    eva = Membership.objects.get(unit=team, role="student_teacher").person
    for address in (planned["Location"], reverse("our_team_of", args=[team.pk])):
        shown = world.client_of(eva).get(address).content.decode()
        assert "Noor" not in shown
        assert "Verlengde instructie" not in shown
        assert world.client_of(world.colleague).get(address).status_code == 404

    lotte.post(reverse("team_meeting_end", args=[meeting.uid]))
    lotte.post(reverse("team_action_done", args=[action.uid]))
    later = lotte.post(reverse("team_meeting_plan", args=[team.pk]), sent)["Location"]
    assert "Werkte het?" in lotte.get(later).content.decode()
    next_meeting = {"outcome": "worked", "meeting": str(Meeting.objects.last().uid)}  # type: ignore[union-attr]
    assert lotte.post(reverse("team_action_worked", args=[action.uid]), next_meeting)["Location"] == later
    action.refresh_from_db()
    assert action.outcome == Action.Outcome.WORKED


@pytest.mark.demand("D-123", "D-126")
@pytest.mark.demand(
    "D-124",
    partly="each profession sees its own; workplace goals of their own, beside those of the plan, are not there",
)
def test_a_team_of_six_guides_learners_of_two_years_each_once_and_each_profession_sees_its_own(
    world: World, team: Unit
) -> None:
    lotte = world.client_of(world.teacher)
    page = lotte.get(reverse("team_learners", args=[team.pk])).content.decode()
    names = ("Noor Baert", "Tuur Bos", "Nina Vos")
    assert all(page.count(f">{name}</a>") == 1 for name in names)
    third, fourth = page.split(">L4</h2>")
    assert "breuken vergelijken" in third
    assert "kloklezen" not in third
    assert "kloklezen" in fourth
    assert "breuken vergelijken" not in fourth
    assert "10 leerlingen, samen begeleid door" in page
    assert all(name.split()[0] in page for name in ("Lotte", "Els", *ADULTS))

    cem = Membership.objects.get(unit=team, role="internship_mentor").person
    noor = world.learners[0]
    secret = people(["Ora Ziel"], "remedial_teacher", team, timezone.localdate())[0]
    open_protected(learner=noor.pk, text="Dossier", by=world.viewer(secret))
    assert "kloklezen" in world.client_of(cem).get(reverse("team_learners", args=[team.pk])).content.decode()
    address = reverse("care_protected", args=[noor.pk])
    assert world.client_of(secret).get(address).status_code == 200
    assert world.client_of(cem).get(address).status_code == 404


def test_the_pages_of_a_team_ask_the_same_number_of_queries_however_much_there_is(world: World, team: Unit) -> None:
    lotte, place = world.client_of(world.teacher), [team.pk]
    today, on = timezone.localdate().isoformat(), {"at": "12:10", "minutes": "10", "title": ""}
    page, meeting = reverse("our_team_of", args=place), ""

    def fill(first: int, last: int) -> list[int]:
        nonlocal meeting
        for number in range(first, last):
            planned = lotte.post(reverse("team_meeting_plan", args=place), on | {"on": today})["Location"]
            meeting = meeting or planned
            held = {} if number % 2 else {"meeting": meeting.strip("/").split("/")[-1]}
            sent = {"what": f"Doen {number}", "owner": world.teacher.pk, "due": today}
            lotte.post(reverse("team_decide", args=place), sent | held)
            lotte.post(reverse("team_message", args=place), {"text": f"Bericht {number}"})
            care = create_unit(kind="class", name=f"Extra {number}", parent=world.school, by=None, level="L4")
            plan(care, list(world.goals.values()), timezone.localdate(), f"Thema {number}")
            new = people([f"Wout Nr{number}"], LEARNER, care, timezone.localdate())
            add_members(
                memberships=[
                    Membership(person=one, unit=team, role=LEARNER, starts=timezone.localdate()) for one in new
                ],
                by=None,
            )
            seen(new[0], world.goals["clock"], [0.0] * 5)
        return [queries_of(lotte, page), queries_of(lotte, meeting)]

    few = fill(0, 2)
    assert fill(2, 10) == few
    assert max(few) <= QUERIES, few
    assert all(f"Doen {number}" in lotte.get(page).content.decode() for number in range(10))
    assert "Doen 9" in lotte.get(reverse("own_calendar")).content.decode()


def test_who_coordinates_the_care_of_a_team_gets_the_signals_of_its_learners(world: World, team: Unit) -> None:
    for name in ("teacher", "care_coordinator"):
        page = world.client_of(getattr(world, name)).get(reverse("our_team_of", args=[team.pk])).content.decode()
        assert 'name="signal" value="support.' in page, name


@pytest.mark.demand("D-193", "D-444", "D-445")
def test_a_look_back_asks_each_area_and_keeps_one_thing_and_a_goal_shows_four_contributions(
    world: World, team: Unit
) -> None:
    lotte, place = world.client_of(world.teacher), [team.pk]
    page = lotte.get(reverse("team_together", args=place)).content.decode()
    assert all(page.count(f">{area}:") == 1 for area in ("Denken", "Aanpakken", "Willen", "Voelen"))
    answers = {"about": "Breuken", "cognitive": "Tekenen helpt", "emotional": "Ja"}
    assert lotte.post(reverse("team_look_back", args=place), answers).status_code == 422
    one_action = {"what": "Tekenkaart maken", "owner": world.teacher.pk, "due": timezone.localdate().isoformat()}
    lotte.post(reverse("team_look_back", args=place), answers | one_action)
    lotte.post(reverse("team_look_back", args=place), {"about": "Klok", "agreement": "We beginnen op tijd"})
    assert Action.objects.get().what == "Tekenkaart maken"
    assert "Tekenen helpt" in lotte.get(reverse("team_together", args=place)).content.decode()
    assert "We beginnen op tijd" in lotte.get(reverse("our_team_of", args=place)).content.decode()

    lotte.post(reverse("team_goal", args=place), {"title": "Iedereen leest graag", "success": "Ze kiezen zelf boeken"})
    cycle = lotte.get(reverse("team_together", args=place)).content.decode().split("/doel/")[1].split("/")[0]
    givers = [
        world.teacher,
        *(Membership.objects.get(unit=team, person__given_name=name).person for name in ("Bo", "Cem", "Dirk")),
    ]
    for number, giver in enumerate(givers):
        sent = {"contribution": f"Bijdrage {number}", "unit": team.pk}
        world.client_of(giver).post(reverse("team_contribute", args=[cycle]), sent)
    page = lotte.get(reverse("team_together", args=place)).content.decode()
    tree = page[page.index("Iedereen leest graag") :]
    assert tree.count('class="contribution"') == 4
    assert all(f"</b>: Bijdrage {number}" in tree for number in range(4))
    assert world.client_of(world.colleague).get(reverse("team_together", args=place)).status_code == 404
