"""From draft over advice to approval: every step logged, and release notes made of what changed (D-282)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.curriculum.models import FrameworkStep
from samenwijzer.practice.curriculum.rules import can_plan, check_filled
from samenwijzer.practice.goals.models import Framework
from samenwijzer.practice.goals.rules import visible_frameworks
from samenwijzer.practice.goals.versions import GoalChange, Happened, changes_between, changes_within, previous_version

Kind = FrameworkStep.Kind


def edits(viewer: Viewer, framework: Framework) -> bool:
    """Return whether ``viewer`` looks after this framework: plans for its owner, or for the network if for all."""
    if framework.owner is not None:
        return can_plan(viewer, framework.owner)
    roots = Unit.objects.filter(pk__in=[one.unit_id for one in viewer.functions], kind="network")
    return any(can_plan(viewer, unit) for unit in roots)


def _draft(framework: int, by: Viewer) -> Framework:
    found = visible_frameworks(by).select_related("owner").filter(pk=framework).first()
    if found is None or not any(one.rights for one in by.functions):
        raise NotVisible(_("There is nothing here for you."))
    if found.status != Framework.Status.DRAFT:
        raise Refused(_("This curriculum is no draft (any more)."))
    return found


def _edited(framework: int, by: Viewer) -> Framework:
    found = _draft(framework, by)
    if not edits(by, found):
        raise NotVisible(_("There is nothing here for you."))
    return found


def _log(framework: Framework, kind: str, text: str, by: Viewer, answers: int | None = None) -> FrameworkStep:
    made = FrameworkStep.objects.create(
        framework=framework, kind=kind, text=text, answers_id=answers, by_id=by.person_id
    )
    record(verb=f"{kind} framework", on=Reference("goals.framework", str(framework.pk)), by=by.person_id)
    return made


@transaction.atomic
def ask_advice(*, framework: int, text: str, by: Viewer) -> FrameworkStep:
    """Ask the field and experts for advice on a draft."""
    found = _edited(framework, by)
    (words,) = check_filled(text)
    return _log(found, Kind.ASKED, words, by)


@transaction.atomic
def advise(*, framework: int, text: str, by: Viewer) -> FrameworkStep:
    """Give advice on a draft for which it was asked; everybody who works here may."""
    found = _draft(framework, by)
    if not found.steps.filter(kind=Kind.ASKED).exists():
        raise Refused(_("Nobody asked for advice on this yet."))
    (words,) = check_filled(text)
    return _log(found, Kind.ADVICE, words, by)


@transaction.atomic
def answer_advice(*, step: int, text: str, by: Viewer) -> FrameworkStep:
    """Say what is done with a piece of advice, and why."""
    advice = FrameworkStep.objects.filter(pk=step, kind=Kind.ADVICE).first()
    if advice is None:
        raise NotVisible(_("There is nothing here for you."))
    found = _edited(advice.framework_id, by)
    (words,) = check_filled(text)
    return _log(found, Kind.ANSWERED, words, by, advice.pk)


@transaction.atomic
def approve(*, framework: int, by: Viewer) -> FrameworkStep:
    """Release a draft: only after advice, all of it answered. The step keeps the release notes."""
    found = _edited(framework, by)
    advice = found.steps.filter(kind=Kind.ADVICE)
    if not advice.exists():
        raise Refused(_("A curriculum is approved after advice. Ask for it first."))
    if advice.filter(answered_by=None).exists():
        raise Refused(_("Answer all advice first: what is done with it, and why."))
    found.status = Framework.Status.ADOPTED
    found.save(update_fields=["status"])
    return _log(found, Kind.APPROVED, release_notes(found), by)


def release_notes(framework: Framework) -> str:
    """Return in Markdown what this version brings beside the one before, in the words of the active language."""
    old = previous_version(framework)
    heading = f"# {framework} {framework.version}"
    if old is None:
        count = framework.goals.filter(gone_at=None, children=None).count()
        return f"{heading}\n\n" + _("First version, with %(count)s goals.") % {"count": count}
    told = [*changes_between(old, framework), *changes_within(framework, timezone.localdate(framework.changed_at))]
    titles = {
        Happened.NEW: _("New"),
        Happened.REWORDED: _("Worded otherwise"),
        Happened.REPLACED: _("Replaced"),
        Happened.GONE: _("No longer there"),
    }
    parts = [heading]
    for happened, title in titles.items():
        lines = [_line(one) for one in dict.fromkeys(told) if one.happened == happened]
        if lines:
            parts.append(f"## {title} ({len(lines)})\n\n" + "\n".join(lines))
    return "\n\n".join(parts)


def _line(change: GoalChange) -> str:
    goal, before, after = change.goal, change.before, change.after
    code = f"{goal.code}: " if goal.code else ""
    if before and after:
        return f"- {code}{after} ({_('before')}: {before})"
    return f"- {code}{after or before}"
