"""Letting somebody set a password: invited by who keeps the roster, or asked for; by mail, once, and for a while.

A link holds no secret of the account: it is signed, it knows the state of the password it may replace, and so it is
worthless as soon as one was set, as soon as somebody signed in, and after its term.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.actions import enqueue
from samenwijzer.network.access.models import Account
from samenwijzer.network.access.rules import ABOVE_SCHOOL, managed_units
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.people.models import Guardianship

TASK = "mail a link for a password"
NOBODY = 0


class Link(StrEnum):
    """Why somebody gets a link."""

    INVITATION = "invitation"
    RECOVERY = "recovery"

    @property
    def term(self) -> timedelta:
        """How long it works."""
        return timedelta(days=7) if self == Link.INVITATION else timedelta(hours=1)


def without_password(*, unit: int, by: Viewer) -> QuerySet[Account]:
    """Return the accounts of people below ``unit``, and of guardians of learners there, that have no password yet.

    For who keeps the roster of ``unit``, a school or a part of it; above the school nobody counts so many at once.
    """
    place = managed_units(by).exclude(kind__in=ABOVE_SCHOOL).filter(pk=unit).first()
    if place is None:
        raise NotVisible(_("There is nothing here for you."))
    inside = Membership.objects.filter(active(by.on), unit__path__startswith=place.path)
    learners = inside.filter(role=LEARNER, person=OuterRef("learner"))
    acting = Guardianship.objects.filter(active(by.on), Exists(learners), guardian=OuterRef("person"))
    known = Q(Exists(inside.filter(person=OuterRef("person")))) | Q(Exists(acting))
    return Account.objects.filter(known, is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX)


@dataclass(frozen=True)
class Invitable:
    """How many have no password yet: with an e-mail address, and without."""

    reachable: int
    unreachable: int


def invitable(*, unit: int, by: Viewer) -> Invitable | None:
    """Return how many of ``unit`` have no password yet; ``None`` when everybody has; two queries."""
    has_address = ~Q(person__email="")
    counted = without_password(unit=unit, by=by).aggregate(
        reachable=Count("pk", filter=has_address), unreachable=Count("pk", filter=~has_address)
    )
    return Invitable(**counted) if any(counted.values()) else None


@transaction.atomic
def invite(*, unit: int, address: str, by: Viewer) -> int:
    """Mail everybody of ``unit`` who has an e-mail address and no password a link that begins with ``address``.

    Return how many.
    """
    accounts = list(without_password(unit=unit, by=by).exclude(person__email="").values_list("pk", flat=True))
    for account in accounts:
        enqueue(name=TASK, account=account, link=Link.INVITATION.value, address=address)
    about = Reference("organisation.unit", str(unit))
    record(verb="invite people", on=about, by=by.person_id, count=len(accounts))
    return len(accounts)


@transaction.atomic
def ask_recovery(*, asked: str, address: str) -> None:
    """Mail whoever goes by the user name or e-mail address ``asked`` a link that begins with ``address``.

    Known or not, the same is done and nothing is returned: who asks learns nothing.
    """
    words = asked.strip()
    by_name = Q(username=words) | Q(person__email__iexact=words)
    found = (
        Account.objects.filter(by_name, is_active=True).exclude(person__email="") if words else Account.objects.none()
    )
    known: list[tuple[int, int | None]] = list(found.values_list("pk", "person")[:3])
    for account, person in known or [(NOBODY, None)]:
        enqueue(name=TASK, account=account, link=Link.RECOVERY.value, address=address)
        record(verb="ask for a new password", on=Reference("access.account", str(account)), by=person)


def mail_link(*, account: int, link: str, address: str, progress: Callable[[int, int], None]) -> None:
    """Mail one link; the key is made here, so that none waits in the database."""
    found = (
        Account.objects.filter(pk=account, is_active=True).exclude(person__email="").select_related("person").first()
    )
    if found is not None:
        _send(found, Link(link), address)
    progress(1, 1)


def _send(account: Account, link: Link, address: str) -> None:
    key = signing.dumps([account.pk, _state(account)], salt=_salt(link))
    with override(account.language):
        words = {"name": account.person.given_name, "account": account.username, "address": f"{address}{key}/"}
        if link == Link.INVITATION:
            subject = _("Your account in Samenwijzer")
            text = _(
                "Hello %(name)s,\n\nYour school made an account for you. Choose a password within seven days:\n\n"
                "%(address)s\n\nYour user name is %(account)s."
            )
        else:
            subject = _("A new password for Samenwijzer")
            text = _(
                "Hello %(name)s,\n\nSomebody asked for a new password for your account %(account)s. Was it you? Choose "
                "one within the hour:\n\n%(address)s\n\nWas it not you? Then you need do nothing."
            )
        send_mail(subject, text % words, settings.DEFAULT_FROM_EMAIL, [account.person.email])


def account_of_link(link: Link, key: str) -> Account | None:
    """Return the account whose password this link may set; ``None`` when it was used, is too old or was never made."""
    try:
        pk, state = signing.loads(key, salt=_salt(link), max_age=link.term)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    account = Account.objects.filter(pk=pk, is_active=True).select_related("person").first()
    return account if account and constant_time_compare(state, _state(account)) else None


@transaction.atomic
def set_password(*, link: Link, key: str, password: str) -> Account:
    """Set the password by a link, once; who was signed in elsewhere is so no longer."""
    account = account_of_link(link, key)
    if account is None:
        raise NotVisible(_("There is nothing here for you."))
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    account.set_password(password)
    account.save(update_fields=["password"])
    about = Reference("access.account", str(account.pk))
    record(verb=f"set password by {link.value}", on=about, by=account.person_id)
    return account


def _salt(link: Link) -> str:
    return f"samenwijzer.password.{link.value}"


def _state(account: Account) -> str:
    last = account.last_login.isoformat() if account.last_login else ""
    return salted_hmac("samenwijzer.password", f"{account.password}{last}").hexdigest()[:24]
