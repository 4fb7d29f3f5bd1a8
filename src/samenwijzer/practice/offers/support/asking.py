"""Asking the guidance service something, answering with a name and a day, remarks, and making it public."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samenwijzer.foundation.audit.actions import record
from samenwijzer.foundation.errors import NotVisible, Refused
from samenwijzer.foundation.references import Reference
from samenwijzer.network.access.rules import check_knows_unit
from samenwijzer.network.access.viewer import Viewer
from samenwijzer.network.notices.actions import notify
from samenwijzer.practice.curriculum.rules import SCHOOLS, can_plan
from samenwijzer.practice.goals.models import Goal
from samenwijzer.practice.instruments.scales.rules import works_in
from samenwijzer.practice.offers.support.models import Ask, Comment
from samenwijzer.practice.offers.support.rules import GROUP, advises, check_in_trail, check_words
from samenwijzer.practice.offers.support.titles import ASK

LONGEST = 4000


def _about(ask: Ask) -> Reference:
    return Reference(ASK, str(ask.pk))


@transaction.atomic
def ask_support(*, unit: int, kind: str, text: str, by: Viewer, goal: int | None = None) -> Ask:
    """Ask help to start or a second look, for a school or group one leads; or, working there, a question on a goal."""
    place = check_knows_unit(by, unit)
    if kind not in Ask.Kind.values or place.kind not in (*SCHOOLS, GROUP):
        raise NotVisible(_("There is nothing here for you."))
    asks = works_in(by, place) if kind == Ask.Kind.QUESTION else can_plan(by, place)
    if not asks:
        raise NotVisible(_("There is nothing here for you."))
    about = Goal.objects.filter(pk=goal, gone_at=None).first() if goal else None
    if kind == Ask.Kind.QUESTION and about is None:
        raise Refused(_("Choose the goal your question is about."))
    made = Ask.objects.create(unit=place, kind=kind, goal=about, text=check_words(text, LONGEST), by_id=by.person_id)
    record(verb="ask support", on=_about(made), by=by.person_id)
    return made


@transaction.atomic
def answer_ask(*, ask: int, text: str, by: Viewer, meet_on: date | None = None) -> Ask:
    """Answer as the one who goes with the school; help to start comes with the day on which they meet."""
    found = check_in_trail(by, ask)
    if not advises(by, found.unit):
        raise NotVisible(_("There is nothing here for you."))
    if found.kind == Ask.Kind.START and (meet_on is None or meet_on < by.on):
        raise Refused(_("Give the day on which you begin together."))
    found.answer, found.meet_on, found.spoc_id = check_words(text, LONGEST), meet_on, by.person_id
    found.save(update_fields=["answer", "meet_on", "spoc"])
    record(verb="answer support", on=_about(found), by=by.person_id)
    if found.by_id:
        words = _("Your question to the guidance service was answered by %(name)s.") % {"name": by.name}
        notify(people=[found.by_id], text=words, about=_about(found), by=by.person_id)
    return found


@transaction.atomic
def comment(*, ask: int, text: str, by: Viewer) -> Comment:
    """Add a remark to the trail; only who asked and the guidance service take part."""
    found = check_in_trail(by, ask)
    made = Comment.objects.create(ask=found, text=check_words(text, LONGEST), by_id=by.person_id)
    record(verb="comment on support", on=_about(found), by=by.person_id)
    return made


@transaction.atomic
def publish_ask(*, ask: int, by: Viewer) -> Ask:
    """Make an answer public, without the name of who asked: who asked does, a question on a goal also who answered."""
    found = check_in_trail(by, ask)
    if not found.answer:
        raise Refused(_("There is no answer yet."))
    if found.by_id != by.person_id and found.kind != Ask.Kind.QUESTION:
        raise NotVisible(_("There is nothing here for you."))
    found.published_on = found.published_on or by.on
    found.save(update_fields=["published_on"])
    record(verb="publish support", on=_about(found), by=by.person_id)
    return found
