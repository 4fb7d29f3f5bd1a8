"""Raising a barrier, passing it to the level that can take it away, taking it up and closing it."""

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.actions import notify
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.agenda.barriers.models import Barrier, Move
from samenwijzer.practice.agenda.barriers.rules import check_board, check_leads_level, check_words, levels_for
from samenwijzer.practice.agenda.barriers.titles import BARRIER
from samenwijzer.practice.curriculum.rules import LEADERS


def _named(barrier: Barrier) -> Reference:
    return Reference(BARRIER, str(barrier.pk))


@transaction.atomic
def raise_barrier(*, unit: int, level: int, text: str, hinders: str, by: Viewer) -> Barrier:
    """Say what stands in the way of a unit, what it hinders, and which level can take it away."""
    found = check_board(by, unit)
    place = levels_for(found).filter(pk=level).first()
    if place is None:
        raise Refused(_("Choose the level that can take it away."))
    made = Barrier.objects.create(
        unit=found,
        level=place,
        text=check_words(text, _("Say in a sentence what stands in the way.")),
        hinders=check_words(hinders, _("Say what it keeps learners or the team from.")),
        raised_on=by.on,
    )
    Move.objects.create(barrier=made, level=place)
    record(verb="raise barrier", on=_named(made), by=by.person_id)
    _tell(made, place, by)
    return made


@transaction.atomic
def pass_on(*, barrier: int, level: int, why: str, by: Viewer) -> Barrier:
    """Pass a barrier to another level, up or down, with the reason; it has no owner there yet."""
    found = check_leads_level(by, barrier)
    place = levels_for(found.unit).exclude(pk=found.level_id).filter(pk=level).first()
    if place is None:
        raise Refused(_("Choose the level that can take it away."))
    words = check_words(why, _("Say why it cannot be taken away here."))
    found.level, found.owner = place, None
    found.save(update_fields=["level", "owner"])
    Move.objects.create(barrier=found, level=place, words=words)
    record(verb="pass on barrier", on=_named(found), by=by.person_id)
    _tell(found, place, by)
    return found


@transaction.atomic
def take_up(*, barrier: int, by: Viewer, takes: bool = True) -> Barrier:
    """Become the owner of a barrier that lies at a level one leads, or no longer."""
    found = check_leads_level(by, barrier)
    if not takes and found.owner_id != by.person_id:
        raise NotVisible(_("There is nothing here for you."))
    found.owner_id = by.person_id if takes else None
    found.save(update_fields=["owner"])
    record(verb="take up barrier", on=_named(found), by=by.person_id)
    return found


@transaction.atomic
def close_barrier(*, barrier: int, end: str, words: str, by: Viewer) -> Barrier:
    """Say how a barrier ended and what was done; who raised it reads that."""
    found = check_leads_level(by, barrier)
    if end not in Barrier.End.values:
        raise Refused(_("Say how it ended."))
    said = check_words(words, _("Say what was done, or why it stays."))
    found.end, found.ended_on = end, by.on
    found.save(update_fields=["end", "ended_on"])
    Move.objects.create(barrier=found, level=found.level, words=said)
    record(verb="close barrier", on=_named(found), by=by.person_id)
    _tell(found, found.unit, by)
    return found


def _tell(barrier: Barrier, unit: Unit, by: Viewer) -> None:
    """Let who leads a level hear of it."""
    rows = Membership.objects.filter(active(by.on), unit=unit, role__in=(*LEADERS, "head"))
    people = sorted(set(rows.values_list("person", flat=True)) - {by.person_id})
    said = {"unit": barrier.unit, "text": barrier.text}
    notify(
        people=people, text=(_("Barrier of %(unit)s: %(text)s") % said)[:300], about=_named(barrier), by=by.person_id
    )
