"""The cycles of adults: one's own, private, and those of a team."""

from django.urls import reverse

from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle
from tests.worlds import World


def begin(world: World, person: Person, template: str, **data: object) -> Cycle:
    sent = {"title": "Vaker coöperatief werken", "template": template} | data
    assert world.client_of(person).post(reverse("team_cycle_start"), sent).status_code == 302
    return Cycle.objects.latest("pk")


def status(world: World, person: Person, cycle: Cycle, name: str = "team_cycle") -> int:
    return world.client_of(person).get(reverse(name, args=[cycle.uid])).status_code


def test_a_teacher_goes_through_a_cycle_that_nobody_else_reads(world: World) -> None:
    lotte = world.teacher
    cycle = begin(world, lotte, "professional")
    browser = world.client_of(lotte)
    for phase, values in (
        ("prepare", {"success": "meer stemmen", "sure": "quite"}),
        ("do", {"saw": "het was rumoerig en goed"}),
        ("reflect", {"result": "quite", "next": "vaste rollen"}),
    ):
        address = reverse("cycle_keep", args=[cycle.uid, phase])
        assert browser.post(address, values | {"ends": "1"}).status_code == 302
    page = browser.get(reverse("team_cycle", args=[cycle.uid])).content.decode()
    assert "vaste rollen" in page
    assert "meer stemmen" in page
    assert "Afgerond" in browser.get(reverse("team_cycles")).content.decode()
    for other in (world.colleague, world.head, world.learners[0]):
        assert status(world, other, cycle) == 404
    assert status(world, lotte, cycle, "my_cycle") == 404


def test_a_team_cycle_is_of_everybody_in_the_team(world: World) -> None:
    cycle = begin(world, world.head, "team", team=world.school.pk)
    assert status(world, world.care_coordinator, cycle) == 200
    assert status(world, world.teacher, cycle) == 404
    answer = world.client_of(world.teacher).post(
        reverse("team_cycle_start"), {"title": "x", "template": "team", "team": world.school.pk}
    )
    assert answer.status_code == 404


def test_what_cannot_be_started_is_refused(world: World) -> None:
    for data in ({"template": "self-regulation"}, {"template": "unit-review", "due": "morgen"}, {"template": "dance"}):
        answer = world.client_of(world.teacher).post(reverse("team_cycle_start"), {"title": "x"} | data)
        assert answer.status_code == 422
    assert not Cycle.objects.exists()
