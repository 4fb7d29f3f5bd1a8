"""Each core team has a meeting behind it and one ahead, divides its roles, and learns something together."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from samenwijzer.demo.blueprint import SchoolSpec
from samenwijzer.demo.booklet import agree_for_school
from samenwijzer.demo.talks import talk
from samenwijzer.foundation.references import Reference
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import LEARNER, Membership, Unit, active
from samenwijzer.practice.agenda.actions import (
    agree,
    end_meeting,
    finish_action,
    look_back,
    note_present,
    plan_meeting,
    raise_point,
    settle,
)
from samenwijzer.practice.cycles.actions import keep_answers, start_cycle
from samenwijzer.practice.cycles.owners import UNIT
from samenwijzer.practice.offers.roles.actions import give_role, keep_talent, name_role, open_role, say_need

#: What was decided last week: on what, what is done, in how many days after it.
DECIDED = (
    ("Breuken: eerst gelijknamig maken", "Verlengde instructie met het breukenbord", 2),
    ("Lang niets gezien", "Gaan kijken en een gesprekje doen", 5),
    ("Iedereen mee bij het voorlezen?", "Leesmaatjes kiezen", 9),
)
#: What the team holds itself to since then.
AGREED = ("We beginnen elk overleg met wat werkte", "Breuken: eerst leggen, dan tekenen, dan rekenen")
TALENTS = (
    ("strength", "mathematics", True), ("strength", "early-reading", True), ("interest", "instruction", True),
    ("ambition", "starters", False), ("strength", "self-regulation", True), ("need", "multilingualism", True),
    ("interest", "coaching", True), ("ambition", "design", True),
)  # fmt: skip
#: Roles by turn over the members; the last one ends this week, so that it is handed over.
ROLES = ("instruction", "coaching", "evaluation", "preparation", "lead")
NEED = "Een derde van de groep van volgend jaar spreekt thuis een andere taal"


def gather_teams(*, schools: Sequence[SchoolSpec], units: dict[str, Unit], today: date) -> None:
    """Let every core team meet, decide, divide and look back, through the same verbs as on the screens."""
    for school in schools:
        for spec in school.core_teams:
            _gather(units[spec.name], today)
    _school_roles(units[schools[0].name], today)
    agree_for_school(school=units[schools[0].name], today=today)
    talk(school=units[schools[0].name], units=units, today=today)


def _gather(team: Unit, today: date) -> None:
    rows = Membership.objects.filter(active(today), unit=team).exclude(role=LEARNER).order_by("pk")
    adults = list(dict.fromkeys(rows.values_list("person_id", flat=True)))
    inside = Membership.objects.filter(active(today), unit=team, role=LEARNER).order_by("pk")
    learners = list(inside.values_list("person_id", flat=True))
    if not adults or not learners:
        return
    _meet(team, adults, learners, today)
    _divide(team, adults, today)
    _learn(team, adults, today)


def _meet(team: Unit, adults: Sequence[int], learners: Sequence[int], today: date) -> None:
    before = today - timedelta(days=7)
    lead = viewer_of(person_id=adults[0], on=before)
    meeting = plan_meeting(
        title="Kort teamoverleg", purpose="Voor wie is een beslissing nodig?", begins_at=_noon(before),
        unit=team.pk, by=lead,
    )  # fmt: skip
    taken = []
    for number, (text, what, days) in enumerate(DECIDED):
        about = [Reference("people.person", str(learners[number % len(learners)]))]
        taken.append(
            settle(
                meeting=meeting.uid,
                text=text,
                what=what,
                owner=adults[number % len(adults)],
                due=before + timedelta(days=days),
                about=about,
                by=lead,
            )
        )
    for text in AGREED:
        agree(unit=team.pk, text=text, meeting=meeting.uid, by=lead, review_on=before + timedelta(days=60))
    present = {one: number != len(adults) - 1 or number == 0 for number, one in enumerate(adults)}
    note_present(meeting=meeting.uid, present=present, by=lead)
    end_meeting(meeting=meeting.uid, by=lead)
    for action in taken[:2]:
        finish_action(action=action.uid, by=lead)
    look_back(action=taken[0].uid, outcome="worked", words="Met het bord zagen ze het zelf", by=lead)
    ahead = plan_meeting(title="Kort teamoverleg", begins_at=_noon(_workday(today)), unit=team.pk, by=lead)
    raise_point(meeting=ahead.uid, text="De uitstap naar het bos: wie gaat mee?", by=lead)


def _workday(day: date) -> date:
    """Return ``day``, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12, 10)))


def _divide(team: Unit, adults: Sequence[int], today: date) -> None:
    year = SchoolYear.of(today)
    lead = viewer_of(person_id=adults[0], on=today)
    for number, role in enumerate(ROLES):
        ends = min(year.last_day, today + timedelta(days=5)) if role == ROLES[-1] else year.last_day
        give_role(
            unit=team.pk,
            role=role,
            person=adults[number % len(adults)],
            starts=year.first_day,
            ends=ends,
            hours=Decimal("1.5"),
            by=lead,
        )
    say_need(unit=team.pk, topic="multilingualism", why=NEED, by=lead)
    for number, adult in enumerate(adults):
        viewer = viewer_of(person_id=adult, on=today)
        for kind, topic, shown in (TALENTS[number * 2 % len(TALENTS)], TALENTS[(number * 2 + 1) % len(TALENTS)]):
            keep_talent(kind=kind, topic=topic, shown=shown, by=viewer)


def _learn(team: Unit, adults: Sequence[int], today: date) -> None:
    viewers = [viewer_of(person_id=one, on=today) for one in adults]
    owner = Reference(UNIT, str(team.pk))
    goal = start_cycle(
        template="team-goal", owner=owner, title="Elke leerling kiest zelf een boek", due=None, by=viewers[0]
    )
    said = ("Ik zet elke week drie boeken in de kijker", "Ik lees elke dag tien minuten voor", "Ik praat met de bib")
    for number, viewer in enumerate(viewers[: len(said)]):
        values = {"contribution": said[number]}
        keep_answers(cycle=goal.uid, phase="goal", values=values, ends=False, by=viewer)
    retro = start_cycle(template="team-retro", owner=owner, title="De lesperiode breuken", due=None, by=viewers[0])
    answers = {
        "cognitive": "Tekenen voor rekenen helpt meer leerlingen dan we dachten.",
        "metacognitive": "We pasten het plan pas in week drie aan; dat kan vroeger.",
        "motivational": "Samen voor de klas staan gaf energie.",
        "emotional": "Ja, ook over wat niet lukte.",
    }
    keep_answers(cycle=retro.uid, phase="retro", values=answers, ends=True, by=viewers[0])


def _school_roles(school: Unit, today: date) -> None:
    head = Membership.objects.filter(active(today), unit=school, role="head").order_by("pk").first()
    if head is None:
        return
    by: Viewer = viewer_of(person_id=head.person_id, on=today)
    name_role(school=school.pk, role="coaching", title="leercoach", tasks="elke week één gesprek per leerling", by=by)
    open_role(
        school=school.pk, topic="starters", words="Wie begeleidt in januari een startende collega?",
        until=today + timedelta(days=40), by=by,
    )  # fmt: skip
