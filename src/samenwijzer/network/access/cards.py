"""Cards that sign in young learners: made by the teacher of the class, read by a camera, worthless after the year."""

import secrets
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.models import Account, SignInCard
from samenwijzer.network.access.rules import check_guides_unit, writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, active
from samenwijzer.network.people.models import Person

BY_NAME = ("given_name", "family_name", "pk")


@transaction.atomic
def make_cards(*, unit: int, by: Viewer) -> list[tuple[Person, str]]:
    """Give every learner of ``unit`` who has an account a new card; return each with its code, said only this once."""
    check_guides_unit(by, unit, writing=True)
    inside = writable_learners(by).filter(active(by.on, "memberships__"), memberships__unit=unit)
    learners = list(inside.filter(memberships__role=LEARNER, account__is_active=True).distinct().order_by(*BY_NAME))
    codes = [(one, secrets.token_urlsafe(24)) for one in learners]
    SignInCard.objects.filter(person__in=learners).delete()
    ends, now = SchoolYear.of(by.on).last_day, timezone.now()
    SignInCard.objects.bulk_create(
        SignInCard(person=one, digest=_digest(code), made_by_id=by.person_id, made_at=now, ends=ends)
        for one, code in codes
    )
    record(verb="make sign-in cards", on=Reference("organisation.unit", str(unit)), by=by.person_id, count=len(codes))
    return codes


def account_of_card(code: str) -> Account | None:
    """Return the account that a card opens today; ``None`` for a code that opens none."""
    on = timezone.localdate()
    accounts = Account.objects.filter(is_active=True, person__card__digest=_digest(code), person__card__ends__gte=on)
    return accounts.select_related("person").first()


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
