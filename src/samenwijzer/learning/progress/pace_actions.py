"""Agreeing that a learner goes at a pace of its own."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.progress.models import PaceAgreement
from samenwijzer.network.access.rules import writable_learners
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.pack import education
from samenwijzer.practice.goals.models import Framework


@transaction.atomic
def agree_pace(*, learner: int, framework: int, level: str, until: date, reason: str = "", by: Viewer) -> PaceAgreement:
    """Keep that ``learner`` goes at the pace of ``level`` for ``framework`` until ``until``; no level ends it.

    What the curriculum expects of its own level stays in view. Refused without a day in the coming school year on
    which it is looked at again.
    """
    known = Framework.objects.filter(pk=framework).exists()
    if not known or not writable_learners(by).filter(pk=learner).exists():
        raise NotVisible(_("There is nothing here for you."))
    if level and level not in {one.key for one in education().levels}:
        raise Refused(_("Choose the level at whose pace the learner goes."))
    if not 0 <= (until - by.on).days <= 366:
        raise Refused(_("Choose on which day you look at it again: at most a year from now."))
    made = PaceAgreement.objects.create(
        learner_id=learner,
        framework_id=framework,
        level=level,
        until=until,
        reason=reason.strip()[:300],
        by_id=by.person_id,
        at=timezone.now(),
    )
    record(verb="agree on a pace", on=Reference("progress.pace_agreement", str(made.pk)), by=by.person_id)
    return made
