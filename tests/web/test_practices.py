"""Practice examples with their evidence, going further step by step; cards of research with what practice says."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.learning.lessons.materials.models import BankUse
from samenwijzer.learning.lessons.models import Activity
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.cycles.models import Cycle
from samenwijzer.practice.materials.models import Material
from samenwijzer.practice.materials.practices.models import Component, Example, Kept
from tests.worlds import World, people, small_world

pytestmark = pytest.mark.django_db
TOLD = {
    "title": "Stille leerlingen aan het woord", "challenge": "Vier leerlingen zeiden nooit iets",
    "context": "derde leerjaar, veel anderstaligen", "approach": "praatkaartjes in tweetallen",
    "effect": "iedereen sprak elke week", "effect_known": "measured", "area": "professioneel",
    "licence": "CC-BY-SA-4.0",
}  # fmt: skip


def text(world: World, person: Person, name: str, *args: object, **asked: str) -> str:
    return world.client_of(person).get(reverse(name, args=args), asked).content.decode()


def post(world: World, person: Person, name: str, *args: object, **sent: object) -> int:
    return world.client_of(person).post(reverse(name, args=args), sent).status_code  # type: ignore[arg-type]


def tell(world: World, **more: str) -> Example:
    assert post(world, world.teacher, "practice_new", **(TOLD | {"school": str(world.school.pk)} | more)) == 302
    return Example.objects.latest("pk")


def card(world: World, by: Person, title: str = "Denken, delen, uitwisselen") -> Material:
    sent = {
        "title": title, "description": "Wat onderzoek zegt: eerst alleen denken.", "kind": "sheet",
        "area": "professioneel", "from_age": "2", "to_age": "99", "language": "nl", "origin": "own-time",
        "licence": "CC-BY-4.0", "source": "Lyman (1981)", "source_year": "1981", "certainty": "moderate",
    }  # fmt: skip
    assert post(world, by, "material_new", **sent) == 302
    made = Material.objects.get(title=title)
    assert post(world, by, "material_share", made.pk, unit=str(world.network.pk)) == 302
    return made


@pytest.mark.demand("D-113", "D-135")
def test_an_example_names_context_and_evidence_and_goes_further_step_by_step() -> None:
    world = small_world(learners=6)
    for lacks in ("context", "effect_known"):
        page = world.client_of(world.teacher).post(
            reverse("practice_new"), TOLD | {"school": world.school.pk, lacks: ""}
        )
        assert page.status_code == 200 and "in welke context" in page.content.decode()
    assert not Material.objects.exists()
    one = tell(world)
    pk = one.material_id
    assert TOLD["title"] not in text(world, world.other_teacher, "practices")
    assert post(world, world.teacher, "material_share", pk, unit=str(world.network.pk)) == 422
    assert post(world, world.teacher, "material_share", pk, unit=str(world.school_group.pk)) == 302
    seen = text(world, world.other_teacher, "practices", zoek="stille")
    assert TOLD["title"] in seen
    page = text(world, world.other_teacher, "material_practice", pk)
    for said in (TOLD["context"], TOLD["challenge"], "we maten voor en na", str(world.teacher), "beschreven"):
        assert said in page
    far = create_unit(kind="school_group", name="Scholengroep Ver", parent=world.network, by=None)
    small = create_unit(kind="school", name="BS Ver", parent=far, by=None)
    stranger = people(["Mo Mertens"], "head", small, timezone.localdate())[0]
    assert TOLD["title"] not in text(world, stranger, "practices")
    assert post(world, world.teacher, "material_share", pk, unit=str(world.network.pk)) == 422
    assert post(world, world.teacher, "practice_consent", pk) == 404
    assert post(world, world.head, "practice_consent", pk) == 302
    assert post(world, world.teacher, "material_share", pk, unit=str(world.network.pk)) == 302
    assert TOLD["title"] in text(world, stranger, "practices")
    assert TOLD["title"] not in text(world, stranger, "practices", **{"zoals-wij": "1"})
    Example.objects.update(learners=0)
    assert TOLD["title"] in text(world, stranger, "practices", **{"zoals-wij": "1"})
    assert TOLD["title"] not in text(world, world.teacher, "practices", **{"zoals-wij": "1"})
    assert post(world, stranger, "material_thanks", pk) == 302


@pytest.mark.demand("D-353")
def test_the_label_says_described_grounded_or_shown() -> None:
    world = small_world(learners=1)
    one = tell(world, effect_known="observed")
    pk = one.material_id
    assert one.level == "described"
    post(world, world.teacher, "material_share", pk, unit=str(world.school_group.pk))
    grounded = tell(world, grounds="Hattie (2009)", title="Feedback in duo")
    assert grounded.level == "grounded"
    network = str(world.school_group.pk)
    post(world, world.teacher, "material_share", grounded.material_id, unit=network)
    adviser = people(["Lea Raad"], "pbd_adviser", world.school_group, timezone.localdate())[0]
    assert post(world, adviser, "practice_confirm", pk) == 422
    assert post(world, world.colleague, "practice_confirm", grounded.material_id) == 404
    assert post(world, adviser, "practice_confirm", grounded.material_id) == 302
    assert "aangetoond" in text(world, world.colleague, "material_practice", grounded.material_id)
    shown = text(world, world.colleague, "practices", bewijs="shown")
    assert "Feedback in duo" in shown and TOLD["title"] not in shown
    described = text(world, world.colleague, "practices", bewijs="described")
    assert TOLD["title"] in described and "Feedback in duo" not in described


@pytest.mark.demand("D-195", "D-400", "D-440")
def test_practice_stands_beside_research_and_why_not_is_always_asked() -> None:
    world = small_world(learners=1)
    sheet = card(world, world.central_staff)
    card(world, world.central_staff, "Een ander kaartje")
    said = {"stance": "tried", "text": "in mijn klas werkt tekenen eerst"}
    assert post(world, world.teacher, "practice_comment", sheet.pk, stance="x", text="y") == 422
    assert post(world, world.teacher, "practice_comment", sheet.pk, **said) == 302
    assert post(world, world.colleague, "practice_comment", sheet.pk, stance="why_not", text="te weinig tijd") == 302
    page = text(world, world.other_teacher, "material_practice", sheet.pk)
    research = page.split('id="research"')[1].split("</section>")[0]
    practice = page.split('id="practice"')[1].split("</section>")[0]
    why_not = page.split('id="why-not"')[1].split("</section>")[0]
    assert "eerst alleen denken" in research and "tekenen eerst" not in research
    assert "tekenen eerst" in practice and "eerst alleen denken" not in practice
    assert "waarom niet bij ons" in practice and "te weinig tijd" in why_not and "Een ander kaartje" in why_not
    assert "schrijft niets voor" in why_not
    start = {"template": "inquiry", "title": "Helpt eerst alleen denken?"}
    world.client_of(world.teacher).post(reverse("team_cycle_start"), start)
    cycle = Cycle.objects.get()
    assert post(world, world.colleague, "practice_cite", sheet.pk, cycle=str(cycle.uid)) == 404
    assert post(world, world.teacher, "practice_cite", sheet.pk, cycle=str(cycle.uid)) == 302
    assert start["title"] in text(world, world.other_teacher, "material_practice", sheet.pk)
    own = text(world, world.teacher, "learning")
    assert sheet.title in own.split(start["title"])[1]
    back = re.findall(r"praktijk/(\d+)/terug", text(world, world.teacher, "material_practice", sheet.pk))[0]
    assert post(world, world.colleague, "practice_uncomment", back) == 404
    assert post(world, world.teacher, "practice_uncomment", back) == 302


@pytest.mark.demand("D-099")
def test_a_school_ticks_which_of_four_core_components_it_keeps() -> None:
    world = small_world(learners=1)
    sheet = card(world, world.central_staff)
    four = "denktijd\nieder schrijft\ntweetallen\nlukraak wie vertelt\n"
    assert post(world, world.teacher, "practice_components", sheet.pk, components=four) == 404
    assert post(world, world.central_staff, "practice_components", sheet.pk, components=four) == 302
    parts = list(Component.objects.order_by("pk"))
    assert [one.text for one in parts] == four.split("\n")[:4]
    kept = {"unit": str(world.school.pk), "component": [str(one.pk) for one in parts[:3]], "own_way": "wij tekenen"}
    assert post(world, world.other_teacher, "practice_keep", sheet.pk, **kept) == 404
    assert post(world, world.teacher, "practice_keep", sheet.pk, **kept) == 302
    assert Kept.objects.get().components == [one.pk for one in parts[:3]]
    page = text(world, world.colleague, "material_practice", sheet.pk)
    assert "Onze school houdt 3 van 4" in page and "wij tekenen" in page
    assert page.split('id="core"')[1].split("</section>")[0].count(" checked>") == 3
    assert "wij tekenen" not in text(world, world.other_teacher, "material_practice", sheet.pk)


@pytest.mark.demand("D-296")
def test_from_study_over_material_and_use_to_effect() -> None:
    world = small_world(learners=1)
    sheet = card(world, world.central_staff)
    steps = 'id="chain"'
    before = text(world, world.teacher, "material_practice", sheet.pk).split(steps)[1].split("</section>")[0]
    assert "Lyman (1981)" in before and "gepland in 0 groepen" in before
    remix = {
        "title": "Denkkaartjes", "kind": "task", "area": "professioneel", "from_age": "8", "to_age": "9",
        "language": "nl", "origin": "own-time", "licence": "CC-BY-4.0", "changed_how": "kaartjes gemaakt",
    }  # fmt: skip
    answer = world.client_of(world.teacher).post(f"{reverse('material_new')}?van={sheet.pk}", remix)
    assert answer.status_code == 302
    made = Material.objects.get(title="Denkkaartjes")
    on = timezone.localdate() + timedelta(days=1)
    activity = Activity.objects.create(unit_of_work=world.unit_of_work, title="kaartjes", on=on)
    BankUse.objects.create(activity=activity, material=made)
    tell(world, card=str(sheet.pk), effect="24 van 26 spraken")
    after = text(world, world.teacher, "material_practice", sheet.pk).split(steps)[1].split("</section>")[0]
    order = [after.index(one) for one in ("Lyman (1981)", "Denkkaartjes", "gepland in 1 groep", "24 van 26 spraken")]
    assert order == sorted(order) and "onderbouwd" in after
