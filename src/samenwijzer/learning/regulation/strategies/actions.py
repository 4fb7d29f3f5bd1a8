"""Trying a strategy, teaching one, planning a lesson, and shifting the age at which a school begins."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.regulation.strategies.models import BandShift, StrategyLesson, StrategyTry, Taught
from samenwijzer.learning.regulation.strategies.pack import Strategy, repertoire
from samenwijzer.learning.regulation.strategies.rules import leads_line
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer


def known(strategy: str) -> Strategy:
    """Return the strategy; refused where the pack has none of that key."""
    found = repertoire().strategies.get(strategy)
    if found is None:
        raise Refused(_("Choose a strategy."))
    return found


@transaction.atomic
def try_strategy(*, strategy: str, domain: str, what_for: str, when: str = "", went: int, by: Viewer) -> StrategyTry:
    """Keep that a learner tried a strategy: for what, when, and how it went (1 to 4)."""
    if not by.is_learner:
        raise NotVisible(_("There is nothing here for you."))
    words = " ".join(what_for.split())
    if not words or len(words) > 200 or len(when) > 200:
        raise Refused(_("Say in a few words what you tried it for."))
    if went not in (1, 2, 3, 4) or not repertoire().domain_name(domain):
        raise Refused(_("Choose one of the answers."))
    made = StrategyTry.objects.create(
        learner_id=by.person_id,
        strategy=known(strategy).key,
        domain=domain,
        what_for=words,
        when=" ".join(when.split()),
        went=went,
    )
    record(verb="try strategy", on=Reference("learning_strategies.strategytry", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def log_taught(*, unit: int, strategy: str, how: str, on: date | None, note: str = "", by: Viewer) -> Taught:
    """Keep that a strategy was explained, modelled, supported or practised in a group that ``by`` guides."""
    check_guides_unit(by, unit, writing=True)
    day = on or by.on
    if how not in Taught.How.values or day > by.on:
        raise Refused(_("Choose what you did, and a day that is not to come."))
    made = Taught.objects.create(
        unit_id=unit, strategy=known(strategy).key, how=how, on=day, note=note.strip()[:300], by_id=by.person_id
    )
    record(verb="log strategy", on=Reference("learning_strategies.taught", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def plan_lesson(
    *, unit: int, strategy: str, title: str, on: date | None, parts: Mapping[str, str], by: Viewer
) -> StrategyLesson:
    """Keep a lesson that teaches a strategy; a part that is missing is flagged when it is read, never refused."""
    check_guides_unit(by, unit, writing=True)
    chosen = known(strategy)
    clean = {how: parts.get(how, "").strip()[:2000] for how in Taught.How.values}
    if not any(clean.values()):
        raise Refused(_("Write down at least one part."))
    made = StrategyLesson.objects.create(
        unit_id=unit,
        strategy=chosen.key,
        title=" ".join(title.split())[:120] or chosen.name,
        on=on,
        parts=clean,
        by_id=by.person_id,
    )
    record(
        verb="plan strategy lesson", on=Reference("learning_strategies.strategylesson", str(made.pk)), by=by.person_id
    )
    return made


@transaction.atomic
def shift_band(*, school: int, strategy: str, band: str, why: str, by: Viewer) -> BandShift:
    """Let a school begin with a strategy in another age band; refused without a reason (D-429)."""
    if not leads_line(by, school):
        raise NotVisible(_("There is nothing here for you."))
    if repertoire().band(band) is None:
        raise Refused(_("Choose an age band."))
    if not why.strip():
        raise Refused(_("Say why your school begins earlier or later."))
    made = BandShift.objects.create(
        school_id=school, strategy=known(strategy).key, band=band, why=why.strip()[:500], by_id=by.person_id
    )
    record(verb="shift strategy band", on=Reference("learning_strategies.bandshift", str(made.pk)), by=by.person_id)
    return made
