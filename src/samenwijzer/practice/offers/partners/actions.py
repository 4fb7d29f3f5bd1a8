"""Beginning to work with a partner, deciding about it, planning what is done together, and looking back at it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.actions import create_unit
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.rules import check_words
from samenwijzer.practice.documents.actions import start_document
from samenwijzer.practice.documents.models import Document, PlanGoal
from samenwijzer.practice.offers.partners.models import Decision, Partnership, PartnershipGoal
from samenwijzer.practice.offers.partners.pack import partners
from samenwijzer.practice.offers.partners.rules import (
    PARTNER,
    check_keeps,
    check_keeps_partners,
    check_own_partnership,
    check_partnership,
    is_above_school,
)
from samenwijzer.practice.offers.partners.titles import PARTNERSHIP

ANNEX = "partner-bijlage"
YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Beginning:
    """What is filled in at the start of a partnership; ``partner`` is a unit that is known, or ``name`` a new one."""

    kind: str
    fit: str
    why: str
    gain_here: str
    gain_there: str
    review_on: date
    interests: tuple[str, ...] = ()
    partner: int | None = None
    name: str = ""
    ends: date | None = None


@transaction.atomic
def begin_partnership(*, unit: int, content: Beginning, by: Viewer) -> Partnership:
    """Begin to work with a partner: a kind, why this one, what both gain, and when it is looked at again.

    Goals of the school plan are tied to it afterwards; without one the register says so (D-078).
    """
    here = check_keeps_partners(by, unit)
    if partners().kind(content.kind) is None or content.fit not in Partnership.Fit.values:
        raise Refused(_("Choose one of the list."))
    if not by.on < content.review_on <= by.on + YEAR:
        raise Refused(_("Choose a day to look back, within a year."))
    if content.ends is not None and content.ends <= by.on:
        raise Refused(_("Choose a day to come."))
    made = Partnership(
        unit=here, kind=content.kind, fit=content.fit, starts=by.on, review_on=content.review_on, ends=content.ends,
        why=check_words(content.why, what=_("Say why this partner.")),
        gain_here=check_words(content.gain_here, what=_("Say what the school gains.")),
        gain_there=check_words(content.gain_there, what=_("Say what the partner gains.")),
        interests=check_interests(content.interests),
    )  # fmt: skip
    made.partner = _partner(here, content, by)
    if Partnership.objects.filter(unit=here, partner=made.partner).exists():
        raise Refused(_("You work with this partner already."))
    made.save()
    record(verb="begin partnership", on=_of(made), by=by.person_id)
    return made


def _partner(here: Unit, content: Beginning, by: Viewer) -> Unit:
    """Return the partner that is known to this unit or above it, or a new one under it."""
    if content.partner is None:
        name = check_words(content.name, what=_("Say who the partner is."), longest=200)
        return create_unit(kind=PARTNER, name=name, parent=here, by=by.person_id)
    found = Unit.objects.filter(pk=content.partner, kind=PARTNER, parent__in=here.ancestor_ids).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


def check_interests(keys: Iterable[str]) -> list[str]:
    """Return the shared interests among ``keys`` in the order of the pack; refuse when there is none (D-196)."""
    wanted = set(keys)
    found = [one.key for one in partners().interests if one.key in wanted]
    if not found:
        raise Refused(_("Choose at least one shared interest."))
    return found


@transaction.atomic
def tie_goal(*, partnership: int, goal: int, by: Viewer, ties: bool = True) -> None:
    """Say that a partnership serves a goal of the plan of its unit, or does so no longer."""
    found = check_keeps(by, partnership)
    plan = PlanGoal.objects.filter(pk=goal, document__unit=found.unit_id, left_at=None).first()
    if plan is None:
        raise NotVisible(_("There is nothing here for you."))
    if ties:
        PartnershipGoal.objects.get_or_create(partnership=found, goal=plan)
    else:
        PartnershipGoal.objects.filter(partnership=found, goal=plan).delete()
    record(verb="tie goal to partnership", on=_of(found), by=by.person_id)


@transaction.atomic
def decide(*, partnership: int, choice: str, why: str, by: Viewer, review_on: date | None = None) -> Decision:
    """Go on, change or stop; what goes on gets a new day to look back, what stops ends today (D-077)."""
    found = check_keeps(by, partnership)
    if choice not in Decision.Choice.values:
        raise Refused(_("Choose one of the list."))
    if found.is_over(by.on):
        raise Refused(_("This partnership is over."))
    words = check_words(why, what=_("Say why, in a few words."))
    if choice == Decision.Choice.STOP:
        found.ends = by.on
    elif review_on is None or not by.on < review_on <= by.on + YEAR:
        raise Refused(_("Choose a day to look back, within a year."))
    else:
        found.review_on = review_on
    found.save(update_fields=["ends", "review_on"])
    made = Decision.objects.create(partnership=found, choice=choice, why=words, by_id=by.person_id)
    record(verb="decide about partnership", on=_of(found), by=by.person_id)
    return made


@transaction.atomic
def confirm_values(*, partnership: int, by: Viewer) -> Partnership:
    """Let a contact of the partner stand behind the values of the network, once; nothing opens before (D-159)."""
    found = check_own_partnership(by, partnership)
    if found.values_at is None:
        found.values_at, found.values_by_id = timezone.now(), by.person_id
        found.save(update_fields=["values_at", "values_by"])
        record(verb="confirm values", on=_of(found), by=by.person_id)
    return found


def agreement(*, partnership: int, by: Viewer) -> Document:
    """Start the agreement that fits this kind of partner, or return the one that stands (D-152)."""
    found = check_keeps(by, partnership)
    kind = partners().kind(found.kind)
    if kind is None:
        raise NotVisible(_("There is nothing here for you."))
    return start_document(template=kind.template, unit=found.unit_id, about=_of(found), by=by)


def annex(*, partnership: int, school: int, by: Viewer) -> Document:
    """Start what a school adds to the agreement of its school group, or return what stands (D-376)."""
    found = check_partnership(by, partnership)
    here = check_keeps_partners(by, school)
    if not is_above_school(found.unit) or not here.path.startswith(found.unit.path):
        raise NotVisible(_("There is nothing here for you."))
    title = _("%(partner)s: annex of %(school)s") % {"partner": found.partner, "school": here}
    return start_document(template=ANNEX, unit=school, about=_of(found), title=title, by=by)


def check_cost(cost: Decimal) -> Decimal:
    """Return what parents pay, in euro."""
    if not 0 <= cost < 10_000:
        raise Refused(_("Say what it costs parents, 0 where it is free."))
    return cost


def _of(partnership: Partnership) -> Reference:
    return Reference(PARTNERSHIP, str(partnership.pk))
