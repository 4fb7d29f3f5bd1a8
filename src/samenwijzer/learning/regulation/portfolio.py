"""What a learner made and chose to keep: its own, shown to the adults around it only where the learner wants that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.actions import record_statement
from samenwijzer.learning.evidence.attachments import attach
from samenwijzer.learning.evidence.models import Attachment, Evidence, Showing
from samenwijzer.learning.evidence.rules import shown, visible_evidence
from samenwijzer.learning.regulation.models import PortfolioPiece
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.goals.models import Goal


@dataclass(frozen=True)
class Piece:
    """A piece of work as it hangs in the gallery; ``is_shared``: the adults who guide the learner see it too."""

    uid: UUID
    goal: Goal
    text: str
    why: str
    made_at: datetime
    is_shared: bool
    attachments: tuple[Attachment, ...]

    @property
    def picture(self) -> Attachment | None:
        """The first photo of it."""
        return next((one for one in self.attachments if one.kind == "picture"), None)

    @property
    def voices(self) -> list[Attachment]:
        """What can be heard about it."""
        return [one for one in self.attachments if one.kind == "voice"]


@transaction.atomic
def add_piece(
    *,
    goal: int,
    text: str,
    why: str,
    files: Sequence[bytes],
    shared: bool,
    by: Viewer,
    uid: UUID | None = None,
    made_at: datetime | None = None,
) -> PortfolioPiece:
    """Keep a piece of work of ``by`` (words, photos, voice) with a goal, and why it was chosen.

    It is a product without an outcome, so it never counts as mastery. Refused when there is nothing in it. ``uid`` is
    made on the device: the same piece again, by a double tap or a lost answer, is the piece that hangs already.
    """
    standing = PortfolioPiece.objects.filter(evidence__uid=uid).select_related("evidence").first() if uid else None
    if standing and standing.evidence.learner_id == by.person_id:
        return standing
    if standing or not by.is_learner or not Goal.objects.filter(pk=goal, gone_at=None).exists():
        raise NotVisible(_("There is nothing here for you."))
    if not text.strip() and not files:
        raise Refused(_("Write something, take a photo or tell about it."))
    made = record_statement(
        goal=goal, outcome=None, note=text, by=by, kind=Evidence.Kind.PRODUCT, uid=uid, said_at=made_at
    )
    attach(evidence=[made], files=files, by=by)
    Showing.objects.create(evidence=made, to=Showing.To.ADULTS if shared else Showing.To.SELF)
    return PortfolioPiece.objects.create(evidence=made, why=why.strip())


@transaction.atomic
def show_piece(*, uid: UUID, to: str, by: Viewer) -> Showing:
    """Show a piece of ``by`` to the adults around it, to itself, or take it from view; a new fact each time."""
    own = (
        shown(*Showing.To.values)
        .filter(uid=uid, learner=by.person_id, seen_by=by.person_id)
        .exclude(portfolio_piece=None)
    )
    made = own.first()
    if made is None:
        raise NotVisible(_("There is nothing here for you."))
    if to not in Showing.To.values:
        raise Refused(_("Choose who may see this."))
    showing = Showing.objects.create(evidence=made, to=to)
    record(verb="show own work", on=Reference("evidence.showing", str(showing.pk)), by=by.person_id)
    return showing


def portfolio(*, viewer: Viewer, learner: int) -> list[Piece]:
    """Return what ``viewer`` may see of the portfolio of ``learner``, newest first (a constant number of queries)."""
    rows = visible_evidence(viewer, learner).filter(kind=Evidence.Kind.PRODUCT).exclude(portfolio_piece=None)
    made = rows.select_related("portfolio_piece")
    return list(_pieces(made.prefetch_related("attachments", "goals").order_by("-seen_at", "-pk")))


def _pieces(rows: Iterable[Evidence]) -> Iterable[Piece]:
    for row in rows:
        yield Piece(
            uid=row.uid,
            goal=row.goals.all()[0],
            text=row.note,
            why=row.portfolio_piece.why,
            made_at=row.seen_at,
            is_shared=row.shown_to == Showing.To.ADULTS,  # type: ignore[attr-defined]
            attachments=tuple(row.attachments.all()),
        )
