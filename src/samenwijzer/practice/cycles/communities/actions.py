"""Bringing a finding to a community, asking learners for advice, and giving it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.practice.cycles.communities.models import Advice, Finding, Panel
from samenwijzer.practice.cycles.communities.queries import groups_taught, notes_of
from samenwijzer.practice.cycles.communities.rules import check_community, check_nameless, check_panel
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.cycles.rules import check_takes_part


@transaction.atomic
def bring_finding(*, unit: int, note: str, by: Viewer) -> Finding:
    """Bring one note of an inquiry of ``by``, and nothing else of it, to a community (D-141)."""
    here = check_community(by, unit)
    found = next((one for one in notes_of(viewer=by) if one.key == note), None)
    if found is None:
        raise Refused(_("Choose one of your notes."))
    check_nameless(by, found.text)
    made, _is_new = Finding.objects.get_or_create(
        unit_id=here.unit_id, cycle=found.cycle, round=found.round, defaults={"text": found.text, "by_id": by.person_id}
    )
    record(verb="bring finding", on=Reference("communities.finding", str(made.pk)), by=by.person_id)
    return made


def take_back_finding(*, finding: int, by: Viewer) -> int:
    """Take back a finding of one's own; return the community it was brought to."""
    found = Finding.objects.filter(pk=finding, by=by.person_id).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    unit: int = found.unit_id
    found.delete()
    record(verb="take back finding", on=Reference("communities.finding", str(finding)), by=by.person_id)
    return unit


@transaction.atomic
def ask_learners(*, cycle: UUID, group: int, question: str, by: Viewer) -> Panel:
    """Ask the learners of a group that ``by`` teaches for advice in an inquiry of its community (D-140)."""
    found, _template = check_takes_part(by, cycle)
    if found.owner_kind != UNIT:
        raise NotVisible(_("There is nothing here for you."))
    check_community(by, int(found.owner_id))
    if group not in {one.unit_id for one in groups_taught(by)}:
        raise Refused(_("Choose a group that you teach."))
    words = " ".join(question.split())
    if not words or len(words) > 300:
        raise Refused(_("Ask one question, in at most 300 characters."))
    panel = Panel.objects.create(cycle=found, group_id=group, question=words, by_id=by.person_id)
    record(verb="ask learners", on=Reference("communities.panel", str(panel.uid)), by=by.person_id)
    return panel


def advise(*, panel: UUID, text: str, by: Viewer) -> Advice:
    """Give advice as a learner of the group that was asked; what one said before is replaced."""
    found = check_panel(by, panel)
    words = " ".join(text.split())
    if not words or len(words) > 600:
        raise Refused(_("Write something down first. One word is enough."))
    made, _is_new = Advice.objects.update_or_create(panel=found, by_id=by.person_id, defaults={"text": words})
    return made
