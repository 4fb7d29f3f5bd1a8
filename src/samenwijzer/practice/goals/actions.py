"""Storing frameworks: a new one, a newer version, or the same one again with what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.practice.goals.content import FrameworkChange, FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.followers import tell
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink, GoalTag, OwnGoal, Rewording, Word
from samenwijzer.practice.goals.versions import concerned
from samenwijzer.practice.goals.words import LONGEST, Stemmer

BATCH = 2000
FRAMEWORK_FIELDS = ("title", "kind", "status", "publisher", "source")
FIELDS = ("statement", "code", "kind", "level", "also_for", "short", "learner_wording", "notes")


@transaction.atomic
def save_framework(*, framework: FrameworkContent, by: int | None, owner: int | None = None) -> FrameworkChange:
    """Store ``framework`` under its identifier and version, all or nothing, and return what changed.

    ``owner`` is the unit for which it is; one that stands keeps its owner unless another is given. Goals that the
    content no longer has stay, because evidence may rest on them; they are counted as gone. Who follows goals
    (:mod:`~samenwijzer.practice.goals.followers`) hears which are worded otherwise, gone or replaced.
    """
    stored = _save_framework(framework, owner)
    change = _save_goals(stored, framework)
    change = replace(change, links=_save_links(stored, framework.links))
    record(
        verb="save framework",
        on=Reference("goals.framework", str(stored.pk)),
        by=by,
        count=len(change.new) + len(change.changed),
    )
    if not change.is_empty:
        concern = concerned(stored, change, by)
        _move_own(concern.moves)
        tell(concern)
    return change


def _move_own(moves: Mapping[int, int]) -> None:
    """Let own goals and tags go along from each goal that was replaced by one other."""
    for old, new in moves.items():
        OwnGoal.objects.filter(official=old).update(official=new)
        for kind, id in GoalTag.objects.filter(goal=old).values_list("object_kind", "object_id"):
            GoalTag.objects.get_or_create(goal_id=new, object_kind=kind, object_id=id)
        GoalTag.objects.filter(goal=old).delete()


def change_of(framework: FrameworkContent) -> FrameworkChange:
    """Return what :func:`save_framework` would change, without changing it."""
    goals = Goal.objects.filter(framework__identifier=framework.identifier, framework__version=framework.version)
    standing = {goal.identifier: goal for goal in goals.select_related("parent")}
    return _compare(standing, framework)


def _save_framework(content: FrameworkContent, owner: int | None) -> Framework:
    values: dict[str, Any] = {name: getattr(content, name) for name in FRAMEWORK_FIELDS}
    values |= {"owner_id": owner} if owner else {}
    changed_at = content.changed_at or timezone.now()
    key = {"identifier": content.identifier, "version": content.version}
    stored, is_new = Framework.objects.get_or_create(**key, defaults=values | {"changed_at": changed_at})
    if not is_new and any(getattr(stored, name) != value for name, value in values.items()):
        for name, value in values.items():
            setattr(stored, name, value)
        stored.changed_at = changed_at
        stored.save()
    return stored


def _compare(standing: dict[str, Goal], framework: FrameworkContent) -> FrameworkChange:
    new = tuple(goal.identifier for goal in framework.goals if goal.identifier not in standing)
    known = [(place, goal) for place, goal in enumerate(framework.goals) if goal.identifier in standing]
    changed = tuple(goal.identifier for place, goal in known if _differs(standing[goal.identifier], goal, place))
    reworded = tuple(goal.identifier for _, goal in known if standing[goal.identifier].statement != goal.statement)
    present = {goal.identifier for goal in framework.goals}
    gone = tuple(id for id, goal in standing.items() if id not in present and goal.gone_at is None)
    untouched = len(framework.goals) - len(new) - len(changed)
    return FrameworkChange(new, changed, gone, untouched, links=0, reworded=reworded)


def _differs(goal: Goal, content: GoalContent, position: int) -> bool:
    parent = goal.parent.identifier if goal.parent else None
    same_fields = all(getattr(goal, name) == getattr(content, name) for name in FIELDS)
    return not (same_fields and parent == content.parent and goal.position == position and goal.gone_at is None)


def _save_goals(stored: Framework, framework: FrameworkContent) -> FrameworkChange:
    standing = {goal.identifier: goal for goal in stored.goals.select_related("parent")}
    change = _compare(standing, framework)
    _remember_wordings([standing[id] for id in change.reworded])
    stored.goals.filter(identifier__in=change.gone).update(gone_at=timezone.now())
    fresh = [
        Goal(framework=stored, identifier=content.identifier, position=position, **_values(content))
        for position, content in enumerate(framework.goals)
        if content.identifier not in standing
    ]
    standing |= {goal.identifier: goal for goal in Goal.objects.bulk_create(fresh, batch_size=BATCH)}
    touched = set(change.new) | set(change.changed)
    updates = []
    for position, content in enumerate(framework.goals):
        if content.identifier in touched:
            goal = standing[content.identifier]
            goal.position, goal.parent = position, standing[content.parent] if content.parent else None
            goal.changed_at, goal.gone_at = content.changed_at or timezone.now(), None
            for name, value in _values(content).items():
                setattr(goal, name, value)
            updates.append(goal)
    _write_stems(updates)
    written = ["position", "parent", "stems", "changed_at", "gone_at", *FIELDS]
    Goal.objects.bulk_update(updates, written, batch_size=500)
    return change


def _remember_wordings(goals: Iterable[Goal]) -> None:
    Rewording.objects.bulk_create([Rewording(goal=goal, statement=goal.statement) for goal in goals], batch_size=BATCH)


def _write_stems(goals: Iterable[Goal]) -> None:
    """Set on each goal the words by which it is found, and make those words known."""
    stemmer, words = Stemmer(), set[str]()
    for goal in goals:
        texts = (goal.short, goal.statement, goal.learner_wording)
        goal.stems = stemmer.column(codes=(goal.code, *goal.levels), texts=texts)
        words.update(word for word in goal.stems.split() if len(word) <= LONGEST)
    Word.objects.bulk_create([Word(stem=word) for word in sorted(words)], batch_size=BATCH, ignore_conflicts=True)


def _values(content: GoalContent) -> dict[str, object]:
    return {name: getattr(content, name) for name in FIELDS}


def _save_links(stored: Framework, links: Iterable[LinkContent]) -> int:
    ids = _goal_ids(stored, links)
    wanted = {(ids[link.origin], ids[link.destination], link.kind) for link in links}
    rows = GoalLink.objects.filter(Q(origin__framework=stored) | Q(destination__framework=stored))
    standing = {(link.origin_id, link.destination_id, link.kind): link.pk for link in rows}
    own = set(stored.goals.values_list("pk", flat=True))
    gone = [pk for key, pk in standing.items() if key not in wanted and key[0] in own]  # others' links are theirs
    new = [
        GoalLink(origin_id=origin, destination_id=destination, kind=kind)
        for origin, destination, kind in sorted(wanted - standing.keys())
    ]
    GoalLink.objects.filter(pk__in=gone).delete()
    GoalLink.objects.bulk_create(new, batch_size=BATCH)
    return len(gone) + len(new)


def _goal_ids(stored: Framework, links: Iterable[LinkContent]) -> dict[str, int]:
    """Return our id for every identifier used in ``links``; those of other frameworks as ``framework/identifier``."""
    ids = dict(stored.goals.values_list("identifier", "pk"))
    elsewhere = {end for link in links for end in (link.origin, link.destination) if end not in ids}
    frameworks = {end.rpartition("/")[0] for end in elsewhere}
    rows = Goal.objects.filter(framework__identifier__in=frameworks).exclude(framework=stored).order_by("pk")
    for identifier, framework, pk in rows.values_list("identifier", "framework__identifier", "pk"):
        ids[f"{framework}/{identifier}"] = pk
    return ids
