"""The day of who heads a school: what is due with owner and state, what waits, and where the school stands."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.errors import NotVisible
from samenwijzer.learning.evidence.models import Evidence
from samenwijzer.learning.evidence.rules import counting
from samenwijzer.learning.lessons.models import UnitOfWork
from samenwijzer.network.access.rules import guided_units, headed_schools
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.calendar.models import Absence
from samenwijzer.network.notices.models import Notice
from samenwijzer.network.notices.queries import waiting
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.rights.queries import requests_to_answer
from samenwijzer.practice.offers.rules import coordinated_rounds
from samenwijzer.practice.technology.models import DigitalAction, Idea, IdeaAnswer, ToolTrial

#: How far back *lately* reaches.
LATELY = timedelta(days=7)


class Kind(StrEnum):
    """What is due: an answer about personal data, an action, the end of a trial, or a round of flex hours."""

    REQUEST = "request"
    ACTION = "action"
    TRIAL = "trial"
    ROUND = "round"


@dataclass(frozen=True)
class Due:
    """Something that is due ``on`` a day: which one (``pk``), whose it is (empty: nobody's) and how it stands."""

    kind: Kind
    pk: int
    title: str
    owner: str
    on: date
    state: str


@dataclass(frozen=True)
class Standing:
    """Where schools stand: groups, how many plan a running unit of work, pieces seen lately, how many are away."""

    groups: int
    planned: int
    seen: int
    away: int


@dataclass(frozen=True)
class HeadDay:
    """Everything on the page; ``due`` is in order of day, late ones first."""

    due: list[Due]
    ideas: int
    notices: list[Notice]
    standing: Standing


def head_day(*, viewer: Viewer) -> HeadDay:
    """Return the day of ``viewer``, head of one or more schools (nine queries)."""
    schools = headed_schools(viewer)
    if not schools:
        raise NotVisible(_("There is nothing here for you."))
    ids = [one.unit_id for one in schools]
    answered = IdeaAnswer.objects.filter(idea=OuterRef("pk"), unit__in=ids)
    below = Q(pk__in=[])
    for one in schools:
        below |= Q(unit__path__startswith=one.unit_path)
    return HeadDay(
        due=sorted([*_requests(viewer), *_digital(ids), *_rounds(viewer)], key=lambda due: (due.on, due.title)),
        ideas=Idea.objects.filter(~Exists(answered), below).count(),
        notices=list(waiting(person=viewer.person_id)[:5]),
        standing=_standing(viewer, below),
    )


def _requests(viewer: Viewer) -> list[Due]:
    """Return the questions about personal data; whose they are stands on their own page, not on this one."""
    title, state = _("Answer a question about personal data"), _("waits for your answer")
    rows = requests_to_answer(viewer=viewer).values_list("pk", "due_on")
    return [Due(Kind.REQUEST, pk, title, viewer.name, due_on, state) for pk, due_on in rows]


def _digital(schools: list[int]) -> list[Due]:
    actions = DigitalAction.objects.filter(unit__in=schools, done_at=None).select_related("owner")
    trials = ToolTrial.objects.filter(tool__unit__in=schools, decided_at=None).select_related("tool")
    running = _("running")
    return [
        *(
            Due(Kind.ACTION, one.unit_id, one.text, str(one.owner or ""), one.until, running if one.owner else "")
            for one in actions
        ),
        *(
            Due(
                Kind.TRIAL,
                one.tool.unit_id,
                _("Decide on the trial of %(tool)s") % {"tool": one.tool},
                "",
                one.ends,
                running,
            )
            for one in trials
        ),
    ]


def _rounds(viewer: Viewer) -> list[Due]:
    """Return the flex rounds that are to be published before they begin."""
    rows = coordinated_rounds(viewer).filter(published_at=None, ends__gte=viewer.on).select_related("by")
    return [
        Due(
            Kind.ROUND,
            one.pk,
            _("Publish %(round)s") % {"round": one.title},
            str(one.by or ""),
            timezone.localdate(one.choose_until) if one.choose_until else one.starts,
            _("learners choose") if one.opened_at else _("being prepared"),
        )
        for one in rows
    ]


def _standing(viewer: Viewer, below: Q) -> Standing:
    running = UnitOfWork.objects.filter(group=OuterRef("pk"), starts__lte=viewer.on, ends__gte=viewer.on)
    groups = guided_units(viewer).annotate(is_planned=Exists(running))
    counted = groups.aggregate(groups=Count("pk"), planned=Count("pk", filter=Q(is_planned=True)))
    learners = Membership.objects.filter(below, active(viewer.on), role=LEARNER).values("person")
    lately = timezone.now() - LATELY
    return Standing(
        groups=counted["groups"],
        planned=counted["planned"],
        seen=Evidence.objects.filter(counting(), learner__in=learners, seen_at__gte=lately).count(),
        away=Absence.objects.filter(person__in=learners, first__lte=viewer.on, last__gte=viewer.on)
        .values("person")
        .distinct()
        .count(),
    )
