"""Starting a dossier, noting in it, saying what came of it, and handing over its lead."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.rules import check_words
from samenwijzer.practice.curriculum.rules import LEADERS
from samenwijzer.practice.offers.dossiers.models import Dossier, Entry, Handover
from samenwijzer.practice.offers.dossiers.pack import dossiers

NETWORK, GROUP, COMMITMENT, INPUT, MEETING = "network", "school_group", "commitment", "input", "meeting"


def led_units(viewer: Viewer) -> list[int]:
    """Return the networks and school groups ``viewer`` leads; no query."""
    return [one.unit_id for one in viewer.functions if one.unit_kind in (NETWORK, GROUP) and one.role in LEADERS]


def visible_dossiers(viewer: Viewer) -> QuerySet[Dossier]:
    """Return the dossiers of the network that ``viewer`` leads or in which it leads a school group."""
    led = set(led_units(viewer))
    above = {int(p) for one in viewer.functions if one.unit_id in led for p in one.unit_path.split("/") if p}
    return Dossier.objects.filter(unit__in=above)


def check_dossier(viewer: Viewer, dossier: int) -> Dossier:
    """Return the dossier when ``viewer`` may read it."""
    found = visible_dossiers(viewer).filter(pk=dossier).select_related("unit", "lead").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def writes(viewer: Viewer, dossier: Dossier) -> bool:
    """Whether ``viewer`` notes in it: leads the unit whose it is, or the one that has the lead; no query."""
    return bool({dossier.unit_id, dossier.lead_id} & set(led_units(viewer)))


def check_writes(viewer: Viewer, dossier: int) -> Dossier:
    """Return the dossier when ``viewer`` notes in it."""
    found = check_dossier(viewer, dossier)
    if not writes(viewer, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def led_networks(viewer: Viewer) -> list[int]:
    """Return the networks ``viewer`` leads; no query."""
    return [one.unit_id for one in viewer.functions if one.unit_kind == NETWORK and one.role in LEADERS]


@transaction.atomic
def start(*, kind: str, title: str, by: Viewer) -> Dossier:
    """Start a dossier of the network, led by the network until it hands over."""
    networks = led_networks(by)
    if not networks:
        raise NotVisible(_("There is nothing here for you."))
    if kind not in {one.key for one in dossiers().kinds}:
        raise Refused(_("Choose one of the list."))
    words = check_words(title, longest=200)
    made = Dossier.objects.create(unit_id=networks[0], lead_id=networks[0], kind=kind, title=words)
    record(verb="start dossier", on=_of(made), by=by.person_id)
    return made


@dataclass(frozen=True)
class Note:
    """What is noted in a dossier."""

    kind: str
    on: date
    text: str
    body: str = ""
    region: str = ""
    owner_here: str = ""
    owner_there: str = ""


@transaction.atomic
def note(*, dossier: int, content: Note, by: Viewer) -> Entry:
    """Note a commitment (with an owner at both sides), a meeting, a decision or an input."""
    found = check_writes(by, dossier)
    if content.kind not in {one.key for one in dossiers().entries}:
        raise Refused(_("Choose one of the list."))
    if content.region and content.region not in {one.key for one in dossiers().regions}:
        raise Refused(_("Choose one of the list."))
    here, there = (" ".join(one.split())[:120] for one in (content.owner_here, content.owner_there))
    if content.kind == COMMITMENT and not (here and there):
        raise Refused(_("Say who carries it, here and at the other side."))
    made = Entry.objects.create(
        dossier=found, kind=content.kind, on=content.on, text=check_words(content.text, longest=600),
        body=" ".join(content.body.split())[:120], region=content.region, owner_here=here, owner_there=there,
        by_id=by.person_id,
    )  # fmt: skip
    record(verb="note in dossier", on=_of(found), by=by.person_id)
    return made


@transaction.atomic
def settle(*, entry: int, state: str, by: Viewer) -> Entry:
    """Say how far a commitment is, or whether an input was adopted (D-382)."""
    found = Entry.objects.filter(pk=entry, kind__in=(COMMITMENT, INPUT)).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    dossier = check_writes(by, found.dossier_id)
    possible = {"open", "done"} if found.kind == COMMITMENT else {"open", "adopted", "not_adopted"}
    if state not in possible:
        raise Refused(_("Choose one of the list."))
    found.state = state
    found.save(update_fields=["state"])
    record(verb="settle in dossier", on=_of(dossier), by=by.person_id)
    return found


@transaction.atomic
def hand_over(*, dossier: int, to: int, why: str, by: Viewer) -> Handover:
    """Let a school group of the network take the lead, or give it back; what was before stays (D-377)."""
    found = check_writes(by, dossier)
    inside = Q(pk=found.unit_id) | Q(kind=GROUP, path__startswith=found.unit.path)
    after = Unit.objects.filter(inside, pk=to).first()
    if after is None:
        raise NotVisible(_("There is nothing here for you."))
    if after.pk == found.lead_id:
        raise Refused(_("This unit has the lead already."))
    words = check_words(why, what=_("Say why, in a few words."))
    made = Handover.objects.create(dossier=found, before=found.lead, after=after, why=words, by_id=by.person_id)
    found.lead = after
    found.save(update_fields=["lead"])
    record(verb="hand over dossier", on=_of(found), by=by.person_id)
    return made


def _of(dossier: Dossier) -> Reference:
    return Reference("dossiers.dossier", str(dossier.pk))
