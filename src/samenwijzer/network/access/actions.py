"""Accounts, and writing the trail of views."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.models import Account, Involvement, SupportSession, View
from samenwijzer.network.access.rules import check_guides_whole_school, headed_schools
from samenwijzer.network.access.viewer import SUPPORT_STAFF, Viewer
from samenwijzer.network.organisation.models import Membership, active
from samenwijzer.network.organisation.pack import Sees, organisation
from samenwijzer.network.people.models import Person

LONGEST_INVOLVEMENT = timedelta(days=366)
LONGEST_SUPPORT_MINUTES = 60


@transaction.atomic
def open_accounts(*, people: Sequence[Person], usernames: Sequence[str], by: int | None) -> list[Account]:
    """Give each of ``people`` an account without a usable password; they set one through an invitation."""
    unusable = make_password(None)
    accounts = Account.objects.bulk_create(
        [
            Account(person=person, username=username, password=unusable)
            for person, username in zip(people, usernames, strict=True)
        ],
        batch_size=2000,
    )
    record(verb="open accounts", on=Reference("access.account", ""), by=by, count=len(accounts))
    return accounts


@transaction.atomic
def change_accounts(*, accounts: Sequence[Account], by: int | None) -> None:
    """Store the usernames that were set on ``accounts``, and whether they may sign in."""
    Account.objects.bulk_update(accounts, ["username", "is_active"], batch_size=500)
    record(verb="change accounts", on=Reference("access.account", ""), by=by, count=len(accounts))


def log_views(
    *, viewer: Viewer, learners: Iterable[int], function: str, page: str, purpose: str, protected: bool = False
) -> None:
    """Write that ``viewer`` saw these learners' data on ``page``, in one insert; looking at oneself leaves no trail.

    ``protected`` views, of a care track under professional secrecy, are read by the data protection officer only.
    """
    View.objects.bulk_create(
        [
            View(
                learner_id=learner,
                viewer_id=viewer.person_id,
                function=function,
                page=page,
                purpose=purpose,
                protected=protected,
            )
            for learner in learners
            if learner != viewer.person_id
        ]
    )


@transaction.atomic
def choose_language(*, account: Account, language: str) -> None:
    """Let the interface speak ``language`` wherever ``account`` signs in."""
    account.language = language
    account.save(update_fields=["language"])
    record(verb="choose language", on=Reference("access.account", str(account.pk)), by=account.person_id)


@transaction.atomic
def involve(*, person: int, learner: int, function: Membership, reason: str, ends: date, by: Viewer) -> Involvement:
    """Register that ``person``, in ``function`` (of a CLB, LSC or partner), works with ``learner`` until ``ends``.

    By who answers for the whole school of the learner; at most a year, so that it ends by itself.
    """
    check_guides_whole_school(by, learner)
    role = organisation().role(function.role)
    if role.sees not in (Sees.INVOLVED, Sees.LINKED) or function.person_id != person:
        raise Refused(_("Only somebody of a CLB, a learning support centre or a partner can be involved this way."))
    if not by.on <= ends <= by.on + LONGEST_INVOLVEMENT or not reason.strip():
        raise Refused(_("Say why, and until which day: at most a year from now."))
    involvement = Involvement.objects.create(
        person_id=person,
        learner_id=learner,
        unit_id=function.unit_id,
        role=function.role,
        reason=reason.strip()[:200],
        starts=by.on,
        ends=ends,
        by_id=by.person_id,
    )
    record(verb="involve", on=Reference("access.involvement", str(involvement.pk)), by=by.person_id)
    return involvement


@transaction.atomic
def end_involvement(*, involvement: int, by: Viewer) -> None:
    """Let an involvement end yesterday, or never have begun when it began today."""
    found = Involvement.objects.filter(pk=involvement).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_whole_school(by, found.learner_id)
    if found.starts < by.on:
        Involvement.objects.filter(pk=found.pk).update(ends=by.on - timedelta(days=1))
    else:
        found.delete()
    record(verb="end involvement", on=Reference("access.involvement", str(involvement)), by=by.person_id)


@transaction.atomic
def open_support(*, person: int, unit: int, reason: str, minutes: int, by: Viewer) -> SupportSession:
    """Let ``person`` of the support desk look along in ``unit`` from now on, for at most an hour.

    By the head of that school; whoever looks stands in the trail of the learners as the support desk.
    """
    heads = [one for one in by.functions if one.role == "head" and one.unit_id == unit]
    desk = Membership.objects.filter(active(by.on), person=person, role=SUPPORT_STAFF)
    if not heads or not desk.exists():
        raise NotVisible(_("There is nothing here for you."))
    if not 1 <= minutes <= LONGEST_SUPPORT_MINUTES or not reason.strip():
        raise Refused(_("Say what the question is, and for how long: at most an hour."))
    now = timezone.now()
    session = SupportSession.objects.create(
        person_id=person,
        unit_id=unit,
        reason=reason.strip()[:200],
        starts_at=now,
        ends_at=now + timedelta(minutes=minutes),
        allowed_by_id=by.person_id,
    )
    record(verb="open support session", on=Reference("access.support_session", str(session.pk)), by=by.person_id)
    return session


@transaction.atomic
def close_support(*, session: int, by: Viewer) -> None:
    """End a support session now, by the head who allowed it or another head of that school."""
    units = [one.unit_id for one in headed_schools(by)]
    if not SupportSession.objects.filter(pk=session, unit__in=units).exists():
        raise NotVisible(_("There is nothing here for you."))
    now = timezone.now()
    SupportSession.objects.filter(pk=session, starts_at__lt=now, ends_at__gt=now).update(ends_at=now)
    record(verb="close support session", on=Reference("access.support_session", str(session)), by=by.person_id)
