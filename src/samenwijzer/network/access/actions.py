"""Accounts, and writing the trail of views."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.models import Account, View
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person


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
