"""Signing in: lockout, a second factor, sessions, saying it again before what is sensitive, cards for the young."""

import os
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.cache import cache, caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from samenwijzer.network.access.endings import forget_ended
from samenwijzer.network.access.models import Account, SignInCard, TryCount
from samenwijzer.network.people.models import Person
from tests.worlds import World

PASSWORD = "een lange zin van mij"


def account_of(person: Person) -> Account:
    account: Account = person.account
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client: Client, account: Account, password: str = PASSWORD) -> str:
    """Sign in through the form, and return where that leads; the page itself when it does not."""
    answer = client.post(reverse("sign_in"), {"login": account.username, "password": password})
    return answer.headers.get("Location") or answer.content.decode()


def code_of(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_after_five_wrong_passwords_the_account_waits_also_with_the_right_one(world: World) -> None:
    account, other = account_of(world.teacher), account_of(world.colleague)
    client = Client()
    for number in range(5):
        client.defaults["HTTP_HOST"] = f"testserver:{8000 + number}"  # another port is no new count
        assert "horen niet bij elkaar" in sign_in(client, account, "verkeerd wachtwoord")
    assert "Te veel pogingen" in sign_in(client, account)
    assert sign_in(Client(), other) == reverse("home")


def tries_in_processes(account: Account, monkeypatch: pytest.MonkeyPatch) -> str:
    """Try five wrong passwords and then the right one, each in a process that knows nothing of the others."""
    for password in [*["verkeerd wachtwoord"] * 5, PASSWORD]:
        monkeypatch.setattr(ratelimit, "cache", caches.create_connection("default"))
        found = sign_in(Client(), account, password)
    return found


def test_tries_are_counted_for_all_processes_and_machines_together(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    assert "Te veel pogingen" in tries_in_processes(account_of(world.teacher), monkeypatch)
    told = str(list(TryCount.objects.values_list("cache_key", "value")))
    assert TryCount.objects.count() >= 3
    assert world.teacher.account.username not in told and "127.0.0.1" not in told
    # Counted by each process for itself, as many tries as there are processes go by: the test would notice.
    alone = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {"default": alone}
    counted = iter(range(6))
    monkeypatch.setattr(
        caches, "create_connection", lambda alias: LocMemCache(f"process {next(counted)}", alone), raising=True
    )
    assert tries_in_processes(account_of(world.colleague), monkeypatch) == reverse("home")


def test_after_an_hour_nothing_is_kept_of_tries_and_of_sessions_that_are_over(world: World) -> None:
    account = account_of(world.teacher)
    gone, here = Client(), Client()
    for client in (gone, here):
        sign_in(client, account)
    sign_in(Client(), account, "verkeerd wachtwoord")
    Session.objects.filter(pk=gone.session.session_key).update(expire_date=timezone.now() - timedelta(hours=1))
    TryCount.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert UserSession.objects.count() == 2
    forget_ended(progress=lambda done, total: None)
    assert [one.session_key for one in UserSession.objects.all()] == [here.session.session_key]
    assert (Session.objects.count(), TryCount.objects.count()) == (1, 0)
    assert here.get(reverse("today")).status_code == 200


def test_an_account_that_ended_cannot_sign_in_and_nobody_signs_up(world: World) -> None:
    account = account_of(world.teacher)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    client = Client()
    sign_in(client, account)
    assert "_auth_user_id" not in client.session
    assert client.get("/aanmelden/nieuw/").status_code == 404


def test_with_an_app_the_password_alone_is_not_enough(world: World) -> None:
    account = account_of(world.teacher)
    client = Client()
    sign_in(client, account)
    add = reverse("mfa_activate_totp")
    assert client.get(add)["Location"].startswith(reverse("account_reauthenticate"))
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": add})
    secret = re.search(r"<code>(\w+)</code>", client.get(add).content.decode())
    assert secret
    client.post(add, {"code": code_of(secret.group(1))})
    stored = Authenticator.objects.get(user=account, type=Authenticator.Type.TOTP)
    assert secret.group(1) not in str(stored.data)
    assert TOTP(stored).validate_code(code_of(secret.group(1)))
    assert client.get(reverse("mfa_index")).status_code == 200
    assert "<code>" in client.get(reverse("mfa_view_recovery_codes")).content.decode()
    cache.clear()
    again = Client()
    assert sign_in(again, account).startswith(reverse("mfa_authenticate"))
    assert again.get(reverse("today"))["Location"].startswith(reverse("sign_in"))
    assert again.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code == 200
    codes = Authenticator.objects.get(user=account, type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    again.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert again.get(reverse("today")).status_code == 200


def test_one_sees_where_one_is_signed_in_and_signs_out_elsewhere(world: World) -> None:
    account = account_of(world.teacher)
    here, there = Client(), Client(headers={"user-agent": "elsewhere"})
    for client in (here, there):
        sign_in(client, account)
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "elsewhere" in page
    here.post(reverse("usersessions_list"))
    assert there.get(reverse("today"))["Location"].startswith(reverse("sign_in"))
    assert here.get(reverse("today")).status_code == 200


def test_what_is_sensitive_asks_who_it_is_once_more(world: World) -> None:
    learner = world.learners[0]
    client = Client()
    sign_in(client, account_of(learner))
    copy = reverse("data_copy", args=[learner.pk, "json"])
    assert client.get(copy)["Location"].startswith(reverse("account_reauthenticate"))
    assert "Ben jij het?" in client.get(reverse("account_reauthenticate"), {"next": copy}).content.decode()
    answer = client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": copy})
    assert answer["Location"] == copy
    assert client.get(copy).status_code == 200
    other = reverse("data_copy", args=[world.learners[1].pk, "json"])
    assert client.get(other).status_code == 404


def addresses_on_cards(world: World, person: Person) -> list[str]:
    made = world.client_of(person).post(reverse("cards", args=[world.group.pk]))
    assert made.status_code == 200
    assert made.content.decode().count("card-code") == len(world.learners)
    by_name = {person.pk: address.split("/")[-2] for person, address, _drawing in made.context["cards"]}
    return [by_name[one.pk] for one in world.learners]


def test_a_card_signs_in_a_young_learner_for_a_day_and_opens_nothing_sensitive(world: World) -> None:
    codes = addresses_on_cards(world, world.teacher)
    learner = world.learners[0]
    client = Client()
    asked = client.get(reverse("card", args=[codes[0]]))
    assert f"Ben jij {learner.given_name}?" in asked.content.decode()
    assert "_auth_user_id" not in client.session
    client.post(reverse("card", args=[codes[0]]))
    assert client.get(reverse("compass")).status_code == 200
    assert client.session.get_expiry_age() <= 8 * 60 * 60
    assert client.get(reverse("data_copy", args=[learner.pk, "pdf"])).status_code == 422
    for name in ("mfa_activate_totp", "mfa_add_webauthn", "account_change_password"):
        assert client.post(reverse(name)).status_code == 422
    assert codes[0] not in str(list(SignInCard.objects.values()))


def test_a_card_is_worthless_after_a_new_one_and_after_the_school_year(world: World) -> None:
    old = addresses_on_cards(world, world.teacher)
    new = addresses_on_cards(world, world.teacher)
    assert Client().post(reverse("card", args=[old[0]])).status_code == 404
    SignInCard.objects.update(ends=timezone.localdate() - timedelta(days=1))
    assert Client().post(reverse("card", args=[new[0]])).status_code == 404


def test_cards_that_do_not_exist_are_counted(world: World, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "card": "3/m/ip"}
    codes = addresses_on_cards(world, world.teacher)
    tried = [Client().get(reverse("card", args=[f"geraden-{n}"])).status_code for n in range(4)]
    assert tried == [404, 404, 404, 429]
    for way in (Client().get, Client().post):
        answer = way(reverse("card", args=[codes[0]]))
        assert answer.status_code == 429
        assert "even" in answer.content.decode().lower()
    TryCount.objects.all().delete()
    assert Client().get(reverse("card", args=[codes[0]])).status_code == 200


def test_stepping_in_exists_in_the_demo_only_whatever_else_is_set() -> None:
    """Outside ``samenwijzer demo`` no address steps in: not in debug, not by a setting of another name."""
    script = (
        "import django; django.setup();"
        "from django.conf import settings; from django.urls import reverse, NoReverseMatch\n"
        "assert settings.DEMO is False\n"
        "for name in ('step_in', 'gallery'):\n"
        "    try: reverse(name)\n"
        "    except NoReverseMatch: continue\n"
        "    raise SystemExit(name)\n"
    )
    environment = {key: value for key, value in os.environ.items() if key != "SAMENWIJZER_DEMO"}
    environment |= {"DJANGO_SETTINGS_MODULE": "samenwijzer.web.settings", "DEBUG": "1", "DEMO": "1"}
    run = subprocess.run([sys.executable, "-c", script], env=environment, check=False)
    assert run.returncode == 0
