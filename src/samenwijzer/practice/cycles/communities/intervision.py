"""Intervision: bringing a case, thinking along step by step, and forgetting it on the day that was agreed."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.communities.models import Intervision, Said, Seat
from samenwijzer.practice.cycles.communities.pack import methods
from samenwijzer.practice.cycles.communities.rules import check_nameless, check_seat, check_term, colleagues_of

LONGEST = 4000


@transaction.atomic
def bring_case(*, title: str, case: str, method: str, people: Collection[int], until: date, by: Viewer) -> Intervision:
    """Bring a case to colleagues; it names no learner, and goes with all that is said about it after ``until``."""
    if methods().method(method) is None:
        raise Refused(_("Choose a way of working."))
    if not title.strip() or not case.strip() or len(title) > 120 or len(case) > LONGEST:
        raise Refused(_("Write a title and your question, in at most %(most)s characters.") % {"most": LONGEST})
    check_term(until, by.on)
    check_nameless(by, f"{title}\n{case}")
    asked = set(people)
    if not asked or not asked <= {one.pk for one in colleagues_of(by)}:
        raise Refused(_("Choose at least one colleague."))
    made = Intervision.objects.create(
        method=method, title=title.strip(), case=case.strip(), until=until, by_id=by.person_id
    )
    Seat.objects.bulk_create([Seat(intervision=made, person_id=one) for one in sorted(asked | {by.person_id})])
    record(verb="bring case", on=Reference("communities.intervision", str(made.uid)), by=by.person_id)
    return made


def say_in_step(*, intervision: UUID, step: str, text: str, by: Viewer) -> Said:
    """Say something in a step of a session in which ``by`` takes part, without naming a learner."""
    found = check_seat(by, intervision)
    method = methods().method(found.method)
    if method is None or method.step(step) is None or not text.strip() or len(text) > LONGEST:
        raise Refused(_("Write something down first. One word is enough."))
    check_nameless(by, text)
    return Said.objects.create(intervision=found, step=step, text=text.strip(), by_id=by.person_id)


def sessions_of(*, viewer: Viewer) -> list[Intervision]:
    """Return the sessions in which ``viewer`` takes part and whose term is not over, newest first (one query)."""
    rows = Intervision.objects.filter(people=viewer.person_id, until__gte=viewer.on)
    return list(rows.select_related("by"))


def forget_past_term(*, progress: Progress, on: date | None = None) -> None:
    """Remove every session whose agreed day is over, with all that was said; ``on``: today."""
    today = on or timezone.localdate()
    count, _rows = Intervision.objects.filter(until__lt=today).delete()
    if count:
        record(verb="forget intervision", on=Reference("communities.intervision", ""), by=None, count=count)
    progress(1, 1)
