"""Finding whom another system signed in among the people of the roster; nobody is made and nobody gains a role."""

from typing import Literal

from django.db import transaction

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.models import Account

KnownBy = Literal["username", "email"]


def account_known_by(how: KnownBy, value: str) -> Account | None:
    """Return the one account that goes by ``value``; ``None`` where there is none or where several share an address."""
    if not value.strip():
        return None
    field = "username" if how == "username" else "person__email__iexact"
    found = list(Account.objects.filter(**{field: value.strip()}, is_active=True).select_related("person")[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def note_linked(*, account: Account, provider: str) -> None:
    """Write that ``account`` is signed in by ``provider`` from now on."""
    about = Reference("access.account", str(account.pk))
    record(verb=f"link sign-in by {provider}", on=about, by=account.person_id)
