"""Dividing roles for a time, swapping and handing them over, and saying what one is good at or wants."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.organisation.models import Unit
from samenwijzer.practice.agenda.rules import check_owner, check_words
from samenwijzer.practice.offers.roles.models import OpenRole, RoleVariant, Talent, TeamNeed, TeamRole
from samenwijzer.practice.offers.roles.pack import frame
from samenwijzer.practice.offers.roles.rules import (
    check_divides,
    check_names_roles,
    check_own_role,
    check_period,
    check_role,
    check_topic,
    check_works,
)

MOST_HOURS = Decimal(40)
LONGEST = 1000


@transaction.atomic
def give_role(
    *, unit: int, role: str, person: int, starts: date, ends: date, by: Viewer, hours: Decimal = Decimal(0)
) -> TeamRole:
    """Give somebody of the team a role for a time; on the day after ``ends`` it is over by itself (D-096)."""
    team = check_divides(by, unit)
    check_period(starts, ends)
    if not 0 <= hours <= MOST_HOURS:
        raise Refused(_("Say how many hours a week it takes."))
    owner = check_owner(person, unit=team, meeting=None, viewer=by)
    key = check_role(role)
    if TeamRole.objects.filter(unit=team, role=key, person=owner, starts__lte=ends, ends__gte=starts).exists():
        raise Refused(_("%(name)s has this role already in that time.") % {"name": owner})
    made = TeamRole.objects.create(unit=team, role=key, person=owner, starts=starts, ends=ends, hours=hours)
    record(verb="give role", on=_of(made), by=by.person_id)
    return made


@transaction.atomic
def swap_roles(*, first: int, second: int, until: date, by: Viewer) -> tuple[TeamRole, TeamRole]:
    """Let two members change roles from today until a day; what was until today stays in the history (D-128)."""
    one, other = check_own_role(by, first), check_own_role(by, second)
    if one.unit_id != other.unit_id or one.person_id == other.person_id or one.role == other.role:
        raise Refused(_("Choose two roles of two people in the same team."))
    new = []
    for role, taker in ((one, other), (other, one)):
        end_role(role=role.pk, by=by)
        new.append(
            give_role(
                unit=role.unit_id,
                role=role.role,
                person=taker.person_id,
                starts=by.on,
                ends=until,
                hours=role.hours,
                by=by,
            )
        )
    return new[0], new[1]


@transaction.atomic
def end_role(*, role: int, by: Viewer) -> TeamRole | None:
    """Let go of a role: yesterday was its last day. One that began today was never there."""
    found = check_own_role(by, role)
    record(verb="end role", on=_of(found), by=by.person_id)
    if found.starts >= by.on:
        found.delete()
        return None
    found.ends = min(found.ends, by.on - timedelta(days=1))
    found.save(update_fields=["ends"])
    return found


@transaction.atomic
def hand_over(*, role: int, answers: Mapping[str, str], by: Viewer) -> TeamRole:
    """Answer the questions of a handover, for whoever has the role next; only who has it answers."""
    found = check_own_role(by, role)
    if found.person_id != by.person_id:
        raise NotVisible(_("There is nothing here for you."))
    known = {one.key for one in frame().handover}
    found.handover = {key: words.strip()[:LONGEST] for key, words in answers.items() if key in known and words.strip()}
    found.save(update_fields=["handover"])
    record(verb="hand over role", on=_of(found), by=by.person_id)
    return found


@transaction.atomic
def name_role(*, school: int, role: str, title: str, tasks: str, by: Viewer) -> RoleVariant:
    """Call a role of the frame by the name of a school, and add tasks, a line each (D-114)."""
    unit = check_names_roles(by, school)
    lines = "\n".join(" ".join(line.split()) for line in tasks.splitlines() if line.strip())
    said = {"title": check_words(title, longest=120), "tasks": lines[:LONGEST]}
    variant, _is_new = RoleVariant.objects.update_or_create(unit=unit, role=check_role(role), defaults=said)
    record(verb="name role", on=_place(unit), by=by.person_id)
    return variant


@transaction.atomic
def open_role(*, school: int, topic: str, words: str, until: date, by: Viewer) -> OpenRole:
    """Let it be known in the school group that a role of a school is open (D-165)."""
    unit = check_names_roles(by, school)
    if until < by.on:
        raise Refused(_("Choose a day that is still to come."))
    made = OpenRole.objects.create(unit=unit, topic=check_topic(topic), words=check_words(words), until=until)
    record(verb="open role", on=_place(unit), by=by.person_id)
    return made


@transaction.atomic
def say_need(*, unit: int, topic: str, why: str, by: Viewer) -> TeamNeed:
    """Say what expertise the learners of a team need next; about the group, never about one learner (D-127)."""
    team = check_divides(by, unit)
    need, _is_new = TeamNeed.objects.update_or_create(
        unit=team, topic=check_topic(topic), defaults={"why": " ".join(why.split())[:300]}
    )
    record(verb="say need of team", on=_place(team), by=by.person_id)
    return need


@transaction.atomic
def drop_need(*, unit: int, topic: str, by: Viewer) -> None:
    """Say that this is not needed any more."""
    team = check_divides(by, unit)
    TeamNeed.objects.filter(unit=team, topic=topic).delete()
    record(verb="drop need of team", on=_place(team), by=by.person_id)


@transaction.atomic
def keep_talent(*, kind: str, topic: str, shown: bool, by: Viewer) -> Talent:
    """Say what one is good at, likes, wants to do or to learn, and whether colleagues see it; again changes that."""
    check_works(by)
    if kind not in Talent.Kind.values:
        raise Refused(_("Choose one of the list."))
    talent, _is_new = Talent.objects.update_or_create(
        person_id=by.person_id, kind=kind, topic=check_topic(topic), defaults={"shown": shown}
    )
    record(verb="keep talent", on=Reference("people.person", str(by.person_id)), by=by.person_id)
    return talent


@transaction.atomic
def drop_talent(*, talent: int, by: Viewer) -> None:
    """Take back what one said of oneself; what somebody else said is left alone."""
    check_works(by)
    Talent.objects.filter(pk=talent, person_id=by.person_id).delete()
    record(verb="drop talent", on=Reference("people.person", str(by.person_id)), by=by.person_id)


def _of(role: TeamRole) -> Reference:
    return Reference("roles.team_role", str(role.pk))


def _place(unit: Unit) -> Reference:
    return Reference("organisation.unit", str(unit.pk))
