"""Planning a meeting, deciding in it, agreeing something, and saying who does what by when."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.actions import notify
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.agenda.models import About, Action, Agreement, Invited, Meeting, Point
from samenwijzer.practice.agenda.rules import (
    LEARNER_KIND,
    check_action,
    check_due,
    check_keeps_agenda,
    check_learners,
    check_owner,
    check_running,
    check_words,
)

MOST_MINUTES = 600


@transaction.atomic
def plan_meeting(
    *,
    title: str,
    begins_at: datetime,
    by: Viewer,
    unit: int | None = None,
    people: Collection[int] = (),
    minutes: int = 10,
    purpose: str = "",
    place: str = "",
) -> Meeting:
    """Plan a meeting of a team in which ``by`` works, or of ``by`` with ``people`` only; they hear of it."""
    team = check_keeps_agenda(by, unit) if unit is not None else None
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Say how many minutes it takes, ten for example."))
    meeting = Meeting.objects.create(
        unit=team,
        title=check_words(title, longest=120),
        purpose=" ".join(purpose.split())[:300],
        begins_at=begins_at,
        minutes=minutes,
        place=place.strip()[:120],
        by_id=by.person_id,
    )
    asked = set(people) | (set() if team else {by.person_id})
    if Person.objects.filter(pk__in=asked).count() < len(asked):
        raise Refused(_("Choose who should be there."))
    Invited.objects.bulk_create([Invited(meeting=meeting, person_id=one) for one in sorted(asked)])
    record(verb="plan meeting", on=_of(meeting), by=by.person_id)
    text = _("You are asked to “%(title)s” on %(day)s.") % {
        "title": meeting.title,
        "day": date_format(timezone.localtime(begins_at), "j F, H:i"),
    }
    notify(people=asked - {by.person_id}, text=text[:300], about=_of(meeting), by=by.person_id)
    return meeting


@transaction.atomic
def raise_point(*, meeting: UUID, text: str, by: Viewer, about: Sequence[Reference] = ()) -> Point:
    """Put something on the agenda of a meeting that is not over, about anything that has a reference."""
    found = check_running(by, meeting)
    point = Point.objects.create(meeting=found, text=check_words(text), by_id=by.person_id)
    _tie(about, by, point=point)
    record(verb="raise point", on=_of(found), by=by.person_id)
    return point


@transaction.atomic
def decide(*, point: int, decision: str, by: Viewer) -> Point:
    """Write down what was decided on a point."""
    found = Point.objects.filter(pk=point).select_related("meeting").first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_running(by, found.meeting.uid)
    found.decision = check_words(decision, longest=500)
    found.save(update_fields=["decision"])
    record(verb="decide", on=_of(found.meeting), by=by.person_id)
    return found


@transaction.atomic
def note_present(*, meeting: UUID, present: Mapping[int, bool], by: Viewer) -> None:
    """Note who was there (by id); who is not named stays as it was."""
    found = check_running(by, meeting)
    if found.unit is not None:
        for person in present:
            check_owner(person, unit=found.unit, meeting=found, viewer=by)
    known = {one.person_id: one for one in found.invited.all()}
    Invited.objects.bulk_create(
        [
            Invited(meeting=found, person_id=one, present=is_there)
            for one, is_there in present.items()
            if one not in known and found.unit is not None
        ]
    )
    for one, is_there in present.items():
        if one in known:
            known[one].present = is_there
    Invited.objects.bulk_update(known.values(), ["present"])
    record(verb="note present", on=_of(found), by=by.person_id, count=len(present))


@transaction.atomic
def end_meeting(*, meeting: UUID, by: Viewer) -> Meeting:
    """Say that a meeting is over: from now on it is read, not written in."""
    found = check_running(by, meeting)
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    record(verb="end meeting", on=_of(found), by=by.person_id)
    return found


@transaction.atomic
def agree(*, unit: int, text: str, by: Viewer, review_on: date | None = None, meeting: UUID | None = None) -> Agreement:
    """Write down what a team holds itself to, and when it looks at that again."""
    team = check_keeps_agenda(by, unit)
    held = check_running(by, meeting) if meeting else None
    if held is not None and held.unit_id != team.pk:
        raise NotVisible(_("There is nothing here for you."))
    if review_on is not None:
        check_due(review_on, by.on)
    agreement = Agreement.objects.create(
        unit=team, meeting=held, text=check_words(text), since=by.on, review_on=review_on
    )
    record(verb="agree", on=Reference("agenda.agreement", str(agreement.pk)), by=by.person_id)
    return agreement


@transaction.atomic
def end_agreement(*, agreement: int, by: Viewer, ends: bool = True) -> Agreement:
    """Let go of an agreement from today on, or take that back."""
    found = Agreement.objects.filter(pk=agreement).first()
    if found is None:
        raise NotVisible(_("There is nothing here for you."))
    check_keeps_agenda(by, found.unit_id)
    found.ended_on = by.on if ends else None
    found.save(update_fields=["ended_on"])
    record(verb="end agreement", on=Reference("agenda.agreement", str(found.pk)), by=by.person_id)
    return found


@transaction.atomic
def take_action(
    *,
    what: str,
    owner: int,
    due: date,
    by: Viewer,
    unit: int | None = None,
    meeting: UUID | None = None,
    point: int | None = None,
    about: Sequence[Reference] = (),
) -> Action:
    """Say who does what by when, about anything that has a reference; the owner hears of it.

    With a ``meeting`` the action stands with the team of that meeting; with a ``point`` of it, it is about what the
    point is about too, and is what was decided on it where nothing else was written. Without either it is of ``unit``,
    or of ``by`` alone.
    """
    held = check_running(by, meeting) if meeting else None
    of = held.unit_id if held else unit
    team = check_keeps_agenda(by, of) if of is not None else None
    person = check_owner(owner, unit=team, meeting=held, viewer=by)
    raised = None
    if point is not None:
        raised = Point.objects.filter(pk=point, meeting=held).first() if held else None
        if raised is None:
            raise NotVisible(_("There is nothing here for you."))
        about = [*about, *(one.reference for one in raised.about.all())]
    action = Action.objects.create(
        unit=team,
        meeting=held,
        point=raised,
        what=check_words(what, what=_("Write down what will be done.")),
        owner=person,
        due=check_due(due, by.on),
        by_id=by.person_id,
    )
    _tie(about, by, action=action)
    if raised is not None and not raised.decision:
        decide(point=raised.pk, decision=action.what, by=by)
    record(verb="take action", on=_named(action), by=by.person_id)
    _tell_owner(action, team, by)
    return action


def _tell_owner(action: Action, team: Unit | None, by: Viewer) -> None:
    if action.owner_id is None or action.owner_id == by.person_id:
        return
    text = _("For you, by %(day)s: %(what)s") % {"day": date_format(action.due, "j F"), "what": action.what}
    notify(people=[action.owner_id], text=text[:300], about=_named(action), by=by.person_id)


@transaction.atomic
def settle(
    *, meeting: UUID, text: str, what: str, owner: int, due: date, by: Viewer, about: Sequence[Reference] = ()
) -> Action:
    """Raise, decide and take up in one go: ``what`` is done about ``text``, by ``owner``, at the latest on ``due``."""
    point = raise_point(meeting=meeting, text=text, about=about, by=by)
    decide(point=point.pk, decision=what, by=by)
    return take_action(what=what, owner=owner, due=due, meeting=meeting, point=point.pk, by=by)


@transaction.atomic
def finish_action(*, action: UUID, by: Viewer, done: bool = True) -> Action:
    """Say that an action is done, or that it is not after all."""
    found = check_action(by, action)
    found.done_at = timezone.now() if done else None
    found.save(update_fields=["done_at"])
    record(verb="finish action" if done else "reopen action", on=_named(found), by=by.person_id)
    return found


@transaction.atomic
def drop_action(*, action: UUID, by: Viewer, drop: bool = True) -> Action:
    """Let go of an action that nobody will do, or take that back."""
    found = check_action(by, action)
    found.dropped_at = timezone.now() if drop else None
    found.save(update_fields=["dropped_at"])
    record(verb="drop action", on=_named(found), by=by.person_id)
    return found


@transaction.atomic
def hand_on(*, action: UUID, to: int, by: Viewer, due: date | None = None) -> Action:
    """Give an action to somebody else of the team, on the same day or another one."""
    found = check_action(by, action)
    person = check_owner(to, unit=found.unit, meeting=found.meeting, viewer=by)
    found.owner = person
    if due is not None:
        found.due = check_due(due, by.on)
    found.save(update_fields=["owner", "due"])
    record(verb="hand on action", on=_named(found), by=by.person_id)
    _tell_owner(found, found.unit, by)
    return found


@transaction.atomic
def look_back(*, action: UUID, outcome: str, by: Viewer, words: str = "") -> Action:
    """Say whether an action worked; saying so again changes it."""
    found = check_action(by, action)
    if outcome not in Action.Outcome.values:
        raise Refused(_("Say whether it worked."))
    found.outcome = outcome
    found.outcome_words = " ".join(words.split())[:300]
    found.looked_back_at = timezone.now()
    found.save(update_fields=["outcome", "outcome_words", "looked_back_at"])
    record(verb="look back on action", on=_named(found), by=by.person_id)
    return found


def _tie(about: Sequence[Reference], by: Viewer, *, point: Point | None = None, action: Action | None = None) -> None:
    """Say what a point or an action is about, each thing once; a learner must be one ``by`` guides."""
    things = list(dict.fromkeys(about))
    learners = {int(one.id) for one in things if one.kind == LEARNER_KIND and one.id.isdigit()}
    check_learners(by, learners)
    About.objects.bulk_create(
        [
            About(
                point=point,
                action=action,
                kind=one.kind,
                key=one.id,
                learner_id=int(one.id) if one.kind == LEARNER_KIND else None,
            )
            for one in things
        ]
    )


def _of(meeting: Meeting) -> Reference:
    return Reference("agenda.meeting", str(meeting.uid))


def _named(action: Action) -> Reference:
    return Reference("agenda.action", str(action.uid))
