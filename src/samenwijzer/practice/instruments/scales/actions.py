"""A school places itself on the scales: pausable, with what is there already, guided and shared where it chooses."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, active
from samenwijzer.network.organisation.pack import Sees, organisation
from samenwijzer.practice.instruments.scales.content import content_for
from samenwijzer.practice.instruments.scales.kinds import Found
from samenwijzer.practice.instruments.scales.models import (
    LEVELS,
    Guidance,
    Proof,
    Rating,
    Remark,
    Scaling,
    Shared,
)
from samenwijzer.practice.instruments.scales.rules import (
    check_answers_for,
    check_indicator,
    check_own_scaling,
    check_scaling,
    guides,
)
from samenwijzer.practice.instruments.scales.sources import found_for


def _record(verb: str, scaling: Scaling, by: Viewer) -> None:
    record(verb=verb, on=Reference("scales.scaling", str(scaling.pk)), by=by.person_id)


@transaction.atomic
def start_scaling(*, unit: int, by: Viewer) -> Scaling:
    """Start a scaling of the school ``unit``, with what is there already beside each indicator, or go on with it."""
    school = check_answers_for(by, unit)
    running = Scaling.objects.filter(unit=school, finished_at=None).first()
    if running is not None:
        return running
    made = Scaling.objects.create(unit=school, started_by_id=by.person_id)
    Proof.objects.bulk_create(
        _proof(made, one, is_prefilled=True) for several in found_for(school).values() for one in several
    )
    _record("start scaling", made, by)
    return made


def _proof(scaling: Scaling, found: Found, *, is_prefilled: bool) -> Proof:
    return Proof(
        scaling=scaling, indicator=found.indicator, source_kind=found.kind, source_id=found.id,
        title=found.title[:200], words=found.words[:400], dated=found.on, is_prefilled=is_prefilled,
    )  # fmt: skip


@transaction.atomic
def place_marker(*, scaling: UUID, indicator: str, level: int | None, by: Viewer) -> Rating:
    """Place the school at ``level`` (1–4) of an indicator, under the scale as it reads now; ``None`` takes it back."""
    found, asked = check_own_scaling(by, scaling, is_open=True), check_indicator(indicator)
    if level is not None and not 1 <= level <= LEVELS:
        raise Refused(_("Choose one of the four descriptors."))
    made = Rating.objects.create(
        scaling=found,
        indicator=asked.key,
        version=asked.version.name,
        level=level,
        words=asked.version.levels[level - 1][:400] if level else "",
        by_id=by.person_id,
    )
    _record("place marker", found, by)
    return made


@transaction.atomic
def attach(*, scaling: UUID, indicator: str, kind: str, source: str, by: Viewer) -> Proof:
    """Lay something the school has already beside a rating; what was taken away comes back."""
    found, asked = check_own_scaling(by, scaling, is_open=True), check_indicator(indicator)
    known = {(one.kind, one.id): one for one in found_for(found.unit).get(asked.key, [])}
    if (kind, source) not in known:
        raise NotVisible(_("There is nothing here for you."))
    made = _proof(found, known[kind, source], is_prefilled=False)
    kept, _is_new = Proof.objects.update_or_create(
        scaling=found,
        indicator=asked.key,
        source_kind=kind,
        source_id=source,
        defaults={
            "title": made.title, "words": made.words, "dated": made.dated, "is_prefilled": False, "taken_away_at": None,
        },
    )  # fmt: skip
    _record("attach proof", found, by)
    return kept


@transaction.atomic
def detach(*, scaling: UUID, proof: int, by: Viewer) -> Proof:
    """Take a piece of evidence away from its rating; it can be laid back."""
    found = check_own_scaling(by, scaling, is_open=True)
    kept = Proof.objects.filter(pk=proof, scaling=found).first()
    if kept is None:
        raise NotVisible(_("There is nothing here for you."))
    kept.taken_away_at = timezone.now()
    kept.save(update_fields=["taken_away_at"])
    _record("detach proof", found, by)
    return kept


@transaction.atomic
def keep_note(*, scaling: UUID, indicator: str, text: str, by: Viewer) -> Remark:
    """Keep what the school notes beside an indicator; it stays in the school unless somebody chooses it to go along."""
    found, asked = check_own_scaling(by, scaling, is_open=True), check_indicator(indicator)
    made = Remark.objects.create(
        scaling=found, indicator=asked.key, is_comment=False, text=text.strip()[:2000], by_id=by.person_id
    )
    _record("note in scaling", found, by)
    return made


@transaction.atomic
def comment(*, scaling: UUID, indicator: str, text: str, by: Viewer) -> Remark:
    """Write a comment beside an indicator, as who was asked to guide the scaling; nothing else changes (D-260)."""
    found, asked = check_scaling(by, scaling), check_indicator(indicator)
    if not guides(by, found):
        raise NotVisible(_("There is nothing here for you."))
    if not text.strip():
        raise Refused(_("Write something first."))
    made = Remark.objects.create(
        scaling=found, indicator=asked.key, is_comment=True, text=text.strip()[:2000], by_id=by.person_id
    )
    _record("comment in scaling", found, by)
    return made


@transaction.atomic
def ask_guidance(*, scaling: UUID, person: int, by: Viewer) -> Guidance:
    """Ask somebody who guides schools from above, in the own school group or guidance service, to look along."""
    found = check_own_scaling(by, scaling, is_open=True)
    if person not in {one.person_id for one in possible_guides(scaling=found, by=by)}:
        raise Refused(_("Choose somebody of the school group or the guidance service."))
    made, _is_new = Guidance.objects.get_or_create(scaling=found, person_id=person, ended_at=None)
    _record("ask guidance", found, by)
    return made


def possible_guides(*, scaling: Scaling, by: Viewer) -> list[Membership]:
    """Return who may be asked to guide: adults who read figures above the school, one line a person, by name."""
    seeing = [one.key for one in organisation().roles if one.sees == Sees.AGGREGATES]
    above = scaling.unit.ancestor_ids[:-1]
    rows = Membership.objects.filter(active(by.on), unit__in=above, role__in=seeing).select_related("person", "unit")
    rows = rows.exclude(unit__kind="network")
    return list({row.person_id: row for row in rows.order_by("person__given_name")}.values())


@transaction.atomic
def end_guidance(*, scaling: UUID, person: int, by: Viewer) -> None:
    """Let somebody no longer look along; what was written stays."""
    found = check_scaling(by, scaling) if person == by.person_id else check_own_scaling(by, scaling)
    Guidance.objects.filter(scaling=found, person=person, ended_at=None).update(ended_at=timezone.now())
    _record("end guidance", found, by)


@transaction.atomic
def finish_scaling(*, scaling: UUID, by: Viewer) -> Scaling:
    """Finish a scaling; an indicator may stay open. Nothing goes up by this."""
    found = check_own_scaling(by, scaling, is_open=True)
    if not found.ratings.exclude(level=None).exists():
        raise Refused(_("Place the school on at least one scale."))
    found.finished_at = timezone.now()
    found.save(update_fields=["finished_at"])
    _record("finish scaling", found, by)
    return found


@transaction.atomic
def share_scaling(
    *, scaling: UUID, scope: str, notes: Collection[str] = (), counts_alone: bool = False, by: Viewer
) -> Shared:
    """Let a finished scaling go up to ``scope`` exactly as previewed, with the notes of ``notes`` (indicators) only."""
    found = check_own_scaling(by, scaling)
    if scope not in Shared.Scope.values:
        raise NotVisible(_("There is nothing here for you."))
    if found.finished_at is None:
        raise Refused(_("Finish the scaling first."))
    now = timezone.now()
    Shared.objects.filter(scaling=found, scope=scope, withdrawn_at=None).update(withdrawn_at=now)
    made = Shared.objects.create(
        scaling=found,
        scope=scope,
        content=content_for(found, scope, notes=notes),
        counts_alone=counts_alone,
        by_id=by.person_id,
    )
    _record("share scaling", found, by)
    return made


@transaction.atomic
def withdraw_scaling(*, scaling: UUID, scope: str, by: Viewer) -> None:
    """Take back what went up to ``scope``; from now on nobody there reads it."""
    found = check_own_scaling(by, scaling)
    Shared.objects.filter(scaling=found, scope=scope, withdrawn_at=None).update(withdrawn_at=timezone.now())
    _record("withdraw scaling", found, by)
