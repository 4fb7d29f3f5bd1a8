"""Files in the space of a group: kept once, opened only when somebody asks, moderated with the words.

They rest on consent, as other members see them, and a PDF on that for photos, which it may hold; without it a learner
still writes along.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation import vault
from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.documents import Document, DocumentKind, document
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.kept_files import throw_away_unused
from samenwijzer.foundation.media import preview
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.cooperation.models import Contribution, SharedFile
from samenwijzer.learning.cooperation.rules import check_in_group, is_member
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.rights.models import Consent
from samenwijzer.network.rights.queries import has_consented

MOST_FILES = 3
#: What has to be allowed before a learner shares a kind of file.
RESTS_ON = {
    DocumentKind.PDF: Consent.Kind.PICTURE,
    DocumentKind.PICTURE: Consent.Kind.PICTURE,
    DocumentKind.VOICE: Consent.Kind.VOICE,
}


def share(*, contribution: Contribution, files: Sequence[bytes], by: Viewer) -> list[SharedFile]:
    """Keep PDFs, photos or recordings beside what ``by`` writes now; part of writing it, which asks who may.

    Refused when there are too many, one is of another kind or acts, or a learner did not allow what it rests on.
    """
    if len(files) > MOST_FILES:
        raise Refused(_("At most %(count)s files at once.") % {"count": MOST_FILES})
    found = [document(data) for data in files]
    for kind in sorted({RESTS_ON[one.kind] for one in found}):
        if by.is_learner and not has_consented(by.person_id, kind):
            raise Refused(_("Sharing waits until this is allowed at home. Tell it in words for now."))
    kept = {vault.put(one.content): one for one in found}
    return SharedFile.objects.bulk_create(_row(contribution, digest, one) for digest, one in kept.items())


def _row(contribution: Contribution, digest: str, shared: Document) -> SharedFile:
    small = len(preview(shared.content)) if shared.kind == DocumentKind.PICTURE else 0
    return SharedFile(
        contribution=contribution,
        kind=shared.kind,
        rests_on=RESTS_ON[shared.kind],
        content_type=shared.content_type,
        size=len(shared.content),
        small=small,
        digest=digest,
    )


def shared_file(*, file: int, viewer: Viewer) -> SharedFile:
    """Return a file of a group ``viewer`` sits in or guides; one out of sight is for adults only."""
    found = SharedFile.objects.filter(pk=file).select_related("contribution__group__grouping__unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    group = check_in_group(viewer, found.contribution.group_id)
    if found.contribution.hidden_at and is_member(viewer, group):
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def take_away(*, file: int, by: Viewer) -> Contribution:
    """Erase a file for good: who shared it can; its words stay. An adult takes it out of sight with its words."""
    found = shared_file(file=file, viewer=by)
    contribution, digest = found.contribution, found.digest
    if contribution.by_id != by.person_id:
        raise NotVisible(_("There is nothing here for you."))
    found.delete()
    transaction.on_commit(lambda: throw_away_unused({digest}))
    record(verb="erase shared file", on=Reference("cooperation.contribution", str(contribution.pk)), by=by.person_id)
    return contribution
