"""*Mijn gegevens*: what is held, copies, consent and requests; and who answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwijzer.foundation.personal_data import declared
from samenwijzer.network.rights.models import Request
from samenwijzer.network.rights.queries import has_consented
from tests.worlds import World, seen, small_world


def test_a_guardian_sees_allows_and_asks_for_the_own_child_and_leaves_a_trail(world: World) -> None:
    learner, other = world.learners[:2]
    client = world.client_of(world.guardian)
    assert client.get("/")["Location"] == reverse("my_data")
    assert reverse("data_of", args=[learner.pk]) in client.get(reverse("my_data")).content.decode()
    page = client.get(reverse("data_of", args=[learner.pk])).content.decode()
    assert "Gegevens van Noor Baert" in page
    assert "niet toegelaten" in page
    client.post(reverse("data_consent", args=[learner.pk]), {"kind": "picture", "allow": "1"})
    assert has_consented(learner.pk, "picture")
    client.post(reverse("data_ask", args=[learner.pk]), {"kind": "objection", "text": "Geen tweetallen."})
    assert "Geen tweetallen." in client.get(reverse("data_of", args=[learner.pk])).content.decode()
    for name in ("data_of", "who_saw_of"):
        assert client.get(reverse(name, args=[other.pk])).status_code == 404
    trail = world.client_of(learner).get(reverse("who_saw")).content.decode()
    assert "Greet Mertens" in trail
    assert "ouder of voogd" in trail


def test_copies_come_as_files(world: World) -> None:
    seen(world.learners[0], world.goals["compare"], [0.4])
    client = world.client_of(world.learners[0])
    for form, start in (("json", b"{"), ("pdf", b"%PDF")):
        answer = client.get(reverse("data_copy", args=[world.learners[0].pk, form]))
        assert answer.content.startswith(start)
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(reverse("data_copy", args=[world.learners[0].pk, "exe"])).status_code == 404


def test_the_head_answers_and_the_learner_reads_it(world: World) -> None:
    learner = world.client_of(world.learners[0])
    learner.post(
        reverse("data_ask", args=[world.learners[0].pk]), {"kind": "correction", "text": "<b>Noor</b> is fout"}
    )
    head = world.client_of(world.head)
    page = head.get(reverse("data_requests")).content.decode()
    assert "&lt;b&gt;Noor&lt;/b&gt; is fout" in page
    head.post(reverse("data_answer", args=[Request.objects.get().pk]), {"granted": "1", "text": "Rechtgezet."})
    assert "Rechtgezet." in learner.get(reverse("my_data")).content.decode()
    assert "Niets wacht op een antwoord" in head.get(reverse("data_requests")).content.decode()


@pytest.mark.parametrize(("who", "screen"), [("officer", "data_requests"), ("analyst", "extract")])
def test_who_watches_and_who_analyses_have_their_screens(world: World, who: str, screen: str) -> None:
    page = world.client_of(getattr(world, who)).get("/", follow=True).content.decode()
    assert reverse(screen) in page


def test_an_extract_comes_as_csv_and_the_officer_reads_of_it(db: None) -> None:
    world = small_world(learners=10)
    for learner in world.learners:
        seen(learner, world.goals["compare"], [0.4])
    asked = {"table": "learning_evidence.Evidence", "question": "Wat groeit er in L3?"}
    answer = world.client_of(world.analyst).post(reverse("extract"), asked)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(answer.content.decode().splitlines()) == 11
    assert asked["question"] in world.client_of(world.officer).get(reverse("oversight")).content.decode()


def test_the_queries_do_not_grow_with_what_is_held(world: World) -> None:
    client = world.client_of(world.learners[0])
    seen(world.learners[0], world.goals["compare"], [0.4])
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("my_data"))
    seen(world.learners[0], world.goals["add"], [0.4] * 10)
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("my_data"))
    assert len(few) == len(many)


@pytest.mark.demand("D-418")
def test_learner_and_parent_see_who_looked_in_thirty_days_and_take_all_data_along(world: World) -> None:
    learner = world.learners[0]
    seen(learner, world.goals["compare"], [0.4, 0.9])
    world.client_of(world.teacher).get(reverse("learner", args=[learner.pk]))
    for person, trail in ((learner, reverse("who_saw")), (world.guardian, reverse("who_saw_of", args=[learner.pk]))):
        client = world.client_of(person)
        page = client.get(trail).content.decode()
        assert "Lotte Vermeulen" in page
        assert "30 dagen" in page
        copy = client.get(reverse("data_copy", args=[learner.pk, "json"])).json()
        about = {model._meta.label for model, _what in declared()}
        assert copy["tables"].keys() <= about
        assert len(copy["tables"]["learning_evidence.Evidence"]["rows"]) == 2
        assert copy["tables"]["network_access.View"]["rows"]
