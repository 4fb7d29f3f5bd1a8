"""What a school has already that says something of an indicator, of this app, those below it, and those that made
theirs known (:mod:`~samenwijzer.practice.instruments.scales.kinds`)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.models import RolloutReport
from samenwijzer.practice.instruments.scales.kinds import SOURCES, Found, Source, modules
from samenwijzer.practice.instruments.scales.visits import summaries
from samenwijzer.practice.technology.models import DigitalAction


def found_for(school: Unit) -> dict[str, list[Found]]:
    """Return what the school has already, by indicator, newest first."""
    found = [*_visits(school), *_curricula(school), *_technology(school)]
    for source in modules(SOURCES):
        found += cast(Source, source).found(school)
    grouped: dict[str, list[Found]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.on, one.id), reverse=True):
        grouped[one.indicator].append(one)
    return dict(grouped)


def _visits(school: Unit) -> Iterable[Found]:
    for summary in summaries(school):
        guide = summary.instrument.guide
        for key in guide.supports if guide and summary.is_told else ():
            yield Found(
                key, "instruments.guide", summary.instrument.identifier, summary.instrument.name, summary.words,
                summary.last,
            )  # fmt: skip


def _curricula(school: Unit) -> Iterable[Found]:
    rows = RolloutReport.objects.filter(rollout__unit=school).select_related("rollout__framework").order_by("-at")
    newest: dict[int, RolloutReport] = {}
    for row in rows:
        newest.setdefault(row.rollout_id, row)
    for row in newest.values():
        words = f"{row.get_stage_display()}: {row.evidence}"
        on, title = timezone.localdate(row.at), str(row.rollout.framework)
        yield Found("leerplan", "curriculum.rollout", str(row.rollout_id), title, words, on)


def _technology(school: Unit) -> Iterable[Found]:
    told = DigitalAction.objects.filter(unit=school).aggregate(last=Max("until"), actions=Count("pk"))
    if told["last"]:
        words = _("%(count)s actions in the digital policy plan") % {"count": told["actions"]}
        yield Found("leermiddelen", "technology.plan", str(school.pk), _("Digital policy"), words, told["last"])
