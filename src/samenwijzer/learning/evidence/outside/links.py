"""The link by which a mentor rates the goals of one experience, on a phone, without an account (D-083).

What can go wrong, and what holds against it: somebody guesses (256 random bits, and tries are counted by address);
the database leaks (only a digest is kept); a link is passed on or found later (three days, once, and a new one ends
the old); a mail program opens it beforehand (opening changes nothing, only sending does); two send at once (one
statement takes it); somebody wants to know more (a first name and the wording of at most three goals, nothing else);
a learner rates itself (only a teacher makes a link, and nothing counts before a teacher validates).
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.outside.models import ExperienceGoal, MentorLink
from samenwijzer.learning.evidence.outside.rules import check_validates
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.practice.agenda.rules import check_words

#: So long a link works.
TERM = timedelta(days=3)
LONGEST = 600


@dataclass(frozen=True)
class Asked:
    """All that a mentor sees: a first name, and the goals with their wording by the id of their row."""

    name: str
    goals: tuple[tuple[int, str], ...]


@transaction.atomic
def make_link(*, experience: UUID, to: str, by: Viewer) -> str:
    """Make the link for a mentor and return its code, said only this once; an older one is worthless from now on."""
    found = check_validates(by, experience)
    if found.validated_at is not None:
        raise Refused(_("This counts already."))
    code, now = secrets.token_urlsafe(32), timezone.now()
    said = {
        "digest": _digest(code), "to": check_words(to, what=_("Say who you give it to."), longest=120),
        "made_by_id": by.person_id, "made_at": now, "ends_at": now + TERM, "used_at": None,
    }  # fmt: skip
    MentorLink.objects.update_or_create(experience=found, defaults=said)
    record(verb="make mentor link", on=Reference("outside.experience", str(found.pk)), by=by.person_id)
    return code


def asked_by(code: str) -> Asked | None:
    """Return what a link asks; ``None``, without a word why, where it does not work (any more)."""
    link = _working(code)
    if link is None:
        return None
    goals = link.experience.goals.select_related("goal").order_by("pk")
    return Asked(link.experience.learner.given_name, tuple((one.pk, one.goal.wording) for one in goals))


@transaction.atomic
def answer(*, code: str, steps: Mapping[int, int], words: str = "") -> None:
    """Keep what a mentor saw of every goal the link asks about, once; it counts for nothing until it is validated."""
    link = _working(code)
    if link is None:
        raise NotVisible(_("There is nothing here for you."))
    goals = list(link.experience.goals.all())
    if any(steps.get(one.pk) not in (1, 2, 3, 4) for one in goals):
        raise Refused(_("Choose a step for each goal."))
    now = timezone.now()
    if not MentorLink.objects.filter(pk=link.pk, digest=link.digest, used_at=None).update(used_at=now):
        raise NotVisible(_("There is nothing here for you."))
    for one in goals:
        one.step = steps[one.pk]
    ExperienceGoal.objects.bulk_update(goals, ["step"])
    found = link.experience
    found.partner_at, found.partner_words = now, " ".join(words.split())[:LONGEST]
    found.save(update_fields=["partner_at", "partner_words"])
    record(verb="answer mentor link", on=Reference("outside.experience", str(found.pk)), by=None)


def _working(code: str) -> MentorLink | None:
    """Return the link while it works: not used, not too old, not counted already, its learner still enrolled."""
    rows = MentorLink.objects.filter(
        digest=_digest(code), used_at=None, ends_at__gt=timezone.now(), experience__validated_at=None
    )
    link = rows.select_related("experience__learner").first()
    if link is None:
        return None
    enrolled = Membership.objects.filter(active(timezone.localdate()), role=LEARNER, person=link.experience.learner_id)
    return link if enrolled.exists() else None


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
