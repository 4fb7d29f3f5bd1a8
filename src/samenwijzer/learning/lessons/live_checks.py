"""One question in the lesson: who goes to extended instruction, as the answers say (D-037).

The proposal stands as soon as the last answer is in, whether learners answered on a device, held up a card or raised a
hand. Nothing is assigned: the teacher goes on to the groups, or not now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.learning.evidence.response_actions import Response, record_responses
from samenwijzer.learning.evidence.rules import check_writes_about
from samenwijzer.learning.lessons.models import LiveAnswer, LiveCheck
from samenwijzer.network.access.rules import check_guides_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import LEARNER
from samenwijzer.network.organisation.queries import learners_of
from samenwijzer.network.people.models import Person
from samenwijzer.network.people.naming import call_names
from samenwijzer.practice.goals.queries import goals_by_id

ANSWERS = 3
LETTERS = ("A", "B", "C")


@transaction.atomic
def ask_check(*, unit: int, goal: int, question: str, answers: Sequence[str], right: int, by: Viewer) -> LiveCheck:
    """Ask a group one question about a goal; the question and its answers may be said aloud and be empty here."""
    group = check_guides_unit(by, unit, writing=True)
    if goal not in goals_by_id([goal]):
        raise Refused(_("Choose the goal you ask about."))
    if len(answers) != ANSWERS or not 0 <= right < ANSWERS:
        raise Refused(_("A check has three answers, of which one is right."))
    made = LiveCheck.objects.create(
        unit=group,
        goal_id=goal,
        question=question.strip() or _("Question asked aloud"),
        answers=[one.strip() or letter for one, letter in zip(answers, LETTERS, strict=True)],
        right=right,
        asked_by_id=by.person_id,
        asked_at=timezone.now(),
    )
    record(verb="ask live check", on=Reference("lessons.live_check", str(made.pk)), by=by.person_id)
    return made


def check_of(*, viewer: Viewer, check: int) -> LiveCheck:
    """Return a check of a group about which ``viewer`` writes."""
    found = LiveCheck.objects.filter(pk=check).select_related("unit", "goal").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_guides_unit(viewer, found.unit_id, writing=True)
    return found


@transaction.atomic
def take_in(*, check: int, choices: Mapping[int, int | None], by: Viewer) -> int:
    """Take in the answers of learners (ids) as a teacher saw them; ``None`` takes one back. Return how many changed."""
    found = check_of(viewer=by, check=check)
    check_writes_about(by, choices)
    here = set(learners_of(units=[found.unit_id], on=by.on).values_list("pk", flat=True))
    if not choices.keys() <= here or any(one not in (None, 0, 1, 2) for one in choices.values()):
        raise Refused(_("Somebody changed the list of learners meanwhile. Load the page again."))
    return _store(found, choices, by.person_id)


@transaction.atomic
def answer(*, check: int, choice: int, by: Viewer) -> LiveCheck:
    """Let the learner ``by`` answer on a device; a second answer takes the place of the first."""
    found = open_checks(viewer=by, only=check)
    if not found:
        raise NotVisible(_("There is nothing here for you."))
    if choice not in range(ANSWERS):
        raise Refused(_("Choose one of the three answers."))
    _store(found[0], {by.person_id: choice}, by.person_id)
    return found[0]


def open_checks(*, viewer: Viewer, only: int | None = None) -> list[LiveCheck]:
    """Return the open checks of today in the groups in which ``viewer`` learns, newest first (one query)."""
    groups = [one.unit_id for one in viewer.functions if one.role == LEARNER]
    rows = LiveCheck.objects.filter(unit__in=groups, closed_at=None, asked_at__date=timezone.localdate())
    return list(rows.filter(pk=only) if only else rows)


def _store(found: LiveCheck, choices: Mapping[int, int | None], by: int) -> int:
    """Keep the answers that differ from what stands, each as evidence in the place of the one before."""
    LiveCheck.objects.select_for_update().get(pk=found.pk)
    standing = {one.learner_id: one for one in found.given.filter(learner__in=list(choices))}
    changed = [
        (learner, choice)
        for learner, choice in choices.items()
        if (standing[learner].choice if learner in standing else None) != choice
    ]
    rows = record_responses(
        responses=[
            Response(
                learner=learner,
                goal=found.goal_id,
                item=found.question,
                outcome=None if choice is None else float(choice == found.right),
                corrects=standing[learner].evidence_id if learner in standing else None,
            )
            for learner, choice in changed
        ],
        by=by,
    )
    found.given.filter(learner__in=[learner for learner, _choice in changed]).delete()
    LiveAnswer.objects.bulk_create(
        [
            LiveAnswer(check_asked=found, learner_id=learner, choice=choice, evidence=row)
            for (learner, choice), row in zip(changed, rows, strict=True)
            if choice is not None
        ]
    )
    return len(changed)


@transaction.atomic
def close(*, check: int, by: Viewer) -> LiveCheck:
    """Close a check: from here on no device answers it. What is done with the proposal is not asked (D-024)."""
    found = check_of(viewer=by, check=check)
    found.closed_at = found.closed_at or timezone.now()
    found.save(update_fields=["closed_at"])
    return found


@dataclass(frozen=True)
class Proposed:
    """What the answers propose: who joins extended instruction (by the answer given), who works on, who is unknown."""

    check: LiveCheck
    roster: list[tuple[Person, str, int | None]]
    joins: list[tuple[str, list[tuple[int, str]]]]
    works_on: list[str]
    unknown: list[str]

    @property
    def joining(self) -> list[int]:
        """The ids of those who join."""
        return [who for _answer, ones in self.joins for who, _name in ones]

    @property
    def answered(self) -> int:
        """How many answers are in."""
        return sum(choice is not None for _who, _name, choice in self.roster)


def proposed(*, viewer: Viewer, check: int) -> Proposed:
    """Return what the answers that are in propose (four queries)."""
    found = check_of(viewer=viewer, check=check)
    learners = list(learners_of(units=[found.unit_id], on=viewer.on))
    names = call_names(learners)
    given = dict(found.given.values_list("learner", "choice"))
    roster = [(one, names[one.pk], given.get(one.pk)) for one in learners]
    wrong = [choice for choice in range(ANSWERS) if choice != found.right]
    joins = [
        (found.answers[answer], [(who.pk, name) for who, name, choice in roster if choice == answer])
        for answer in wrong
    ]
    return Proposed(
        check=found,
        roster=roster,
        joins=[(answer, ones) for answer, ones in joins if ones],
        works_on=[name for _who, name, choice in roster if choice == found.right],
        unknown=[name for _who, name, choice in roster if choice is None],
    )
