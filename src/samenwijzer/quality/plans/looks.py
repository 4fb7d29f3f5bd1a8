"""Short questionnaires about a school or a school group: who answers, who reads, and from how many people.

Of others nothing is read but means of a month that is over, from the minimum of the instrument on, so that nobody
reads one answer from the difference of two means. Where a school compares, the views of who leads it lie beside those
of the team only as far as each of them says so: few lead, and a mean of few would tell who said what (D-133).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Avg, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.agenda.models import About, Meeting
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.instruments.actions import keep_response, share_trend
from samenwijzer.practice.instruments.models import Answer, Response
from samenwijzer.practice.instruments.pack import Dimension, Instrument, instruments
from samenwijzer.practice.instruments.queries import GroupPoint, large_enough, shares_trend, sharing_now
from samenwijzer.practice.instruments.scales.rules import works_in
from samenwijzer.quality.plans.dialogues import DIALOGUE

#: Teams that ask themselves what they bring about together (D-228).
TEAMS = ("core_team", "class", "subject_team", "working_group")
#: Who leads a school, and whose view is laid beside that of the team.
LEADING = ("head", "pedagogical_coordinator")


@dataclass(frozen=True)
class Look:
    """A questionnaire about a unit of some ``kinds``: who answers it, and who reads the means."""

    instrument: str
    kinds: tuple[str, ...]
    answers: Callable[[Viewer, Unit], bool]
    reads: Callable[[Viewer, Unit], bool]
    compares: bool = False


def _heads_below(viewer: Viewer, group: Unit) -> bool:
    own = [one for one in viewer.functions if one.role == "head" and one.lent is None]
    return any(one.unit_path.startswith(group.path) for one in own)


def _talked(viewer: Viewer, group: Unit) -> bool:
    """Whether ``viewer`` was on either side of a dialogue of the group that has begun."""
    points = About.objects.filter(kind=DIALOGUE, key=str(group.pk)).values("point__meeting")
    asked = Q(by=viewer.person_id) | Q(invited__person=viewer.person_id)
    return Meeting.objects.filter(asked, pk__in=points, begins_at__lte=timezone.now()).exists()


#: Every look, by the word it has in an address.
LOOKS = {
    "beleidskracht": Look("policy-capacity", SCHOOLS, works_in, works_in, compares=True),
    "verwachtingen": Look("expectations-pulse", SCHOOLS, works_in, works_in),
    "draagkracht": Look("capacity-pulse", SCHOOLS, works_in, works_in),
    "werkbaar": Look("workability-pulse", SCHOOLS, works_in, works_in),
    "samen-effect": Look("collective-efficacy", (*SCHOOLS, *TEAMS), works_in, works_in),
    "voorleven": Look("mindset-modelled", ("school_group",), _heads_below, can_plan),
    "dialoog": Look("dialogue-quality", ("school_group",), _talked, can_plan),
}


@dataclass(frozen=True)
class Line:
    """A dimension: the months in which enough people answered, oldest first, and the mean of who leads and shares."""

    dimension: Dimension
    months: list[GroupPoint]
    leading: float | None

    @property
    def last(self) -> GroupPoint | None:
        """The last month that can be told."""
        return self.months[-1] if self.months else None


@dataclass(frozen=True)
class LookPage:
    """What ``viewer`` sees of a look; ``lines`` is empty for who only answers. ``is_leading``: its view is known."""

    unit: Unit
    look: Look
    instrument: Instrument
    answers: bool
    reads: bool
    is_leading: bool
    shares: bool
    lines: list[Line]


def check_look(viewer: Viewer, unit: int, look: str) -> tuple[Unit, Look]:
    """Return the unit and the look when ``viewer`` answers it or reads what was answered."""
    known = LOOKS.get(look)
    found = Unit.objects.filter(pk=unit, kind__in=known.kinds).first() if known else None
    if known is None or found is None or not (known.answers(viewer, found) or known.reads(viewer, found)):
        raise NotVisible(_("There is nothing here for you."))
    return found, known


def look_page(*, viewer: Viewer, unit: int, look: str) -> LookPage:
    """Return a look at a unit, with the means when ``viewer`` reads them; seven queries at most."""
    found, known = check_look(viewer, unit, look)
    leading = _leading(found, viewer) if known.compares else set()
    reads = known.reads(viewer, found)
    asked = instruments()[known.instrument]
    is_leading = viewer.person_id in leading
    return LookPage(
        unit=found,
        look=known,
        instrument=asked,
        answers=known.answers(viewer, found),
        reads=reads,
        is_leading=is_leading,
        shares=is_leading and shares_trend(instrument=known.instrument, person=viewer.person_id),
        lines=_lines(asked, found, leading, viewer) if reads else [],
    )


def _leading(unit: Unit, viewer: Viewer) -> set[int]:
    rows = Membership.objects.filter(active(viewer.on), unit=unit, role__in=LEADING)
    return set(rows.values_list("person", flat=True))


def _lines(asked: Instrument, unit: Unit, leading: set[int], viewer: Viewer) -> list[Line]:
    rows = Answer.objects.filter(response__instrument=asked.identifier, response__unit=unit, score__isnull=False)
    told = large_enough(rows.exclude(response__person__in=leading), minimum=asked.minimum, on=viewer.on)
    own = _of_leading(rows, sharing_now(instrument=asked.identifier, people=leading)) if leading else {}
    return [
        Line(one, [point for point in told if point.dimension == one.key], own.get(one.key)) for one in asked.dimensions
    ]


def _of_leading(rows: QuerySet[Answer], people: set[int]) -> dict[str, float]:
    """Return the mean by dimension of the last answers of who leads and lays its view beside that of the team."""
    newer = Response.objects.filter(
        person=OuterRef("response__person"),
        unit=OuterRef("response__unit"),
        instrument=OuterRef("response__instrument"),
        pk__gt=OuterRef("response"),
    )
    last = rows.filter(response__person__in=people).exclude(Exists(newer)).order_by("dimension")
    return dict(last.values("dimension").annotate(mean=Avg("score")).values_list("dimension", "mean"))


@transaction.atomic
def answer_look(*, unit: int, look: str, answers: Mapping[str, int], shares: bool = False, by: Viewer) -> Response:
    """Keep what ``by`` answers to a look; who leads says whether its view may lie beside that of the team."""
    found, known = check_look(by, unit, look)
    if not known.answers(by, found):
        raise NotVisible(_("There is nothing here for you."))
    made = keep_response(asked=instruments()[known.instrument], unit=found.pk, answers=answers, by=by)
    if known.compares and by.person_id in _leading(found, by):
        share_trend(instrument=known.instrument, is_shared=shares, by=by)
    return made
