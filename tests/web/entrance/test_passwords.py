"""Invitations and forgotten passwords: one answer for everybody, a link that works once and for a while."""

import re
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.tasks.actions import run_next
from samenwijzer.foundation.tasks.models import Task
from samenwijzer.network.access.models import Account
from samenwijzer.network.people.models import Person
from tests.worlds import World

PASSWORD = "een lange zin van mij"
OTHER = "een heel andere lange zin"


def work_done() -> None:
    """Let the worker do what waits."""
    while run_next():
        pass


def links() -> list[str]:
    """Return the links in the letters that left, oldest first."""
    return [re.findall(r"http://testserver(\S+)", one.body)[0] for one in mail.outbox]


def addressed(person: Person, email: str) -> Account:
    Person.objects.filter(pk=person.pk).update(email=email)
    account: Account = person.account
    return account


def ask(words: str, client: Client | None = None) -> str:
    answer = (client or Client()).post(reverse("forgotten"), {"asked": words})
    assert answer.status_code == 200
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|"X-CSRFToken": "\w+"', "", answer.content.decode())


def choose(link: str, password: str = PASSWORD, again: str = "") -> int:
    return Client().post(link, {"password": password, "again": again or password}).status_code


@pytest.mark.django_db
def test_who_asks_for_a_new_password_learns_nothing_and_only_the_owner_gets_a_link(world: World) -> None:
    account = addressed(world.teacher, "lotte@school.example")
    account.set_password(OTHER)
    account.save()
    Account.objects.filter(pk=addressed(world.head, "an@school.example").pk).update(is_active=False)
    asked = [account.username, "LOTTE@school.example", "niemand", "an@school.example", world.colleague.account.username]
    said = {ask(one) for one in asked}
    assert len(said) == 1, "the page differs for who is known"
    waiting = Task.objects.values_list("arguments", flat=True)
    assert {one["account"] for one in waiting} == {account.pk, 0}
    assert not any("key" in one for one in waiting)
    work_done()
    assert [one.to for one in mail.outbox] == [["lotte@school.example"]]
    (link,) = links()
    assert account.username in mail.outbox[0].body
    assert choose(link, "kort") == 200
    assert choose(link, PASSWORD, OTHER) == 200
    signed_in = world.client_of(world.teacher)
    work = Client()
    assert work.get(link).status_code == 404, "a link dies when somebody signs in after it was made"
    ask(account.username)
    work_done()
    assert choose(links()[-1]) == 302
    assert choose(links()[-1], OTHER) == 404, "a link works once"
    assert signed_in.get(reverse("today")).status_code == 302, "who was signed in elsewhere is so no longer"
    client = Client()
    client.post(reverse("sign_in"), {"login": account.username, "password": PASSWORD})
    assert client.get(reverse("today")).status_code == 200
    about = AuditEvent.objects.filter(actor_id=world.teacher.pk)
    assert about.filter(verb="ask for a new password").count() == 3
    assert about.filter(verb="set password by recovery").count() == 1


@pytest.mark.django_db
def test_a_link_ends_cannot_be_made_elsewhere_and_not_asked_without_end(world: World) -> None:
    account = addressed(world.teacher, "lotte@school.example")
    ask("lotte@school.example")
    work_done()
    (link,) = links()
    assert Client().get(link).status_code == 200
    assert Client().get(link.replace("recovery", "invitation")).status_code == 404
    assert Client().get(link.replace("recovery", "anders")).status_code == 404
    forged = signing.dumps([account.pk, "x"], key="een andere sleutel", salt="samenwijzer.password.recovery")
    assert Client().get(reverse("set_password", args=["recovery", forged])).status_code == 404
    later = timezone.now().timestamp() + timedelta(minutes=61).total_seconds()
    with patch("django.core.signing.time.time", return_value=later):
        assert Client().get(link).status_code == 404
    client = Client()
    for _ in range(5):
        ask("lotte@school.example", client)
        work_done()
    assert len(mail.outbox) == 3, "three a quarter for one name, whoever asks"


@pytest.mark.django_db
def test_the_secretary_invites_who_has_an_address_and_no_password(world: World) -> None:
    accounts = {
        name: addressed(person, f"{name}@school.example")
        for name, person in (
            ("teacher", world.teacher),
            ("guardian", world.guardian),
            ("colleague", world.colleague),
            ("elsewhere", world.other_teacher),
        )
    }
    accounts["colleague"].set_password(OTHER)
    accounts["colleague"].save()
    address = reverse("invite", args=[world.school.pk])
    page = world.client_of(world.secretary).get(reverse("unit", args=[world.school.pk])).content.decode()
    assert address in page
    assert "2 " in re.findall(r'id="invite".*?</section>', page, re.DOTALL)[0]
    assert world.client_of(world.teacher).post(address).status_code == 404
    assert world.client_of(world.secretary).post(reverse("invite", args=[world.other_school.pk])).status_code == 404
    assert world.client_of(world.secretary).post(address).status_code == 302
    world.client_of(world.secretary).post(address)
    work_done()
    assert sorted(one.to[0] for one in mail.outbox) == ["guardian@school.example", "teacher@school.example"]
    link = next(one for one, letter in zip(links(), mail.outbox, strict=True) if "teacher" in letter.to[0])
    assert choose(link) == 302
    assert choose(link) == 404
    assert AuditEvent.objects.filter(verb="set password by invitation", actor_id=world.teacher.pk).count() == 1
    assert list(AuditEvent.objects.filter(verb="invite people").values_list("count", flat=True)) == [2, 2]
