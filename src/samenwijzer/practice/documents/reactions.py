"""What readers say of a document, insights that ask to change it, and how each is answered."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.documents.actions import reference_to
from samenwijzer.practice.documents.models import Document, Reaction, Version
from samenwijzer.practice.documents.rules import check_reads, check_text, check_writes, reads_from_inside

LONGEST = 1000


def _place(viewer: Viewer, document: Document) -> int | None:
    """Return from which unit ``viewer`` speaks: the lowest it works in that stands in the unit of the document."""
    inside = [
        one for one in viewer.functions if one.rights is not None and one.unit_path.startswith(document.unit.path)
    ]
    return max(inside, key=lambda one: len(one.unit_path)).unit_id if inside else None


def _open_draft(document: Document, on: date) -> Version | None:
    newest = document.versions.first()
    return newest if newest and newest.is_draft and newest.react_until and newest.react_until >= on else None


@transaction.atomic
def react(*, document: int, text: str, by: Viewer, part: str = "", stance: str = "") -> Reaction:
    """Say something of a document one reads from inside, or of one of its parts; of an open draft it counts there."""
    found = check_reads(by, document)
    if not reads_from_inside(by, found.unit):
        raise NotVisible(_("There is nothing here for you."))
    if stance and stance not in Reaction.Stance.values:
        raise Refused(_("Choose how you stand to it."))
    made = Reaction.objects.create(
        document=found, on_version=_open_draft(found, by.on), part=part[:60], text=check_text(text, LONGEST),
        stance=stance, unit_id=_place(by, found), by_id=by.person_id,
    )  # fmt: skip
    record(verb="react to document", on=reference_to(found), by=by.person_id)
    return made


@transaction.atomic
def bring_insight(
    *, document: int, text: str, source: str, by: Viewer, part: str = "", cause: Reference | None = None, why: str = ""
) -> Reaction:
    """Write down an insight that changes a document one writes: accepted at once, pending until the next version.

    ``cause`` is where it comes from: a dialogue, an agreement (D-227, D-238).
    """
    found, _form = check_writes(by, document)
    if source not in Reaction.Source.values:
        raise Refused(_("Choose where it comes from."))
    made = Reaction.objects.create(
        document=found, part=part[:60], text=check_text(text, LONGEST), source=source, unit=found.unit,
        from_kind=cause.kind if cause else "", from_id=cause.id if cause else "", by_id=by.person_id,
        outcome=Reaction.Outcome.ACCEPTED, why=why.strip()[:600] or _("taken up by who writes the document"),
        answered_by_id=by.person_id,
    )  # fmt: skip
    record(verb="bring insight", on=reference_to(found), by=by.person_id)
    return made


@transaction.atomic
def agree_change(*, document: int, text: str, cause: Reference, by: Viewer) -> Reaction:
    """Write down a change that was agreed in a dialogue, by who reads the document: pending until the next version.

    Who writes the document can still answer it otherwise, with the reason (D-238).
    """
    found = check_reads(by, document)
    made = Reaction.objects.create(
        document=found, text=check_text(text, LONGEST), source=Reaction.Source.DIALOGUE, unit=found.unit,
        from_kind=cause.kind, from_id=cause.id, by_id=by.person_id, outcome=Reaction.Outcome.ACCEPTED,
        why=_("agreed in a dialogue"), answered_by_id=by.person_id,
    )  # fmt: skip
    record(verb="agree change", on=reference_to(found), by=by.person_id)
    return made


@transaction.atomic
def answer_reaction(*, reaction: int, outcome: str, why: str, by: Viewer) -> Reaction:
    """Accept a reaction or not, always with the reason; what a version took up stays as it is."""
    found = Reaction.objects.filter(pk=reaction, version=None).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    document, _form = check_writes(by, found.document_id)
    if outcome not in Reaction.Outcome.values:
        raise Refused(_("Choose: accepted or not."))
    found.outcome, found.why, found.answered_by_id = outcome, check_text(why, 600), by.person_id
    found.save(update_fields=["outcome", "why", "answered_by"])
    record(verb="answer reaction", on=reference_to(document), by=by.person_id)
    return found
