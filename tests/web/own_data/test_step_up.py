"""What is sensitive asks who it is once more: answering a request, taking rows."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.actions import ask
from samenwijzer.network.rights.models import Extract, Request
from tests.worlds import World

PASSWORD = "een lange zin van mij"


def signed_in(person: Person) -> Client:
    """Sign in with a password, ages ago."""
    cache.clear()
    person.account.set_password(PASSWORD)
    person.account.save()
    client = Client()
    client.post(reverse("sign_in"), {"login": person.account.username, "password": PASSWORD})
    session = client.session
    for one in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        one["at"] -= 3600
    session.save()
    return client


@pytest.mark.django_db
def test_an_answer_and_an_extract_are_carried_out_only_after_the_password(world: World) -> None:
    asked = ask(person=world.learners[0].pk, kind="objection", text="Niet doen.", by=world.viewer(world.learners[0]))
    cases = (
        (world.head, reverse("data_answer", args=[asked.pk]), {"granted": "1", "text": "Goed, we stoppen ermee."}),
        (world.analyst, reverse("extract"), {"table": "learning_evidence.Evidence", "question": "Wat groeit er?"}),
    )
    for person, address, data in cases:
        client = signed_in(person)
        again = client.post(address, data)
        assert again["Location"].startswith(reverse("account_reauthenticate")), address
        assert not Request.objects.exclude(outcome=Request.Outcome.WAITING).filter(answered_by=person).exists()
        assert not Extract.objects.exists()
        wrong = client.post(again["Location"], {"password": "verkeerd", "next": address})
        assert wrong.status_code == 200
        # With the password what was asked is carried out, without being typed again.
        done = client.post(again["Location"], {"password": PASSWORD, "next": address})
        assert done.status_code in (200, 302), address
    assert Request.objects.get().outcome == Request.Outcome.GRANTED
    assert Extract.objects.count() == 1


@pytest.mark.django_db
def test_who_may_not_is_not_even_asked_for_a_password(world: World) -> None:
    asked = ask(person=world.learners[0].pk, kind="objection", text="Niet doen.", by=world.viewer(world.learners[0]))
    client = signed_in(world.teacher)
    assert client.post(reverse("data_answer", args=[asked.pk]), {"granted": "1", "text": "Ja."}).status_code == 404
    assert client.post(reverse("extract"), {}).status_code == 404
