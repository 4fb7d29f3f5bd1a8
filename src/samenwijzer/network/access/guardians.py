"""Who acts for a learner: put down and ended by who keeps the roster of the school."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.actions import open_accounts
from samenwijzer.network.access.models import Account
from samenwijzer.network.access.rules import ABOVE_SCHOOL
from samenwijzer.network.access.viewer import Function, Viewer
from samenwijzer.network.organisation.models import LEARNER, active
from samenwijzer.network.people.actions import add_guardians, create_people, end_guardians
from samenwijzer.network.people.models import Guardianship, Person


def check_keeps_roster_with(viewer: Viewer, learner: int) -> tuple[Person, Function]:
    """Return the learner and the function in which ``viewer`` keeps the roster it stands in; never above the school."""
    keeping = [one for one in viewer.manages if one.unit_kind not in ABOVE_SCHOOL]
    for one in keeping:
        inside = Q(memberships__role=LEARNER, memberships__unit__path__startswith=one.unit_path)
        found = Person.objects.filter(inside, active(viewer.on, "memberships__"), pk=learner).first()
        if found is not None:
            return found, one
    raise NotVisible(_("There is nothing here for you."))


def guardianships_of(*, viewer: Viewer, learner: int) -> list[Guardianship]:
    """Return who acts or acted for ``learner``, those of today first."""
    check_keeps_roster_with(viewer, learner)
    rows = Guardianship.objects.filter(learner=learner).select_related("guardian__account")
    return sorted(rows, key=lambda row: (row.ends is not None and row.ends < viewer.on, row.guardian.given_name))


@transaction.atomic
def link_guardian(*, learner: int, given_name: str, family_name: str, email: str, by: Viewer) -> Guardianship:
    """Let somebody act for ``learner`` from today: a guardian known by the same names and address, or a new person.

    A new person gets an account without a password, to be invited to.
    """
    found, _function = check_keeps_roster_with(by, learner)
    given, family, address = given_name.strip(), family_name.strip(), email.strip()
    if not given or not family:
        raise Refused(_("Fill in both names."))
    if address:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Refused(_("This is not an e-mail address.")) from error
    guardian = _known(given, family, address) or _new(given, family, address, by)
    already = Guardianship.objects.filter(active(by.on), guardian=guardian, learner=found)
    if guardian == found or already.exists():
        raise Refused(_("%(name)s already acts for this learner.") % {"name": guardian})
    return add_guardians(guardianships=[Guardianship(guardian=guardian, learner=found, starts=by.on)], by=by.person_id)[
        0
    ]


def _known(given: str, family: str, address: str) -> Person | None:
    if not address:
        return None
    same = Person.objects.filter(given_name__iexact=given, family_name__iexact=family, email__iexact=address)
    found = list(same.filter(wards__isnull=False).distinct()[:2])
    return found[0] if len(found) == 1 else None


def _new(given: str, family: str, address: str, by: Viewer) -> Person:
    person = create_people(people=[Person(given_name=given, family_name=family, email=address)], by=by.person_id)[0]
    wanted = address or f"{given}.{family}".replace(" ", "").casefold()
    taken = Account.objects.filter(username=wanted).exists()
    open_accounts(people=[person], usernames=[f"{wanted}-{person.pk}" if taken else wanted], by=by.person_id)
    return person


@transaction.atomic
def unlink_guardian(*, guardianship: int, by: Viewer) -> None:
    """Let somebody act for a learner no longer, from this moment."""
    found = Guardianship.objects.filter(pk=guardianship).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_keeps_roster_with(by, found.learner_id)
    if found.starts < by.on:
        end_guardians(guardianships=[found], on=by.on - timedelta(days=1), by=by.person_id)
        return
    found.delete()
    record(verb="end guardians", on=Reference("people.person", ""), by=by.person_id)
