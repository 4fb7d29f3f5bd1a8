"""What one learner needs, goal by goal, with the mix of sources it rests on and the day of each (D-170)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenwijzer.learning.evidence.models import Evidence, EvidenceGoal
from samenwijzer.learning.evidence.pack import scales
from samenwijzer.learning.evidence.rules import visible_evidence
from samenwijzer.learning.progress.models import Estimate, FollowUp
from samenwijzer.learning.progress.needs import CHALLENGE_FROM, SUPPORT_BELOW
from samenwijzer.learning.regulation.queries import Statement, last_about, own_statements
from samenwijzer.learning.regulation.talks import Talk, talk_about
from samenwijzer.network.access.rules import check_sees_learner
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.network.organisation.pack import organisation
from samenwijzer.network.people.models import Person
from samenwijzer.practice.goals.models import Goal

YEAR = timedelta(days=365)
LATELY = timedelta(days=42)
SIGHTS = 15


@dataclass(frozen=True)
class Source:
    """One kind of evidence about one goal: how often in the last year, and when last."""

    kind: str
    name: str
    times: int
    last_on: date


@dataclass(frozen=True)
class GoalNeed:
    """One goal: what it asks for (``""``: nothing now), where that rests on, and what the learner says of it."""

    goal: Goal
    estimate: Estimate | None
    need: str
    sources: list[Source]
    said: Statement | None
    talk: Talk | None

    def is_fresh(self, on: date) -> bool:
        """Whether it asks for a deed or a talk now, or something was seen of it lately."""
        asks = self.talk is not None or self.need == FollowUp.Need.SUPPORT
        return asks or any(one.last_on > on - LATELY for one in self.sources)

    @property
    def kinds(self) -> int:
        """On how many kinds of evidence it rests, own words left out."""
        return sum(1 for one in self.sources if one.kind not in Evidence.OWN)


@dataclass(frozen=True)
class NeedsChart:
    """What one learner needs: what asks for something first, then the rest."""

    learner: Person
    goals: list[GoalNeed]

    @property
    def asking(self) -> list[GoalNeed]:
        """The goals that ask for something."""
        return [one for one in self.goals if one.need or one.talk]


def needs_chart(*, viewer: Viewer, learner: int) -> NeedsChart:
    """Return the chart of ``learner`` for who guides it or is it; a constant number of queries."""
    person = check_sees_learner(viewer, learner)
    sources = _sources(viewer, learner)
    words = EvidenceGoal.objects.filter(evidence__in=visible_evidence(viewer, learner).filter(kind=Evidence.Kind.SELF))
    said = own_statements(words.select_related("evidence", "goal").order_by("-evidence__seen_at", "-evidence_id"))
    rows = Estimate.objects.filter(learner=learner, goal__in=list(sources)).select_related("goal__framework")
    found = {one.goal_id: _need(one.goal, one, sources[one.goal_id], said, viewer.on) for one in rows}
    only_said = {one.goal.pk: one.goal for one in said if one.goal.pk in sources and one.goal.pk not in found}
    found |= {pk: _need(goal, None, sources[pk], said, viewer.on) for pk, goal in only_said.items()}
    order = [FollowUp.Need.SUPPORT, FollowUp.Need.REVIEW, FollowUp.Need.QUIET, FollowUp.Need.CHALLENGE, ""]
    return NeedsChart(person, sorted(found.values(), key=lambda one: (order.index(one.need), one.goal.position)))


def _need(goal: Goal, estimate: Estimate | None, sources: list[Source], said: list[Statement], on: date) -> GoalNeed:
    last = last_about(said, goal.pk)
    step = estimate.step if estimate else 0
    talk = talk_about(sure=last.sure if last else None, seen=step)
    return GoalNeed(goal, estimate, _asks_for(estimate, on), sources, last, talk)


def _asks_for(estimate: Estimate | None, on: date) -> str:
    """Return what a goal asks for; where too little was seen, that is to look (*quiet*)."""
    if estimate is None or not estimate.step:
        return FollowUp.Need.QUIET
    if estimate.mean < SUPPORT_BELOW:
        return FollowUp.Need.SUPPORT
    if estimate.review_on and estimate.review_on <= on:
        return FollowUp.Need.REVIEW
    return FollowUp.Need.CHALLENGE if estimate.mean >= CHALLENGE_FROM else ""


@dataclass(frozen=True)
class Sight:
    """One thing somebody saw or said, and the role it did so in."""

    goal: Goal
    kind: str
    words: str
    seen_at: datetime
    who: str
    role: str
    is_draft: bool


def who_saw_what(*, viewer: Viewer, learner: int) -> list[Sight]:
    """Return the newest that people saw or said of ``learner``, each with the role of who did (D-435; two queries)."""
    facts = visible_evidence(viewer, learner).exclude(seen_by=None).order_by("-seen_at", "-pk")[:SIGHTS]
    links = EvidenceGoal.objects.filter(evidence__in=facts.values("pk"))
    rows = list(links.select_related("goal", "evidence__seen_by").order_by("-evidence__seen_at", "-evidence", "pk"))
    roles = _roles({row.evidence.seen_by_id for row in rows}, viewer.on)
    names = {kind.key: kind.name for kind in scales().evidence_kinds}
    return [
        Sight(
            goal=row.goal,
            kind=names.get(row.evidence.kind, row.evidence.kind),
            words=row.evidence.note,
            seen_at=row.evidence.seen_at,
            who=str(row.evidence.seen_by),
            role=_("the learner itself") if row.evidence.seen_by_id == learner else roles[row.evidence.seen_by_id],
            is_draft=row.evidence.is_draft,
        )
        for row in rows
    ]


def _roles(people: set[int | None], on: date) -> dict[int | None, str]:
    """Return for each of these people, who noted something, in which role they are here."""
    language = get_language() or "nl"
    titles = {role.key: role.title.in_language(language) for role in organisation().roles}
    titles[LEARNER] = _("fellow learner")
    rows = Membership.objects.filter(active(on), person__in=people - {None}).order_by("pk")
    found: dict[int | None, str] = defaultdict(str)
    found.update((person, titles.get(role, role)) for person, role in rows.values_list("person_id", "role"))
    return found


def _sources(viewer: Viewer, learner: int) -> dict[int, list[Source]]:
    """Return by goal the kinds of evidence of the last year, most first; drafts are left out."""
    names = {kind.key: kind.name for kind in scales().evidence_kinds}
    facts = visible_evidence(viewer, learner).filter(seen_at__date__gt=viewer.on - YEAR, is_draft=False)
    rows = EvidenceGoal.objects.filter(evidence__in=facts.values("pk")).values("goal", "evidence__kind")
    found: dict[int, list[Source]] = defaultdict(list)
    for row in rows.annotate(times=Count("pk"), last=Max("evidence__seen_at")).order_by("-times", "evidence__kind"):
        kind, last = row["evidence__kind"], row["last"]
        found[row["goal"]].append(Source(kind, names.get(kind, kind), row["times"], _day(last)))
    return found


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
