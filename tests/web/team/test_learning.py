"""Learning from one another: an own inquiry, a community with its question and evidence, intervision, a small study."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from samenwijzer.network.organisation.actions import add_member, create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.cycles.communities import rules
from samenwijzer.practice.cycles.communities.intervision import forget_past_term
from samenwijzer.practice.cycles.communities.models import Finding, Intervision, Panel, Said, Seat
from samenwijzer.practice.cycles.models import Cycle
from tests.worlds import World, small_world

pytestmark = pytest.mark.django_db


def community(world: World) -> Unit:
    """Form a community of the school group with a teacher of each school."""
    made = create_unit(kind="plc", name="PLG rekenen", parent=world.school_group, by=None)
    for person in (world.teacher, world.other_teacher):
        add_member(person=person, unit=made, role="member", starts=timezone.localdate(), by=None)
    return made


def text(world: World, person: object, name: str, *args: object) -> str:
    return world.client_of(person).get(reverse(name, args=args)).content.decode()  # type: ignore[arg-type]


@pytest.mark.demand("D-098", "D-141")
def test_a_teacher_closes_an_inquiry_with_evidence_and_shares_one_finding() -> None:
    world = small_world(learners=1)
    plc, browser = community(world), world.client_of(world.teacher)
    browser.post(reverse("team_cycle_start"), {"template": "inquiry", "title": "Helpt tekenen bij breuken?"})
    cycle = Cycle.objects.get()
    assert cycle.due - timezone.localdate() == timedelta(weeks=6)

    def keep(phase: str, **values: str) -> int:
        return browser.post(reverse("cycle_keep", args=[cycle.uid, phase]), values).status_code

    assert keep("conclusion", after="14 van 20", decision="adapt", ends="1") == 422
    assert keep("question", question="Helpt tekenen?", change="eerst tekenen", measure="dezelfde taak", ends="1") == 302
    assert keep("conclusion", after="14 van 20", decision="adapt", ends="1") == 422
    assert keep("before", before="9 van 20", ends="1") == 302
    assert keep("notebook", finding="Wie tekent, rekent trager en juister") == 302
    assert keep("notebook", finding="Ik twijfel aan mezelf") == 302
    assert keep("conclusion", after="14 van 20", next="tekenblad in les 1", ends="1") == 422
    assert keep("conclusion", after="14 van 20", decision="adapt", next="tekenblad in les 1", ends="1") == 302
    page = text(world, world.teacher, "learning")
    for shown in ("9 van 20", "14 van 20", "aanpassen", "tekenblad in les 1"):
        assert shown in page

    address = reverse("community_finding", args=[plc.pk])
    assert browser.post(address, {"note": f"{cycle.pk}-1"}).status_code == 302
    seen = text(world, world.other_teacher, "community", plc.pk)
    assert "Wie tekent, rekent trager en juister" in seen
    assert "Ik twijfel aan mezelf" not in seen
    back = reverse("finding_back", args=[Finding.objects.get().pk])
    assert world.client_of(world.other_teacher).post(back).status_code == 404
    assert world.client_of(world.head).get(reverse("community", args=[plc.pk])).status_code == 404
    browser.post(back)
    assert "trager en juister" not in text(world, world.other_teacher, "community", plc.pk)


@pytest.mark.demand("D-102", "D-104", "D-140")
def test_a_community_begins_and_ends_with_learners() -> None:
    world = small_world(learners=2)
    plc, browser = community(world), world.client_of(world.teacher)
    begin, sent = reverse("community_begin", args=[plc.pk]), {"question": "Hoe oefenen we breuken?"}
    assert browser.post(begin, sent).status_code == 422
    assert browser.post(begin, sent | {"outcome": "elke leerling legt uit waarom 1/2 = 2/4"}).status_code == 302
    cycle = Cycle.objects.get()
    browser.post(reverse("cycle_keep", args=[cycle.uid, "try"]), {"plc-evidence": "12 van 20 legt het uit"})
    on = (timezone.localdate() + timedelta(days=3)).isoformat()
    browser.post(reverse("community_meeting", args=[plc.pk]), {"title": "Kijken naar taken", "on": on, "at": "15:45"})
    ask = reverse("community_ask", args=[plc.pk])
    assert browser.post(ask, {"question": "Wat hielp jou?", "group": world.other_group.pk}).status_code == 422
    assert browser.post(ask, {"question": "Wat hielp jou?", "group": world.group.pk}).status_code == 302
    panel, learner = Panel.objects.get(), world.learners[0]
    assert reverse("learner_panel", args=[panel.uid]) in text(world, learner, "my_cycles")
    world.client_of(learner).post(reverse("learner_panel", args=[panel.uid]), {"text": "Meer met repen papier"})
    page = text(world, world.other_teacher, "community", plc.pk)
    for shown in ("Hoe oefenen we breuken?", "waarom 1/2 = 2/4", "12 van 20", "Kijken naar taken", "repen papier"):
        assert shown in page
    assert learner.given_name not in page
    close = reverse("cycle_keep", args=[cycle.uid, "close"])
    assert browser.post(close, {"plc-next": "verder", "ends": "1"}).status_code == 422
    assert browser.post(close, {"plc-changed": "not-measured", "ends": "1"}).status_code == 302
    assert "niet gemeten" in text(world, world.other_teacher, "community", plc.pk)


@pytest.mark.demand("D-142")
def test_intervision_names_no_learner_and_is_gone_on_the_agreed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    world = small_world(learners=2)
    browser, until = world.client_of(world.teacher), timezone.localdate() + timedelta(days=10)
    sent = {
        "title": "Wie zwijgt", "method": "incident", "people": [world.colleague.pk], "until": until.isoformat(),
    }  # fmt: skip
    address = reverse("intervision_bring")
    named = sent | {"case": "Noor zwijgt al een week. Wat doe ik?"}
    answer = browser.post(address, named)
    assert answer.status_code == 422
    assert "Noor" in answer.content.decode()
    with monkeypatch.context() as broken:
        broken.setattr(rules, "_first_in", lambda text, names: "")
        assert browser.post(address, named).status_code == 302
    Intervision.objects.all().delete()
    assert browser.post(address, sent | {"case": "Een leerling zwijgt al een week."}).status_code == 302
    session = Intervision.objects.get()
    step = reverse("intervision_say", args=[session.uid, "ask"])
    assert world.client_of(world.colleague).post(step, {"text": "Bij wie praat Ilyas wel?"}).status_code == 422
    assert world.client_of(world.colleague).post(step, {"text": "Bij wie praat hij wel?"}).status_code == 302
    page = text(world, world.teacher, "intervision", session.uid)
    assert page.index("Inbrengen") < page.index("Vragen stellen") < page.index("Bij wie praat hij wel?")
    assert world.client_of(world.head).get(reverse("intervision", args=[session.uid])).status_code == 404
    forget_past_term(progress=lambda done, total: None, on=until)
    assert Intervision.objects.exists()
    forget_past_term(progress=lambda done, total: None, on=until + timedelta(days=1))
    assert not Intervision.objects.exists() and not Said.objects.exists() and not Seat.objects.exists()


@pytest.mark.demand("D-194")
def test_a_small_study_warns_for_few_learners_and_for_regression() -> None:
    world = small_world(learners=1)
    browser, address = world.client_of(world.teacher), reverse("small_study")
    page = browser.post(address, {"before": "4 5 3 4,5", "after": "6 6 7 5", "picked": "1"}).content.decode()
    assert "Weinig leerlingen" in page and "Regressie naar het gemiddelde" in page
    many = " ".join(str(5 + n % 3) for n in range(30))
    more = " ".join(str(6 + n % 3 + (n // 3) % 2) for n in range(30))
    page = browser.post(address, {"before": many, "after": more}).content.decode()
    assert "Weinig leerlingen" not in page and "Regressie naar het gemiddelde" not in page
    assert browser.post(address, {"before": "4 5 Noor", "after": "1 2 3"}).status_code == 422
    assert browser.post(address, {"before": "4 5 6", "after": "1 2"}).status_code == 422
