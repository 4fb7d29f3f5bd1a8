"""Wording the scales anew, and deciding on targets: for the network, with what stood before kept."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import check_filled
from samenwijzer.practice.instruments.scales.clarity import unclear
from samenwijzer.practice.instruments.scales.models import LEVELS, ScaleVersion, Target
from samenwijzer.practice.instruments.scales.pack import scale_set
from samenwijzer.practice.instruments.scales.rules import (
    NETWORKS,
    check_edits_scales,
    check_indicator,
    check_reads_above,
)


def hints(levels: Sequence[str]) -> list[list[str]]:
    """Return for each descriptor what makes it unclear; nothing is refused for it (R6)."""
    return [unclear(one) for one in levels]


@transaction.atomic
def publish_version(*, indicator: str, levels: Sequence[str], why: str, by: Viewer) -> ScaleVersion:
    """Put a newer wording of a scale in use; ratings made before keep reading as they were made (D-263)."""
    check_edits_scales(by)
    asked = check_indicator(indicator)
    words = check_filled(*levels)
    (reason,) = check_filled(why)
    if len(words) != LEVELS:
        raise Refused(_("A scale has four descriptors."))
    if words == asked.version.levels:
        raise Refused(_("Nothing changed: this is how the scale reads already."))
    number = len(asked.versions)
    made = ScaleVersion.objects.create(
        indicator=asked.key,
        version=f"{scale_set().version}-{number}",
        levels=[one[:400] for one in words],
        why=reason[:300],
        by_id=by.person_id,
    )
    record(verb="word scale anew", on=Reference("scales.version", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def switch_target_on(
    *, unit: int, indicator: str, level: int, decision: str, starts: date | None, by: Viewer
) -> Target:
    """Tie a target to an indicator from ``starts`` on; without a recorded decision and a day there is none (D-265)."""
    check_edits_scales(by)
    network, asked = check_reads_above(by, unit, NETWORKS), check_indicator(indicator)
    if not decision.strip():
        raise Refused(_("Say who decided this, and where that is recorded."))
    if starts is None:
        raise Refused(_("Say from which day it holds."))
    if not 1 <= level <= LEVELS:
        raise Refused(_("Choose one of the four descriptors."))
    if Target.objects.filter(unit=network, indicator=asked.key, ended_at=None).exists():
        raise Refused(_("There is a target for this already. Switch it off first."))
    made = Target.objects.create(
        unit=network,
        indicator=asked.key,
        level=level,
        decision=" ".join(decision.split())[:300],
        starts=starts,
        by_id=by.person_id,
    )
    record(verb="switch target on", on=Reference("scales.target", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def switch_target_off(*, unit: int, target: int, by: Viewer) -> Unit:
    """Let a target no longer hold; that it was decided stays written down."""
    check_edits_scales(by)
    network = check_reads_above(by, unit, NETWORKS)
    if not Target.objects.filter(pk=target, unit=network, ended_at=None).update(ended_at=timezone.now()):
        raise NotVisible(_("There is nothing here for you."))
    record(verb="switch target off", on=Reference("scales.target", str(target)), by=by.person_id)
    return network
