"""Allowing and withdrawing, asking and answering."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.rights.corrections import put_back, put_right
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
def answer(
    *, request: int, is_granted: bool, text: str, corrects: tuple[str, str] | None = None, by: Viewer
) -> Request:
    """Answer a request that waits for ``by``; an erasure that is granted is carried out at once.

    ``corrects`` is the plain field of the person that is put right with a correction that is granted, and its value.
    """
    found = requests_to_answer(viewer=by).filter(pk=request).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    words = text.strip()[:LONGEST]
    if not words:
        raise Refused(_("Write an answer that can be understood without the law beside it."))
    if is_granted and found.kind == Request.Kind.ERASURE:
        erase_person(person=found.person_id, by=by.person_id, on=by.on)
        transaction.on_commit(write_list)
    if is_granted and corrects and found.kind == Request.Kind.CORRECTION:
        field, value = corrects
        found.corrected = dict(put_right(person=found.person_id, field=field, value=value, by=by.person_id))
    found.outcome = Request.Outcome.GRANTED if is_granted else Request.Outcome.REFUSED
    found.answer, found.answered_by_id, found.answered_at = words, by.person_id, timezone.now()
    _keep_answer(found, f"answer {found.kind}: {found.outcome}", by)
    return found


@transaction.atomic
def undo_correction(*, request: int, by: Viewer) -> Request:
    """Put back what was put right with an answer that ``by`` gave today; the request waits again."""
    given = Request.objects.filter(pk=request, answered_by=by.person_id, answered_at__date=by.on)
    found = given.exclude(corrected={}).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    put_back(person=found.person_id, corrected=found.corrected, by=by.person_id)
    found.corrected, found.outcome, found.answer = {}, Request.Outcome.WAITING, ""
    found.answered_by, found.answered_at = None, None
    _keep_answer(found, "undo correction", by)
    return found


def _keep_answer(request: Request, verb: str, by: Viewer) -> None:
    request.save(update_fields=["outcome", "answer", "corrected", "answered_by", "answered_at"])
    record(verb=verb, on=Reference("rights.request", str(request.pk)), by=by.person_id)
