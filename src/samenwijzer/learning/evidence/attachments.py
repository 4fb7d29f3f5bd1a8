"""Photos and voice with evidence: keeping, finding and erasing them.

They rest on consent (GDPR 6.1.a) and are kept for the school year and one after; see the declaration of the model.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.kept_files import throw_away_unused
from samenwijzer.foundation.media import MediaKind, cleaned
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.foundation.tasks.registry import Progress
from samenwijzer.learning.evidence.models import Attachment, Evidence
from samenwijzer.learning.evidence.rules import visible_evidence
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.people.models import Person
from samenwijzer.network.rights.queries import consenting

MOST_AT_ONCE = 4


@transaction.atomic
def attach(*, evidence: Iterable[Evidence], files: Sequence[bytes], by: Viewer) -> list[Attachment]:
    """Put photos or voice recordings with each of these pieces of evidence, all noted by ``by``.

    Refused when there are too many, one is neither, or somebody else than ``by`` is on it without having allowed that;
    the same file with the same evidence is kept once.
    """
    rows = list(evidence)
    if len(files) > MOST_AT_ONCE:
        raise Refused(_("At most %(count)s photos and recordings at once.") % {"count": MOST_AT_ONCE})
    if any(row.seen_by_id != by.person_id for row in rows):
        raise NotVisible(_("There is nothing here for you."))
    found = [cleaned(data) for data in files]
    _check_allowed({row.learner_id for row in rows} - {by.person_id}, {media.kind for media in found})
    added = []
    for media in found if rows else []:
        digest = vault.put(media.content)
        values = {"kind": media.kind, "content_type": media.content_type, "size": len(media.content)}
        for row in rows:
            one, is_new = Attachment.objects.get_or_create(
                evidence=row, digest=digest, defaults={**values, "added_by_id": by.person_id}
            )
            added += [one] if is_new else []
    if added:
        record(verb="attach", on=Reference("evidence.attachment", str(added[0].pk)), by=by.person_id, count=len(added))
    return added


def _check_allowed(learners: set[int], kinds: set[MediaKind]) -> None:
    """Refuse where one of ``learners``, or a guardian, did not allow one of ``kinds``; who adds own work does."""
    missing = {pk for kind in kinds for pk in learners - consenting(people=list(learners), kind=kind)}
    if missing:
        names = ", ".join(str(one) for one in Person.objects.filter(pk__in=missing))
        raise Refused(_("No photo or voice without consent: nobody allowed it for %(names)s yet.") % {"names": names})


def attachment(*, viewer: Viewer, pk: int) -> Attachment:
    """Return the attachment when its evidence stands and ``viewer`` may see the learner it is about."""
    found = Attachment.objects.select_related("evidence").filter(pk=pk).first()
    if found is None or not visible_evidence(viewer, found.evidence.learner_id).filter(pk=found.evidence_id).exists():
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def take_away(*, pk: int, by: Viewer) -> Attachment:
    """Erase an attachment for good; its learner can, and who added it. What it was with stands."""
    found = attachment(viewer=by, pk=pk)
    if by.person_id not in (found.added_by_id, found.evidence.learner_id):
        raise NotVisible(_("There is nothing here for you."))
    _erase([found], by=by.person_id)
    return found


def erase_expired(*, progress: Progress, on: date | None = None) -> None:
    """Erase the attachments that are over their period on day ``on``, and those of evidence that was taken back.

    Files whose row went with a person or with the evidence go as well.
    """
    this_year = SchoolYear.of(on or timezone.localdate())
    over = Q(added_at__date__lt=this_year.previous.first_day)
    back = Q(evidence__correction__isnull=False)
    rows = list(Attachment.objects.filter(over | back))
    with transaction.atomic():
        _erase(rows, by=None)
        transaction.on_commit(lambda: throw_away_unused(vault.digests()))
    progress(len(rows), len(rows))


def _erase(rows: Sequence[Attachment], *, by: int | None) -> None:
    """Remove rows, and after the transaction each file that no row names any more."""
    if not rows:
        return
    digests = {row.digest for row in rows}
    record(verb="erase attachment", on=Reference("evidence.attachment", str(rows[0].pk)), by=by, count=len(rows))
    Attachment.objects.filter(pk__in=[row.pk for row in rows]).delete()
    transaction.on_commit(lambda: throw_away_unused(digests))
