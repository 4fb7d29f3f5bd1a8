"""Care in the shown class: a plan of the group, three files in different phases, a talk, a picture of the school."""

from collections.abc import Mapping
from datetime import date, timedelta

from samenwijzer.demo.blueprint import PRIMARY, SHOWN_CLASS
from samenwijzer.demo.population import Population
from samenwijzer.learning.care.actions import (
    Noted,
    keep_phase,
    note_fact,
    open_file,
    open_group_plan,
    open_protected,
    share_advice,
)
from samenwijzer.learning.care.models import CareTrack, Fact
from samenwijzer.learning.care.own_words import say_what_works
from samenwijzer.learning.care.photos import Agreed, agree_on_need, hold_meeting
from samenwijzer.learning.lessons.queries import goals_of, running
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.organisation.models import Membership, Unit, active

#: Given name, phase, what goes well, the question, what was agreed by whom, and in how many weeks it is looked at.
FILES = (
    ("Bilal", "raised", "Vertelt boeiend en weet veel over dieren.", "Lange teksten lezen kost veel tijd.",
     "Elke dag tien minuten samen lezen, tekst eerst vertellen.", -1),
    ("Adam", "raised", "Helpt anderen graag en zet door bij bouwen.", "Werkt vlot mondeling, schrijft weinig op.",
     "Stappenkaart op de bank en eerst mondeling antwoorden.", 3),
    ("Amber", "extended", "Tekent precies en ziet details.", "Rekenen met grote getallen blijft moeilijk.",
     "Met materiaal rekenen, samen met de zorgcoördinator.", 5),
)  # fmt: skip
CYCLE = (
    ("waarnemen", {"seen": "Leest hardop traag, begrijpt een verhaal dat verteld wordt heel goed."}),
    ("begrijpen", {"needed": "Heeft nood aan een leraar die de tekst eerst vertelt, en opdrachten in kleine stappen.",
                   "helps": "Samen lezen met een klasgenoot helpt."}),
)  # fmt: skip


def lay_care(*, units: Mapping[str, Unit], population: Population, today: date) -> None:
    """Let the people of the shown class note care, through the same verbs as on the screens."""
    group, pupils = units.get(SHOWN_CLASS), population.classes.get(SHOWN_CLASS)
    first = Membership.objects.filter(active(today), unit=group, role="teacher").order_by("pk").first()
    if group is None or not pupils or first is None or PRIMARY not in units:
        return
    teacher = viewer_of(person_id=first.person_id, on=today)
    carer = viewer_of(person_id=population.adults["care-primary"].pk, on=today)
    by_name = {one.person.given_name: one.person.pk for one in pupils}
    goal = _plan(group, teacher)
    for given, phase, strength, why, what, weeks in FILES:
        if given in by_name:
            track = open_file(learner=by_name[given], strength=strength, why=why, phase=phase, by=carer)
            _agree(track, what, teacher, today)
            _review(track, today, weeks)
            if goal:
                note_fact(track=track.uid, kind=Fact.Kind.GOAL, noted=Noted(goal=goal), by=teacher)
    if "Bilal" in by_name:
        _reader(by_name["Bilal"], teacher, carer, today)
    _protected(pupils[2].person.pk, population, today)
    _picture(units[PRIMARY], carer, today)


def _plan(group: Unit, teacher: Viewer) -> int | None:
    """Make the plan of the group with the goal at which it works, and return that goal."""
    plan = open_group_plan(group=group.pk, strength="De groep luistert goed naar elkaar en helpt vlot.", by=teacher)
    goals = goals_of(units=[one.pk for one in running(groups=[group.pk], on=teacher.on)])
    if not goals:
        return None
    note_fact(track=plan.uid, kind=Fact.Kind.GOAL, noted=Noted(goal=goals[0].pk), by=teacher)
    seen = {"seen": "Een deel van de groep stopt bij de eerste moeilijke stap."}
    keep_phase(track=plan.uid, phase="waarnemen", values=seen, ends=True, by=teacher)
    return goals[0].pk


def _agree(track: CareTrack, what: str, teacher: Viewer, today: date) -> None:
    noted = Noted(what, key="teacher", who=teacher.name, on=today + timedelta(days=20))
    note_fact(track=track.uid, kind=Fact.Kind.AGREEMENT, noted=noted, by=teacher)


def _review(track: CareTrack, today: date, weeks: int) -> None:
    """Let the file be due in so many weeks, as if it had been opened longer ago."""
    Fact.objects.filter(track=track, kind=Fact.Kind.REVIEW).update(on=today + timedelta(weeks=weeks))


def _reader(learner: int, teacher: Viewer, carer: Viewer, today: date) -> None:
    """Fill one file: half the cycle, what works in the own words, an agreement that worked, a talk to come."""
    track = CareTrack.objects.get(learner=learner, protected=False)
    for phase, values in CYCLE:
        keep_phase(track=track.uid, phase=phase, values=values, ends=True, by=teacher)
    say_what_works(person=learner, text="Samen met Finn lezen, om de beurt.", by=viewer_of(person_id=learner, on=today))
    need = Noted("Een leraar die een tekst eerst vertelt.")
    note_fact(track=track.uid, kind=Fact.Kind.NEED, noted=need, by=carer)
    agreed = Noted("Voorlezen aan de klas, één alinea die thuis geoefend is.", key="learner", who="Bilal", on=today)
    made = note_fact(track=track.uid, kind=Fact.Kind.AGREEMENT, noted=agreed, by=teacher)
    effect = Noted("Las vrijdag zonder haperen, en wil het opnieuw.", key="works", answers=made.uid)
    note_fact(track=track.uid, kind=Fact.Kind.OUTCOME, noted=effect, by=teacher)
    talk = Noted(
        "Hoe gaat het lezen, thuis en in de klas?", key="parents", who=f"ouders, {teacher.given_name}",
        on=today + timedelta(days=6),
    )  # fmt: skip
    note_fact(track=track.uid, kind=Fact.Kind.TALK, noted=talk, by=carer)


def _protected(learner: int, population: Population, today: date) -> None:
    """Let the counsellor of the CLB, who is involved with this learner, note something and share advice."""
    counsellor = viewer_of(person_id=population.adults["counsellor"].pk, on=today)
    track = open_protected(
        learner=learner, text="Gesprek gehad over wat helpt bij het begin van een taak.", by=counsellor
    )
    advice = "Een vaste plaats vooraan, en elke taak beginnen met één voorbeeld."
    share_advice(track=track.uid, text=advice, by=counsellor)


def _picture(school: Unit, carer: Viewer, today: date) -> None:
    present = "zorgcoördinator, directeur, CLB, leersteuncentrum"
    hold_meeting(unit=school.pk, present=present, next_on=today + timedelta(days=90), by=carer)
    for phase, text, support, actor, owner, days in (
        ("basic", "vlot lezen in het tweede en derde leerjaar", "klasbezoek en didactische fiche", "school",
         "zorgcoördinator", 60),
        ("raised", "leraren zoeken naar haalbare maatregelen", "twee namiddagen co-teaching", "lsc",
         "leerondersteuner", 45),
    ):  # fmt: skip
        agreed = Agreed(phase, text, support, actor, owner, today + timedelta(days=days))
        agree_on_need(unit=school.pk, agreed=agreed, by=carer)
