"""Allowing and withdrawing, asking and answering."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.rights.erased import write_list
from samenwijzer.network.rights.erasure import erase_person, erase_without_consent
from samenwijzer.network.rights.models import Consent, Request
from samenwijzer.network.rights.queries import requests_to_answer
from samenwijzer.network.rights.rules import check_acts_for

#: GDPR article 12(3): without undue delay and at the latest within a month.
ANSWERED_WITHIN = timedelta(days=30)
LONGEST = 2000


@transaction.atomic
def give_consent(*, person: int, kind: str, by: Viewer) -> Consent:
    """Let ``kind`` be done with ``person``: said by that person or a guardian; again changes nothing."""
    check_acts_for(by, person)
    if kind not in Consent.Kind.values:
        raise Refused(_("There is nothing to choose here."))
    consent, is_new = Consent.objects.get_or_create(
        person_id=person,
        kind=kind,
        withdrawn_at=None,
        defaults={"given_by_id": by.person_id, "given_at": timezone.now()},
    )
    if is_new:
        record(verb=f"allow {kind}", on=Reference("people.person", str(person)), by=by.person_id)
    return consent


@transaction.atomic
def withdraw_consent(*, person: int, kind: str, by: Viewer) -> int:
    """Withdraw a consent, as easily as it was given (article 7(3)); what rested on it goes. Return how many rows."""
    check_acts_for(by, person)
    given = Consent.objects.filter(person_id=person, kind=kind, withdrawn_at=None)
    if not given.update(withdrawn_by_id=by.person_id, withdrawn_at=timezone.now()):
        return 0
    record(verb=f"withdraw {kind}", on=Reference("people.person", str(person)), by=by.person_id)
    return erase_without_consent(person=person, kind=kind)


@transaction.atomic
def ask(*, person: int, kind: str, text: str, by: Viewer) -> Request:
    """Ask for a correction or erasure, or object; the answer is due within a month."""
    check_acts_for(by, person)
    words = text.strip()
    if kind not in Request.Kind.values or not words:
        raise Refused(_("Write in a few words what you ask."))
    if len(words) > LONGEST:
        raise Refused(_("Say it in at most %(count)s characters.") % {"count": LONGEST})
    now = timezone.now()
    request = Request.objects.create(
        person_id=person,
        kind=kind,
        text=words,
        asked_by_id=by.person_id,
        asked_at=now,
        due_on=timezone.localdate(now) + ANSWERED_WITHIN,
    )
    record(verb=f"ask {kind}", on=Reference("rights.request", str(request.pk)), by=by.person_id)
    return request


@transaction.atomic
def answer(*, request: int, is_granted: bool, text: str, by: Viewer) -> Request:
    """Answer a request that waits for ``by``; an erasure that is granted is carried out at once."""
    found = requests_to_answer(viewer=by).filter(pk=request).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    words = text.strip()[:LONGEST]
    if not words:
        raise Refused(_("Write an answer that can be understood without the law beside it."))
    if is_granted and found.kind == Request.Kind.ERASURE:
        erase_person(person=found.person_id, by=by.person_id, on=by.on)
        transaction.on_commit(write_list)
    found.outcome = Request.Outcome.GRANTED if is_granted else Request.Outcome.REFUSED
    found.answer, found.answered_by_id, found.answered_at = words, by.person_id, timezone.now()
    found.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    about = Reference("rights.request", str(found.pk))
    record(verb=f"answer {found.kind}: {found.outcome}", on=about, by=by.person_id)
    return found
