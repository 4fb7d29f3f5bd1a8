"""Reads of evidence for screens and for the estimates."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, F, OuterRef, Subquery
from django.utils import timezone

from samenwijzer.learning.evidence.models import Attachment, Evidence, EvidenceGoal
from samenwijzer.learning.evidence.rules import counting, current, visible_evidence
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER, Membership, active
from samenwijzer.practice.goals.models import Goal

#: How many rows are read to make the lines of one learner; item responses come many to a line.
ROWS_READ = 400
#: The same for a timeline over all goals, of which a page shows some forty lines.
TIMELINE_ROWS_READ = 200
#: How many of the own words of a learner are read.
WORDS_READ = 100


@dataclass(frozen=True)
class Fact:
    """One line of the evidence on a goal, as an adult or the learner reads it."""

    uid: str
    kind: str
    step: int | None
    outcome: float | None
    note: str
    seen_at: datetime
    seen_by: str
    occasion: str
    times: int
    is_draft: bool = False
    attachments: tuple[Attachment, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether the learner says this of itself: shown beside what was seen, never mixed in."""
        return self.kind in Evidence.OWN

    @property
    def is_practice(self) -> bool:
        """Whether these are short questions, of which many make one line."""
        return self.kind == Evidence.Kind.ITEM_RESPONSE


def facts(*, viewer: Viewer, learner: int, goal: int, limit: int = 12) -> list[Fact]:
    """Return what stands about ``learner`` and ``goal``, newest first; item responses of one day are one line."""
    rows = visible_evidence(viewer, learner).filter(goals=goal).select_related("seen_by", "occasion")
    found: list[Fact] = []
    grouped: dict[date, list[Evidence]] = defaultdict(list)
    for row in rows.order_by("-seen_at")[:ROWS_READ]:
        if row.kind == Evidence.Kind.ITEM_RESPONSE:
            grouped[timezone.localdate(row.seen_at)].append(row)
        else:
            found.append(_fact([row]))
    found += [_fact(day) for day in grouped.values()]
    return sorted(found, key=lambda fact: fact.seen_at, reverse=True)[:limit]


def with_attachments(found: Sequence[Fact]) -> list[Fact]:
    """Return ``found`` with the photos and recordings that belong to each (one query)."""
    of: dict[str, list[Attachment]] = defaultdict(list)
    rows = Attachment.objects.filter(evidence__uid__in=[fact.uid for fact in found])
    for uid, one in ((str(row.evidence.uid), row) for row in rows.select_related("evidence")):
        of[uid].append(one)
    return [replace(fact, attachments=tuple(of[fact.uid])) for fact in found]


def own_words(*, viewer: Viewer) -> list[EvidenceGoal]:
    """Return the last things ``viewer`` said of own learning, and of what stands about it, newest first."""
    own = current().filter(learner=viewer.person_id, kind__in=Evidence.OWN)
    rows = EvidenceGoal.objects.filter(evidence__in=own).select_related("evidence", "goal")
    return list(rows.order_by("-evidence__seen_at", "-evidence_id")[:WORDS_READ])


@dataclass(frozen=True)
class TimelineLine:
    """One line of what was seen of a learner over all goals."""

    fact: Fact
    goals: tuple[Goal, ...]


def timeline(*, viewer: Viewer, learner: int, limit: int = 40) -> list[TimelineLine]:
    """Return the newest that stands about ``learner``, over all goals; nothing where ``viewer`` does not guide it.

    Item responses of one day are one line.
    """
    links = EvidenceGoal.objects.filter(evidence__in=visible_evidence(viewer, learner))
    rows = links.select_related("evidence__seen_by", "evidence__occasion", "goal")
    about: dict[Evidence, list[Goal]] = defaultdict(list)
    for link in rows.order_by("-evidence__seen_at", "-evidence", "pk")[:TIMELINE_ROWS_READ]:
        about[link.evidence].append(link.goal)
    grouped: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
    for row, goals in about.items():
        is_practice = row.kind == Evidence.Kind.ITEM_RESPONSE
        key = (timezone.localdate(row.seen_at), *(goal.pk for goal in goals)) if is_practice else (row.pk,)
        grouped[key].append(row)
    lines = list(grouped.values())[:limit]
    found = with_attachments([_fact(line) for line in lines])
    return [TimelineLine(fact, tuple(about[line[0]])) for fact, line in zip(found, lines, strict=True)]


def _fact(rows: Sequence[Evidence]) -> Fact:
    row = rows[0]
    outcomes = [one.outcome for one in rows if one.outcome is not None]
    return Fact(
        uid=str(row.uid),
        kind=row.kind,
        step=row.step,
        outcome=sum(outcomes) / len(outcomes) if outcomes else None,
        note=row.note,
        seen_at=row.seen_at,
        seen_by=str(row.seen_by) if row.seen_by else "",
        occasion=row.occasion.title if row.occasion else "",
        times=len(rows),
        is_draft=row.is_draft,
    )


def latest_sight() -> Subquery:
    """Return, to annotate learners with, when something of each was last seen by an adult or in a task."""
    rows = Evidence.objects.filter(counting(), learner=OuterRef("pk")).exclude(kind__in=Evidence.OWN)
    rows = rows.exclude(kind=Evidence.Kind.PRODUCT, seen_by=F("learner"))
    return Subquery(rows.order_by("-seen_at").values("seen_at")[:1])


def most_seen_goals(*, unit: int, on: date, limit: int | None = None) -> list[Goal]:
    """Return the goals on which most was seen of who is in ``unit`` on day ``on``, most first (one query)."""
    members = Membership.objects.filter(active(on), unit=unit, role=LEARNER).values("person")
    standing = EvidenceGoal.objects.filter(evidence__in=current().filter(learner__in=members))
    seen = Goal.objects.filter(evidence_links__in=standing).annotate(rows=Count("evidence_links"))
    return list(seen.order_by("-rows", "pk")[:limit])
