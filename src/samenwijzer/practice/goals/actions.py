"""Storing frameworks: a new one, or the same one again with what changed."""

from collections.abc import Iterable

from django.db import transaction

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.references import Reference
from samenwijzer.practice.goals.content import FrameworkChange, FrameworkContent, GoalContent, LinkContent
from samenwijzer.practice.goals.models import Framework, Goal, GoalLink, Word
from samenwijzer.practice.goals.words import LONGEST, Stemmer

BATCH = 2000
FIELDS = ("statement", "code", "kind", "level", "short", "learner_wording")


@transaction.atomic
def save_framework(*, framework: FrameworkContent, by: int | None) -> FrameworkChange:
    """Store ``framework`` under its identifier and version, all or nothing, and return what changed.

    Goals that the content no longer has stay, because evidence may rest on them; they are counted as gone.
    """
    stored, _ = Framework.objects.update_or_create(
        identifier=framework.identifier,
        version=framework.version,
        defaults={
            "title": framework.title,
            "kind": framework.kind,
            "status": framework.status,
            "publisher": framework.publisher,
            "source": framework.source,
        },
    )
    change = _save_goals(stored, framework)
    links = _save_links(stored, framework.links)
    record(
        verb="save framework",
        on=Reference("goals.framework", str(stored.pk)),
        by=by,
        count=len(change.new) + len(change.changed),
    )
    return FrameworkChange(change.new, change.changed, change.gone, change.untouched, links)


def change_of(framework: FrameworkContent) -> FrameworkChange:
    """Return what :func:`save_framework` would change, without changing it."""
    goals = Goal.objects.filter(framework__identifier=framework.identifier, framework__version=framework.version)
    standing = {goal.identifier: goal for goal in goals.select_related("parent")}
    return _compare(standing, framework)


def _compare(standing: dict[str, Goal], framework: FrameworkContent) -> FrameworkChange:
    new = tuple(goal.identifier for goal in framework.goals if goal.identifier not in standing)
    changed = tuple(
        goal.identifier
        for position, goal in enumerate(framework.goals)
        if goal.identifier in standing and _differs(standing[goal.identifier], goal, position)
    )
    gone = tuple(standing.keys() - {goal.identifier for goal in framework.goals})
    untouched = len(framework.goals) - len(new) - len(changed)
    return FrameworkChange(new, changed, gone, untouched, links=0)


def _differs(goal: Goal, content: GoalContent, position: int) -> bool:
    parent = goal.parent.identifier if goal.parent else None
    same_fields = all(getattr(goal, name) == getattr(content, name) for name in FIELDS)
    return not (same_fields and parent == content.parent and goal.position == position)


def _save_goals(stored: Framework, framework: FrameworkContent) -> FrameworkChange:
    standing = {goal.identifier: goal for goal in stored.goals.select_related("parent")}
    change = _compare(standing, framework)
    fresh = [
        Goal(framework=stored, identifier=content.identifier, position=position, **_values(content))
        for position, content in enumerate(framework.goals)
        if content.identifier in set(change.new)
    ]
    standing |= {goal.identifier: goal for goal in Goal.objects.bulk_create(fresh, batch_size=BATCH)}
    touched = set(change.new) | set(change.changed)
    updates = []
    for position, content in enumerate(framework.goals):
        if content.identifier in touched:
            goal = standing[content.identifier]
            goal.position, goal.parent = position, standing[content.parent] if content.parent else None
            for name, value in _values(content).items():
                setattr(goal, name, value)
            updates.append(goal)
    _write_stems(updates)
    Goal.objects.bulk_update(updates, ["position", "parent", "stems", *FIELDS], batch_size=500)
    return change


def _write_stems(goals: Iterable[Goal]) -> None:
    """Set on each goal the words by which it is found, and make those words known."""
    stemmer, words = Stemmer(), set[str]()
    for goal in goals:
        goal.stems = stemmer.column(
            codes=(goal.code, goal.level), texts=(goal.short, goal.statement, goal.learner_wording)
        )
        words.update(word for word in goal.stems.split() if len(word) <= LONGEST)
    Word.objects.bulk_create([Word(stem=word) for word in sorted(words)], batch_size=BATCH, ignore_conflicts=True)


def _values(content: GoalContent) -> dict[str, object]:
    return {name: getattr(content, name) for name in FIELDS}


def _save_links(stored: Framework, links: Iterable[LinkContent]) -> int:
    ids = _goal_ids(stored, links)
    wanted = {(ids[link.origin], ids[link.destination], link.kind) for link in links}
    standing = {
        (link.origin_id, link.destination_id, link.kind): link.pk
        for link in GoalLink.objects.filter(origin__framework=stored)
    }
    gone = [pk for key, pk in standing.items() if key not in wanted]
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
    rows = Goal.objects.filter(framework__identifier__in=frameworks).exclude(framework=stored)
    for identifier, framework, pk in rows.values_list("identifier", "framework__identifier", "pk"):
        ids[f"{framework}/{identifier}"] = pk
    return ids
