"""The plan of a school beside its scales: what it holds as evidence (D-258), and its goals with their place in R-OK."""

from collections.abc import Iterable

from django.db.models import Count, OuterRef, Q, Subquery
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.documents.models import Document, PlanGoal, Version
from samenwijzer.practice.documents.pack import ambitions
from samenwijzer.practice.documents.titles import DOCUMENT
from samenwijzer.practice.instruments.scales.kinds import Found, Placed

PLAN = "sop"
#: The indicator that asks whether the plan is carried.
INDICATOR = "plan"


def found(school: Unit) -> Iterable[Found]:
    """Return the plans of the school that hold: the version, its day, and how many goals it has (one query)."""
    holds = Version.objects.filter(document=OuterRef("pk"), is_draft=False).order_by("-number")
    rows = Document.objects.filter(unit=school, template=PLAN).annotate(
        number=Subquery(holds.values("number")[:1]),
        since=Subquery(holds.values("at")[:1]),
        standing=Count("goals", filter=Q(goals__left_at=None)),
    )
    for one in rows.exclude(number=None):
        counted = ngettext(
            "version %(number)s of %(day)s, with %(goals)s measured goal",
            "version %(number)s of %(day)s, with %(goals)s measured goals",
            one.standing,
        )
        day = formats.date_format(one.since, "j F Y")
        words = counted % {"number": one.number, "day": day, "goals": one.standing}
        yield Found(INDICATOR, DOCUMENT, str(one.pk), one.title, words, timezone.localdate(one.since))


def placed(school: Unit | None) -> Iterable[Placed]:
    """Return the goals of the plan of a school under the expectations that their ambitions serve (one query)."""
    serves = {one.key: one.place for one in ambitions()}
    rows = PlanGoal.objects.filter(document__unit=school, document__template=PLAN, left_at=None)
    for goal in rows if school is not None else ():
        for place in dict.fromkeys(place for key in goal.ambitions for place in serves.get(key, ())):
            yield Placed(place, _("goal of the school plan"), goal.text)
