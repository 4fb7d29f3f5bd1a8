"""Beginning an initiative, writing it down, noting schools and cohorts, publishing it and deciding on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.quality.effects.models import Cohort, Initiative, Place
from samenwijzer.quality.effects.rules import check_can_be_told, check_changes, check_keeps, check_no_cause
from samenwijzer.quality.effects.titles import INITIATIVE

TEXTS = ("summary", "method", "limits", "core", "ethics")
LONGEST = 5000


@dataclass(frozen=True)
class SchoolFigures:
    """What is known of one school in an initiative; ``None`` where it was not measured."""

    takes_part: bool = True
    since: date | None = None
    hours: Decimal = Decimal(0)
    by_core: bool = False
    model: str = ""
    before: float | None = None
    after: float | None = None
    process: float | None = None
    context: float | None = None


def _told(verb: str, one: Initiative, by: Viewer) -> None:
    record(verb=verb, on=Reference(INITIATIVE, str(one.pk)), by=by.person_id)


@transaction.atomic
def begin_initiative(*, kind: str, title: str, question: str, by: Viewer) -> Initiative:
    """Put something on the register: it begins with a question."""
    check_keeps(by)
    name, asked = " ".join(title.split())[:200], " ".join(question.split())[:300]
    if kind not in Initiative.Kind.values or not name or not asked:
        raise Refused(_("Say what it is, and which question it should answer."))
    if kind == Initiative.Kind.EXPLORATION:
        check_no_cause(name, asked)
    made = Initiative.objects.create(kind=kind, title=name, question=asked, by_id=by.person_id)
    _told("begin initiative", made, by)
    return made


@transaction.atomic
def keep_initiative(
    *,
    initiative: int,
    texts: Mapping[str, str],
    measure: str,
    first: date | None,
    last: date | None,
    by: Viewer,
    effect_on: str = "",
) -> Initiative:
    """Write down how an initiative is studied; an exploratory note claims no cause."""
    found = check_changes(by, initiative)
    if effect_on and effect_on not in Initiative.EffectOn.values:
        raise Refused(_("Say on what the measure tells an effect."))
    if first and last and last < first:
        raise Refused(_("The period of the data ends before it begins."))
    for key in TEXTS:
        words = texts.get(key, "").replace("\r\n", "\n").strip()
        if len(words) > LONGEST:
            raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": LONGEST})
        setattr(found, key, words)
    found.measure, found.data_from, found.data_until = " ".join(measure.split())[:200], first, last
    found.effect_on = effect_on
    if found.kind == Initiative.Kind.EXPLORATION:
        check_no_cause(found.summary, found.method, found.limits, found.measure)
    if found.published_on:
        check_can_be_told(found)
    found.save()
    _told("write initiative", found, by)
    return found


@transaction.atomic
def note_school(*, initiative: int, school: int, figures: SchoolFigures, by: Viewer) -> Place:
    """Note what is known of a school in an initiative, anew where it stood there."""
    found = check_changes(by, initiative)
    unit = Unit.objects.filter(pk=school, kind__in=SCHOOLS).first()
    if unit is None:
        raise NotVisible(_("There is nothing here for you."))
    if not 0 <= figures.hours < 100_000:
        raise Refused(_("Give the hours as a number from 0."))
    if figures.by_core and not (figures.takes_part and found.core):
        raise Refused(_("Say first what the core components are, and note this of a school that takes part."))
    made, _new = Place.objects.update_or_create(
        initiative=found, unit=unit, defaults=vars(figures) | {"model": " ".join(figures.model.split())[:80]}
    )
    _told("note school in initiative", found, by)
    return made


@transaction.atomic
def note_cohort(*, initiative: int, name: str, began: int, completed: int, in_role: int, by: Viewer) -> Cohort:
    """Note the counts of a cohort: only of people who agreed to be followed, and only counts."""
    found, called = check_changes(by, initiative), " ".join(name.split())[:80]
    if found.kind != Initiative.Kind.PROGRAMME:
        raise NotVisible(_("There is nothing here for you."))
    if not called or not (0 <= completed <= began <= 100_000 and 0 <= in_role <= began):
        raise Refused(_("Name the cohort; nobody completes or leads who did not begin."))
    counts = {"began": began, "completed": completed, "in_role": in_role}
    made, _new = Cohort.objects.update_or_create(initiative=found, name=called, defaults=counts)
    _told("note cohort in initiative", found, by)
    return made


@transaction.atomic
def publish_initiative(*, initiative: int, by: Viewer) -> Initiative:
    """Let schools and school groups read it."""
    found = check_changes(by, initiative)
    check_can_be_told(found)
    found.published_on = found.published_on or by.on
    found.save(update_fields=["published_on"])
    _told("publish initiative", found, by)
    return found


@transaction.atomic
def end_initiative(*, initiative: int, outcome: str, lesson: str, decision: str, by: Viewer) -> Initiative:
    """Say what came of it and what was decided. That publishes it: what failed is told too, with its lesson."""
    found = check_changes(by, initiative)
    if outcome not in Initiative.Outcome.values:
        raise Refused(_("Choose what came of it."))
    found.outcome, found.lesson, found.decision = outcome, lesson.strip()[:LONGEST], decision.strip()[:LONGEST]
    if not found.decision:
        raise Refused(_("Say what was decided: go on, change, or stop."))
    if outcome == Initiative.Outcome.FAILED and not found.lesson:
        raise Refused(_("Write down what you learnt: others read that first."))
    if found.kind == Initiative.Kind.EXPLORATION:
        check_no_cause(found.lesson, found.decision)
    check_can_be_told(found)
    found.published_on = found.published_on or by.on
    found.save()
    _told("end initiative", found, by)
    return found
