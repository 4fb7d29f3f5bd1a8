"""*Mijn gegevens*: what is held, copies, consent and requests; and who answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.personal_data import declared
from samenwijzer.network.people.models import Person
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


def test_who_grants_a_correction_puts_the_field_right_there_and_can_take_it_back(world: World) -> None:
    noor, head = world.learners[0], world.client_of(world.head)
    asks, asked = world.client_of(noor), {"kind": "correction", "text": "Ik heet Nour."}
    asks.post(reverse("data_ask", args=[noor.pk]), asked)
    request = Request.objects.get()
    page = head.get(reverse("data_requests")).content.decode()
    assert '<option value="given_name">voornaam: Noor</option>' in page
    assert reverse("learner", args=[noor.pk]) in page and reverse("organisation") in page
    address, given = reverse("data_answer", args=[request.pk]), {"granted": "1", "text": "Je hebt gelijk."}
    for field, value in (("given_name", "Noor"), ("given_name", "  "), ("email", "geen adres"), ("id", "7")):
        # Nothing half done: what cannot stand there leaves the request waiting.
        assert head.post(address, given | {"field": field, "value": value}).status_code == 422
    request.refresh_from_db()
    assert (request.outcome, request.corrected) == ("waiting", {})
    refused = head.post(address, given | {"granted": "0", "field": "given_name", "value": "Nour"})
    assert refused.status_code == 302 and Person.objects.get(pk=noor.pk).given_name == "Noor"
    asks.post(reverse("data_ask", args=[noor.pk]), asked)
    request = Request.objects.get(outcome="waiting")
    address, back = (reverse(name, args=[request.pk]) for name in ("data_answer", "data_answer_undo"))
    toast = head.post(address, given | {"field": "given_name", "value": " Nour "}, follow=True).content.decode()
    assert Person.objects.get(pk=noor.pk).given_name == "Nour"
    assert back in toast and "van “Noor” naar “Nour”" in toast
    assert "van “Noor” naar “Nour”" in asks.get(reverse("my_data")).content.decode()
    about = AuditEvent.objects.filter(actor_id=world.head.pk, object_kind="people.person", object_id=str(noor.pk))
    assert [one.verb for one in about] == ["correct given_name"]
    # Only who gave the answer takes it back, and only what nobody changed since.
    assert world.client_of(world.officer).post(back).status_code == 404
    Person.objects.filter(pk=noor.pk).update(given_name="Noor E.")
    assert head.post(back).status_code == 422
    Person.objects.filter(pk=noor.pk).update(given_name="Nour")
    assert head.post(back).status_code == 302
    request.refresh_from_db()
    assert (request.outcome, request.corrected, Person.objects.get(pk=noor.pk).given_name) == ("waiting", {}, "Noor")
    assert head.post(back).status_code == 404
    links = world.client_of(world.officer).get(reverse("data_requests")).content.decode()
    assert reverse("learner", args=[noor.pk]) not in links
    assert world.client_of(world.officer).get(reverse("organisation")).status_code == 200


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
