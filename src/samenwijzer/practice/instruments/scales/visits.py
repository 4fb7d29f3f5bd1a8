"""Visits with a viewing guide: what was seen in a team, never of whom (D-255)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.rules import SCHOOLS
from samenwijzer.practice.instruments.actions import keep_response
from samenwijzer.practice.instruments.models import Answer, Response
from samenwijzer.practice.instruments.pack import Instrument, Question, instruments
from samenwijzer.practice.instruments.scales.rules import check_works_in, works_in


@dataclass(frozen=True)
class Line:
    """How often an item was seen clearly, partly or not, over all visits."""

    question: Question
    clearly: int
    partly: int
    not_seen: int


@dataclass(frozen=True)
class Summary:
    """What the visits with one guide in this and the last school year say together; nobody is in it.

    ``lines`` is empty below the minimum of the guide: what few visits saw would tell whom they were with.
    """

    instrument: Instrument
    visits: int
    last: date
    lines: tuple[Line, ...]

    @property
    def is_told(self) -> bool:
        """Whether there were enough visits."""
        return bool(self.lines)

    @property
    def words(self) -> str:
        """The summary in one sentence."""
        seen = sum(one.clearly for one in self.lines)
        every = sum(one.clearly + one.partly + one.not_seen for one in self.lines)
        most = max(self.lines, key=lambda one: one.clearly, default=None)
        if most is None:
            return ""
        return _("%(visits)s visits: %(seen)s of %(all)s times seen clearly; most: %(item)s") % {
            "visits": self.visits, "seen": seen, "all": every, "item": most.question.wording.words(),
        }  # fmt: skip


def guides() -> list[Instrument]:
    """Return the viewing guides of the pack."""
    return [one for one in instruments().values() if one.guide is not None]


def guide_named(key: str) -> Instrument:
    """Return one viewing guide."""
    found = instruments().get(key)
    if found is None or found.guide is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def record_visit(*, guide: str, unit: int, answers: Mapping[str, int], by: Viewer) -> Response:
    """Keep what ``by`` saw in the school ``unit``; with whom is not asked, and not kept."""
    return keep_response(asked=guide_named(guide), unit=check_works_in(by, unit).pk, answers=answers, by=by)


def summaries(school: Unit) -> list[Summary]:
    """Return a summary of each guide with which somebody looked in the school since last school year; two queries."""
    since = SchoolYear.of(timezone.localdate()).previous.moments[0]
    known = {one.identifier: one for one in guides()}
    visits = Response.objects.filter(unit__path__startswith=school.path, instrument__in=known, at__gte=since)
    counts = visits.order_by("instrument").values("instrument").annotate(visits=Count("pk"), last=Max("at"))
    rows = Answer.objects.filter(response__in=visits, value__isnull=False)
    told: dict[tuple[str, str, int | None], int] = {
        (row["response__instrument"], row["question"], row["value"]): row["n"]
        for row in rows.order_by().values("response__instrument", "question", "value").annotate(n=Count("pk"))
    }
    return [_summary(known[row["instrument"]], row["visits"], timezone.localdate(row["last"]), told) for row in counts]


def _summary(guide: Instrument, visits: int, last: date, told: Mapping[tuple[str, str, int | None], int]) -> Summary:
    def times(question: Question, value: int) -> int:
        return told.get((guide.identifier, question.key, value), 0)

    enough = guide.questions if visits >= guide.minimum else ()
    lines = tuple(Line(one, times(one, 3), times(one, 2), times(one, 1)) for one in enough)
    return Summary(guide, visits, last, lines)


def schools_to_look_in(viewer: Viewer) -> list[Unit]:
    """Return the schools in which ``viewer`` works as an adult, by name; one query."""
    own = [one for one in viewer.functions if one.rights is not None and one.lent is None]
    above = {int(part) for one in own for part in one.unit_path.split("/") if part}
    return [one for one in Unit.objects.filter(pk__in=above, kind__in=SCHOOLS) if works_in(viewer, one)]
