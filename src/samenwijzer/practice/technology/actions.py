"""Registering and trying tools, planning a digital policy, asking something of the product and answering it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Membership, Unit, active
from samenwijzer.practice.curriculum.rules import check_filled
from samenwijzer.practice.technology.models import (
    Block,
    BlockScan,
    DigitalAction,
    Idea,
    IdeaAnswer,
    IdeaVote,
    Tool,
    ToolTrial,
)
from samenwijzer.practice.technology.rules import check_answers_for, check_asks, check_plans_digitally, visible_ideas


@transaction.atomic
def register_tool(
    *, unit: int, name: str, serves: str, purpose: str, evidence: str, cost: Decimal, privacy: str, by: Viewer
) -> Tool:
    """Put a tool in the register, or change what is said of it; it is proposed until somebody approves it."""
    school = check_plans_digitally(by, unit)
    (words,) = check_filled(name)
    if serves and serves not in Tool.Serves.values:
        raise Refused(_("Choose what the tool serves."))
    if cost < 0:
        raise Refused(_("A cost cannot be less than nothing."))
    said = {
        "serves": serves,
        "purpose": " ".join(purpose.split()),
        "evidence": evidence,
        "cost": cost,
        "privacy": privacy,
    }
    standing = Tool.objects.filter(unit=school, name=words).first()
    if standing and standing.state == Tool.State.APPROVED:
        _check_purpose(said["serves"], said["purpose"])
    made, _is_new = Tool.objects.update_or_create(unit=school, name=words, defaults=said)
    record(verb="register tool", on=Reference("technology.tool", str(made.pk)), by=by.person_id)
    return made


def _check_purpose(serves: object, purpose: object) -> None:
    if not serves or not purpose:
        raise Refused(_("Say first what learners gain by it: a tool without a stated purpose cannot be approved."))


def _tool(tool: int, by: Viewer) -> Tool:
    found = Tool.objects.filter(pk=tool).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_plans_digitally(by, found.unit_id)
    return found


@transaction.atomic
def decide_tool(*, tool: int, state: str, review_on: date | None, by: Viewer) -> Tool:
    """Approve or stop a tool; one without a stated learning purpose cannot be approved (D-087)."""
    found = _tool(tool, by)
    if state not in Tool.State.values:
        raise Refused(_("Choose a decision."))
    if state == Tool.State.APPROVED:
        _check_purpose(found.serves, found.purpose)
        if review_on is None or review_on <= by.on:
            raise Refused(_("Choose the day on which you look at it again."))
    found.state, found.review_on = state, review_on
    found.save(update_fields=["state", "review_on"])
    record(verb=f"{state} tool", on=Reference("technology.tool", str(found.pk)), by=by.person_id)
    return found


@transaction.atomic
def start_trial(*, tool: int, question: str, measure: str, starts: date, ends: date, by: Viewer) -> ToolTrial:
    """Begin to try a tool, with a question and how it will be measured."""
    found = _tool(tool, by)
    asked, measured = check_filled(question, measure)
    if ends < starts:
        raise Refused(_("A trial ends after it starts."))
    made = ToolTrial.objects.create(tool=found, question=asked, measure=measured, starts=starts, ends=ends)
    record(verb="start tool trial", on=Reference("technology.trial", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def end_trial(*, trial: int, found: str, decision: str, by: Viewer) -> ToolTrial:
    """End a trial with what was found and a decision: adopt, adapt or stop (D-456); stopping stops the tool."""
    one = ToolTrial.objects.filter(pk=trial, decided_at=None).select_related("tool").first()
    if one is None:
        raise NotVisible(_("There is nothing here for you."))
    tool = _tool(one.tool_id, by)
    if decision not in ToolTrial.Decision.values:
        raise Refused(_("A trial ends with a decision: adopt, adapt or stop."))
    if not found.strip():
        raise Refused(_("Write down what you found."))
    if decision == ToolTrial.Decision.ADOPT:
        decide_tool(tool=tool.pk, state=Tool.State.APPROVED, review_on=SchoolYear.of(by.on).last_day, by=by)
    elif decision == ToolTrial.Decision.STOP:
        decide_tool(tool=tool.pk, state=Tool.State.STOPPED, review_on=None, by=by)
    one.found, one.decision, one.decided_at = found.strip(), decision, timezone.now()
    one.save(update_fields=["found", "decision", "decided_at"])
    record(verb="end tool trial", on=Reference("technology.trial", str(one.pk)), by=by.person_id)
    return one


@transaction.atomic
def scan_blocks(*, unit: int, levels: Mapping[str, int], by: Viewer) -> None:
    """Store how much a school invests in each building block this year, all six at once."""
    school = check_plans_digitally(by, unit)
    if set(levels) != set(Block.values) or not all(0 <= level <= 3 for level in levels.values()):
        raise Refused(_("Choose for each of the six building blocks."))
    year = SchoolYear.of(by.on).start
    for block, level in levels.items():
        BlockScan.objects.update_or_create(unit=school, year=year, block=block, defaults={"level": level})
    record(verb="scan digital blocks", on=Reference("organisation.unit", str(school.pk)), by=by.person_id)


@transaction.atomic
def plan_action(
    *, unit: int, block: str, text: str, aim: str, owner: int, until: date, by: Viewer, goal: str = ""
) -> DigitalAction:
    """Add an action to the digital policy of a school, with who owns it and the goal of the school plan it serves."""
    school = check_plans_digitally(by, unit)
    (words,) = check_filled(text)
    if block not in Block.values:
        raise Refused(_("Choose a building block."))
    works = Membership.objects.filter(active(by.on), person=owner, unit__path__startswith=school.path)
    if not works.exclude(role="learner").exists():
        raise Refused(_("Choose somebody who works here."))
    made = DigitalAction.objects.create(
        unit=school, block=block, text=words, aim=" ".join(aim.split()), goal=goal, owner_id=owner, until=until
    )
    record(verb="plan digital action", on=Reference("technology.action", str(made.pk)), by=by.person_id)
    return made


@transaction.atomic
def finish_action(*, action: int, by: Viewer) -> DigitalAction:
    """Tick an action; its owner and who makes the policy may."""
    found = DigitalAction.objects.filter(pk=action, done_at=None).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    if found.owner_id != by.person_id:
        check_plans_digitally(by, found.unit_id)
    found.done_at = timezone.now()
    found.save(update_fields=["done_at"])
    record(verb="finish digital action", on=Reference("technology.action", str(found.pk)), by=by.person_id)
    return found


@transaction.atomic
def ask_idea(*, text: str, by: Viewer) -> Idea:
    """Ask something of the product, from the place where one works; who asks wants it too."""
    unit = check_asks(by)
    (words,) = check_filled(text)
    made = Idea.objects.create(unit=unit, text=words[:300], by_id=by.person_id)
    IdeaVote.objects.create(idea=made, by_id=by.person_id)
    record(verb="ask idea", on=Reference("technology.idea", str(made.pk)), by=by.person_id)
    return made


def _idea(idea: int, by: Viewer) -> Idea:
    found = visible_ideas(by).filter(pk=idea).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    return found


@transaction.atomic
def want_idea(*, idea: int, by: Viewer) -> None:
    """Say that one wants this too, once."""
    found = _idea(idea, by)
    IdeaVote.objects.get_or_create(idea=found, by_id=by.person_id)
    record(verb="want idea", on=Reference("technology.idea", str(found.pk)), by=by.person_id)


@transaction.atomic
def answer_idea(*, idea: int, unit: int, state: str, why: str, by: Viewer) -> IdeaAnswer:
    """Say how an idea stands at the level of ``unit``, which the idea comes from or which stands above it."""
    found = _idea(idea, by)
    level: Unit = check_answers_for(by, found, unit)
    if state not in IdeaAnswer.State.values:
        raise Refused(_("Choose how it stands."))
    if state == IdeaAnswer.State.NOT_NOW and not why.strip():
        raise Refused(_("Say why not now."))
    made = IdeaAnswer.objects.create(idea=found, unit=level, state=state, why=why.strip()[:300], by_id=by.person_id)
    record(verb="answer idea", on=Reference("technology.idea", str(found.pk)), by=by.person_id)
    return made
