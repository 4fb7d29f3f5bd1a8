"""Planning a session of a team, keeping what it saw and made of it, and the one action with its day to look back."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.actions import notify
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.actions import take_action
from samenwijzer.practice.documents.rules import leads
from samenwijzer.practice.goals.models import Framework
from samenwijzer.quality.reflections.models import Session, Success, TeamSubject
from samenwijzer.quality.reflections.rules import (
    LONGEST_WORDS,
    SUBJECT_TEAM,
    check_question,
    check_team,
    check_writes,
    is_in,
)
from samenwijzer.quality.reflections.titles import SESSION


def named(session: Session) -> Reference:
    """Return how other things point at a session."""
    return Reference(SESSION, str(session.pk))


@transaction.atomic
def plan_session(*, unit: int, question: str, framework: int | None, on: date | None, by: Viewer) -> Session:
    """Plan that a team looks for the answer to a question: it begins there, the data come after (D-222).

    A subject team looks at the goals of its own subjects and at nothing else (D-224).
    """
    team, words = check_team(by, unit), check_question(question)
    day = on or by.on
    if not 0 <= (day - by.on).days <= 366:
        raise Refused(_("Choose a day between today and a year from now."))
    own = set(TeamSubject.objects.filter(unit=team).values_list("framework", flat=True))
    if team.kind == SUBJECT_TEAM and framework is None and len(own) == 1:
        framework = next(iter(own))
    if (own or team.kind == SUBJECT_TEAM) and framework not in own:
        raise Refused(_("A subject team looks at its own subject. Choose one of those that stand with this team."))
    if framework is not None and not Framework.objects.filter(pk=framework, kind="curriculum").exists():
        raise NotVisible(_("There is nothing here for you."))
    made = Session.objects.create(unit=team, question=words, framework_id=framework, on=day, by_id=by.person_id)
    record(verb="plan reflection", on=named(made), by=by.person_id)
    inside = Membership.objects.filter(active(by.on), unit=team).exclude(role=LEARNER)
    others = sorted(set(inside.values_list("person", flat=True)) - {by.person_id})
    notify(
        people=others,
        text=(_("Your team looks together: %(question)s") % {"question": words})[:300],
        about=named(made),
        by=by.person_id,
    )
    return made


@transaction.atomic
def keep_words(*, session: int, seen: str, meaning: str, by: Viewer) -> Session:
    """Keep what the team saw and what that may mean; ``seen`` also holds evidence of its own."""
    found = check_writes(by, session)
    for words in (seen, meaning):
        if len(words) > LONGEST_WORDS:
            raise Refused(_("Say it in at most %(longest)s characters.") % {"longest": LONGEST_WORDS})
    found.seen, found.meaning = seen.replace("\r\n", "\n").strip(), meaning.replace("\r\n", "\n").strip()
    found.save(update_fields=["seen", "meaning"])
    record(verb="write in reflection", on=named(found), by=by.person_id)
    return found


@transaction.atomic
def act_on(*, session: int, what: str, owner: int, due: date, review_on: date | None, by: Viewer) -> Session:
    """Take the one action that comes of a session; it has a day on which the team looks whether it helped."""
    found = check_writes(by, session)
    if not found.meaning:
        raise Refused(_("Say first what the data may mean: an action answers that."))
    if review_on is None or review_on < due:
        raise Refused(_("Choose the day on which you look back: on or after the day it is done."))
    found.action = take_action(unit=found.unit_id, what=what, owner=owner, due=due, about=[named(found)], by=by)
    found.review_on = review_on
    found.save(update_fields=["action", "review_on"])
    return found


@transaction.atomic
def name_subjects(*, unit: int, frameworks: Collection[int], by: Viewer) -> Unit:
    """Say which subjects a team is about: who answers for the school does."""
    team = check_team(by, unit)
    if not leads(by, team):
        raise NotVisible(_("There is nothing here for you."))
    known = set(Framework.objects.filter(pk__in=frameworks, kind="curriculum").values_list("pk", flat=True))
    TeamSubject.objects.filter(unit=team).exclude(framework__in=known).delete()
    TeamSubject.objects.bulk_create(
        [TeamSubject(unit=team, framework_id=pk) for pk in sorted(known)], ignore_conflicts=True
    )
    record(verb="name subjects of team", on=Reference("organisation.unit", str(team.pk)), by=by.person_id)
    return team


@transaction.atomic
def note_success(*, unit: int, text: str, by: Viewer) -> Success:
    """Write down what the team made work; who wrote it is not kept."""
    team, words = check_team(by, unit), " ".join(text.split())
    if not is_in(by, team):
        raise NotVisible(_("There is nothing here for you."))
    if not words:
        raise Refused(_("Write down what went well."))
    return Success.objects.create(unit=team, text=words[:300], on=by.on)
