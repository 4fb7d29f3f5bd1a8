"""Signing in by a provider: who is in the roster comes in, nobody else, and nobody gains anything by it."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from samenwijzer.foundation.audit.models import AuditEvent
from samenwijzer.foundation.packs import PackError
from samenwijzer.network.access.models import Account
from samenwijzer.network.organisation.models import Membership
from samenwijzer.network.people.models import Person
from samenwijzer.web.entrance.by_provider import ProviderAdapter
from samenwijzer.web.entrance.providers import read_providers
from tests.web.entrance.providers import (
    ENTITY,
    OTHER_KEY,
    SERVER,
    OpenIDServer,
    certificate,
    request_id,
    saml_answer,
    signed_request_to_sign_out,
)
from tests.web.entrance.providers import KEY as SIGNS
from tests.worlds import World

#: The library of SAML wants a name with a dot in it.
HOST = "leren.voorbeeld.example"
FILE = """
providers:
  - {{kind: openid, key: leren, name: Leerplatform, server: "{server}", client: samenwijzer, secret_in: LEREN,
     known_by: email, claim: email}}
  - kind: saml
    key: groep
    name: Scholengroep
    entity: {entity}
    sign_on: https://saml.voorbeeld.example/sso
    sign_off: https://saml.voorbeeld.example/slo
    certificate: |
{certificate}
    known_by: username
    claim: uid
"""


@pytest.fixture
def configured(settings: Settings, tmp_path: Path) -> None:
    """Read both providers from a file, as an installation does."""
    file = tmp_path / "providers.yaml"
    lines = "\n".join(f"      {line}" for line in certificate(SIGNS).splitlines())
    file.write_text(FILE.format(server=SERVER, entity=ENTITY, certificate=lines))
    settings.ALLOWED_HOSTS = ["testserver", HOST]
    settings.SOCIALACCOUNT_PROVIDERS = read_providers(str(file), {"LEREN": "geheim"})


@pytest.fixture
def server(configured: None, monkeypatch: pytest.MonkeyPatch) -> OpenIDServer:
    """Stand in for the OpenID Connect provider."""
    made = OpenIDServer()
    monkeypatch.setattr(ProviderAdapter, "get_requests_session", made.session)
    return made


def comes(server: OpenIDServer, client: Client, *, state: str | None = None, **says: Any) -> HttpResponse:
    """Go out to the provider and come back as whom it says."""
    server.says = {"sub": "u-1", "email_verified": True, **says}
    out = client.get(reverse("openid_connect_login", args=["leren"]))
    asked = parse_qs(urlsplit(out["Location"]).query)
    assert out["Location"].startswith(f"{SERVER}/authorize")
    assert asked["code_challenge_method"] == ["S256"]
    back = {"code": "c", "state": state or asked["state"][0]}
    return client.get(reverse("openid_connect_callback", args=["leren"]), back)


def signed_in(client: Client) -> int | None:
    who = client.session.get("_auth_user_id")
    return int(who) if who else None


def known(person: Person, email: str) -> Account:
    Person.objects.filter(pk=person.pk).update(email=email)
    account: Account = person.account
    return account


@pytest.mark.django_db
def test_who_is_in_the_roster_comes_in_by_openid_with_the_roles_of_the_roster(
    server: OpenIDServer, world: World
) -> None:
    account = known(world.teacher, "lotte@school.example")
    before = list(Membership.objects.order_by("pk").values())
    client = Client()
    page = client.get(reverse("sign_in")).content.decode()
    assert "Leerplatform" in page
    assert "Scholengroep" in page
    answer = comes(server, client, email="Lotte@School.example", roles=["head"], groups=["admin"])
    assert answer["Location"] == reverse("home")
    assert signed_in(client) == account.pk
    assert client.get(reverse("today")).status_code == 200
    assert client.get(reverse("data_requests")).status_code == 404
    linked = SocialAccount.objects.get()
    assert (linked.user, linked.uid, linked.extra_data) == (account, "u-1", {})
    assert AuditEvent.objects.filter(verb="link sign-in by leren", actor_id=world.teacher.pk).count() == 1
    # The link holds, whatever the address becomes; an account that ended does not come in any more.
    again = Client()
    comes(server, again, email="anders@school.example")
    assert signed_in(again) == account.pk
    assert SocialAccount.objects.get().extra_data == {}
    Account.objects.filter(pk=account.pk).update(is_active=False)
    ended = Client()
    comes(server, ended, email="lotte@school.example")
    assert signed_in(ended) is None
    assert list(Membership.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_nobody_else_comes_in_by_openid_and_no_account_is_made(server: OpenIDServer, world: World) -> None:
    known(world.teacher, "lotte@school.example")
    known(world.guardian, "thuis@voorbeeld.example")
    known(world.head, "thuis@voorbeeld.example")
    accounts = Account.objects.count()
    refused: list[dict[str, Any]] = [
        {"email": "vreemd@school.example"},
        {"email": "lotte@school.example", "email_verified": False},
        {"email": "thuis@voorbeeld.example"},  # two people share it
        {"email": ""},
        {"email": "lotte@school.example", "iss": "https://elders.example"},
        {"email": "lotte@school.example", "exp": 1},
        {"email": "lotte@school.example", "aud": "iets-anders"},
        {"email": "lotte@school.example", "state": "van-een-ander"},
    ]
    for says in refused:
        client = Client()
        answer = comes(server, client, **says)
        assert signed_in(client) is None, says
        assert answer.status_code == 422, says
        assert "aanmelden" in answer.content.decode().lower()
    assert (Account.objects.count(), SocialAccount.objects.count()) == (accounts, 0)


@pytest.mark.django_db
def test_a_provider_is_not_linked_from_within_a_session(server: OpenIDServer, world: World) -> None:
    """Who holds a child's card, or found a screen open, cannot make the own key to that account."""
    client = world.client_of(world.learners[0])
    server.says = {"sub": "u-9", "email": "vreemd@school.example", "email_verified": True}
    out = client.get(reverse("openid_connect_login", args=["leren"]), {"process": "connect"})
    state = parse_qs(urlsplit(out["Location"]).query)["state"][0]
    answer = client.get(reverse("openid_connect_callback", args=["leren"]), {"code": "c", "state": state})
    assert answer.status_code == 422
    assert not SocialAccount.objects.exists()


def answers(client: Client, *, to: str | None = None, audience: str = "", **details: Any) -> HttpResponse:
    """Go out to the identity provider, and post what it answers."""
    client.defaults["HTTP_HOST"] = HOST
    out = client.get(reverse("saml_login", args=["groep"]))
    base = f"http://{HOST}"
    at, metadata = (base + reverse(name, args=["groep"]) for name in ("saml_acs", "saml_metadata"))
    made = saml_answer(
        to=to or request_id(out["Location"]), audience=audience or metadata, at=details.pop("at", at), **details
    )
    taken = client.post(at, {"SAMLResponse": made, "RelayState": ""})
    assert taken["Location"] == reverse("saml_finish_acs", args=["groep"])
    return client.get(taken["Location"])


@pytest.mark.django_db
def test_a_signed_answer_of_saml_opens_the_account_it_names_and_nothing_else_does(
    configured: None, world: World
) -> None:
    account, client = world.head.account, Client()
    answer = answers(client, says={"uid": account.username, "role": "superuser"})
    assert answer["Location"] == reverse("home")
    assert signed_in(client) == account.pk
    assert SocialAccount.objects.get().extra_data == {}
    assert client.get(reverse("data_requests")).status_code == 200
    assert client.get(reverse("extract")).status_code == 404
    teacher = world.teacher.account.username
    refused: list[dict[str, Any]] = [
        {"says": {"uid": "niemand"}},
        {"says": {"uid": teacher}, "key": OTHER_KEY},
        {"says": {"uid": teacher}, "audience": "https://elders.example"},
        {"says": {"uid": teacher}, "at": "https://elders.example/acs"},
        {"says": {"uid": teacher}, "to": "_niet-gevraagd"},
        {"says": {"email": "lotte@school.example"}},
    ]
    for details in refused:
        other = Client()
        answer = answers(other, name_id="p-2", **details)
        assert signed_in(other) is None, details
        assert answer.status_code in (403, 422), details
    assert SocialAccount.objects.count() == 1
    assert "EntityDescriptor" in client.get(reverse("saml_metadata", args=["groep"])).content.decode()


@pytest.mark.django_db
def test_only_the_provider_signs_out_and_only_whom_it_names(configured: None, world: World) -> None:
    account, client = world.head.account, Client()
    answers(client, says={"uid": account.username})
    assert signed_in(client) == account.pk
    path = reverse("saml_sls", args=["groep"])
    at = f"http://{HOST}{path}"
    signed = signed_request_to_sign_out("p-1", to=at)
    forged = {
        "unsigned": signed_request_to_sign_out("p-1", to=at, key=None),
        "signed by somebody else": signed_request_to_sign_out("p-1", to=at, key=OTHER_KEY),
        "about somebody else": signed_request_to_sign_out("p-2", to=at),
        "too late": signed_request_to_sign_out("p-1", to=at, late=True),
        "for another address": signed_request_to_sign_out("p-1", to="https://elders.example/"),
        "changed": signed.replace("SigAlg", "RelayState=x&SigAlg"),
        "an answer nobody asked for": signed.replace("SAMLRequest", "SAMLResponse"),
        "nothing": "",
    }
    for way, query in forged.items():
        assert client.get(f"{path}?{query}").status_code in (400, 422), way
        assert signed_in(client) == account.pk, way
    assert client.post(f"{path}?{signed}").status_code == 405
    answer = client.get(f"{path}?{signed}")
    assert answer["Location"].startswith("https://saml.voorbeeld.example/slo?SAMLResponse=")
    assert signed_in(client) is None


@pytest.mark.django_db
def test_what_is_sensitive_asks_the_provider_anew_after_ten_minutes(
    server: OpenIDServer, world: World, settings: Settings
) -> None:
    known(world.teacher, "lotte@school.example")
    Account.objects.filter(pk=world.teacher.account.pk).update(password="!")
    client = Client()
    comes(server, client, email="lotte@school.example")
    copy = reverse("data_copy", args=[world.teacher.pk, "json"])
    assert client.get(copy).status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = -1
    assert client.get(copy).status_code == 422


def test_a_file_that_is_wrong_says_where(tmp_path: Path) -> None:
    file = tmp_path / "p.yaml"
    good = (
        f"- {{kind: openid, key: a, name: A, server: '{SERVER}', client: c, secret_in: S, known_by: email, claim: e}}"
    )
    for text, words in (
        (f"providers:\n  {good.replace('https', 'http')}", "p.yaml:2: providers.0.openid.server"),
        (f"providers:\n  {good}\n  {good}", "same key"),
        (f"providers:\n  {good.replace('S,', 'T,')}", "no T"),
        ("providers:\n  - {kind: saml, key: b, name: B, entity: e, known_by: username, claim: uid}", "metadata"),
    ):
        file.write_text(text)
        with pytest.raises(PackError, match=words):
            read_providers(str(file), {"S": "x"})
    assert read_providers("") == {}
