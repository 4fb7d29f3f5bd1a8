"""Flex hours in the demo: one round across two classes, offered by their teachers, partly chosen already."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from samenwijzer.demo.blueprint import PRIMARY
from samenwijzer.demo.population import Population
from samenwijzer.foundation.errors import Refused
from samenwijzer.foundation.school_years import SchoolYear
from samenwijzer.learning.groups.flex.needs import choosing_for, suggested
from samenwijzer.learning.groups.flex.planning import propose_places
from samenwijzer.network.access.viewer import Viewer, viewer_of
from samenwijzer.network.calendar.actions import keep_rooms, lay_periods
from samenwijzer.network.calendar.models import Period, Room
from samenwijzer.network.organisation.models import Unit
from samenwijzer.network.people.models import Person
from samenwijzer.practice.offers.actions import choose
from samenwijzer.practice.offers.models import Moment, Offer, Round
from samenwijzer.practice.offers.queries import learners_of_round, whole_round
from samenwijzer.practice.offers.rounds import Content, add_offers, open_round, start_round

CLASSES = ("L3A", "L3B")
#: Who fills the round in: the head, or the teacher in the demo of one class.
HEAD, TEACHER = "head-primary", "l3a"
WEEKDAYS = (0, 3)
BEGINS, FINISHES = time(13, 15), time(14, 5)
MODULES = 5
#: One learner in so many chose already.
CHOSE = 3
#: Name, seats, separate groups and what else there is.
ROOMS = (
    ("Leerplein", 30, 4, ["instruction", "screens"]),
    ("Lokaal 3A", 24, 2, ["instruction"]),
    ("Lokaal 3B", 24, 2, ["instruction"]),
    ("Atelier", 16, 2, ["hands-on"]),
)
#: Title, form, what they do, places, room, who guides it by key.
OFFERS = (
    ("Schilderen zoals Panamarenko", "project", "Jullie maken samen een vliegend ding.", 14, "Atelier", "l3b"),
    ("Denkspellen", "enrichment", "Je leert schaken of lost puzzels op.", 16, "Lokaal 3B", "l34"),
    ("Hoe pak ik het aan?", "coaching", "Je bekijkt je weekplan met een leraar.", 4, "Lokaal 3A", "l3a"),
)


def lay_flex_hours(*, population: Population, units: dict[str, Unit], today: date) -> None:
    """Give the two third years their flex hours for a week and a half, from today or the coming Monday."""
    groups = [units[name].pk for name in CLASSES if population.classes.get(name)]
    keys = [key for key in (HEAD, TEACHER) if key in population.adults]
    if not groups or not keys:
        return
    head = viewer_of(person_id=population.adults[keys[0]].pk, on=today)
    starts = today if today.weekday() < 5 else today + timedelta(days=7 - today.weekday())
    rooms = [Room(unit=units[PRIMARY], name=name, seats=seats, groups=groups, affords=affords)
             for name, seats, groups, affords in ROOMS]  # fmt: skip
    by_name = {one.name: one.pk for one in keep_rooms(rooms=rooms, by=None)}
    _lay_modules(units[PRIMARY], today)
    try:
        made = start_round(
            kind="flexuur",
            title="Flexuren van het derde leerjaar",
            groups=groups,
            weekly=[(day, BEGINS, FINISHES) for day in WEEKDAYS],
            starts=starts,
            ends=starts + timedelta(days=11),
            freedom="free",
            choose_until=None,
            by=head,
        )
    except Refused:
        return  # in a long holiday there is no school day to have them on
    moments = list(Moment.objects.filter(round=made).values_list("pk", flat=True))
    adults = {key: [person.pk] for key, person in population.adults.items()}
    for title, form, what, places, room, key in OFFERS:
        content = Content(title, form, places, what, room=by_name[room], adults=adults.get(key, []))
        add_offers(moments=moments, content=content, by=head)
    _offer_what_is_needed(made, moments, adults.get(TEACHER, []), by_name["Leerplein"], head)
    open_round(round_id=made.pk, is_open=True, by=head)
    _choose(made, learners_of_round(made.pk, starts)[::CHOSE], today)
    propose_places(round_id=made.pk, by=head)


def _lay_modules(school: Unit, today: date) -> None:
    """Let the school run five modules of the same length a year."""
    year = SchoolYear.of(today)
    days = (year.last_day - year.first_day).days + 1
    edges = [year.first_day + timedelta(days=days * number // MODULES) for number in range(MODULES + 1)]
    parts = [
        Period(unit=school, title=f"Module {number + 1}", first=edges[number], last=edges[number + 1] - timedelta(1))
        for number in range(MODULES)
    ]
    lay_periods(periods=parts, by=None)


def _offer_what_is_needed(made: Round, moments: Sequence[int], adults: list[int], room: int, head: Viewer) -> None:
    """Offer instruction on the goal that most learners need, and practice on the next one."""
    lacking = suggested(whole=whole_round(viewer=head, round_id=made.pk), on=head.on)[:2]
    for number, one in enumerate(lacking):
        form, places = ("instruction", 10) if number == 0 else ("practice", 14)
        content = Content(
            one.goal.title[:1].upper() + one.goal.title[1:119], form, places,
            "Met materiaal, in kleine stappen." if number == 0 else "Je oefent met kaartjes en legt uit aan elkaar.",
            room=room, adults=adults, goals=[one.goal.pk],
        )  # fmt: skip
        add_offers(moments=moments, content=content, by=head)


def _choose(made: Round, learners: Sequence[Person], today: date) -> None:
    offers = list(Offer.objects.filter(moment__round=made, form__in=("project", "enrichment")).order_by("pk"))
    for number, learner in enumerate(learners):
        viewer = viewer_of(person_id=learner.pk, on=today)
        choose(offer=offers[number % len(offers)].pk, choosing=choosing_for(viewer)[made.pk], by=viewer)
