"""Naming needs, keeping the offer, choosing from it, forming clusters, and the log of head, school group and SPOC."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import can_plan
from samenwijzer.practice.offers.support.models import (
    Agreement,
    AgreementSchool,
    Care,
    Match,
    Need,
    Note,
    Offer,
    OfferChange,
    Promise,
)
from samenwijzer.practice.offers.support.pack import support_pack, theme_titles
from samenwijzer.practice.offers.support.rules import (
    check_group,
    check_keeps_offer,
    check_own_school,
    check_school,
    check_theme,
    check_words,
    schools_in,
)

LONGEST, MOST_HOURS = 4000, 100_000


def _recorded(verb: str, unit: Unit, by: Viewer) -> None:
    record(verb=verb, on=Reference("organisation.unit", str(unit.pk)), by=by.person_id)


def _check_hours(hours: int) -> int:
    if not 0 < hours <= MOST_HOURS:
        raise Refused(_("Give the hours as a number from 1."))
    return hours


@transaction.atomic
def name_need(*, unit: int, theme: str, kind: str, text: str, urgent: bool, by: Viewer) -> Need:
    """Say what a school wants to reach or struggles with; school group and SPOC hear it counted with others."""
    school = check_own_school(by, unit)
    if kind not in Need.Kind.values:
        raise Refused(_("Say whether it is an ambition or a challenge."))
    made = Need.objects.create(
        unit=school, theme=check_theme(theme), kind=kind, text=check_words(text, 300), urgent=urgent, on=by.on
    )
    _recorded("name need of support", school, by)
    return made


@transaction.atomic
def write_note(*, unit: int, text: str, scope: str, by: Viewer) -> Note:
    """Write down a contact or a thought about a school; only who answers for it keeps one to the school itself."""
    school = check_school(by, unit)
    if scope not in Note.Scope.values:
        raise Refused(_("Choose who reads it."))
    if scope == Note.Scope.SCHOOL and not can_plan(by, school):
        raise NotVisible(_("There is nothing here for you."))
    made = Note.objects.create(unit=school, scope=scope, text=check_words(text, LONGEST), on=by.on, by_id=by.person_id)
    _recorded("write note on support", school, by)
    return made


@transaction.atomic
def promise(*, unit: int, text: str, due: date, by: Viewer) -> Promise:
    """Promise something to a school, by a day; it stays open in the log until it is kept."""
    school = check_school(by, unit)
    if due < by.on:
        raise Refused(_("Choose a day to come."))
    made = Promise.objects.create(unit=school, text=check_words(text, 300), due=due, by_id=by.person_id)
    _recorded("promise support", school, by)
    return made


@transaction.atomic
def keep_promise(*, promise: int, by: Viewer) -> Promise:
    """Say that a promise was kept: anyone in the triangle of that school may."""
    found = Promise.objects.filter(pk=promise).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_school(by, found.unit_id)
    found.kept_on = by.on
    found.save(update_fields=["kept_on"])
    _recorded("keep promise of support", found.unit, by)
    return found


@transaction.atomic
def make_offer(*, unit: int, theme: str, title: str, care: str, hours: int, by: Viewer) -> Offer:
    """Put something in the offer for the schools of a network or school group."""
    place = Unit.objects.filter(pk=unit, kind__in=("network", "school_group")).first()
    if place is None:
        raise NotVisible(_("There is nothing here for you."))
    check_keeps_offer(by, place)
    if care and care not in Care.values:
        raise Refused(_("Choose curative, preventive or both."))
    made = Offer.objects.create(
        unit=place, theme=check_theme(theme), title=check_words(title, 200), care=care, hours=_check_hours(hours)
    )
    _recorded("make offer of support", place, by)
    return made


@transaction.atomic
def change_offer(*, offer: int, hours: int, text: str, by: Viewer) -> OfferChange:
    """Change the hours of an offer, because of what schools said they need on its theme; the log cites that."""
    found = Offer.objects.filter(pk=offer, ended_on=None).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_keeps_offer(by, found.unit)
    needs = Need.objects.filter(theme=found.theme, ended_on=None, unit__path__startswith=found.unit.path)
    schools = needs.values("unit").distinct().count()
    if not schools:
        raise Refused(_("No school named a need on this theme: an offer changes because of what schools ask."))
    newest = needs.order_by("-on", "-pk").first()
    cause = _("%(schools)s schools named a need on %(theme)s, the last on %(day)s") % {
        "schools": schools, "theme": theme_titles()[found.theme], "day": f"{newest.on:%d/%m/%Y}" if newest else "",
    }  # fmt: skip
    words = _("from %(old)s to %(new)s hours: %(text)s") % {
        "old": found.hours, "new": _check_hours(hours), "text": check_words(text, 200),
    }  # fmt: skip
    found.hours = hours
    found.save(update_fields=["hours"])
    _recorded("change offer of support", found.unit, by)
    return OfferChange.objects.create(offer=found, on=by.on, text=words, cause=cause)


@transaction.atomic
def decide_match(
    *, group: int, school: int, theme: str, offer: int, care: str, proposed: str, hours: int, by: Viewer
) -> Match:
    """Confirm or change what was proposed for a school on a theme; an offer is never given away twice."""
    place, key = check_group(by, group), check_theme(theme)
    unit = schools_in(place).filter(pk=school).first()
    found = Offer.objects.filter(pk=offer, ended_on=None, theme=key, unit__in=place.ancestor_ids)
    chosen = found.select_for_update().first()
    if unit is None or chosen is None or care not in Care.values or proposed not in Care.values:
        raise NotVisible(_("There is nothing here for you."))
    others = chosen.matches.exclude(unit=unit, theme=key).aggregate(used=Sum("hours"))["used"] or 0
    if others + _check_hours(hours) > chosen.hours:
        raise Refused(
            _("Only %(left)s hours of this are left. Choose an alternative.") % {"left": chosen.hours - others}
        )
    made, _new = Match.objects.update_or_create(
        unit=unit,
        theme=key,
        defaults={"offer": chosen, "care": care, "proposed": proposed, "hours": hours, "on": by.on},
    )
    _recorded("decide on support", unit, by)
    return made


@transaction.atomic
def form_cluster(*, group: int, theme: str, schools: Collection[int], hours: int, by: Viewer) -> Agreement:
    """Ask schools with the same ambition or challenge into one agreement; each head accepts for itself."""
    place, key = check_group(by, group), check_theme(theme)
    needing = Need.objects.filter(theme=key, ended_on=None, unit__in=schools).values("unit")
    asked = list(schools_in(place).filter(pk__in=needing))
    if len(asked) < support_pack().cluster:
        raise Refused(_("A cluster has at least %(least)s schools with this need.") % {"least": support_pack().cluster})
    made = Agreement.objects.create(unit=place, theme=key, hours=_check_hours(hours), on=by.on)
    AgreementSchool.objects.bulk_create([AgreementSchool(agreement=made, unit=one) for one in asked])
    _recorded("form cluster of support", place, by)
    return made


@transaction.atomic
def accept_cluster(*, asked: int, by: Viewer) -> AgreementSchool:
    """Accept, for the own school, to work in a cluster."""
    found = AgreementSchool.objects.filter(pk=asked).select_related("unit").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_own_school(by, found.unit_id)
    found.accepted_on = by.on
    found.save(update_fields=["accepted_on"])
    _recorded("accept cluster of support", found.unit, by)
    return found
